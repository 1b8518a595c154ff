"""Posts to the desk as a browser would: the fields of the page as served, with what the person changes."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any


class _Fields(HTMLParser):
    """Collects the successful controls of the main form: no buttons, no unticked boxes, no rows to be cloned."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.buttons: list[tuple[str, str]] = []
        self.textarea: str | None = None
        self.select: str | None = None
        self.first: str | None = None
        self.in_form = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.in_form = at.get("id", "").endswith(("_form", "changelist-form"))
        name = at.get("name", "")
        if "form" in at:
            return  # it belongs to another form, wherever it stands
        if not self.in_form or (not name and tag != "option") or "__prefix__" in name:
            return
        if tag == "input" and at.get("type") not in ("submit", "checkbox"):
            self.values.setdefault(name, []).append(at.get("value", ""))
        elif tag == "input" and at.get("type") == "checkbox" and "checked" in at:
            self.values.setdefault(name, []).append(at.get("value", "on"))
        elif tag == "button":
            self.buttons.append((name, at.get("value", "")))
        elif tag == "textarea":
            self.textarea = name
            self.values[name] = [""]
        elif tag == "select":
            self.select, self.first = name, None if "multiple" in at else ""
        elif tag == "option" and self.select:
            self.first = at.get("value", "") if self.first == "" else self.first
            if "selected" in at:
                self.values.setdefault(self.select, []).append(at.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.textarea:
            typed = self.values[self.textarea][0].replace("\r\n", "\n").replace("\r", "\n")
            self.values[self.textarea] = [typed.removeprefix("\n").replace("\n", "\r\n")]
            self.textarea = None
        elif tag == "select" and self.select:
            if self.first:
                self.values.setdefault(self.select, [self.first])
            self.select = None
        elif tag == "form":
            self.in_form = False

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.values[self.textarea][0] += data


@dataclass
class SentForm:
    """A form of a page that is posted: where to, what it holds as served, which of its boxes are texts, its buttons."""

    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    choices: dict[str, list[str]] = field(default_factory=dict)
    ticks: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Every(HTMLParser):
    """Collects all forms of a page that are posted, with the controls that stand elsewhere and name them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, SentForm] = {}
        self.inside = ""
        self.select = ""
        self.into: SentForm | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = at.get("id") or f"#{len(self.forms)}"
            if at.get("method", "").lower() == "post":
                self.forms.setdefault(self.inside, SentForm("")).action = at.get("action", "")
            return
        name, value = at.get("name", ""), at.get("value", "")
        if tag == "option" and self.into is not None and self.select:
            self.into.choices.setdefault(self.select, []).append(value)
            if "selected" in at:
                self.into.values.setdefault(self.select, []).append(value)
            return
        form = self.forms.setdefault(at["form"], SentForm("")) if "form" in at else self.forms.get(self.inside)
        if form is None or "__prefix__" in name or tag not in ("input", "button", "textarea", "select"):
            return
        kind = at.get("type", "text")
        if tag == "button" or kind in ("submit", "image"):
            form.buttons.append((name, value))
        elif tag == "select" and name:
            self.select, self.into = name, form
        elif kind in ("checkbox", "radio"):
            form.ticks.setdefault(name, []).append(value or "on")
            if "checked" in at:
                form.values.setdefault(name, []).append(value or "on")
        elif name and kind != "file":
            form.values.setdefault(name, []).append(value)
            if tag == "textarea" or kind == "text":
                form.texts.add(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = ""
        elif tag == "select":
            self.select = ""


def forms_of(page: Any) -> list[SentForm]:
    """Return every form of `page` that is posted; texts of areas are left out, which need not be as they were."""
    parser = _Every()
    parser.feed(page.content.decode())
    return list(parser.forms.values())


def read_form(page: Any) -> dict[str, list[str]]:
    """Return what a browser would send for the main form of `page`, no button pressed."""
    fields = _Fields()
    fields.feed(page.content.decode())
    return fields.values


def buttons(page: Any) -> list[tuple[str, str]]:
    """Return the name and value of each button of the main form."""
    fields = _Fields()
    fields.feed(page.content.decode())
    return fields.buttons


def send(client: Any, address: str, **changes: Any) -> Any:
    """Open `address`, change fields, press a button (a change like any other), and follow the answer."""
    return client.post(address, {**read_form(client.get(address)), **changes}, follow=True)


def told(page: Any) -> str:
    """Return the messages of `page`, joined."""
    return " ".join(str(message) for message in page.context["messages"])
