"""The log in words and in files: one event as a line for people, many as CSV or JSON Lines for the archive."""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Article, AuthorityMove, Event, Notice

COLUMNS = ("number", "at", "kind", "what", "by", "by_name", "model", "row", "row_name", "said", "address")
#: A cell beginning so is taken for a formula by spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

#: The fixed words of an event's detail, as people read them.
SAID: dict[str, Any] = {  # Any: lazy translations
    "stage": _("审级"),
    "note": _("意见"),
    "override": _("越权理由"),
    "person": _("经手人"),
    "due": _("限期"),
    "edition": _("版次"),
    "from": _("起"),
    "until": _("止"),
    "reason": _("缘由"),
    "from_before": _("原定起"),
    "until_before": _("原定止"),
    "moved": _("跟着改的版次"),
    "round": _("第几次送审"),
    "fields": _("改了"),
    "before": _("先前"),
    "after": _("之后"),
    "groups": _("组"),
    "single": _("单项权限"),
    "same_as": _("主账号"),
    "flags": _("状态"),
    "is_active": _("启用"),
    "is_staff": _("可进编辑台"),
    "is_superuser": _("超级用户"),
    "left": _("还剩"),
    "count": _("条数"),
    "format": _("格式"),
    "totals": _("结果"),
    "revision": _("修订"),
    "joined": _("并入的"),
    "out_of": _("拆自"),
    "undoes": _("撤销的是"),
    "comment": _("第几条批注"),
    "quote": _("所引"),
    "was": _("原来的话"),
}


#: Of these, what is a moment.
MOMENTS = ("from", "until", "from_before", "until_before")


class _Line:
    """What `csv` writes to: it hands each line back."""

    def write(self, line: str) -> str:
        return line


def said_by(event: Event) -> str:
    """Return the detail of an event in words; empty where there is none."""
    detail = dict(event.detail)
    if event.kind in MOVED and detail.get("before") == detail.get("after"):
        detail.pop("before", None)
        detail.pop("after", None)
    said = {name: _of(name, value) for name, value in detail.items()}
    return str(_("；")).join(f"{SAID.get(name, name)} {words}" for name, words in said.items())


def as_csv(events: Iterable[Event]) -> Iterator[str]:
    """Yield the lines of a CSV file with a header, in UTF-8 with a mark, as spreadsheets want it. No cell is a formula."""
    writer = csv.writer(_Line())
    yield "\ufeff" + str(writer.writerow(COLUMNS))
    for event in events:
        yield str(writer.writerow(harmless(value) for value in _row(event).values()))


def as_json_lines(events: Iterable[Event]) -> Iterator[str]:
    """Yield one JSON object a line, with the detail as it is stored."""
    for event in events:
        yield json.dumps({**_row(event), "detail": event.detail}, ensure_ascii=False) + "\n"


#: The files a log is written as: what makes the lines, and the media type.
FORMATS = {"csv": (as_csv, "text/csv; charset=utf-8"), "jsonl": (as_json_lines, "application/x-ndjson")}
#: The events that are moves of a text.
MOVED = (
    "claim", "release", "assign", "submit", "recall", "sign", "send_back", "publish", "revise", "correct", "withdraw",
    "reopen", "reschedule", "cancel", "embargo", "seal",
)  # fmt: skip


def _row(event: Event) -> dict[str, Any]:  # Any: what a cell holds
    said = said_by(event)
    when = timezone.localtime(event.at).isoformat(timespec="seconds")
    values = (
        event.pk, when, event.kind, event.kind_name, event.by_id, event.by_name, event.model, event.row, event.row_name,
        said, event.address,
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def _of(name: str, value: Any) -> str:  # Any: JSON
    if name == "fields":  # labels, as Django keeps them: untranslated
        return str(_("、")).join(map(gettext, value))
    return _when(value) if name in MOMENTS else _words(value)


def _when(moment: str) -> str:
    """Return a moment of ours, as an event keeps it, in the house's time, to the second where it has seconds."""
    here = timezone.localtime(datetime.fromisoformat(moment))
    return f"{here:%Y-%m-%d %H:%M:%S}" if here.second else f"{here:%Y-%m-%d %H:%M}"


def harmless(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula."""
    text = "" if value is None else value
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text


def _words(value: Any) -> str:  # Any: JSON
    if isinstance(value, list):
        return str(_("、")).join(_words(each) for each in value) or "—"
    if isinstance(value, dict):
        names = {**SAID, **dict(AuthorityMove.Verb.choices)}
        return str(_("，")).join(f"{names.get(name, name)} {_words(each)}" for name, each in value.items())
    states = {**dict(Article.State.choices), **dict(Notice.Reason.choices)}
    return str(states.get(value) or SAID.get(value) or value)
