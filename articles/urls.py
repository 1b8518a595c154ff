"""Public addresses. They stand under a language's prefix, but for `newsroom.urls`' machine-read ones."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from articles import feeds, views


class Year(IntConverter):
    regex = "[12][0-9]{3}"

    def to_url(self, value: int) -> str:
        return f"{int(value):04}"


class Month(IntConverter):
    regex = "0[1-9]|1[0-2]"

    def to_url(self, value: int) -> str:
        return f"{int(value):02}"


register_converter(Year, "year")
register_converter(Month, "month")

app_name = "articles"
urlpatterns = [
    path("", views.home, name="home"),
    path("articles/", views.article_list, name="articles"),
    path("articles/<int:pk>/", views.article_by_id, name="article_by_id"),
    path("articles/<int:pk>-<str:slug>/", views.article, name="article"),
    path("articles/<int:pk>-<str:slug>/editions/<int:number>/", views.edition, name="edition"),
    path("collections/", views.collection_list, name="collections"),
    path("collections/<str:slug>/", views.collection, name="collection"),
    path("collections/<str:slug>/feed/", feeds.collection_feed, name="collection_feed"),
    path("collections/<str:slug>/editions/<int:number>/", views.collection_edition, name="collection_edition"),
    path("topics/", views.topics, name="topics"),
    path("topics/<str:slug>/", views.topic, name="topic"),
    path("topics/<str:slug>/feed/", feeds.topic_feed, name="topic_feed"),
    path("sources/", views.sources, name="sources"),
    path("sources/<str:slug>/", views.source, name="source"),
    path("authors/", views.authors, name="authors"),
    path("authors/<str:slug>/", views.author, name="author"),
    path("tags/<str:slug>/", views.tag, name="tag"),
    path("archive/", views.archive, name="archive"),
    path("archive/undated/", views.undated, name="undated"),
    path("archive/<year:year>/", views.year, name="archive_year"),
    path("archive/<year:year>/<month:month>/", views.month, name="archive_month"),
    path("search/", views.search, name="search"),
    path("corrections/", views.corrections, name="corrections"),
    path("about/", views.about, name="about"),
    path("feed/", feeds.site_feed, name="feed"),
]
