"""The articles that wait for a person (`whereabouts.waiting_for`), and those on either side of one of them."""

from articles.editorial.whereabouts import waiting_for
from articles.models import Answer, Article, Question, User, question


def turn_questions(by: User) -> dict[str, Question]:
    """Return what to ask for the articles that wait for `by`: one question, as each costs the more to put the more it asks."""
    return {"turn": question(waiting_for(Article.objects.all(), by), key="pk", at="changed_at")}


def turn_from(article: Article, answers: dict[str, list[Answer]]) -> tuple[int | None, int | None]:
    """Return the articles before and after, the longest waiting first.

    Of one that does not wait for this person: none before, and after it the first.
    """
    waiting = [one.key for one in sorted(answers.get("turn", ()), key=lambda one: (one.at, one.key))]
    if article.pk not in waiting:
        return None, (waiting[0] if waiting else None)
    at = waiting.index(article.pk)
    return (waiting[at - 1] if at else None), (waiting[at + 1] if at + 1 < len(waiting) else None)
