"""One of everything the desk has pages for, a piece in every state, and an address for each name of the table."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.editorial import merge, workflow
from articles.models import (
    Article,
    Batch,
    BulkAct,
    BulkItem,
    Capture,
    Collection,
    Edition,
    Event,
    FindingDecision,
    LinkDecision,
    PreviewLink,
    Reading,
    Receipt,
    RetiredSlug,
    SavedView,
    SiteVersion,
    Stage,
    SuggestionDecision,
    Tag,
    User,
)
from articles.told import told
from tests.admin.addresses import STAFF, STATES
from tests.factories import make_author, make_collection, make_complete_article, make_source, make_topic, make_user

KEY = "3132333435363738393031323334353637383930"


@dataclass
class World:
    """The clients by role, the records by their model's name, the pieces by their state, the pages of the public."""

    clients: dict[str, Client]
    records: dict[str, Any]
    articles: dict[str, Article]
    collections: dict[str, Collection]
    previews: dict[str, PreviewLink]


def make_world() -> World:
    house = {role: make_user(f"同事{role}", (role,)) for role in ("编辑", "初审", "复审", "终审")}
    articles = {state: _bring(_article(house), state, house) for state in STATES}
    collections = {state: _bring(_collection(articles["published"], house), state, house) for state in STATES}
    for state in STATES:
        articles[state].refresh_from_db()
        collections[state].refresh_from_db()
    previews = {
        state: PreviewLink.make(article.revisions.first(), house["编辑"]) for state, article in articles.items()
    }
    return World(_clients(), _records(articles, collections, house), articles, collections, previews)


def _article(house: dict[str, User]) -> Article:
    article = make_complete_article()
    article.contributions.filter(role="reporter").update(author=make_author())
    article.tags.add("冰雪")
    article.topics.add(make_topic())
    workflow.record(article, by=None, reason=told("导入"))
    return article


def _collection(article: Article, house: dict[str, User]) -> Collection:
    collection = make_collection(article)
    collection.topics.add(make_topic())
    workflow.record(collection, by=None, reason=told("新建"))
    return collection


def _bring(piece: Any, state: str, house: dict[str, User]) -> Any:
    if state == "draft":
        return piece
    workflow.submit(piece, by=house["编辑"])
    if state == "review":
        return piece
    for role in ("初审", "复审", "终审"):
        workflow.sign(piece, by=house[role])
    workflow.publish(piece, by=house["终审"], at=timezone.now() + timedelta(days=1) if state == "scheduled" else None)
    if state == "withdrawn":
        workflow.withdraw(piece, by=house["终审"], text="撤。")
    return piece


def _clients() -> dict[str, Client]:
    clients = {role: Client() for role in ("路人", "读者", "半登", *STAFF)}
    clients["读者"].force_login(make_user("读者", is_staff=False))
    clients["半登"].force_login(make_user("半登", ("终审",)))
    for role in STAFF:
        user = make_user(role, (role,))
        device = TOTPDevice.objects.create(user=user, name="TOTP", key=KEY)
        clients[role].force_login(user)
        session = clients[role].session
        session["otp_device_id"] = device.persistent_id
        session.save()
    return clients


def _records(
    articles: dict[str, Article], collections: dict[str, Collection], house: dict[str, User]
) -> dict[str, Any]:
    live, other, editor = articles["published"], articles["draft"], house["编辑"]
    capture = Capture.objects.create(sha256="a" * 64, size=1, packed=Capture.pack(b"x"))
    batch = Batch.objects.create(how="test")
    other.topics.add(topic := make_topic())
    return {
        "articles_source": make_source(name="没有人引的"),
        "articles_author": make_author(name="没有人署的"),
        "articles_topic": make_topic(),
        "articles_tag": Tag.objects.create(name="没有人用的"),
        "articles_authoritymove": merge.merge("tag", *_two_tags(), by=house["终审"]),
        "articles_bulkact": _bulk_act(other, house["编辑"]),
        "articles_batch": batch,
        "articles_capture": capture,
        "articles_receipt": Receipt.objects.create(capture=capture, batch=batch, name=b"x.txt"),
        "articles_reading": Reading.objects.create(
            capture=capture, reader="1", outcome="imported", shape="plain", encoding="utf-8",
            encoding_found_by="bytes", packed=b"",
        ),
        "articles_stage": Stage.objects.create(key="spare", name="备用", order=9, group=editor.groups.get(), active=False),
        "articles_signoff": live.sign_offs.first(),
        "articles_revision": live.revisions.first(),
        "articles_collectionrevision": collections["published"].revisions.first(),
        "articles_findingdecision": FindingDecision.objects.create(
            article=other, key="k", code="A", decision="dismissed", by=editor, undone_at=timezone.now()
        ),
        "articles_suggestiondecision": SuggestionDecision.objects.create(
            article=other, topic=topic, accepted=False, by=editor
        ),
        "articles_linkdecision": LinkDecision.objects.create(
            article=other, other=live, kind="quotes", accepted=False, by=editor
        ),
        "articles_edition": live.editions.first(),
        "articles_collectionedition": collections["published"].editions.first(),
        "articles_notice": articles["withdrawn"].notices.first(),
        "articles_retiredslug": RetiredSlug.objects.create(kind="topic", slug="old", target_id=1),
        "articles_siteversion": SiteVersion.objects.get(),
        "articles_event": Event.objects.first(),
        "articles_savedview": SavedView.objects.create(owner=editor, model="article", name="共用的", shared=True),
        "articles_user": make_user("临时", ("见习",)),
        "auth_group": type(editor.groups.get()).objects.create(name="空组"),
    }  # fmt: skip


def _bulk_act(article: Article, by: User) -> BulkAct:
    act = BulkAct.objects.create(kind="claim", by=by)
    BulkItem.objects.create(act=act, article=article.pk, name=article.title)
    return act


def _two_tags() -> tuple[int, int]:
    return Tag.objects.create(name="要并掉的").pk, Tag.objects.create(name="留下的").pk


def form_of(name: str, world: World) -> dict[str, Any]:
    """Return what is sent where an empty form would not even be looked at."""
    if name.endswith("_schedule"):
        return {"_move": "reschedule"}
    return {"id": _merged(name, world).pk} if name.endswith("_merge") else {}


def _merged(name: str, world: World) -> Any:
    return world.records[name.removeprefix("admin:").removesuffix("_merge")]


def address_of(name: str, state: str, world: World) -> str:
    """Return an address of that name, of the piece in `state` where it is of one. Raises LookupError where none is known."""
    article, collection = world.articles[state], world.collections[state]
    edition = article.editions.first()
    slug = edition.slug if edition else "x"
    public = world.articles["published"]
    given: dict[str, tuple[Any, ...]] = {
        "admin:articles_article_beside": (article.pk, public.pk if article != public else world.articles["draft"].pk),
        "admin:articles_article_diff": (article.pk, 1),
        "admin:articles_collection_diff": (collection.pk, 1),
        "admin:articles_article_notice": (article.pk, "withdraw"),
        "admin:articles_collection_notice": (collection.pk, "withdraw"),
        "admin:articles_capture_raw": (world.records["articles_capture"].pk,),
        "admin:articles_event_export": ("csv",),
        "admin:figures_table": ("captures",),
        "admin:articles_user_reset": (world.records["articles_user"].pk,),
        "admin:auth_user_password_change": (world.records["articles_user"].pk,),
        "admin:view_on_site": (ContentType.objects.get_for_model(Edition).pk, public.editions.get().pk),
        "admin:app_list": ("articles",),
        "admin:list_columns": ("articles", "article"),
        "admin:keep_view": ("articles", "article"),
        "admin:peek": ("articles", "article", article.pk),
        "sitemap_section": ("articles",),
        "articles:article_by_id": (article.pk,),
        "articles:article": (article.pk, slug),
        "articles:edition": (article.pk, slug, 1),
        "articles:collection": (collection.slug,),
        "articles:collection_feed": (collection.slug,),
        "articles:collection_edition": (collection.slug, 1),
        "articles:archive_year": (2024,),
        "articles:archive_month": (2024, 6),
    }
    special = {
        "preview": world.previews[state].address(),
        "admin/(?P<url>.*)$": "/admin/nothing/here/",
        "admin:autocomplete": "/admin/autocomplete/?app_label=articles&model_name=articlelink&field_name=to_article",
    }
    if name.endswith("_merge"):
        return f"{reverse(name)}?id={_merged(name, world).pk}"
    if name in special:
        return special[name]
    if name in given:
        return reverse(name, args=given[name])
    if name.startswith("articles:"):
        return _public_address(name, public)
    return _desk_address(name, {**world.records, "articles_article": article, "articles_collection": collection})


def _public_address(name: str, public: Article) -> str:
    """Return the page of a record that a published piece bears, or one that takes no name."""
    kind = name.partition(":")[2].removesuffix("_feed")
    records = {"topic": public.topics.first(), "source": public.source, "tag": public.tags.first()}
    if kind == "author":
        return reverse(name, args=[public.contributions.exclude(author=None).get().author.slug])
    return reverse(name, args=[records[kind].slug]) if kind in records else reverse(name)


def _desk_address(name: str, records: dict[str, Any]) -> str:
    if "/<path:object_id>/" in name:
        app, model = name.split("/")[1:3]
        return f"/admin/{app}/{model}/{records[f'{app}_{model}'].pk}/"
    try:
        return reverse(name)
    except NoReverseMatch:
        of = next((key for key in records if name.startswith(f"admin:{key}_")), None)
        if of is None:
            raise LookupError(name) from None
        return reverse(name, args=[records[of].pk])
