"""Captures, their arrivals and what the readers made of them: to look at and to download, never to change."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.base import ReadOnlyAdmin, ReadOnlyInline
from articles.admin.ranges import DateRange, NumberRange
from articles.admin.words import WordedFilter, worded
from articles.models import Batch, Capture, Reading, Receipt


class ReceiptInline(ReadOnlyInline):
    model = Receipt
    fields = readonly_fields = ("printable_name", "run", "at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Receipt]:
        rows: QuerySet[Receipt] = super().get_queryset(request).select_related("batch")
        return rows

    @admin.display(description=_("批次"))
    def run(self, receipt: Receipt) -> str:
        return batch_name(receipt.batch)

    @admin.display(description=_("收到时的名称"))
    def printable_name(self, receipt: Receipt) -> str:
        return receipt.printable_name


class Worded:
    """The codes of a reading in words."""

    @admin.display(description=_("形态"), ordering="shape")
    def shape_name(self, reading: Reading) -> str:
        return worded("shape", reading.shape)

    @admin.display(description=_("编码"), ordering="encoding")
    def encoding_name(self, reading: Reading) -> str:
        return worded("encoding", reading.encoding)

    @admin.display(description=_("编码依据"))
    def found_by(self, reading: Reading) -> str:
        return worded("encoding_found_by", reading.encoding_found_by)


class ReadingInline(Worded, ReadOnlyInline):
    model = Reading
    fields = readonly_fields = ("item", "reader", "outcome", "shape_name", "encoding_name", "at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reading]:
        rows: QuerySet[Reading] = super().get_queryset(request).defer("packed")
        return rows


class CaptureAdmin(ReadOnlyAdmin):
    list_display = ("short", "size", "download")
    never_listed = ("packed",)
    list_filter = (("size", NumberRange),)
    search_fields = ("sha256__startswith",)
    search_help_text = _("按摘要（SHA-256）的开头查找。")
    fields = ("sha256", "size", "download")
    readonly_fields = fields
    inlines = (ReceiptInline, ReadingInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Capture]:
        rows: QuerySet[Capture] = super().get_queryset(request).defer("packed")
        return rows

    @admin.display(description=_("摘要"), ordering="sha256")
    def short(self, capture: Capture) -> str:
        return str(capture)

    @admin.display(description=_("原件"))
    def download(self, capture: Capture) -> SafeString:
        address = reverse("admin:articles_capture_raw", args=[capture.pk])
        return format_html('<a href="{}">{}</a>', address, _("下载原件"))

    def get_urls(self) -> list[URLPattern]:
        raw = path("<int:pk>/raw/", self.admin_site.admin_view(self.raw_view), name="articles_capture_raw")
        return [raw, *super().get_urls()]

    def raw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send the bytes as received, so that no browser takes them for a page."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        capture = Capture.objects.filter(pk=pk).first()
        if capture is None:
            raise Http404
        return HttpResponse(
            capture.content,
            content_type="text/plain",
            headers={
                "Content-Disposition": f'attachment; filename="{capture}.txt"',
                "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy": "default-src 'none'; sandbox",
                "Cache-Control": "no-store",
            },
        )


class BatchAdmin(ReadOnlyAdmin):
    list_display = ("started_at", "by", "way", "summary")
    list_filter = (("how", WordedFilter), ("started_at", DateRange))
    list_select_related = ("by",)
    fields = ("started_at", "by", "way", "summary")
    readonly_fields = fields

    @admin.display(description=_("方式"), ordering="how")
    def way(self, batch: Batch) -> str:
        return worded("how", batch.how)

    @admin.display(description=_("结果"))
    def summary(self, batch: Batch) -> str:
        return outcome_summary(batch.totals)


class ReceiptAdmin(ReadOnlyAdmin):
    list_display = ("printable_name", "capture", "run", "at")
    list_filter = (("at", DateRange),)
    fields = ("printable_name", "capture", "run", "at")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Receipt]:
        rows: QuerySet[Receipt] = super().get_queryset(request)
        return rows.select_related("capture", "batch").defer("capture__packed")

    @admin.display(description=_("批次"), ordering="batch")
    def run(self, receipt: Receipt) -> str:
        return batch_name(receipt.batch)

    @admin.display(description=_("收到时的名称"))
    def printable_name(self, receipt: Receipt) -> str:
        return receipt.printable_name


class ReadingAdmin(Worded, ReadOnlyAdmin):
    list_display = ("__str__", "capture", "outcome", "shape_name", "encoding_name", "reader", "at")
    list_filter = ("outcome", ("shape", WordedFilter), ("encoding", WordedFilter), "reader", ("at", DateRange))
    fields = ("capture", "item", "reader", "outcome", "shape_name", "encoding_name", "found_by", "flag_names", "at")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reading]:
        rows: QuerySet[Reading] = super().get_queryset(request)
        return rows.select_related("capture").defer("packed", "capture__packed")

    @admin.display(description=_("疑点"))
    def flag_names(self, reading: Reading) -> str:
        return flag_summary(reading.flags)


#: The codes of the importer, in an editor's words.
FLAGS: dict[str, Any] = {  # Any: lazy translations
    "no-title": _("缺标题"),
    "no-date": _("缺日期"),
    "partial-date": _("日期不全"),
    "no-source": _("缺来源"),
    "no-author": _("缺作者"),
    "unresolved-benbao": _("“本报”未定"),
    "names-to-confirm": _("姓名待确认"),
    "outlet-differs": _("来源说法不一"),
    "title-differs": _("标题说法不一"),
    "date-differs": _("日期说法不一"),
    "source-differs": _("来源另有一说"),
    "scripted-text": _("正文取自脚本"),
    "damaged-bytes": _("断字"),
    "elided-name": _("姓名被隐去"),
    "undecodable": _("有字节读不出"),
    "excerpt": _("可能只是摘要"),
    "not-chinese": _("不是中文"),
    "private-use": _("自造字"),
    "no-text": _("没有正文"),
    "ignored-instruction": _("状态栏不起作用"),
    "source-to-choose": _("来源待选"),
    "author-to-choose": _("作者待选"),
    "too-long": _("过长未填"),
    "not-fillable": _("未能填入"),
    "assumed-zone": _("时区按默认"),
}
OUTCOMES: dict[str, Any] = {  # Any: lazy translations
    "imported": _("已导入"),
    "flagged": _("存疑"),
    "updated": _("已更新"),
    "unchanged": _("未变"),
    "rejected": _("读不了"),
    "ignored": _("略过"),
}


def flag_summary(codes: list[str]) -> str:
    """Return flag codes in an editor's words; a code without words stands as it is."""
    return str(_("、")).join(str(FLAGS.get(code, code)) for code in codes)


def outcome_summary(totals: dict[str, int]) -> str:
    """Return the totals of a batch in an editor's words, those that came to nothing left out."""
    return " · ".join(f"{OUTCOMES.get(name, name)} {count}" for name, count in totals.items() if count)


def batch_name(batch: Batch) -> str:
    """Return when a batch began and how it came, in words."""
    return f"{timezone.localtime(batch.started_at):%Y-%m-%d %H:%M} {worded('how', batch.how)}"
