"""The facts of an article, their evidence and the flags that follow."""

import pytest

from articles.ingest.decode import decode
from articles.text import ledger, segment
from tests.ingest.reading import document, flags, outlets, people

PARAGRAPH = "松川的老厂房里，新机器转了起来。工人们说，日子越过越有奔头。"


def article(head="", tail="", body=PARAGRAPH):
    return f"松川的春天来了\n{head}\n{body}\n{PARAGRAPH}\n{tail}\n"


def test_evidence_leads_back_to_the_capture():
    text = article("作者：张某 來源：松川日报 2024年6月28日")
    read_as = document(text)

    source = read_as.fields.outlets[0].name
    assert text[source.start : source.end] == "松川日报"
    date = read_as.fields.date
    assert text[date.start : date.end] == "2024年6月28日"
    segments = segment.trace(decode(text.encode()).text, read_as.layers[: read_as.field_layers])
    assert ledger.apply(segment.read_span(segments, date.start, date.end), date.edits) == "2024-06-28"


def test_name_with_a_blank_inside_is_spelt_without():
    name = document(article("作者：孙 惠")).fields.people[0].name

    assert (name.value, [edit.before for edit in name.edits]) == ("孙惠", [" "])


@pytest.mark.parametrize(
    ("head", "tail", "expected"),
    [
        ("记者 张某", "编辑：李某", [("张某", "reporter"), ("李某", "editor")]),
        ("记者 张某", "作者：张某", [("张某", "reporter")]),
        ("作者：张某", "责任编辑：张某", [("张某", "author"), ("张某", "editor")]),
        ("作者：松川市委讲师团", "", []),
        ("作者：佚名", "编辑：系统管理员", []),
        ("", "（记者 张某 李某）", [("张某", "reporter"), ("李某", "reporter")]),
        ("", "文/张某 图/李某", [("张某", "author"), ("李某", "photographer")]),
        ("", "（本报记者李某某参与采写）\n（完）", [("李某某", "reporter")]),
    ],
)
def test_people(head, tail, expected):
    assert people(document(article(head, tail))) == expected


def test_officials_in_the_text_are_not_contributors():
    body = "省委书记张某主持会议，省长李某某讲话，副组长王某、赵某出席。"

    assert people(document(article("记者 孙某", body=body))) == [("孙某", "reporter")]


def test_interviewee_has_a_post_and_comes_where_named():
    body = "怎么看？记者采访了松川市市长周某某。"
    (reporter, interviewee) = document(article("记者 孙某", body=body)).fields.people

    assert (interviewee.name.value, interviewee.role) == ("周某某", "interviewee")
    assert interviewee.affiliation.value == "松川市市长"
    assert reporter.affiliation is None


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("（作者单位为松川市委讲师团）", ["松川市委讲师团", "松川市委讲师团"]),
        ("（作者单位：松川大学、临原学院）", ["松川大学", "临原学院"]),
        ("（作者分别系松川大学教授、临原学院讲师）", ["松川大学教授", "临原学院讲师"]),
        ("（作者系松川大学教授、博士生导师）", ["松川大学教授、博士生导师"] * 2),
        ("作者简介：张某，松川大学教授。", ["松川大学教授"] * 2),
    ],
)
def test_units_of_two_authors(unit, expected):
    read_as = document(article("作者：张某 李某", unit))

    assert [person.affiliation.value for person in read_as.fields.people] == expected


@pytest.mark.parametrize(
    ("head", "tail", "expected"),
    [
        ("来源：松川日报", "", [("松川日报", "published_by")]),
        ("来源：《松川日报》", "", [("松川日报", "published_by")]),
        ("", "（文章来源：松川日报）", [("松川日报", "published_by")]),
        ("来源：本站原创", "", []),
        ("来源：sp20241201", "", []),
        ("来源：松川网-松川日报", "", [("松川日报", "published_by"), ("松川网", "reprinted_by")]),
        ("来源：网络", "", []),
        ("来源：松川日报", "转载：界江网", [("松川日报", "published_by"), ("界江网", "reprinted_by")]),
        ("松川日报记者 张某", "来源：松川日报", [("松川日报", "published_by")]),
        ("界江晚报记者 张某", "来源：松川日报", [("松川日报", "published_by"), ("界江晚报", "byline_outlet")]),
    ],
)
def test_chain_of_attributions(head, tail, expected):
    assert outlets(document(article(head, tail))) == expected


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        (f"□本报记者 张某\n{PARAGRAPH}", "no-title"),
        (article(), "no-date"),
        (f"松川开会\n本报讯 （记者 张某）23日，{PARAGRAPH}", "partial-date"),
        (article(), "no-source"),
        (article("编辑：李某"), "no-author"),
        (article("本报记者 张某"), "unresolved-benbao"),
        (article("来源：本网"), "unresolved-benbao"),
        (article("记者 吴齐强郝迎灿张艺开"), "names-to-confirm"),
        (article("界江晚报记者 张某", "来源：松川日报"), "outlet-differs"),
        (article(body="会議強(qiáng)調(diào)書(shū)記，推動(dòng)?xùn)|北振興。"), "damaged-bytes"),
        (article(body="这是***思想的成果。"), "elided-name"),
        (article(body="这是损坏\ufffd的字。"), "undecodable"),
    ],
)
def test_what_is_missing_or_doubtful_is_flagged(text, flag):
    assert flag in flags(document(text))


def test_complete_article_has_no_flag():
    text = article("2024-06-28 09:53 来源：松川日报 作者：张某 编辑：李某")

    assert flags(document(text)) == []


@pytest.mark.parametrize("words", ["5***5", "***", "a***b", "* * *"])
def test_stars_that_are_no_name(words):
    assert "elided-name" not in flags(document(article(body=f"公式 {words} 如下。")))


def test_elided_name_is_a_finding_and_never_filled():
    read_as = document(article(body="这是***思想的成果。"))

    (finding,) = [one for one in read_as.findings if one.code == "elided-name"]
    assert (finding.quote, finding.fix) == ("***", None)
    assert read_as.body[finding.start : finding.end] == "***"


def test_finding_stands_in_the_body_and_not_in_the_capture():
    body = "會(huì)議強(qiáng)調(diào)，推動(dòng)?xùn)|北振興。"
    read_as = document(f"本報(bào)訊（記者 張某）{body}\n")

    (finding,) = read_as.findings
    assert read_as.body[finding.start : finding.end] == "?xùn)|"
    assert read_as.body[: finding.start] + finding.fix + read_as.body[finding.end :] == "会议强调，推动东北振兴。"


def test_finding_in_the_title_is_one_of_the_title():
    read_as = document(f"會(huì)議強(qiáng)調(diào)推動(dòng)?xùn)|北振興\n{PARAGRAPH}\n")

    (finding,) = read_as.findings
    assert (finding.field, finding.code, finding.fix) == ("title", "damaged-bytes", "东")
    assert read_as.fields.title.value[finding.start : finding.end] == finding.quote
    assert "damaged-bytes" in flags(read_as)


def test_damage_in_a_byline_is_flagged_though_the_body_is_whole():
    text = f"會(huì)議召開(kāi)\n記者 動(dòng)?xùn)|北 張某\n{PARAGRAPH}強(qiáng)調(diào)。\n"

    assert "damaged-bytes" in flags(document(text))


def test_year_is_proposed_with_its_evidence_and_never_set():
    body = "23日，会议落实党的二十届三中全会部署。去年9月，总书记再次视察，寄望黑龙江。"
    fields = document(f"本报讯 （记者 张某）{body}\n{PARAGRAPH}").fields

    (proposal,) = fields.proposals
    assert (proposal.field, proposal.value) == ("date", "2024-XX-23")
    assert [fact.value for fact in proposal.evidence] == ["党的二十届三中全会", "去年9月"]
    assert fields.date.value == "XXXX-XX-23"


def test_day_on_which_a_speech_was_made_is_its_date():
    fields = document(f"工作报告\n——2026年1月27日在松川市人民代表大会上\n{PARAGRAPH}").fields

    assert (fields.date.value, fields.precision, fields.proposals) == ("2026-01-27", "day", ())


def test_day_in_a_title_is_only_proposed():
    fields = document(f"2026年1月27日松川市工作会议纪要\n\n{PARAGRAPH}").fields

    assert fields.date is None
    assert [(one.field, one.value) for one in fields.proposals] == [("date", "2026-01-27")]
    assert fields.date is None


def test_assumed_zone_is_a_note_and_no_flag():
    read_as = document(article("2024-06-28 09:53:21 来源：松川日报 作者：张某"))

    (note,) = read_as.findings
    assert (note.code, note.level, note.field) == ("assumed-zone", "note", "date")
    assert flags(read_as) == []


def test_genuine_traditional_article_keeps_its_script():
    read_as = document("澳門旅遊業復甦\n記者 張某\n本澳旅遊業界表示，「十一」期間旅客增加，市民出行亦多。\n")

    assert read_as.script == "zh-Hant"
    assert people(read_as) == [("張某", "reporter")]
    assert "「十一」期間旅客增加" in read_as.body


@pytest.mark.parametrize(
    ("opening", "source"),
    [
        ("(松川電台消息) 老廠房裡，新機器轉了起來。", "松川電台"),
        ("（松川电视台讯）老厂房里，新机器转了起来。", "松川电视台"),
        ("（本台消息）老厂房里，新机器转了起来。", None),
        ("（最新消息）老厂房里，新机器转了起来。", None),
        ("老厂房里，新机器转了起来。（松川电台消息）", None),
    ],
)
def test_outlet_whose_news_the_text_opens_with_is_the_source(opening, source):
    found = document(f"老厂房里的新机器\n\n{opening}\n\n工人们说，日子越过越有奔头。\n")

    published = [name for name, role in outlets(found) if role == "published_by"]
    assert published == ([source] if source else [])
    assert opening.strip()[:3] in found.body


@pytest.mark.parametrize(
    ("address", "proposed"),
    [
        ("https://news.songchuan.example/2024/06/28/1.html", "2024-06-28"),
        ("https://news.songchuan.example/1800617-20240628.htm", "2024-06-28"),
        ("https://news.songchuan.example/2024-06-28-a", "2024-06-28"),
        ("https://news.songchuan.example/120240628", None),
        ("https://news.songchuan.example/20241328", None),
        ("https://news.songchuan.example/20240631", None),
    ],
)
def test_day_in_the_address_is_proposed_where_no_date_is_stated(address, proposed):
    text = f"# 老厂房里的新机器\n\n老厂房里，新机器转了起来。\n\n<{address}>\n"
    found = document(text).fields

    assert found.date is None
    assert [one.value for one in found.proposals if one.field == "date"] == ([proposed] if proposed else [])


_TEXT = "松川县城西的老厂房里，三十台新机器上个月转了起来。\n三年前，这家厂停过四个月的工。\n"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("2024-06-28 09:53 记者 张三丰", [("张三丰", "reporter")]),
        ("松川日报 2024年6月28日 □ 本报记者 张三丰", [("张三丰", "reporter")]),
        ("2024-06-28 张三丰", [("张三丰", "author")]),
        ("2024-06-28 松川日报", []),
        ("2024年6月28日 星期五", []),
    ],
)
def test_who_stands_beside_the_day_wrote_it(line, wanted):
    read_as = document(f"老厂房装上新机器\n{line}\n{_TEXT}")

    assert people(read_as) == wanted
    assert read_as.fields.date.value.startswith("2024-06-28")


def test_site_whose_reporter_signs_published_the_piece():
    page = f"首页\n当前位置：首页 > 松川新闻网 > 要闻\n老厂房装上新机器\n%s\n2024-06-28\n{_TEXT}"

    own, other = document(page % "松川新闻网记者 张三丰"), document(page % "松川日报记者 张三丰")

    assert outlets(own) == [("松川新闻网", "published_by"), ("松川新闻网", "captured_from")]
    assert ("松川日报", "byline_outlet") in outlets(other)
    assert "published_by" not in dict(map(reversed, outlets(other)))


def test_bracketed_column_over_the_text_is_no_heading():
    column = document(f"老厂房装上新机器\n2024-06-28\n【走基层】\n{_TEXT}")
    headings = document(f"老厂房装上新机器\n2024-06-28\n【背景】\n{_TEXT}【影响】\n{_TEXT}")

    assert (column.headings, column.body.splitlines()[0]) == ((), "【走基层】")
    assert headings.headings == ("【背景】", "【影响】")


def test_time_of_a_line_counts_before_the_day_of_the_signature():
    text = article("发布日期：2024-03-22 15:40 来源：松川县统计局\n2024年3月22日")

    assert document(text).fields.date.value == "2024-03-22T15:40"


def test_day_of_publishing_counts_before_that_of_making():
    made, published = "成文日期：2024年03月15日", "发布日期：2024年03月21日"

    assert document(article(f"{made}\n{published}")).fields.date.value == "2024-03-21"
    assert document(article(made)).fields.date.value == "2024-03-15"


@pytest.mark.parametrize(
    ("end", "left"),
    [
        ("（完）", ""),
        ("返回搜狐，查看更多", ""),
        ("（未完）", "（未完）"),
        ("（松川日报）", ""),
        ("（笑声）", "（笑声）"),
    ],
)
def test_what_ends_the_last_paragraph_and_is_no_text(end, left):
    assert document(f"松川的春天来了\n{PARAGRAPH}\n{PARAGRAPH}{end}").body.endswith(f"奔头。{left}")


def test_outlet_behind_the_text_is_the_source_where_nothing_else_is():
    alone = document(f"松川的春天来了\n{PARAGRAPH}\n{PARAGRAPH}（松川日报）")
    beside = document(f"松川的春天来了\n来源：青岭晚报\n{PARAGRAPH}\n{PARAGRAPH}（松川日报）")

    assert outlets(alone) == [("松川日报", "published_by")]
    assert outlets(beside)[0] == ("青岭晚报", "published_by")


def test_account_beside_the_day_published_and_printed_again_beside_a_source():
    line = "松川发布 2024-04-02 07:50 发表于江苏"

    assert outlets(document(article(line))) == [("松川发布", "published_by")]
    assert outlets(document(article(f"{line}\n来源：松川日报"))) == [
        ("松川日报", "published_by"),
        ("松川发布", "reprinted_by"),
    ]


def test_author_before_the_account_wrote_it():
    assert people(document(article("原创 苏某 松川农事 2024年10月11日 18:30 江西"))) == [("苏某", "author")]


def test_who_sent_the_piece_in_is_named_by_role():
    assert people(document(article(tail="供稿：通讯员 宗某某"))) == [("宗某某", "correspondent")]
    assert people(document(article(tail="供稿：松川县委宣传部"))) == []


def test_day_of_an_issue_counts_before_its_year():
    read_as = document(article("《松川视窗》2024年第1期（2024-01-16出版）"))

    assert read_as.fields.date.value == "2024-01-16"
    assert outlets(read_as) == [("松川视窗", "published_by")]


def test_year_alone_stays_a_year():
    assert document(article("来源：松川日报 2024年")).fields.date.value == "2024"


def test_paper_that_printed_an_official_document_counts_before_who_issued_it():
    issued = article("发文机关：松川县人民政府\n2024-03-22 来源：松川日报")

    assert outlets(document(issued))[0] == ("松川日报", "published_by")
    assert outlets(document(article("2024-03-22 发文机关：松川县人民政府")))[0] == ("松川县人民政府", "published_by")


def test_byline_says_more_of_a_role_than_a_label_over_it():
    read_as = document(article("2024-03-22 来源：松川日报 作者：何小满 沈小禾\n松川日报记者 何小满 通讯员 沈小禾"))

    assert people(read_as) == [("何小满", "reporter"), ("沈小禾", "correspondent")]
    assert people(document(article("2024-03-22 来源：松川日报 作者：何小满\n松川日报记者 沈小禾"))) == [
        ("何小满", "author"),
        ("沈小禾", "reporter"),
    ]


@pytest.mark.parametrize(("line", "name"), [("代省长  何某", "何某"), ("代某某  何某", None)])
def test_acting_post_is_no_name(line, name):
    read_as = document(f"松川政府工作报告\n{line}\n\n各位代表：\n\n{_TEXT}{_TEXT}")

    assert (people(read_as) == [(name, "speaker")]) is (name is not None)


def test_bracket_alone_before_the_text_is_dropped_but_in_a_traditional_one():
    mainland = document(f"老厂房装上新机器\n【本报讯】{_TEXT}")
    printed = document(
        "港府放寬手續\n【本報訊】漁農署表示，正研究放寬申報手續，市民可留意公布。\n署方稱，現時有六十個攤檔。\n"
    )

    assert not mainland.body.startswith("【")
    assert printed.body.startswith("【本報訊】")
