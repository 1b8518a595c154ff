"""The pages of the desk as its links lead to them, home first: for tests that look at every one."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

from tests.admin.addresses import TABLE

#: No pages: what answers with data, a file or another address, or takes forms only.
NO_PAGES = (
    "_here", "_raw", "_export", "figures_table", "_suggest", "/<path:object_id>/", "admin/(?P", "admin:autocomplete", "admin:jsi18n",
    "admin:people", "admin:import_progress", "admin:logout", "admin:view_on_site", "admin:login",
)  # fmt: skip
LINK = re.compile(r'<(?:a|iframe)\b[^<>]*?\s(?:href|src)="([^"#]*)')
#: A page asks many; of one kind as many as this are followed.
FOLLOWED = 3
#: The pages of the desk that a superuser is let into.
NAMES = sorted(
    name
    for name, row in TABLE.items()
    if name.startswith("admin") and "管理员" in row.get and not any(no in name for no in NO_PAGES)
)


def name_of(path: str) -> str | None:
    try:
        found = resolve(path)
    except Resolver404:
        return None
    return f"{found.namespaces[0]}:{found.url_name}" if found.namespaces and found.url_name else None


def linked(fetch: Callable[[str], str | None], *, most: int = FOLLOWED) -> Iterator[tuple[str, str, str]]:
    """Yield name, address and text of the pages that links lead to, of one name at most `most`.

    `fetch` returns the text of an address, None where it is no page.
    """
    waiting, seen, count = [("admin:index", "/admin/")], {"/admin/"}, {"admin:index": 1}
    while waiting:
        name, here = waiting.pop(0)
        text = fetch(here)
        if text is None:
            continue
        yield name, here, text
        for link in LINK.findall(text):
            parts = urlsplit(urljoin(here, unescape(link)))
            to = name_of(parts.path) if not parts.netloc and parts.path.startswith("/admin/") else None
            if to is None or to not in NAMES or parts.path in seen or count.get(to, 0) >= most:
                continue
            seen.add(parts.path)
            count[to] = count.get(to, 0) + 1
            waiting.append((to, parts._replace(fragment="").geturl()))
