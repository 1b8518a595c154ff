"""What an editor answers about the names and facts of a reading: this name is right, that split, this record, as it was read.

Each is one revision of the working copy. Not for findings in the text (`decide`).
"""

from collections.abc import Iterable

from django.db.models import F

from articles.editorial.decide import author_of, may_change
from articles.editorial.workflow import Refused, editing
from articles.models import Article, Attribution, Author, Contribution, Source, User, living
from articles.told import told as _

#: The facts that can be put back as they were read.
READ = ("title", "subtitle", "date")
#: Characters that the columns of titles have room for.
ROOM = 300
#: And those of names.
NAME = 120


def confirm_name(article: Article, number: int, *, by: User) -> str:
    """Take the name of a contribution as it stands, under the one author known by it or a new one. Returns the name."""
    may_change(by)
    with editing(article.pk, by=by, reason=_("确认姓名")) as locked:
        person = _person(locked, number)
        settle_name(person)
        person.save()
    return person.name


def confirm_run(article: Article, number: int, *, by: User) -> tuple[str, ...]:
    """Take every name of the run that a contribution was printed in as it stands. Returns the names."""
    may_change(by)
    with editing(article.pk, by=by, reason=_("确认姓名")) as locked:
        run = run_of(_person(locked, number), locked.contributions.all())
        for each in run:
            settle_name(each)
            each.save()
    return tuple(each.name for each in run)


def run_of(one: Contribution, people: Iterable[Contribution]) -> list[Contribution]:
    """Return the contributions, still to be confirmed, that were printed without a break together with `one`."""
    return [each for each in people if each.confirm and each.role == one.role and each.alternatives == one.alternatives]


def settle_name(person: Contribution) -> None:
    """Mark a contribution as confirmed and link its author, not saving it. Up to three queries."""
    person.confirm, person.alternatives = False, []
    person.author = person.author or author_of(person.name)


def take_split(article: Article, number: int, choice: int, *, by: User) -> tuple[str, ...]:
    """Put another split of the names printed in one run in place of the one that stands. Returns its names.

    Raises Refused where the run has been changed since it was read.
    """
    may_change(by)
    with editing(article.pk, by=by, reason=_("改用另一种切分")) as locked:
        one = _person(locked, number)
        run = run_of(one, locked.contributions.all())
        names = tuple(one.alternatives[choice]) if choice < len(one.alternatives) else ()
        if not names or "".join(names) != "".join(each.name for each in run):
            raise Refused(_("这一串署名已改过，请在“署名”里直接改。"), code="stale")
        _replace(locked, run, names)
    return names


def _replace(article: Article, run: list[Contribution], names: tuple[str, ...]) -> None:
    """Delete the contributions of `run` and make one for each of the names in their place in the order."""
    first, last = run[0], run[-1].order
    article.contributions.filter(order__gt=last).update(order=F("order") + len(names) - len(run))
    for each in run:
        each.delete()
    for order, name in enumerate(names, first.order):
        Contribution.objects.create(
            article=article,
            name=name,
            role=first.role,
            affiliation=first.affiliation,
            outlet=first.outlet,
            order=order,
            author=author_of(name),
        )


def choose_author(article: Article, number: int, author: int, *, by: User) -> Author:
    """Link a contribution to a record of an author; 0 makes a new record. Returns it."""
    may_change(by)
    with editing(article.pk, by=by, reason=_("选定作者")) as locked:
        person = _person(locked, number)
        present = living(Author, [author]).get(author, 0)
        person.author = _new_author(person) if author == 0 else Author.objects.filter(pk=present).first()
        if person.author is None:
            raise Refused(_("这个作者档案已不在了。"))
        person.save()
    return person.author


def _new_author(person: Contribution) -> Author:
    made = Author.objects.create(name=person.name, affiliation=person.affiliation)
    made.forms.create(form=person.name)
    return made


def choose_source(article: Article, number: int, source: int, *, by: User) -> Source:
    """Link an attribution to a record of a source. Returns the record."""
    may_change(by)
    with editing(article.pk, by=by, reason=_("选定来源")) as locked:
        link: Attribution | None = locked.attributions.filter(pk=number).first()
        record = Source.objects.filter(pk=living(Source, [source]).get(source, 0)).first()
        if link is None or record is None:
            raise Refused(_("这一条来源已不在了，请重新载入。"), code="stale")
        link.source = record
        link.save()
    return record


def add_author(article: Article, number: int, *, by: User) -> Contribution:
    """Add the author that a proposal of the reading names, such as an organisation that signed. Returns the contribution."""
    may_change(by)
    proposed = article.reading.document.proposed if article.reading else ()
    field, name = proposed[number] if number < len(proposed) else ("", "")
    if field != "author" or not fits(name) or len(name) > NAME:
        raise Refused(_("没有这样的候选。"))
    with editing(article.pk, by=by, reason=_("补上作者")) as locked:
        order = max((person.order for person in locked.contributions.all()), default=-1) + 1
        made, _new = Contribution.objects.get_or_create(
            article=locked, name=name, role=Contribution.Role.AUTHOR, defaults={"order": order}
        )
    return made


def put_back(article: Article, field: str, *, by: User) -> str:
    """Put a fact back as it was read, where an editor wrote something else. Returns what was read."""
    may_change(by)
    if field not in READ or article.reading is None:
        raise Refused(_("这一项没有读出来的值。"))
    value = article.reading.document.texts[field]
    if not fits(value):
        raise Refused(_("读出的值填不进这一栏，请直接改。"))
    with editing(article.pk, by=by, reason=_("恢复读出的事实")) as locked:
        setattr(locked, field, value)
        if field == "date":
            assumed = "assumed-zone" in article.reading.flags
            locked.date_certainty = Article.Certainty.ASSUMED if assumed else Article.Certainty.STATED
        locked.save()
    return value


def fits(value: str) -> bool:
    """Return whether a column of the desk can hold what was read: not empty, not too long, no character that no database takes."""
    return 0 < len(value) <= ROOM and not any(char == "\0" or "\ud800" <= char <= "\udfff" for char in value)


def _person(article: Article, number: int) -> Contribution:
    person: Contribution | None = article.contributions.filter(pk=number).first()
    if person is None:
        raise Refused(_("这个署名已不在了，请重新载入。"), code="stale")
    return person
