"""One move for many articles: each by itself, under its lock, on the version it was chosen on; one refused holds up no other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction

from articles.editorial.workflow import Refused, refuse_stale
from articles.models import Article


@dataclass(frozen=True, slots=True)
class Moved:
    """An article, and why it was not moved; nothing where it was."""

    article: Article
    reasons: tuple[str, ...] = ()


def move_all(
    chosen: Iterable[tuple[int, int]], act: Callable[[Article], object], *, rehearse: bool = False
) -> list[Moved]:
    """Do `act` with every chosen article, given by key and version, and return what became of each, in order of keys.

    `act` is a move of the workflow, which raises Refused. To `rehearse` is to do it and take it back: what is answered is
    what doing it would answer now. Articles that are gone are left out.
    """
    return [
        moved for pk, version in sorted(chosen) if (moved := _move(pk, version, act, rehearse=rehearse)) is not None
    ]


def _move(pk: int, version: int, act: Callable[[Article], object], *, rehearse: bool) -> Moved | None:
    article = Article.objects.without_text().filter(pk=pk).first()
    if article is None:
        return None
    try:
        with transaction.atomic():
            held = Article.objects.select_for_update().get(pk=pk)
            refuse_stale(held, version)
            act(held)
            if rehearse:
                transaction.set_rollback(True)
    except Refused as refused:
        return Moved(article, refused.reasons)
    except Article.DoesNotExist:
        return None
    return Moved(article)
