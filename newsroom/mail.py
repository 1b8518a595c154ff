"""How mail is sent, from one address such as `smtp+tls://USER:PASSWORD@HOST:587`. Not for what is sent."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

#: The kinds of connection and the port of each. `smtp` sends as it is, for a server on this machine or in the same house.
PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
_BACKENDS = "django.core.mail.backends"


def mail_settings(url: str) -> dict[str, Any]:  # Any: the values of Django's settings
    """Return Django's settings for mail that `url` names; without one no mail can be sent. Raises ImproperlyConfigured.

    >>> mail_settings("smtps://a:b%40c@mail.example.org")["EMAIL_HOST_PASSWORD"]
    'b@c'
    """
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme == "file" and parts.path:
        return {"EMAIL_BACKEND": f"{_BACKENDS}.filebased.EmailBackend", "EMAIL_FILE_PATH": unquote(parts.path)}
    try:
        port = parts.port or PORTS[parts.scheme]
    except (KeyError, ValueError):
        port = 0
    if not port or not parts.hostname:
        raise ImproperlyConfigured(
            f"NEWSROOM_EMAIL_URL begins with {parts.scheme!r}: write smtp+tls://USER:PASSWORD@HOST:PORT, smtps://…, "
            "smtp://HOST or file:///FOLDER."
        )
    return {
        "EMAIL_BACKEND": f"{_BACKENDS}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 20,
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }
