"""What both backends must do: one class, run by each on its own database."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.editorial.freeze import make_edition
from articles.models import Article, DeskPassage, Edition
from articles.search import desk_matches, search_desk, search_press
from articles.search.query import read_query
from articles.search.snippet import count
from tests.factories import make_article, make_user

NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)
HOSTILE = [
    "", " ", "，。！", "\0", "\ud800", "\udfff新", "新\0质", "AND", "OR", "NOT", "NEAR(", "NEAR(a b, 3)", "*", "新*", '"', '""',
    '"新质', "新质\"", "“", "-", "-新质", "tokens:新质", ":", "^新", "(", ")", "((新", "{a}", "'", "''", "\\", "\\'", "a'b", "%", "_",
    "&", "|", "!", "<->", "新 <-> 质", ":*", "a:*", "新:*", "¶", "\u200b", "😀", "؟", "ﷺ", "ß", "İ", "①½", "x" * 10_000, "新" * 10_000,
    "新 " * 5_000, "新质生产力" * 2_000, "\0" * 10_000, "a.b.c", "1,000", ".", "..", "1.", ".5", "\u0301", "a\u0301" * 5_000,
    "新\n质\t生", "\u3000", "\u202e新质", "𠀀𠀁", "\U0010ffff", "『新质』", "； DROP TABLE articles_article", "?", "%s", "%(a)s",
]  # fmt: skip
HAN = "新质產生产力粮糧食，"
SIMPLE = str.maketrans("產糧", "产粮")


def ids(query: str) -> set[int]:
    return {hit.article_id for hit in search_desk(query, limit=1000).hits}


def publish(article: Article, live_from: datetime = NOON, **changes: Any) -> Edition:
    edition = make_edition(article, by=make_user(), now=live_from)
    Edition.objects.filter(pk=edition.pk).update(**changes)
    return edition


def press_ids(query: str, now: datetime = NOON) -> list[int]:
    return [hit.edition_id for hit in search_press(query, now=now).hits]


@pytest.mark.django_db
class SearchTests:
    @pytest.mark.parametrize(
        "query", ["质", "新质", "新质产线", "新质产线落地松川", "新質產線", "ＧＤＰ", "gdp", "3.5", "五成GDP增3.5%"]
    )
    def test_a_part_of_the_text_in_any_spelling_is_found(self, query: str) -> None:
        article = make_article(body="前文。新质产线落地松川，占五成GDP增3.5%。")
        make_article(body="不相干的一篇，讲新产线的质，GDPR与13.5。")

        assert article.pk in ids(query)

    @pytest.mark.parametrize("query", ["新质产业", "质新", "松川前文", "3", "GD", "五", "落地松川前"])
    def test_what_the_text_does_not_say_is_not_found(self, query: str) -> None:
        make_article(title="无", body="前文。新质产线落地松川，占六成GDP增3.5%。")

        assert ids(query) == set()

    def test_every_searched_field_is_found(self) -> None:
        article = make_article(
            title="题甲", subtitle="副乙", standfirst="导丙", body="## 标丁\n\n文戊", people=(("林远舟", "reporter"),)
        )
        article.contributions.update(affiliation="松川大学", outlet="松川晚报")
        article.attributions.create(role="reprinted_by", name="松川在线")

        for query in ("题甲", "副乙", "导丙", "标丁", "文戊", "林远舟", "松川大学", "松川晚报", "松川在线"):
            assert ids(query) == {article.pk}, query

    def test_markup_of_the_body_is_not_searched(self) -> None:
        make_article(title="甲", body="## 小标题\n\n\\## 不是标题")

        assert ids("##") == set()
        assert len(ids("小标题 不是标题")) == 1

    def test_no_phrase_reaches_across_paragraphs_fields_or_marks(self) -> None:
        make_article(title="甲乙", subtitle="丙丁", body="戊己\n\n庚辛\n\n## 壬癸\n\n子丑，寅卯")

        for query in (
            "乙丙",
            "甲乙丙丁",
            "己庚",
            "戊己庚辛",
            "戊己，庚辛",
            '"戊己 庚辛"',
            "辛壬",
            "癸子",
            "丑寅",
            "子丑寅卯",
        ):
            assert ids(query) == set(), query

    def test_marks_inside_a_word_stand_for_any_mark(self) -> None:
        article = make_article(body="子丑、寅卯。子丑寅卯")
        make_article(body="子丑又寅卯")

        assert ids("子丑，寅卯") == ids('"子丑 寅卯"') == ids("“子丑 寅”") == {article.pk}

    def test_words_apart_must_all_stand_in_one_article(self) -> None:
        both = make_article(title="粮食", body="松川\n\n冰雪")
        make_article(title="粮食", body="松川")
        make_article(title="冰雪", body="松川")

        assert ids("粮食 冰雪") == ids("冰雪　粮食") == {both.pk}

    def test_one_character_is_found_wherever_it_stands(self) -> None:
        articles = [make_article(title="无", body=body) for body in ("粮", "粮食", "存粮", "存粮。")]
        make_article(title="无", body="良食")

        assert ids("粮") == ids("糧") == {article.pk for article in articles}

    def test_a_word_of_taiwan_is_found_whole_by_both_and_in_part_as_printed(self) -> None:
        printed = make_article(title="无", body="本地的人工智慧產業")
        meant = make_article(title="无", body="本地的人工智能产业")

        assert ids("人工智慧") == ids("人工智能") == {printed.pk, meant.pk}
        assert ids("智慧产业") == ids("智慧") == {printed.pk}
        assert ids("智能产业") >= {meant.pk}

    @pytest.mark.parametrize("query", HOSTILE)
    def test_any_query_is_answered(self, query: str) -> None:
        make_article(body="新质生产力 a b")

        assert search_desk(query).total == len(ids(query))
        assert search_press(query).hits == ()
        assert Article.objects.filter(desk_matches(query)).count() == search_desk(query).total

    @given(query=st.text(max_size=30))
    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_any_text_is_answered_as_a_query(self, query: str) -> None:
        assert search_desk(query).total == 0

    @given(
        bodies=st.lists(st.text(alphabet=HAN + "\n", max_size=60), min_size=1, max_size=6),
        queries=st.lists(st.text(alphabet=HAN[:-1], min_size=1, max_size=8), min_size=5, max_size=15),
    )
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_exactly_the_articles_that_hold_the_text_are_found(self, bodies: list[str], queries: list[str]) -> None:
        with transaction.atomic():
            articles = {make_article(title="", body=body).pk: body.translate(SIMPLE) for body in bodies}
            parts = [body[at : at + n] for body in bodies for n in (1, 2, 4, 8) for at in (0, len(body) // 2)]
            asked = [*queries, *(part for part in parts if part and not set(part) & set("，\n"))]
            found = {query: ids(query) for query in asked}
            transaction.set_rollback(True)

        for query, pks in found.items():
            assert pks == {pk for pk, body in articles.items() if query.translate(SIMPLE) in body}, query

    @given(
        bodies=st.lists(st.text(alphabet="新质力，。a1.b \n", max_size=40), min_size=1, max_size=4),
        queries=st.lists(st.text(alphabet="新质力，a1.b ", min_size=1, max_size=6), min_size=10, max_size=20),
    )
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_the_index_says_what_the_tokens_say(self, bodies: list[str], queries: list[str]) -> None:
        with transaction.atomic():
            for body in bodies:
                make_article(title="", body=body)
            held: dict[int, list[str]] = {}
            for pk, tokens in DeskPassage.objects.values_list("article", "tokens"):
                held.setdefault(pk, []).append(tokens)
            found = {query: ids(query) for query in queries}
            transaction.set_rollback(True)

        for query, pks in found.items():
            words = [word.folded for word in read_query(query)]
            expected = {pk for pk, tokens in held.items() if all(any(count(t, word) for t in tokens) for word in words)}
            assert pks == (expected if words else set()), query

    def test_the_last_phrase_of_a_long_article_is_found(self) -> None:
        sentence = "松川新区的第{}条产线今年投产，工人说产量比去年多了三成。"
        article = make_article(body="".join(sentence.format(n) for n in range(720)) + "末了才说到砂糖橘")

        assert len(article.body) > 18_000
        assert ids("末了才说到砂糖橘") == ids("砂糖橘") == ids("三成。末了") == {article.pk}

    def test_a_pair_that_stands_300_times_hides_nothing(self) -> None:
        article = make_article(title="", body="粮食又粮食，" * 300 + "粮食归仓")
        long_run = make_article(title="", body="哈" * 600 + "嘿")

        assert ids("粮食归仓") == ids("又粮食，粮食归") == {article.pk}
        assert ids("哈哈嘿") == ids("哈" * 150 + "嘿") == {long_run.pk}

    def test_titles_then_headings_then_frequency_then_date_then_number_make_the_order(self) -> None:
        often = make_article(title="五", date="2020", body="粮食。粮食。粮食")
        old = make_article(title="一", date="2023-01-01", body="粮食")
        undated = make_article(title="无", date="", body="粮食")
        new = make_article(title="二", date="2024-01-01", body="粮食")
        twin = make_article(title="二", date="2024-01-01", body="粮食")
        heading = make_article(title="三", date="2001", body="## 粮食\n\n文")
        title = make_article(title="粮食", date="1999", body="文")

        found = search_desk("粮食")

        assert [hit.article_id for hit in found.hits] == [
            one.pk for one in (title, heading, often, twin, new, old, undated)
        ]
        assert [hit.title_hit for hit in found.hits] == [True] + [False] * 6

    def test_pages_follow_one_another(self) -> None:
        for _ in range(5):
            make_article(title="", body="粮食")
        every = [hit.article_id for hit in search_desk("粮食").hits]

        pages = [search_desk("粮食", limit=2, offset=offset) for offset in (0, 2, 4, 6)]

        assert [hit.article_id for page in pages for hit in page.hits] == every
        assert [page.total for page in pages] == [5] * 4

    def test_beyond_the_candidates_the_order_stays(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("articles.search.base.CANDIDATES", 2)
        new, older, oldest = (make_article(title="", date=date, body="粮食") for date in ("2024", "2023", "2022"))
        title = make_article(title="粮食", date="2001", body="文")

        assert [hit.article_id for hit in search_desk("粮食").hits] == [title.pk, new.pk, older.pk, oldest.pk]

    @pytest.mark.parametrize("query", ["粮", "粮食", "粮食 松川 冰雪", "文"])
    @pytest.mark.parametrize("pieces", [1, 12])
    def test_three_queries_answer_however_much_is_asked_and_found(self, query: str, pieces: int) -> None:
        for _ in range(pieces):
            publish(make_article(title="粮食", body="松川冰雪\n\n" + "粮食的文" * 300))

        for search in (search_desk, search_press):
            with CaptureQueriesContext(
                connection,
            ) as done:
                assert search(query).total == pieces
            assert len(done) == 3

    def test_no_words_ask_nothing(self, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(0):
            assert search_desk("，").total == 0

    def test_the_snippet_marks_the_words_as_printed(self) -> None:
        make_article(title="", body="頭一句。這裏講新質(zhì)生產力，也講 ＧＤＰ。")

        (hit,) = search_desk("新质生产力 gdp").hits

        assert [run.text for run in hit.snippet if run.marked] == ["新質(zhì)生產力", "ＧＤＰ"]
        assert "".join(run.text for run in hit.snippet) == "頭一句。這裏講新質(zhì)生產力，也講 ＧＤＰ。"

    def test_a_hit_in_the_title_alone_shows_how_the_text_begins(self) -> None:
        make_article(title="粮食", standfirst="先说一句。", body="再说一句。")

        (hit,) = search_desk("粮食").hits

        assert [(run.text, run.marked) for run in hit.snippet] == [("先说一句。", False)]

    def test_desk_matches_filters_as_search_finds(self) -> None:
        one = make_article(title="粮食", body="冰雪")
        make_article(title="粮食", body="文")

        assert list(Article.objects.filter(desk_matches("粮食 冰雪"))) == [one]
        assert not Article.objects.filter(desk_matches("")).exists()


@pytest.mark.django_db
class PressTests:
    def test_only_what_is_live_at_the_moment_is_found(self) -> None:
        article = make_article(title="", body="粮食")
        edition = publish(article, live_from=NOON, live_until=NOON + timedelta(hours=1), ended_by="expired")

        moments = [NOON - timedelta(microseconds=1), NOON, NOON + timedelta(minutes=59), NOON + timedelta(hours=1)]

        assert [press_ids("粮食", now) for now in moments] == [[], [edition.pk], [edition.pk], []]

    def test_a_later_edition_takes_the_place_of_the_one_before(self) -> None:
        article = make_article(title="", body="粮食")
        first = publish(article)
        article.body = "冰雪"
        article.save()
        second = publish(article, live_from=NOON + timedelta(days=1))

        later = NOON + timedelta(days=1)

        assert (press_ids("粮食"), press_ids("冰雪")) == ([first.pk], [])
        assert (press_ids("粮食", later), press_ids("冰雪", later)) == ([], [second.pk])

    def test_what_changes_at_the_desk_changes_nothing_here(self) -> None:
        article = make_article(title="", body="粮食", people=(("林远舟", "reporter"),))
        edition = publish(article)
        article.body = "冰雪"
        article.save()
        article.contributions.all().delete()

        assert press_ids("粮食") == press_ids("林远舟") == [edition.pk]
        assert press_ids("冰雪") == []

    def test_the_public_search_reads_no_table_of_the_desk(self) -> None:
        publish(make_article(title="", body="粮食"))

        with CaptureQueriesContext(connection) as done:
            assert search_press("粮食", now=NOON).total == 1

        desk = {Article._meta.db_table, DeskPassage._meta.db_table}
        assert not [query["sql"] for query in done if any(f'"{table}"' in query["sql"] for table in desk)]

    @pytest.mark.parametrize(("reprint", "shown"), [("full", "文末的粮食"), ("excerpt", "文首"), ("link", "")])
    def test_a_snippet_shows_no_more_than_may_be_reprinted(self, reprint: str, shown: str) -> None:
        article = make_article(title="", body="文首\n\n文末的粮食")
        edition = publish(article, reprint=reprint, excerpt="文首")

        (hit,) = search_press("粮食", now=NOON).hits

        assert hit.edition_id == edition.pk
        assert "".join(run.text for run in hit.snippet) == shown
