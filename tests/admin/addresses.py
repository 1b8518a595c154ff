"""The written table of who is let in where: every address of the resolver, by role, asked (GET) and sent a form (POST).

What is not in the table fails the test. A cell names those let in; everybody else of the staff meets `refused`, and who
is not of the staff is sent to the login page.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

#: 路人: not signed in; 读者: signed in, not of the staff; 半登: of 终审, past the password and not the second step.
OUTSIDERS = ("路人", "读者", "半登")
STAFF = ("只读", "见习", "编辑", "初审", "复审", "终审", "管理员")
ROLES = (*OUTSIDERS, *STAFF)

ALL = frozenset(STAFF)
EVERYBODY = frozenset(ROLES)
NOBODY: frozenset[str] = frozenset()
WRITERS = ALL - {"只读"}
EDITORS = WRITERS - {"见习"}
CHIEF = frozenset({"管理员"})
PRESS = frozenset({"终审", "管理员"})
MERGERS = frozenset({"复审", "终审", "管理员"})

YES, LOGIN, NO, NONE, METHOD = "in", "login", "refused", "not there", "not so"
STATES = ("draft", "review", "published", "scheduled", "withdrawn")


@dataclass(frozen=True)
class Row:
    """Who is let in by GET and by POST. `get_else`, `post_else`: what others of the staff meet.

    `outside`: what those meet who are not past the login; None: they are treated like the staff.
    """

    get: frozenset[str]
    post: frozenset[str]
    get_else: str = NO
    post_else: str = NO
    outside: str | None = LOGIN

    def cell(self, role: str, method: str) -> str:
        let_in, others = (self.get, self.get_else) if method == "get" else (self.post, self.post_else)
        if role in OUTSIDERS and role not in let_in and self.outside is not None:
            return self.outside
        return YES if role in let_in else others


def only_get(who: frozenset[str], otherwise: str = NO) -> Row:
    """A page that takes no form from anybody."""
    return Row(who, NOBODY, get_else=otherwise, post_else=METHOD)


def public(status: str = YES) -> Row:
    """A page that all see alike, and that takes no form."""
    return Row(EVERYBODY if status == YES else NOBODY, NOBODY, status, METHOD, outside=None)


@dataclass(frozen=True)
class Model:
    """Who may look at the rows of a model, add one, change one, delete one."""

    see: frozenset[str]
    add: frozenset[str] = NOBODY
    change: frozenset[str] = NOBODY
    delete: frozenset[str] = NOBODY

    def rows(self, name: str) -> dict[str, Row]:
        return {
            f"admin:{name}_changelist": Row(self.see, self.see),
            f"admin:{name}_add": Row(self.add, self.add),
            f"admin:{name}_history": Row(self.see, self.see),
            f"admin:{name}_delete": Row(self.delete, self.delete),
            f"admin:{name}_change": Row(self.see, self.change),
            # leads on to the change page, which decides
            f"admin/{name.replace('_', '/')}/<path:object_id>/": Row(ALL, ALL),
        }


RECORD = Model(ALL)
HIDDEN = Model(CHIEF)
AUTHORITY = Model(ALL, WRITERS, WRITERS, CHIEF)
PIECE = Model(ALL, WRITERS, WRITERS, CHIEF)

MODELS = {
    "articles_article": PIECE,
    "articles_collection": PIECE,
    "articles_source": AUTHORITY,
    "articles_author": AUTHORITY,
    "articles_topic": AUTHORITY,
    "articles_tag": AUTHORITY,
    "articles_authoritymove": RECORD,
    "articles_bulkact": RECORD,
    "articles_batch": RECORD,
    "articles_capture": RECORD,
    "articles_receipt": RECORD,
    "articles_reading": RECORD,
    "articles_stage": Model(ALL, CHIEF, CHIEF, CHIEF),
    "articles_signoff": RECORD,
    "articles_revision": RECORD,
    "articles_collectionrevision": RECORD,
    "articles_findingdecision": RECORD,
    "articles_suggestiondecision": HIDDEN,
    "articles_linkdecision": HIDDEN,
    "articles_edition": RECORD,
    "articles_collectionedition": RECORD,
    "articles_notice": RECORD,
    "articles_retiredslug": HIDDEN,
    "articles_siteversion": HIDDEN,
    "articles_event": HIDDEN,
    "articles_savedview": Model(ALL, NOBODY, MERGERS, MERGERS),  # one that is shared; one's own have their own tests
    "articles_user": Model(CHIEF, CHIEF, CHIEF, CHIEF),
    "auth_group": Model(CHIEF, CHIEF, CHIEF, CHIEF),
}


def _of_pieces(name: str) -> dict[str, Row]:
    """The pages of an article or a collection beside those of every model."""
    return {
        f"admin:articles_{name}_preview": Row(ALL, EDITORS),
        f"admin:articles_{name}_preview_page": only_get(ALL),
        f"admin:articles_{name}_comments": Row(
            ALL, ALL
        ),  # POST without a button says so; the buttons have their own test
        f"admin:articles_{name}_schedule": Row(ALL, PRESS),
        f"admin:articles_{name}_notice": Row(PRESS, PRESS),
        f"admin:articles_{name}_diff": Row(ALL, WRITERS),
        f"admin:articles_{name}_here": Row(NOBODY, WRITERS, get_else=METHOD),
    }


TABLE: dict[str, Row] = {
    **{address: row for name, model in MODELS.items() for address, row in model.rows(name).items()},
    **_of_pieces("article"),
    **_of_pieces("collection"),
    **{
        f"admin:articles_{kind}_{page}": Row(MERGERS, MERGERS)
        for kind in ("source", "author", "topic", "tag")
        for page in ("merge", "split")
    },
    "admin:articles_collection_arrange": Row(NOBODY, WRITERS, get_else=METHOD),
    "admin:articles_collection_find": only_get(ALL),
    "admin:articles_collection_compare": only_get(ALL),
    "admin:articles_collection_proposals": Row(ALL, WRITERS),
    "admin:articles_authoritymove_undo": Row(MERGERS, MERGERS),
    "admin:articles_bulkact_undo": Row(WRITERS, WRITERS),
    "admin:articles_article_beside": Row(ALL, ALL),  # POST without a button shows the page; the buttons have their own test
    "admin:articles_tag_suggest": only_get(ALL),
    "admin:articles_capture_raw": Row(ALL, ALL),
    "admin:articles_event_export": Row(NOBODY, CHIEF, get_else=METHOD),
    "admin:articles_user_reset": Row(CHIEF, CHIEF),
    "admin:auth_user_password_change": Row(CHIEF, CHIEF),
    "admin:index": Row(ALL, ALL),
    "admin:app_list": Row(ALL, ALL),
    "admin:import": Row(WRITERS, WRITERS),
    "admin:import_progress": Row(ALL, NOBODY, post_else=METHOD),
    "admin:queue": Row(ALL, WRITERS),
    "admin:find": only_get(ALL),
    "admin:find_suggest": only_get(ALL),
    "admin:guide": only_get(ALL),
    "admin:keys": only_get(ALL),
    "admin:inbox": Row(ALL, ALL),  # one's own
    "admin:people": only_get(ALL),
    "admin:list_columns": Row(NOBODY, ALL, get_else=METHOD),
    "admin:keep_view": Row(NOBODY, ALL, get_else=METHOD),
    "admin:peek": only_get(ALL),
    "admin:board": only_get(ALL),
    "admin:month": only_get(ALL),
    "admin:late": only_get(ALL),
    "admin:figures": only_get(ALL),
    "admin:figures_table": only_get(ALL),
    "admin:autocomplete": only_get(ALL),
    "admin:jsi18n": only_get(ALL),
    "admin:view_on_site": Row(ALL, ALL),
    "admin:password_change": Row(ALL, ALL),
    "admin:password_change_done": only_get(ALL),
    "admin:second": Row(ALL | {"半登"}, ALL | {"半登"}),
    "admin:login": Row(EVERYBODY, EVERYBODY, outside=None),
    "admin:logout": Row(NOBODY, EVERYBODY, get_else=METHOD, outside=None),
    "admin/(?P<url>.*)$": Row(NOBODY, NOBODY, NONE, NONE),
    "preview": public(),
    "healthz": public(),
    "robots": public(),
    "sitemap": public(),
    "sitemap_section": public(),
    **{
        f"articles:{name}": public()
        for name in (
            "home", "articles", "article_by_id", "article", "edition", "collections", "collection", "collection_feed",
            "collection_edition", "topics", "topic", "topic_feed", "sources", "source", "authors", "author", "tag",
            "archive", "archive_year", "archive_month", "search", "corrections", "about", "feed",
        )
    },
    "articles:undated": public(NONE),
}  # fmt: skip

#: Cells that the state of the piece changes: the address, the states, and the row that holds in them.
BY_STATE: dict[tuple[str, str], Row] = {
    **{
        (f"admin:articles_{name}_delete", state): Row(NOBODY, NOBODY)
        for name in ("article", "collection")
        for state in ("published", "scheduled", "withdrawn")  # readers have, had or will have an edition
    },
    **{
        (f"admin:articles_{name}_{page}", state): Row(NOBODY if page == "here" else ALL, who, METHOD if page == "here" else NO)
        for name in ("article", "collection")
        for page in ("change", "diff", "here")  # words are changed by editors alone, and of what is withdrawn by nobody
        for state, who in (("review", EDITORS), ("published", EDITORS), ("scheduled", EDITORS), ("withdrawn", NOBODY))
    },
    **{
        (f"admin:articles_collection_{page}", state): row
        for state, who in (("review", EDITORS), ("published", EDITORS), ("scheduled", EDITORS), ("withdrawn", NOBODY))
        for page, row in (("arrange", Row(NOBODY, who, get_else=METHOD)), ("proposals", Row(ALL, who)))
    },
    **{
        (address, state): public(NONE)
        for address in ("articles:article_by_id", "articles:article", "articles:edition", "articles:collection",
                        "articles:collection_edition", "articles:collection_feed")
        for state in ("draft", "review", "scheduled", "withdrawn")
    },
    ("preview", "withdrawn"): public(NONE),
    ("articles:edition", "withdrawn"): public(),  # behind the notice
    ("articles:collection_edition", "withdrawn"): public(),
}  # fmt: skip


def row_of(address: str, state: str) -> Row:
    return BY_STATE.get((address, state), TABLE[address])


def addresses(resolver: URLResolver | None = None, route: str = "", space: str = "") -> Iterator[str]:
    """Yield the name of every address, or its route where it has none."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, here, f"{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            yield space + pattern.name if pattern.name else here
