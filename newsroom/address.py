"""Where a request comes from: the peer's address, or behind a proxy of ours what that proxy says of its peer.

A header is believed only as far as our own proxies wrote it: each adds one address at the right, and what stands further
left anybody may have sent.
"""

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from articles.models import CAME_FROM
from newsroom.urls import DESK_PREFIXES

UNKNOWN = "0.0.0.0"  # nobody's address


def client_address(request: HttpRequest) -> str:
    """Return the address of whoever asks; of IPv6 the network, as one subscriber has all of it.

    Where none is known it is `UNKNOWN`: no address at all would never be locked.
    """
    peer = str(request.META.get("REMOTE_ADDR") or "")
    if settings.BEHIND_PROXY:
        said = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        peer = said[-settings.PROXY_COUNT] if len(said) >= settings.PROXY_COUNT and said[0] else peer
    return network(peer) or UNKNOWN


def network(address: str) -> str:
    """Return an address as it is counted: IPv4 whole (without a port), of IPv6 the first 64 bits; empty where it is none.

    >>> network("2001:db8:1:2:3:4:5:6"), network("::ffff:192.0.2.7"), network("192.0.2.7"), network("unknown")
    ('2001:db8:1:2::', '192.0.2.7', '192.0.2.7', '')
    """
    try:
        bare = address.partition(":")[0] if address.count(":") == 1 else address.strip("[]")
        found = ipaddress.ip_address(bare)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((int(found), 64), strict=False).network_address)


class AddressMiddleware:
    """Keeps at hand where a request to the desk came from, for the log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(DESK_PREFIXES):
            return self.get_response(request)
        kept = CAME_FROM.set(client_address(request))
        try:
            return self.get_response(request)
        finally:
            CAME_FROM.reset(kept)
