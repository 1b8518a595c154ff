"""The interface of search, desk and press apart. Words are found in every spelling; the order is the same everywhere."""

from articles.search.base import (
    BACKENDS,
    DeskHit,
    PressHit,
    Results,
    desk_matches,
    mark_words,
    search_desk,
    search_press,
    title_matches,
    weigh_desk,
)
from articles.search.index import index_article, index_edition, index_imported
from articles.search.snippet import Run

__all__ = [
    "BACKENDS",
    "DeskHit",
    "PressHit",
    "Results",
    "Run",
    "desk_matches",
    "index_article",
    "index_edition",
    "index_imported",
    "mark_words",
    "search_desk",
    "search_press",
    "title_matches",
    "weigh_desk",
]
