"""Asking a WSGI application as a server does: for what stands before Django, which Django's own client passes by."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory


@dataclass(frozen=True, slots=True)
class Asked:
    """What was answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(application: Callable[..., Iterable[bytes]], path: str, **extra: Any) -> Asked:
    """Ask `application` for `path`, query included; `extra` are further values of the environment."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)  # as Django's client does: the test's transaction is not to be closed
    try:
        return _ask(application, path, extra)
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def _ask(application: Callable[..., Iterable[bytes]], path: str, extra: dict[str, Any]) -> Asked:
    environ = RequestFactory().get(path, **extra).environ
    said: list[Any] = []
    parts = application(environ, lambda status, headers, _error=None: said.append((status, headers)))
    body = b"".join(parts)
    getattr(parts, "close", lambda: None)()
    status, headers = said[-1]
    return Asked(int(status[:3]), dict(headers), body)
