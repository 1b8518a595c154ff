"""Families of texts: what is proposed as the same text or as quoting, what is not, and what an editor answered."""

import random

import pytest
from django.db import IntegrityError, transaction

from articles.editorial import decide, kinship
from articles.editorial.kinship import suggest_links
from articles.editorial.workflow import Refused
from articles.models import Article, ArticleLink, LinkDecision
from articles.text.index_entry import find_prints
from articles.text.script import to_traditional
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db

SENTENCES = tuple(
    f"{place}的{thing}{verb}，{person}说{more}。"
    for place, thing, verb, person, more in zip(
        ("松川新区", "远山镇", "北岸码头", "老车站", "城东菜场", "河口村", "南坡林场", "旧纱厂", "学府路", "青石桥"),
        ("产线", "茶园", "吊机", "候车室", "摊位", "鱼塘", "苗圃", "机床", "书店", "桥墩"),
        ("刚刚调试完毕", "今年收成很好", "换上了新轮子", "重新刷过了墙", "添了十几个人", "清过了三回淤", "种下一万棵苗", "搬进了陈列馆", "晚上也开着门", "补好了裂开的缝"),
        ("厂长", "茶农", "司机", "站长", "摊主", "村长", "护林员", "馆长", "店主", "石匠"),
        ("次品少了一半", "价钱比去年高", "装一船快两小时", "旅客都认不出来", "菜价反而更低", "秋天能多捞两网", "十年后才成材", "孩子们最爱看它", "学生坐到很晚", "再过百年也不怕"),
        strict=True,
    )
)  # fmt: skip
BODY = "\n\n".join(SENTENCES)
OTHERS = "\n\n".join(
    f"{word}这件事与别处没有半点关系，谁也不曾听人说起过{word}的来历。"
    for word in ("磨豆腐", "修钟表", "扎风筝", "编竹筐", "酿米酒", "打铁器", "剪窗花", "唱皮影")
)


def proposed(article):
    return [(one.other_id, one.kind) for one in suggest_links(article)]


@pytest.fixture
def editor():
    return make_user("编辑", ("编辑",))


@pytest.fixture
def piece():
    return make_article(body=BODY)


@pytest.mark.parametrize(
    "body",
    [
        BODY,
        to_traditional(BODY),
        BODY.replace("次品少了一半", "如今毛病少得多了"),
        "".join(SENTENCES[:5]),
        "本报讯：" + BODY.replace("，", ","),
    ],
)
def test_the_same_piece_is_found_in_another_script_edited_and_excerpted(piece, body):
    other = make_article(body=body)

    assert proposed(piece) == [(other.pk, "same_text")]
    assert proposed(other) == [(piece.pk, "same_text")]


def test_a_quotation_is_proposed_with_its_words_and_their_count(piece):
    quoting = make_article(body=f"{OTHERS}\n\n他写道：{SENTENCES[2]}{SENTENCES[3]}\n\n{OTHERS[::-1]}")

    (suggestion,) = suggest_links(quoting)

    assert (suggestion.other_id, suggestion.title, suggestion.kind) == (piece.pk, piece.title, "quotes")
    assert suggestion.reason == "共有 46 字：北岸码头的吊机换上了新轮子，司机说装一船……"


def test_one_theme_and_a_set_phrase_in_common_is_nothing(piece):
    make_article(body=f"{OTHERS}松川新区的产线，厂长说次品少了一半。")
    make_article(body=OTHERS[::-1])

    assert proposed(piece) == []


def test_a_long_name_in_two_short_items_is_nothing():
    name = "松川新区纪念老工业基地全面振兴二十周年新产线调试工作领导小组办公室"
    first, second = (make_article(body=f"{name}{rest}{OTHERS[:110]}") for rest in ("今天开会。", "昨天挂了牌。"))
    second.body = f"{name}昨天挂了牌。{BODY[:150]}"
    second.save()

    assert kinship._share(first.body, second.body) >= kinship.SHARES
    assert proposed(second) == []


def written(size, seed):
    """Return `size` letters that nobody ever wrote."""
    return "".join(map(chr, random.Random(seed).choices(range(0x4E00, 0x9FA5), k=size)))


@pytest.mark.parametrize("size", [90, 410, 741, 1_061, 2_500, 9_000])
@pytest.mark.parametrize("seed", range(20))
def test_a_tenth_at_a_stretch_leaves_the_prints_that_weighing_asks_for(size, seed):
    stretch = written(-(-size // 10) + 1, seed)
    one, other = (written(size - len(stretch), seed + n) + stretch for n in (100, 200))

    assert len(find_prints(one) & find_prints(other)) >= kinship._least_shared(size)


def test_a_stretch_of_a_long_text_is_weighed_and_a_set_phrase_in_it_is_not(piece, monkeypatch):
    weighed, share = [], kinship._share
    monkeypatch.setattr(kinship, "_share", lambda one, other: weighed.append(other) or share(one, other))
    long = make_article(body=written(2_000, 1) + BODY[:120] + written(2_000, 2) + written(45, 3))
    make_article(body=written(4_000, 4) + written(45, 3))

    assert proposed(long) == [(piece.pk, "quotes")]
    assert weighed == [piece.body]


def test_of_a_text_of_which_not_all_prints_are_asked_about_nobody_is_passed_over(monkeypatch):
    monkeypatch.setattr(kinship, "MOST_PRINTS", 8)
    shared = written(1_200, 5)
    quoted = make_article(body=written(5_000, 6) + shared)

    assert proposed(make_article(body=shared + written(5_000, 7))) == [(quoted.pk, "quotes")]


def test_the_earlier_piece_is_not_said_to_quote_the_later(piece):
    earlier = make_article(body=f"{OTHERS}{SENTENCES[2]}{SENTENCES[3]}", date="2023-05")

    assert proposed(earlier) == []
    assert proposed(piece) == [(earlier.pk, "quotes")]


def test_an_article_without_letters_or_unsaved_has_none(piece):
    assert proposed(make_article(body="。")) == []
    assert proposed(Article(body=BODY)) == []


def test_linked_ones_are_left_out_from_either_side(piece):
    other = make_article(body=BODY)
    ArticleLink.objects.create(from_article=other, to_article=piece, kind="background")

    assert proposed(piece) == proposed(other) == []


def test_prints_of_too_many_articles_lead_nowhere(piece, monkeypatch):
    monkeypatch.setattr(kinship, "COMMON", 2)
    make_article(body=BODY)
    assert len(proposed(piece)) == 1

    make_article(body=BODY)

    assert proposed(piece) == []


def test_the_queries_do_not_grow_with_the_articles(piece, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert proposed(piece) == []
    for _ in range(3):
        make_article(body=BODY)
        make_article(body=OTHERS)
    with django_assert_num_queries(3):
        assert len(proposed(piece)) == 3


def test_accepting_makes_the_link_and_one_revision_and_asks_no_more(piece, editor):
    other = make_article(body=BODY)

    decide.accept_link(piece, other, "same_text", by=editor)

    link = ArticleLink.objects.get()
    assert (link.from_article, link.to_article, link.kind, link.by) == (piece, other, "same_text", editor)
    assert [r.reason for r in piece.revisions.all()] == [f"采纳关联：同一文本 {other}"]
    link.delete()
    assert proposed(piece) == proposed(other) == []


def test_refusing_is_remembered_for_both_sides_and_links_nothing(piece, editor):
    other = make_article(body=BODY)

    decide.refuse_link(other, piece, "same_text", by=editor)

    decision = LinkDecision.objects.get()
    assert (decision.article, decision.other, decision.accepted, decision.by) == (other, piece, False, editor)
    assert not ArticleLink.objects.exists()
    assert proposed(piece) == proposed(other) == []


def test_what_was_answered_is_refused_from_the_other_side_too(piece, editor):
    other = make_article(body=BODY)
    decide.refuse_link(piece, other, "same_text", by=editor)

    with pytest.raises(Refused, match="已有人处理过"):
        decide.accept_link(other, piece, "same_text", by=editor)
    assert not ArticleLink.objects.exists()


@pytest.mark.parametrize("kind", ["", "background", "same_text"])
def test_a_kind_nobody_suggests_and_the_article_itself_are_refused(piece, editor, kind):
    other = piece if kind == "same_text" else make_article(body=BODY)

    with pytest.raises(Refused, match="没有这样的关联建议"):
        decide.accept_link(piece, other, kind, by=editor)


def test_one_without_permission_may_not_answer(piece):
    with pytest.raises(Refused, match="权限"):
        decide.refuse_link(piece, make_article(body=BODY), "same_text", by=make_user())
    assert not LinkDecision.objects.exists()


@pytest.mark.parametrize("change", [{}, {"kind": "background"}, {"other": None}])
def test_the_database_holds_one_known_answer_about_another(piece, editor, change):
    other = make_article(body=BODY)
    first = {"article": piece, "other": other, "kind": "same_text", "accepted": True, "by": editor}
    LinkDecision.objects.create(**first)
    if "other" in change:
        change = {"other": piece}

    with pytest.raises(IntegrityError), transaction.atomic():
        LinkDecision.objects.create(**{**first, **change})
