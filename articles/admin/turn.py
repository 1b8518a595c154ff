"""Whose turn it is: the articles in review that wait for a person's signature, and those on either side of one of them."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from articles.models import Answer, Article, Question, Revision, SignOff, Stage, User, question


def waiting_for(by: User) -> QuerySet[Article]:
    """Return the articles in review whose next stage is signed by a group of this person's, who has signed none, in any order."""
    last = Revision.objects.filter(article=OuterRef("pk")).order_by("-number")
    rows = Article.objects.awaiting_review().annotate(words=Subquery(last.values("digest")[:1]))
    alike: dict[str, Any] = {"digest": OuterRef("words"), "round": OuterRef("round"), "decision": "signed"}
    signed = SignOff.objects.filter(
        article=OuterRef(OuterRef("pk")),
        digest=OuterRef(OuterRef("words")),
        round=OuterRef(OuterRef("round")),
        decision="signed",
        stage=OuterRef("pk"),
    )
    stages = Stage.objects.filter(~Exists(signed), active=True).order_by("order", "pk")
    rows = rows.annotate(next_group=Subquery(stages.values("group")[:1]))
    by_me = SignOff.objects.filter(article=OuterRef("pk"), by=by, **alike)
    return rows.filter(~Exists(by_me), next_group__in=list(by.held.groups))


def turn_questions(article: Article, by: User) -> dict[str, Question]:
    """Return what to ask for the articles before and after this one, the longest waiting first."""
    rows = waiting_for(by)
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
