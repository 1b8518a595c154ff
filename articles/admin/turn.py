"""The articles that wait for a person (`whereabouts.waiting_for`), and those on either side of one of them."""

from django.db.models import Q, Subquery

from articles.editorial.whereabouts import waiting_for
from articles.models import Answer, Article, Question, User, question


def turn_questions(article: Article, by: User) -> dict[str, Question]:
    """Return what to ask for the articles before and after this one, the longest waiting first."""
    rows = waiting_for(Article.objects.all(), by)
    at = article.changed_at
    later = rows.filter(Q(changed_at__gt=at) | Q(changed_at=at, pk__gt=article.pk)).order_by("changed_at", "pk")
    earlier = rows.filter(Q(changed_at__lt=at) | Q(changed_at=at, pk__lt=article.pk)).order_by("-changed_at", "-pk")
    first = rows.order_by("changed_at", "pk")
    return {
        "turn_here": question(rows.filter(pk=article.pk), key="pk"),
        **{
            name: question(Article.objects.filter(pk=Subquery(found.values("pk")[:1])), key="pk")
            for name, found in (("turn_before", earlier), ("turn_after", later), ("turn_first", first))
        },
    }


def turn_from(answers: dict[str, list[Answer]]) -> tuple[int | None, int | None]:
    """Return the articles before and after; of one that does not wait for this person none before, and after it the first."""
    found = {
        name: next((one.key for one in answers.get(f"turn_{name}", ())), None) for name in ("before", "after", "first")
    }
    if not answers.get("turn_here"):
        return None, found["first"]
    return found["before"], found["after"]
