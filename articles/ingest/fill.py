"""Write the facts of readings into articles of the desk, a batch at a time.

Not for deciding whether an article may be written (that is `store`), nor what there is room for (that is `room`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.ingest.match import Match
from articles.ingest.parcel import Item
from articles.ingest.room import fitting, fitting_outlets, fitting_people, fitting_tags, storable
from articles.models import Article, ArticleTag, Attribution, Contribution, Reading, tags_named
from articles.search import index_article, index_imported
from articles.text.tags import tag_identity


@dataclass(frozen=True, slots=True)
class Filling:
    """An article, new or as stored, and the reading to write into it with what its names mean."""

    article: Article
    item: Item
    found: Match
    reading: Reading


def fill(fillings: Sequence[Filling]) -> None:
    """Write what was read into the articles and save them, in place of what earlier readings wrote there.

    State, version, topics and links are not the importer's and stay. A dozen queries for all that are new, and as many
    for each that is stored.
    """
    for each in fillings:
        _set_columns(each)
    new = [each for each in fillings if each.article._state.adding]
    old = [each for each in fillings if not each.article._state.adding]
    Article.objects.bulk_create([each.article for each in new])
    for each in old:
        each.article.save()
        each.article.attributions.all().delete()
        each.article.contributions.all().delete()
        each.article.article_tags.all().delete()
    Attribution.objects.bulk_create([row for each in fillings for row in _attributions(each)])
    Contribution.objects.bulk_create([row for each in fillings for row in _contributions(each)])
    _set_tags(fillings)
    index_imported((each.article, each.item.rows, each.item.prints) for each in new)
    for each in old:
        index_article(each.article)  # the lists were written in bulk, which sends no signal


def _set_columns(filling: Filling) -> None:
    article, document = filling.article, filling.item.facts
    fields = document.fields
    article.title = fitting("标题", fields.title)
    article.subtitle = fitting("副题", fields.subtitle)
    article.section = fitting("栏目", fields.section)
    article.original_url = fitting("网址", fields.url)
    article.date = fields.date.value if fields.date else ""
    article.date_certainty = fields.date.certainty if fields.date else Article.Certainty.STATED
    article.body = storable(document.body)
    article.language = document.language
    article.script = "zh-Hant" if document.script == "zh-Hant" else "zh-Hans"  # where nothing tells, the house's own
    article.reading = filling.reading
    article.doubt = filling.reading.doubt
    article.derive(filling.item.fingerprint)


def _attributions(filling: Filling) -> list[Attribution]:
    return [
        Attribution(
            article=filling.article,
            source=filling.found.sources[order],
            name=outlet.name.value,
            role=outlet.role,
            order=order,
        )
        for order, outlet in fitting_outlets(filling.item.facts.fields)
    ]


def _contributions(filling: Filling) -> list[Contribution]:
    return [
        Contribution(
            article=filling.article,
            author=filling.found.authors[order],
            name=person.name.value,
            role=person.role,
            affiliation=fitting("单位", person.affiliation),
            outlet=fitting("媒体", person.outlet),
            order=order,
            confirm=person.confirm,
            alternatives=[list(names) for names in person.alternatives],
        )
        for order, person in fitting_people(filling.item.facts.fields)
    ]


def _set_tags(fillings: Sequence[Filling]) -> None:
    """Tag each article, which has no tag. Two queries, and some for each tag nobody knows; none where nothing is tagged."""
    tagged = [(each.article, name) for each in fillings for name in fitting_tags(each.item.facts.fields)]
    known = tags_named(name for _article, name in tagged) if tagged else {}
    pairs = dict.fromkeys((article, known[identity]) for article, name in tagged if (identity := tag_identity(name)))
    ArticleTag.objects.bulk_create(ArticleTag(tag=tag, content_object=article) for article, tag in pairs)
