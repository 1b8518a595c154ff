"""Posts to the desk as a browser would: the fields of the page as served, with what the person changes."""

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
