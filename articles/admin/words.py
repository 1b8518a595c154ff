"""What is written in codes, or as a file has it, in a form for people: the importer's codes, dates, raw text."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from articles.models import (
    Article,
    ArticleLink,
    Attribution,
    Author,
    Batch,
    Collection,
    Contribution,
    Edition,
    Source,
    Stage,
    Tag,
    Topic,
    User,
)
from articles.templatetags.press import press_date

WORDS: dict[str, dict[str, Any]] = {  # Any: lazy translations
    "shape": {
        "frontmatter": _("元数据帖"),
        "records": _("数据行"),
        "feed": _("订阅源"),
        "webpage": _("网页"),
        "digest": _("文摘"),
        "portal": _("门户网页"),
        "aggregator": _("转载页"),
        "plain": _("纯文本"),
    },
    "encoding_found_by": {
        "byte-order-mark": _("字节顺序标记"),
        "strict": _("严格解码"),
        "declared": _("文件自己写明"),
        "plausible": _("读来是中文"),
    },
    "how": {
        "ingest": _("命令导入"),
        "desk": _("编辑台导入"),
        "import_seeds": _("样例导入"),
    },
    #: What checks of the text find; what the reading finds besides is named in `capture.FLAGS`.
    "finding": {
        "reprint-gate": _("转载要件"),
        "leftover-pinyin": _("残留的拼音"),
        "personal-data": _("个人信息"),
        "title-in-body": _("正文重复标题"),
        "mixed-scripts": _("繁简混用"),
        "taiwan-word": _("台湾用语"),
        "unpaired-marks": _("标点不成对"),
        "repeated-paragraph": _("整段重复"),
        "impossible-date": _("没有这一天"),
        "furniture-left": _("残留的栏目和页脚"),
        "term-before-since": _("早于提法"),
        "link-to-withdrawn": _("关联到撤稿"),
        "long-title": _("标题过长"),
        "half-width": _("半角标点"),
        "doubled-mark": _("点号连用"),
        "inner-blank": _("词中空格"),
        "name-blank": _("名称里的空格"),
        "doubled-unit": _("单位写重"),
        "unit-conversion": _("换算不上"),
        "number-range": _("范围缺单位"),
        "open-ending": _("段末缺标点"),
        "newer-reading": _("新的读法"),
    },
    "role": {**dict(Contribution.Role.choices), **dict(Attribution.Role.choices)},
    "link": dict(ArticleLink.Kind.choices),
    "model": {
        str(model._meta.model_name): model._meta.verbose_name
        for model in (Article, Collection, Edition, User, Group, Source, Author, Topic, Tag, Stage, Batch)
    },
}


def worded(field: str, code: str) -> str:
    """Return a code of `field` in words; an encoding in capitals.

    >>> worded("encoding", "gb18030")
    'GB18030'
    """
    return code.upper() if field == "encoding" else str(WORDS.get(field, {}).get(code, code))


def printed_date(edtf: str) -> str:
    """Return an EDTF date as people read it, to its own precision; anything else as it stands."""
    try:
        return press_date(edtf) if edtf else ""
    except ValueError:
        return edtf


def printable(text: str) -> str:
    """Return `text` as a page can carry it: lone surrogates replaced, carriage returns left out.

    >>> printable("一\\r\\ud800")
    '一?'
    """
    text = text.replace("\r", "")
    return text if text.isprintable() else text.encode("utf-8", "replace").decode("utf-8")


class WordedFilter(admin.AllValuesFieldListFilter):
    """A filter by the codes that occur, shown in words."""

    def choices(self, changelist: ChangeList) -> Iterator[Any]:  # Any: Django's own rows
        codes = set(self.lookup_choices)
        for choice in super().choices(changelist):
            code = str(choice["display"])
            yield {**choice, "display": worded(str(self.field_path), code)} if code in codes else choice
