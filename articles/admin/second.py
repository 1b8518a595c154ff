"""The second step of signing in: a code of the person's own device (TOTP), or one of the recovery codes kept on paper.

Looking at a page writes nothing: until its first code is right, a new device lives in the signed field of its form.
"""

from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

import django_otp
import segno
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from articles.admin import expired
from articles.models import Event, User

#: How many recovery codes are given out at once.
CODES = 10
_SALT = "articles.second"


@dataclass(frozen=True, slots=True)
class NewDevice:
    """A device about to be set up: its key, as the form carries it, as people type it, and as a picture for a phone."""

    signed: str
    typed: str
    picture: str
    address: str


def is_wanted(request: HttpRequest) -> bool:
    """Return whether the house asks for the second step and this person has not taken it."""
    return bool(settings.REQUIRE_2FA and getattr(request.user, "otp_device", None) is None)


def address(leads: str) -> str:
    """Return the address of the second step that leads on to `leads`."""
    page = reverse("admin:second")
    return f"{page}?{urlencode({'next': leads})}" if leads else page


def has_device(user: Any) -> bool:  # Any: a user
    """Return whether a device is set up. One query."""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def second_view(request: HttpRequest, shared: dict[str, Any]) -> HttpResponse:
    """Show the step that is due, or take it: a first code of a new device, a code, or new recovery codes.

    `shared` is the context of every page of the desk.
    """
    field, leads = request.POST.get(expired.KEPT, ""), _leads(request)
    if request.method != "POST":
        return page(request, shared, field, leads)
    if "go_on" in request.POST and not is_wanted(request):
        return go_on(request, shared, field, leads)
    act = _enrol if not has_device(request.user) else _renew if "renew" in request.POST else _verify
    return act(request, shared, field, leads)


def page(request: HttpRequest, shared: dict[str, Any], field: str, leads: str, error: str = "") -> HttpResponse:
    """Return the page of the step that is due, with a form that waits in it."""
    user: Any = request.user  # Any: signed in with the password
    enrolled = has_device(user)
    shown = {
        **shared,
        "title": _("两步登录") if enrolled else _("绑定两步登录"),
        "enrolled": enrolled,
        "verified": getattr(user, "otp_device", None) is not None,
        "new": None if enrolled else new_device(user, request.POST.get("device", "")),
        "codes_left": StaticToken.objects.filter(device__user=user).count() if enrolled else 0,
        expired.KEPT: field,
        "next": leads,
        "error": error,
    }
    return render(request, "admin/articles/second.html", shown)


def new_device(user: Any, signed: str = "") -> NewDevice:  # Any: a user
    """Return a device to set up: the one that `signed` carries, else a new one."""
    key = _unsigned(user, signed) or random_hex(20)
    secret = b32encode(bytes.fromhex(key)).decode()
    label = quote(f"{settings.SITE_NAME}:{user.get_username()}")
    uri = f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': settings.SITE_NAME})}"
    picture = segno.make(uri, micro=False).svg_data_uri(scale=4, border=4, light="#fff", dark="#000", omitsize=False)
    typed = " ".join(secret[n : n + 4] for n in range(0, len(secret), 4))
    return NewDevice(signing.dumps([user.pk, key], salt=_SALT), typed, picture, uri)


def _enrol(request: HttpRequest, shared: dict[str, Any], field: str, leads: str) -> HttpResponse:
    """Set up the device of the form where its code is right, and give out recovery codes."""
    user: Any = request.user  # Any: signed in with the password
    key = _unsigned(user, request.POST.get("device", ""))
    code = typed_code(request)
    totp = TOTP(bytes.fromhex(key)) if key else None
    if totp is None or not code.isdecimal() or not totp.verify(int(code), tolerance=1):
        return page(request, shared, field, leads, _("验证码不对。请看手机上现在显示的六位数字；手机的时间要准。"))
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if has_device(user):  # set up meanwhile in another window
            return page(request, shared, field, leads)
        device = TOTPDevice.objects.create(user=user, name="TOTP", key=key, drift=totp.drift, last_t=totp.t())
        codes = make_codes(user)
        Event.note("second_set", by=user, about=user)
    _let_in(request, device)
    return _codes_page(request, shared, codes, field, leads)


def _verify(request: HttpRequest, shared: dict[str, Any], field: str, leads: str) -> HttpResponse:
    device, error = _check(request)
    if device is None:
        return page(request, shared, field, leads, error)
    _let_in(request, device)
    return go_on(request, shared, field, leads)


def _renew(request: HttpRequest, shared: dict[str, Any], field: str, leads: str) -> HttpResponse:
    """Give out new recovery codes in place of the old ones, to somebody who has the device at hand."""
    device, error = _check(request)
    if device is None:
        return page(request, shared, field, leads, error)
    user: Any = request.user  # Any: signed in with the password
    codes = make_codes(user)
    Event.note("codes_made", by=user, about=user)
    _let_in(request, TOTPDevice.objects.filter(user=user, confirmed=True).first())
    return _codes_page(request, shared, codes, field, leads)


def _check(request: HttpRequest) -> tuple[Any, str]:
    """Return the device that knows the typed code, or None and what to tell. Wrong codes make the next one wait."""
    user: Any = request.user  # Any: signed in with the password
    code = typed_code(request)
    kind = TOTPDevice if code.isdecimal() else StaticDevice
    device = kind.objects.filter(user=user, confirmed=True).first()
    if device is None or not code:
        return None, _("验证码不对。")
    allowed, why = device.verify_is_allowed()
    if not allowed:
        return None, _("错了几次，请过 %(seconds)d 秒再试。") % {"seconds": _seconds_until(why["locked_until"])}
    if django_otp.verify_token(user, device.persistent_id, code) is None:
        Event.note("second_failed", by=user, about=user)
        return None, _("验证码不对，或已经用过。请等手机上出现下一个再试。")
    if kind is StaticDevice:
        Event.note("code_used", by=user, about=user, left=device.token_set.count())
    return device, ""


def go_on(request: HttpRequest, shared: dict[str, Any], field: str, leads: str) -> HttpResponse:
    """Lead on from the second step: to the form that waited, else to where the person was going."""
    return (expired.give_back(request, field, shared) if field else None) or HttpResponseRedirect(leads)


def make_codes(user: Any) -> list[str]:  # Any: a user
    """Give `user` new recovery codes in place of the old ones, and return them."""
    device, _made = StaticDevice.objects.get_or_create(user=user, defaults={"name": "codes"})
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _n in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


@transaction.atomic
def reset(user: Any, by: Any) -> None:  # Any: users
    """Take `user`'s device and recovery codes away; whoever signs in next with the password sets up a new one."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    Event.note("second_reset", by=by, about=user)


def typed_code(request: HttpRequest) -> str:
    """Return the code as typed, without blanks and dashes, its full-width digits read as digits."""
    typed = request.POST.get("code", "").translate({0xFF10 + n: str(n) for n in range(10)})
    return "".join(char for char in typed.lower() if char.isalnum())[:16]


def _let_in(request: HttpRequest, device: Any) -> None:  # Any: a device of either kind
    request.session.cycle_key()
    django_otp.login(request, device)


def _codes_page(request: HttpRequest, shared: dict[str, Any], codes: list[str], field: str, leads: str) -> HttpResponse:
    grouped = [f"{code[:4]} {code[4:]}" for code in codes]
    shown = {**shared, "title": _("恢复码"), "codes": grouped, expired.KEPT: field, "next": leads}
    return render(request, "admin/articles/codes.html", shown)


def _leads(request: HttpRequest) -> str:
    """Return where the person was going, if that is a place of this site."""
    asked = request.POST.get("next", "") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure())
    return asked if safe else reverse("admin:index")


def _unsigned(user: Any, signed: str) -> str:
    """Return the key that a form of this user's carries; empty where it carries none."""
    try:
        number, key = signing.loads(signed, salt=_SALT, max_age=3600)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(key) if number == user.pk else ""


def _seconds_until(moment: datetime) -> int:
    return max(1, int((moment - timezone.now()).total_seconds()) + 1)
