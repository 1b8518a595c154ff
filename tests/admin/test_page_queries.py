"""What every page of the desk asks of the database, with more on each record than the page may ask queries.

Who may see most asks: signed in with the second step, which is a query. Counts beside filters and searching are asked
of the lists too, and no list loads a text.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.admin import desk
from tests.admin.addresses import TABLE, YES, row_of
from tests.admin.crowd import MANY, crowd
from tests.admin.world import World, address_of, make_world

pytestmark = pytest.mark.django_db

ROLE = "管理员"
#: The most that any page may ask.
LIMIT = 15
#: How many queries each page asks at most, by its name.
MOST: dict[int, str] = {
    15: """
        articles_article_change figures
    """,
    14: """
        articles_collection_compare
    """,
    13: """
        articles_bulkact_undo index
    """,
    12: """
        articles_authoritymove_undo articles_collection_change articles_collection_find month peek
    """,
    11: """
        articles_article_changelist articles_article_preview_page articles_article_schedule articles_collection_schedule
        articles_edition_change articles_reading_changelist
    """,
    10: """
        articles_user_changelist board
    """,
    9: """
        articles_article_beside articles_article_comments articles_article_delete articles_article_diff
        articles_article_notice articles_batch_changelist articles_bulkact_change articles_collection_changelist
        articles_collection_comments articles_collection_preview_page articles_collection_proposals
        articles_findingdecision_changelist articles_signoff_changelist articles_user_change
    """,
    8: """
        articles_author_changelist articles_authoritymove_changelist articles_bulkact_changelist
        articles_capture_changelist articles_collectionedition_changelist articles_collectionrevision_changelist
        articles_edition_changelist articles_event_changelist articles_linkdecision_changelist
        articles_notice_changelist articles_receipt_changelist articles_retiredslug_changelist
        articles_revision_changelist articles_savedview_changelist articles_siteversion_changelist
        articles_source_changelist articles_stage_changelist articles_suggestiondecision_changelist
        articles_tag_changelist articles_topic_changelist auth_group_delete
    """,
    7: """
        articles_article_history articles_author_split articles_authoritymove_change articles_capture_change
        articles_collection_delete articles_collection_diff articles_collection_history articles_collection_notice
        articles_collectionedition_change articles_source_split articles_tag_change articles_tag_delete
        articles_tag_split articles_topic_change articles_topic_delete articles_topic_split articles_user_delete
        articles_user_history auth_group_change auth_group_changelist queue
    """,
    6: """
        articles_article_add articles_article_preview articles_author_change articles_author_delete
        articles_author_history articles_authoritymove_history articles_batch_history articles_bulkact_history
        articles_capture_history articles_collection_add articles_collection_preview articles_collectionedition_history
        articles_collectionrevision_history articles_edition_history articles_event_history
        articles_findingdecision_history articles_linkdecision_history articles_notice_history articles_reading_history
        articles_receipt_history articles_retiredslug_history articles_revision_history articles_savedview_change
        articles_savedview_history articles_signoff_history articles_siteversion_history articles_source_change
        articles_source_delete articles_source_history articles_stage_change articles_stage_delete
        articles_stage_history articles_suggestiondecision_history articles_tag_history articles_tag_suggest
        articles_topic_history articles_user_reset auth_group_history auth_user_password_change autocomplete find
        find_suggest import_progress late second
    """,
    5: """
        articles_author_merge articles_batch_change articles_capture_raw articles_collectionrevision_change
        articles_event_change articles_findingdecision_change articles_linkdecision_change articles_notice_change
        articles_reading_change articles_receipt_change articles_retiredslug_change articles_revision_change
        articles_savedview_delete articles_signoff_change articles_siteversion_change articles_source_merge
        articles_stage_add articles_suggestiondecision_change articles_tag_merge articles_topic_merge articles_user_add
        auth_group_add figures_table inbox people view_on_site
    """,
    4: """
        app_list articles_author_add articles_source_add articles_tag_add articles_topic_add guide import keys
        password_change password_change_done
    """,
    3: """
        jsi18n login
    """,
}
BOUNDS = {name: bound for bound, names in MOST.items() for name in names.split()}
#: Pages are looked at in these states of the piece they are of.
SEEN_IN = ("draft", "review", "published")
#: Columns that hold a text of any length, or a packed one.
HEAVY = ("body", "standfirst", "introduction", "packed", "payload", "html", "finding")


@pytest.fixture(scope="module")
def world(rows_of_the_module: None) -> World:
    """Make the crowded world once; nothing that a test does to it stays."""
    made = make_world()
    crowd(made, SEEN_IN)
    return made


def asked(world: World, address: str) -> list[str]:
    """Return the statements of the second opening of a page: content types and the like are asked for once a process."""
    world.clients[ROLE].get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = world.clients[ROLE].get(address)
        b"".join(getattr(answer, "streaming_content", ()))
    assert answer.status_code < 400, (address, answer.status_code)
    return [one["sql"] for one in queries.captured_queries]


def is_seen(name: str, state: str) -> bool:
    return row_of(f"admin:{name}", state).cell(ROLE, "get") == YES


def pages_in(world: World, state: str) -> dict[str, str]:
    """Return the address by name of every page in `state`, but for those that have the same in a state before it."""
    here, *before = (
        {name: address_of(f"admin:{name}", one, world) for name in BOUNDS if is_seen(name, one)}
        for one in SEEN_IN[SEEN_IN.index(state) :: -1]
    )
    return {name: address for name, address in here.items() if all(each.get(name) != address for each in before)}


def test_every_page_has_a_bound_within_the_limit() -> None:
    pages = {name.removeprefix("admin:") for name in TABLE if name.startswith("admin:")}
    seen = {name for name in pages if any(is_seen(name, state) for state in SEEN_IN)}

    assert set(BOUNDS) == seen
    assert max(BOUNDS.values()) <= LIMIT < MANY


@pytest.mark.parametrize("state", SEEN_IN)
def test_no_page_asks_more_than_its_bound(world: World, state: str) -> None:
    over = {}
    for name, address in pages_in(world, state).items():
        queries = asked(world, address)
        if len(queries) > BOUNDS[name]:
            over[name] = (len(queries), [one[-160:] for one in queries])

    assert over == {}


@pytest.mark.parametrize("query", ["", "?_facets=True", "?q=9", "?_cols=ALL"])
def test_no_list_asks_more_with_counts_and_words_or_loads_a_text(world: World, query: str) -> None:
    over, heavy = {}, {}
    for name in BOUNDS:
        if name.endswith("_changelist"):
            shown = query.replace("ALL", every_column(name)) if query != "?_cols=ALL" or every_column(name) else ""
            queries = asked(world, address_of(f"admin:{name}", "draft", world) + shown)
            fetched = [one.partition(" FROM ")[0] for one in queries]
            loaded = {column for column in HEAVY for part in fetched if f'."{column}"' in part}
            over |= {name: len(queries)} if len(queries) > LIMIT else {}
            heavy |= {name: loaded} if loaded else {}

    assert (over, heavy) == ({}, {})


def every_column(name: str) -> str:
    model = name.removesuffix("_changelist").partition("_")[2]
    mine = next(each for kind, each in desk._registry.items() if kind._meta.model_name == model)
    return ",".join(map(str, getattr(mine, "all_columns", lambda: ())()))
