"""The desk: the admin site and every model it shows."""

from django.contrib.auth.models import Group

from articles.admin.article import ArticleAdmin
from articles.admin.authority import AuthorAdmin, SourceAdmin, TagAdmin, TopicAdmin
from articles.admin.authority_move import AuthorityMoveAdmin
from articles.admin.bulk_act import BulkActAdmin
from articles.admin.capture import BatchAdmin, CaptureAdmin, ReadingAdmin, ReceiptAdmin
from articles.admin.collection import CollectionAdmin
from articles.admin.edition import CollectionEditionAdmin, EditionAdmin
from articles.admin.log import EventAdmin
from articles.admin.record import (
    CollectionRevisionAdmin,
    FindingDecisionAdmin,
    LinkDecisionAdmin,
    NoticeAdmin,
    RetiredSlugAdmin,
    RevisionAdmin,
    SignOffAdmin,
    SiteVersionAdmin,
    StageAdmin,
    SuggestionDecisionAdmin,
)
from articles.admin.site import DeskSite
from articles.admin.user import GroupAdmin, UserAdmin
from articles.admin.view import SavedViewAdmin
from articles.models import (
    Article,
    Author,
    AuthorityMove,
    Batch,
    BulkAct,
    Capture,
    Collection,
    CollectionEdition,
    CollectionRevision,
    Edition,
    Event,
    FindingDecision,
    LinkDecision,
    Notice,
    Reading,
    Receipt,
    RetiredSlug,
    Revision,
    SavedView,
    SignOff,
    SiteVersion,
    Source,
    Stage,
    SuggestionDecision,
    Tag,
    Topic,
    User,
)

#: Every model with a page of its own. What hangs on one of these (forms, terms, placements, rows of an edition) is
#: shown on its page; search passages are made from the texts and shown nowhere.
REGISTERED = (
    (Article, ArticleAdmin),
    (Collection, CollectionAdmin),
    (Source, SourceAdmin),
    (Author, AuthorAdmin),
    (Topic, TopicAdmin),
    (Tag, TagAdmin),
    (AuthorityMove, AuthorityMoveAdmin),
    (BulkAct, BulkActAdmin),
    (Batch, BatchAdmin),
    (Capture, CaptureAdmin),
    (Receipt, ReceiptAdmin),
    (Reading, ReadingAdmin),
    (Stage, StageAdmin),
    (SignOff, SignOffAdmin),
    (Revision, RevisionAdmin),
    (CollectionRevision, CollectionRevisionAdmin),
    (FindingDecision, FindingDecisionAdmin),
    (SuggestionDecision, SuggestionDecisionAdmin),
    (LinkDecision, LinkDecisionAdmin),
    (Edition, EditionAdmin),
    (CollectionEdition, CollectionEditionAdmin),
    (Notice, NoticeAdmin),
    (RetiredSlug, RetiredSlugAdmin),
    (SiteVersion, SiteVersionAdmin),
    (Event, EventAdmin),
    (SavedView, SavedViewAdmin),
    (User, UserAdmin),
    (Group, GroupAdmin),
)

desk = DeskSite(name="admin")
for model, model_admin in REGISTERED:
    desk.register(model, model_admin)

__all__ = ["REGISTERED", "desk"]
