"""The public pages. Every one starts from what is live now; none joins a table of the desk."""

from articles.views.archive import archive, month, undated, year
from articles.views.article import article, article_by_id, edition
from articles.views.authority import author, authors, source, sources, tag, topic, topics
from articles.views.collection import collection, collection_edition, collection_list
from articles.views.listing import about, article_list, home, search
from articles.views.notice import corrections
from articles.views.service import healthz, robots

__all__ = [
    "about",
    "archive",
    "article",
    "article_by_id",
    "article_list",
    "author",
    "authors",
    "collection",
    "collection_edition",
    "collection_list",
    "corrections",
    "edition",
    "healthz",
    "home",
    "month",
    "robots",
    "search",
    "source",
    "sources",
    "tag",
    "topic",
    "topics",
    "undated",
    "year",
]
