"""Writing the rows of people's inboxes: told, read, done with. Always inside what the telling is about, in its transaction.

Not for what is worth telling (the moves and `comment` know), nor for mail (`mailing`).
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils import timezone

from articles.models import Article, Collection, Comment, Reminder, User


def tell(
    kind: str,
    people: Iterable[User],
    about: Article | Collection,
    *,
    by: User,
    comment: Comment | None = None,
    note: str = "",
    due_on: date | None = None,
) -> None:
    """Tell each of `people` once, never `by` of their own doing. One query, none for nobody."""
    to = {person.pk: person for person in people if person.pk != by.pk}
    of = {str(about._meta.model_name): about}
    rows = [
        Reminder(person=person, kind=kind, by=by, comment=comment, note=note[:300], due_on=due_on, **of)
        for person in to.values()
    ]
    if rows:
        Reminder.objects.bulk_create(rows, ignore_conflicts=True)


def hand_over(piece: Article | Collection, keeper: User | None = None) -> None:
    """Note that `piece` is in other hands, or `keeper`'s: what others were told when they got it is done with. One query."""
    rows = Reminder.objects.filter(**{str(piece._meta.model_name): piece}, kind=Reminder.Kind.ASSIGNED, done_at=None)
    rows.exclude(person=keeper).update(done_at=timezone.now())


def settle_thread(head: Comment, *, done: bool) -> None:
    """Note that what a thread asked of people is done, or asked again. One query."""
    of_thread = Reminder.objects.filter(Q(comment=head) | Q(comment__head=head))
    of_thread.filter(done_at__isnull=done).update(done_at=timezone.now() if done else None)


def read_thread(head: Comment, person: User) -> None:
    """Note that `person` has seen a thread: they did something in it. One query."""
    of_thread = Reminder.objects.filter(Q(comment=head) | Q(comment__head=head))
    of_thread.filter(person=person).unread().update(read_at=timezone.now())


def read(person: User, number: int | None = None) -> int:
    """Mark one reminder of `person` as read, or all of them. Returns how many that were not. One query."""
    rows = Reminder.objects.filter(person=person).unread()
    rows = rows if number is None else rows.filter(pk=number)
    return rows.update(read_at=timezone.now())
