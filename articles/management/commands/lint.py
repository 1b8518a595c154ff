"""`manage.py lint`: what is open on articles, one line a finding. Reads only; decisions are taken at the desk."""

import json
from argparse import ArgumentParser
from collections import Counter
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from articles.editorial.collected import collection_findings
from articles.editorial.findings import open_findings
from articles.models import Article, Collection
from articles.text.finding import Finding

#: The levels, worst first; `--level` shows one and those before it.
LEVELS = ("block", "reason", "note")


class Command(BaseCommand):
    requires_system_checks = ()  # of the code, which no run changes: half of the start

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.description = _(
            "校对：列出文章上尚未处理的问题，一行一条。退出状态：0 没有挡住发布的问题；1 有；2 用法不对。"
        )
        parser.add_argument(
            "article", nargs="*", type=int, metavar="ARTICLE_ID", help=_("文章编号；不写则查全部未撤稿的。")
        )
        parser.add_argument(
            "--level", choices=LEVELS, default="note", help=_("只列这一级和更重的（默认 note，即全部）。")
        )
        parser.add_argument("--json", action="store_true", help=_("每条一行 JSON，不写合计。"))

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own signature
        shown = LEVELS[: LEVELS.index(options["level"]) + 1]
        totals: Counter[str] = Counter()
        checked = 0
        for article in _articles(options["article"]).iterator(chunk_size=100):
            checked += 1
            for finding in open_findings(article):
                totals[finding.level] += 1
                if finding.level in shown:
                    self.stdout.write(_json(article, finding) if options["json"] else _line(article, finding))
        for collection in _collections(options["article"]):
            for _place, finding in collection_findings(collection):
                totals[finding.level] += 1
                if finding.level in shown:
                    self.stdout.write(_json(collection, finding) if options["json"] else _line(collection, finding))
        if not options["json"]:
            self.stdout.write(
                _("共 %(checked)s 篇：block %(block)s，reason %(reason)s，note %(note)s")
                % {"checked": checked, **{level: totals[level] for level in LEVELS}}
            )
        if totals["block"]:
            raise SystemExit(1)


def _articles(ids: list[int]) -> QuerySet[Article]:
    """Return the articles to look at. Raises CommandError, status 2, for a number that is none's."""
    articles = Article.objects.order_by("pk")
    if ids:
        missing = sorted(set(ids) - set(articles.filter(pk__in=ids).values_list("pk", flat=True)))
        if missing:
            numbers = _("、").join(map(str, missing))
            raise CommandError(_("没有编号为 %(numbers)s 的文章。") % {"numbers": numbers}, returncode=2)
        articles = articles.filter(pk__in=ids)
    else:
        articles = articles.exclude(state=Article.State.WITHDRAWN)
    return articles.select_related("reading").with_people().prefetch_related("topics", "links")


def _collections(ids: list[int]) -> QuerySet[Collection]:
    """Return the collections to look at: all that are not withdrawn, none where articles are named."""
    rows = Collection.objects.exclude(state=Collection.State.WITHDRAWN).order_by("pk")
    return rows.none() if ids else rows


def _line(article: Article | Collection, finding: Finding) -> str:
    place = f"{finding.field}:{finding.start}-{finding.end}"
    fix = _("（改为“%(fix)s”）") % {"fix": finding.fix} if finding.fix else ""
    text = " ".join(f"{finding.message}{fix}".split())
    kind = "" if isinstance(article, Article) else "collection "
    return f"{kind}{article.pk} {finding.level} {finding.code} {place} {text}"


def _json(article: Article | Collection, finding: Finding) -> str:
    return json.dumps(
        {str(article._meta.model_name): article.pk, "key": finding.key, **asdict(finding)}, ensure_ascii=False
    )
