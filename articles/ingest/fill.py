"""Write the facts of a reading into an article of the desk; what the desk has no room for is flagged, not cut.

Not for deciding whether an article may be written (that is `store`).
"""

import re
from collections.abc import Iterator

from articles.ingest.match import Match
from articles.ingest.records import Document, Fact, Fields, Flag
from articles.models import Article, Attribution, Contribution, Reading
from articles.search import index_article
from articles.text.tags import tag_identity

#: The most code points each fact may have: the room of its column.
ROOM = {
    "标题": 300,
    "副题": 300,
    "栏目": 100,
    "网址": 2000,
    "署名": 120,
    "单位": 200,
    "媒体": 120,
    "来源": 120,
    "标签": 100,
}
#: What no database takes inside a text.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def fill(article: Article, document: Document, found: Match, reading: Reading) -> None:
    """Write what was read into `article` and save it, in place of what an earlier reading wrote there.

    State, version, topics and links are not the importer's and stay. Some twenty queries, and four a tag.
    """
    fields = document.fields
    article.title = _value("标题", fields.title)
    article.subtitle = _value("副题", fields.subtitle)
    article.section = _value("栏目", fields.section)
    article.original_url = _value("网址", fields.url)
    article.date = fields.date.value if fields.date else ""
    article.date_certainty = fields.date.certainty if fields.date else Article.Certainty.STATED
    article.body = _storable(document.body)
    article.language = document.language
    article.script = document.script
    article.reading = reading
    article.save()
    article.attributions.all().delete()
    Attribution.objects.bulk_create(_attributions(article, fields, found))
    article.contributions.all().delete()
    Contribution.objects.bulk_create(_contributions(article, fields, found))
    article.tags.set([tag.value for tag in fields.tags if _fits("标签", tag)])
    index_article(article)  # the lists were written in bulk, which sends no signal


def misfits(fields: Fields) -> Iterator[Flag]:
    """Yield a flag for every fact that cannot be filled in as read; it stays in the reading for the editor."""
    for label, fact in _labelled(fields):
        if fact is None or _fits(label, fact):
            continue
        if len(fact.value) > ROOM[label]:
            message = f"{label}有{len(fact.value)}字，最多可填{ROOM[label]}字，没有填入。"
            yield Flag("too-long", message, fact.start, fact.end)
        else:
            yield Flag("not-fillable", f"{label}里有不能用的内容，没有填入。", fact.start, fact.end)


def _labelled(fields: Fields) -> Iterator[tuple[str, Fact | None]]:
    yield from (("标题", fields.title), ("副题", fields.subtitle), ("栏目", fields.section), ("网址", fields.url))
    for person in fields.people:
        yield from (("署名", person.name), ("单位", person.affiliation), ("媒体", person.outlet))
    yield from (("来源", outlet.name) for outlet in fields.outlets)
    yield from (("标签", tag) for tag in fields.tags)


def _fits(label: str, fact: Fact) -> bool:
    """Return whether the fact can stand in its column: short enough, storable, an address that is one."""
    value = fact.value
    if label == "网址" and not value.startswith(("http://", "https://")):
        return False
    folded = tag_identity(value) if label == "标签" else ""
    return max(len(value), len(folded)) <= ROOM[label] and not _UNSTORABLE.search(value)


def _value(label: str, fact: Fact | None) -> str:
    return fact.value if fact is not None and _fits(label, fact) else ""


def _storable(text: str) -> str:
    """Return `text` with what no database takes (NUL, lone surrogates) as U+FFFD; the reading keeps them."""
    return _UNSTORABLE.sub("\ufffd", text)


def _attributions(article: Article, fields: Fields, found: Match) -> list[Attribution]:
    return [
        Attribution(article=article, source=source, name=outlet.name.value, role=outlet.role, order=order)
        for order, (outlet, source) in enumerate(zip(fields.outlets, found.sources, strict=True))
        if _fits("来源", outlet.name)
    ]


def _contributions(article: Article, fields: Fields, found: Match) -> list[Contribution]:
    """Return one contribution for each name in each role, the first as printed."""
    made: dict[tuple[str, str], Contribution] = {}
    for order, (person, author) in enumerate(zip(fields.people, found.authors, strict=True)):
        contribution = Contribution(
            article=article,
            author=author,
            name=person.name.value,
            role=person.role,
            affiliation=_value("单位", person.affiliation),
            outlet=_value("媒体", person.outlet),
            order=order,
            confirm=person.confirm,
            alternatives=[list(names) for names in person.alternatives],
        )
        if _fits("署名", person.name):
            made.setdefault((contribution.name, contribution.role), contribution)
    return list(made.values())
