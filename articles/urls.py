"""Public addresses. They stand under a language's prefix, but for `newsroom.urls`' machine-read ones."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from articles import feeds, views


class Key(IntConverter):
    """A number of a record, within what a database can hold."""

    regex = "[1-9][0-9]{0,17}"


class Year(IntConverter):
    regex = "[12][0-9]{3}"

    def to_url(self, value: int | str) -> str:
        return f"{int(value):04}"


class Month(IntConverter):
    regex = "0[1-9]|1[0-2]"

    def to_url(self, value: int | str) -> str:
        return f"{int(value):02}"


register_converter(Key, "key")
register_converter(Year, "year")
register_converter(Month, "month")

app_name = "articles"
urlpatterns = [
    path("", views.home, name="home"),
    path("articles/", views.article_list, name="articles"),
    path("articles/<key:pk>/", views.article_by_id, name="article_by_id"),
    path("articles/<key:pk>-<str:slug>/", views.article, name="article"),
    path("articles/<key:pk>-<str:slug>/editions/<key:number>/", views.edition, name="edition"),
    path("collections/", views.collection_list, name="collections"),
    path("collections/<slug:slug>/", views.collection, name="collection"),
    path("collections/<slug:slug>/feed/", feeds.collection_feed, name="collection_feed"),
    path("collections/<slug:slug>/editions/<key:number>/", views.collection_edition, name="collection_edition"),
    path("topics/", views.topics, name="topics"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("topics/<slug:slug>/feed/", feeds.topic_feed, name="topic_feed"),
    path("sources/", views.sources, name="sources"),
    path("sources/<slug:slug>/", views.source, name="source"),
    path("authors/", views.authors, name="authors"),
    path("authors/<slug:slug>/", views.author, name="author"),
    path("tags/<slug:slug>/", views.tag, name="tag"),
    path("archive/", views.archive, name="archive"),
    path("archive/undated/", views.undated, name="undated"),
    path("archive/<year:year>/", views.year, name="archive_year"),
    path("archive/<year:year>/<month:month>/", views.month, name="archive_month"),
    path("search/", views.search, name="search"),
    path("corrections/", views.corrections, name="corrections"),
    path("about/", views.about, name="about"),
    path("feed/", feeds.site_feed, name="feed"),
]
