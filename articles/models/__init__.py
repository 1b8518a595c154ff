"""The public face of the models: from outside, `from articles.models import Article`, never from a submodule."""

from articles.models.article import Article, ArticleQuerySet
from articles.models.attribution import Attribution
from articles.models.authority import (
    Author,
    AuthorForm,
    Source,
    SourceForm,
    Topic,
    TopicTerm,
    validate_edtf,
    vocabulary,
)
from articles.models.authority_move import AuthorityMove, living, living_keys, merged_names, merges
from articles.models.bulk import BULK_KINDS, BulkAct, BulkItem
from articles.models.capture import Batch, Capture, ReadDocument, Reading, Receipt
from articles.models.collection import Collection, Placement, Section
from articles.models.comment import EDITABLE_FOR, Comment, CommentQuerySet
from articles.models.contribution import Contribution
from articles.models.draft import Draft, Presence
from articles.models.edition import (
    CollectionEdition,
    CollectionEditionPlacement,
    Edition,
    EditionLink,
    EditionPerson,
    EditionQuerySet,
    EditionSource,
    EditionTag,
    EditionTopic,
)
from articles.models.event import CAME_FROM, KINDS, Event
from articles.models.interval import IntervalQuerySet
from articles.models.kinship import LinkDecision, TextPrint
from articles.models.link import ArticleLink
from articles.models.notice import SEALING, Notice, NoticeQuerySet
from articles.models.passage import DeskPassage, Passage, PressPassage
from articles.models.preview import PreviewLink
from articles.models.proposal import RefusedProposal
from articles.models.reminder import Mailing, Reminder, ReminderQuerySet
from articles.models.revision import CollectionRevision, FindingDecision, Revision, SuggestionDecision
from articles.models.signoff import SignOff, Stage
from articles.models.slug import RetiredSlug
from articles.models.tag import ArticleTag, Tag, TagForm, known_tags, tags_named
from articles.models.together import Answer, Question, ask, hold, is_held, question
from articles.models.user import User
from articles.models.version import SiteVersion
from articles.models.view import SavedView

__all__ = [
    "BULK_KINDS",
    "CAME_FROM",
    "EDITABLE_FOR",
    "KINDS",
    "SEALING",
    "Answer",
    "Article",
    "ArticleLink",
    "ArticleQuerySet",
    "ArticleTag",
    "Attribution",
    "Author",
    "AuthorForm",
    "AuthorityMove",
    "Batch",
    "BulkAct",
    "BulkItem",
    "Capture",
    "Collection",
    "CollectionEdition",
    "CollectionEditionPlacement",
    "CollectionRevision",
    "Comment",
    "CommentQuerySet",
    "Contribution",
    "DeskPassage",
    "Draft",
    "Edition",
    "EditionLink",
    "EditionPerson",
    "EditionQuerySet",
    "EditionSource",
    "EditionTag",
    "EditionTopic",
    "Event",
    "FindingDecision",
    "IntervalQuerySet",
    "LinkDecision",
    "Mailing",
    "Notice",
    "NoticeQuerySet",
    "Passage",
    "Placement",
    "Presence",
    "PressPassage",
    "PreviewLink",
    "Question",
    "ReadDocument",
    "Reading",
    "Receipt",
    "RefusedProposal",
    "Reminder",
    "ReminderQuerySet",
    "RetiredSlug",
    "Revision",
    "SavedView",
    "Section",
    "SignOff",
    "SiteVersion",
    "Source",
    "SourceForm",
    "Stage",
    "SuggestionDecision",
    "Tag",
    "TagForm",
    "TextPrint",
    "Topic",
    "TopicTerm",
    "User",
    "ask",
    "hold",
    "is_held",
    "known_tags",
    "living",
    "living_keys",
    "merged_names",
    "merges",
    "question",
    "tags_named",
    "validate_edtf",
    "vocabulary",
]
