"""Public pages kept in memory, each as long as nothing changed that readers can see. Not for the desk, nor for files.

A page is kept under the site's version and the next moment at which time alone changes what is public: when either is
another, nothing kept before is given out. So there is nothing to expire, and nothing to be told.
"""

import gzip
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from articles.models import SiteVersion

Headers = list[tuple[str, str]]
Environ = dict[str, Any]  # Any: as WSGI has it
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Version = tuple[int, datetime | None]

#: Seconds between two looks at the version, and the age from which one that could not be looked at is not trusted.
POLL, TOO_OLD = 0.25, 1.0
#: Bytes kept in a process: some four thousand pages of the demo with their compressed copies.
MOST = 64 * 1024 * 1024
#: Parameters that choose among a bounded number of pages. A search is not kept: its words have no end.
QUERY = frozenset({"page", "p", "topic", "source", "tag", "year"})
LONGEST_QUERY = 200
#: Below this the compressed page saves no packet.
SMALLEST = 500
_COMPRESSED = ("text/", "application/xml", "application/atom+xml", "application/json", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class _Page:
    headers: Headers
    body: bytes
    packed: bytes
    etag: str

    @property
    def size(self) -> int:
        return len(self.body) + len(self.packed) + 1024


@dataclass(frozen=True, slots=True)
class _Look:
    """What was seen of the version, when by the clock that only goes on, and at which moment it held."""

    at: float
    moment: datetime
    version: Version

    def holds(self, age: float, now: datetime) -> bool:
        boundary = self.version[1]
        return time.monotonic() - self.at < age and self.moment <= now and (boundary is None or now < boundary)


class PageCache:
    """A WSGI application that answers with what `application` said before, while that still stands."""

    def __init__(
        self, application: Application, never: tuple[str, ...] = (), *, most: int = MOST, poll: float = POLL
    ) -> None:
        self.application = application
        self.never = never
        self.most = most
        self.poll = poll
        self._looking = threading.Lock()
        self._look: _Look | None = None
        self._keeping = threading.Lock()
        self._version: Version | None = None
        self._pages: OrderedDict[tuple[str, ...], _Page] = OrderedDict()
        self._size = 0

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        key = self._key(environ)
        version = self._current() if key else None
        if key is None or version is None:
            return self.application(environ, start_response)
        page = self._kept(version, key)
        if page is None and environ["REQUEST_METHOD"] == "GET":
            status, headers, body = self._render(environ)
            page = _page(status, headers, body)
            if page is None:
                start_response(status, headers)
                return [body]
            self._keep(version, key, page)
        return _answer(page, environ, start_response) if page else self.application(environ, start_response)

    def _key(self, environ: Environ) -> tuple[str, ...] | None:
        """Return under what the page is kept; None where it is not to be."""
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or path.startswith(self.never):
            return None
        if settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", ""):
            return None
        if len(query) > LONGEST_QUERY or {name for name, _value in parse_qsl(query, True)} - QUERY:
            return None
        where = ("wsgi.url_scheme", "HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "SCRIPT_NAME")
        return (*(str(environ.get(name, "")) for name in where), path, query)

    def _current(self) -> Version | None:
        """Return the version that stands now; None where it cannot be known. One query, at most every `poll` seconds."""
        now = timezone.now()
        look = self._look
        if look and look.holds(self.poll, now):
            return look.version
        if not self._looking.acquire(blocking=False):  # another thread is asking
            return look.version if look and look.holds(TOO_OLD, now) else None
        try:
            if not connection.in_atomic_block:  # as every request does, in nobody's transaction
                connection.close_if_unusable_or_obsolete()
            at = time.monotonic()
            self._look = look = _Look(at, now, SiteVersion.state(now))
        except DatabaseError:
            return None
        finally:
            self._looking.release()
        return look.version

    def _kept(self, version: Version, key: tuple[str, ...]) -> _Page | None:
        with self._keeping:
            if version != self._version:
                self._version, self._size = version, 0
                self._pages.clear()
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def _keep(self, version: Version, key: tuple[str, ...], page: _Page) -> None:
        """Keep a page under the version that was read before it was made; nothing where another stands meanwhile."""
        with self._keeping:
            if version != self._version or key in self._pages or page.size > self.most:
                return
            self._pages[key] = page
            self._size += page.size
            while self._size > self.most:
                _key, dropped = self._pages.popitem(last=False)
                self._size -= dropped.size

    def _render(self, environ: Environ) -> tuple[str, Headers, bytes]:
        said: list[Any] = []
        parts = self.application(environ, lambda status, headers, _error=None: said.append((status, headers)))
        try:
            body = b"".join(parts)
        finally:
            getattr(parts, "close", lambda: None)()
        status, headers = said[-1]
        return status, list(headers), body


def _page(status: str, headers: Headers, body: bytes) -> _Page | None:
    """Return what is kept of an answer; None where it is not the same for every reader."""
    named = {name.lower(): value for name, value in headers}
    if not status.startswith("200 ") or "set-cookie" in named or "cookie" in named.get("vary", "").lower():
        return None
    if {"no-store", "private"} & set(named.get("cache-control", "").replace(" ", "").split(",")):
        return None
    etag = f'W/"{sha256(body).hexdigest()[:32]}"'
    own = {"content-length", "etag", "cache-control", "vary"}
    kept = [(name, value) for name, value in headers if name.lower() not in own]
    vary = ", ".join(filter(None, (named.get("vary"), "Accept-Encoding")))
    kept += [("ETag", etag), ("Cache-Control", "no-cache"), ("Vary", vary)]
    small = len(body) < SMALLEST or not named.get("content-type", "").startswith(_COMPRESSED)
    return _Page(kept, body, b"" if small else gzip.compress(body, mtime=0), etag)


def _answer(page: _Page, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    asked = {tag.strip() for tag in environ.get("HTTP_IF_NONE_MATCH", "").split(",")}
    if page.etag in asked or page.etag.removeprefix("W/") in asked:
        start_response("304 Not Modified", [row for row in page.headers if row[0].lower() != "content-type"])
        return []
    packs = page.packed and _takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
    body = page.packed if packs else page.body
    extra = [("Content-Encoding", "gzip")] if packs else []
    start_response("200 OK", [*page.headers, *extra, ("Content-Length", str(len(body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _takes_gzip(accepted: str) -> bool:
    """Return whether a reader takes gzip.

    >>> _takes_gzip("br, gzip;q=0.5"), _takes_gzip("gzip;q=0, br"), _takes_gzip("")
    (True, False, False)
    """
    for part in accepted.lower().split(","):
        name, _semicolon, weight = part.partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
