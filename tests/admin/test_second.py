"""The second step of signing in: nothing of the desk before it, set up at the first login, codes once, no form lost."""

import re
from base64 import b32decode
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.admin.second import make_codes, new_device
from articles.models import Article, Draft, Event, User
from tests.admin.forms import read_form
from tests.factories import make_complete_article, make_user

pytestmark = pytest.mark.django_db

PASSWORD = "pass-word-for-tests"
SECOND = reverse("admin:second")
KEY = "3132333435363738393031323334353637383930"


@pytest.fixture(autouse=True)
def required(settings):
    settings.REQUIRE_2FA = True


@pytest.fixture
def editor(db):
    return make_user("编辑甲", ("编辑",))


def with_device(user):
    return TOTPDevice.objects.create(user=user, name="TOTP", key=KEY)


def code_of(device, shift=0):
    return f"{totp(bytes.fromhex(device.key), drift=shift):06}"


def past_password(user):
    client = Client()
    client.post(reverse("admin:login"), {"username": user.username, "password": PASSWORD})
    return client


def signed_in(user):
    """Return a client past both steps, with a device set up beforehand."""
    client, device = past_password(user), with_device(user)
    client.post(SECOND, {"code": code_of(device)})
    return client


def hidden(page, name):
    found = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())
    return unescape(found[1]) if found else ""


def test_the_password_alone_opens_no_page_of_the_desk(editor):
    client, article = past_password(editor), make_complete_article()
    pages = [
        reverse("admin:index"),
        reverse("admin:queue"),
        reverse("admin:import"),
        reverse("admin:articles_article_changelist"),
        reverse("admin:articles_article_change", args=[article.pk]),
        reverse("admin:articles_article_history", args=[article.pk]),
        reverse("admin:articles_tag_suggest"),
        reverse("admin:autocomplete") + "?app_label=articles&model_name=articlelink&field_name=to_article",
        reverse("admin:password_change"),
        reverse("admin:jsi18n"),
    ]

    answers = [client.get(page) for page in pages]

    assert [answer.status_code for answer in answers] == [302] * len(pages)
    assert all(answer.headers["Location"].startswith(reverse("admin:login")) for answer in answers)


def test_signing_in_leads_to_the_second_step_and_then_where_one_was_going(editor):
    device, wanted = with_device(editor), reverse("admin:queue")

    client = Client()
    step = client.post(
        f"{reverse('admin:login')}?next={wanted}", {"username": "编辑甲", "password": PASSWORD, "next": wanted}
    )
    assert urlsplit(step.headers["Location"]).path == SECOND
    page = client.get(step.headers["Location"])
    done = client.post(SECOND, {"code": code_of(device), "next": hidden(page, "next")})

    assert done.headers["Location"] == wanted
    assert client.get(wanted).status_code == 200


def test_the_first_login_sets_a_device_up_and_gives_out_recovery_codes(editor):
    client = past_password(editor)
    page = client.get(SECOND)
    key = re.search(r"<code>([A-Z2-7 ]+)</code>", page.content.decode())[1].replace(" ", "")

    device = TOTPDevice(key=b32decode(key).hex())
    done = client.post(SECOND, {"code": code_of(device), "device": hidden(page, "device")})

    shown = re.findall(r"<li><code>([a-z2-7 ]+)</code></li>", done.content.decode())
    assert (len(shown), StaticToken.objects.filter(device__user=editor).count()) == (10, 10)
    assert client.get(reverse("admin:index")).status_code == 200
    assert TOTPDevice.objects.get().key == device.key


def test_looking_at_the_page_that_sets_up_writes_nothing(editor):
    client = past_password(editor)

    with CaptureQueriesContext(connection) as queries:
        client.get(SECOND)

    assert not [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_the_picture_is_one_the_policy_permits_and_no_script_is_needed(editor):
    page = past_password(editor).get(SECOND)

    html = page.content.decode()
    assert 'src="data:image/svg+xml' in html
    assert "onclick" not in html and "<style" not in html
    assert "img-src 'self' data:" in page.headers["Content-Security-Policy"]


def test_a_wrong_first_code_sets_nothing_up_and_keeps_the_same_device(editor):
    client = past_password(editor)
    page = client.get(SECOND)

    again = client.post(SECOND, {"code": "000000", "device": hidden(page, "device")})

    secret = re.search(r"<code>(.*?)</code>", page.content.decode())[1]
    assert secret in again.content.decode()
    assert not TOTPDevice.objects.exists()


def test_the_device_of_another_s_page_is_not_taken(editor):
    other = make_user("编辑乙", ("编辑",))
    theirs = hidden(past_password(other).get(SECOND), "device")
    client = past_password(editor)

    page = client.post(SECOND, {"code": "123456", "device": theirs})

    assert hidden(page, "device") != theirs


def test_who_has_a_device_cannot_set_up_another_with_the_password_alone(editor):
    client = past_password(editor)
    page = client.get(SECOND)
    with_device(editor)
    key = re.search(r"<code>([A-Z2-7 ]+)</code>", page.content.decode())[1].replace(" ", "")
    device = TOTPDevice(key=b32decode(key).hex())

    client.post(SECOND, {"code": code_of(device), "device": hidden(page, "device")})

    assert TOTPDevice.objects.get().key == KEY
    assert client.get(reverse("admin:index")).status_code == 302


def test_a_code_is_good_once(editor):
    device = with_device(editor)
    code = code_of(device)

    first, second = past_password(editor), past_password(editor)
    first.post(SECOND, {"code": code})
    again = second.post(SECOND, {"code": code})

    assert again.status_code == 200
    assert second.get(reverse("admin:index")).status_code == 302


def test_wrong_codes_make_the_next_wait_and_the_page_says_how_long(editor):
    device, client = with_device(editor), past_password(editor)
    for _n in range(2):
        client.post(SECOND, {"code": "000000"})
        TOTPDevice.objects.update(throttling_failure_count=6)

    page = client.post(SECOND, {"code": code_of(device)})

    assert re.search(r"请过 \d+ 秒再试", page.content.decode())
    assert client.get(reverse("admin:index")).status_code == 302


@pytest.mark.parametrize("typed", ["{}", "{0:.4} {0:.0}", " {} "])
def test_a_recovery_code_opens_the_desk_once(editor, typed):
    with_device(editor)
    code = make_codes(editor)[0]
    spaced = f"{code[:4]} {code[4:]}".upper() if "0:" in typed else typed.format(code)

    client = past_password(editor)
    client.post(SECOND, {"code": spaced})
    assert client.get(reverse("admin:index")).status_code == 200
    other = past_password(editor)
    other.post(SECOND, {"code": code})

    assert other.get(reverse("admin:index")).status_code == 302
    assert Event.objects.filter(kind="code_used").count() == 1


def test_digits_of_full_width_are_digits(editor):
    device = with_device(editor)
    client = past_password(editor)

    client.post(SECOND, {"code": code_of(device).translate({48 + n: 0xFF10 + n for n in range(10)})})

    assert client.get(reverse("admin:index")).status_code == 200


def test_new_recovery_codes_need_the_device_at_hand(editor):
    client = signed_in(editor)
    before = make_codes(editor)

    client.post(SECOND, {"code": "000000", "renew": "1"})
    assert StaticToken.objects.filter(token__in=before).count() == 10
    TOTPDevice.objects.update(throttling_failure_count=0)
    client.post(SECOND, {"code": code_of(TOTPDevice.objects.get(), 1), "renew": "1"})

    assert not StaticToken.objects.filter(token__in=before).exists()
    assert StaticToken.objects.count() == 10


def test_a_form_sent_after_the_login_ran_out_comes_back_through_both_steps(editor):
    article, client = make_complete_article(), signed_in(editor)
    page = reverse("admin:articles_article_change", args=[article.pk])
    form = {**read_form(client.get(page)), "title": "我的题"}
    client.session.flush()
    asked = client.post(page, form)

    first = client.post(
        reverse("admin:login"), {"username": "编辑甲", "password": PASSWORD, "kept": hidden(asked, "kept")}
    )
    code = code_of(TOTPDevice.objects.get(), 1)
    back = client.post(
        SECOND, {"code": code, "kept": hidden(first, "kept"), "next": hidden(first, "next")}, follow=True
    )

    assert read_form(back)["title"] == ["我的题"]
    assert Draft.objects.get().by == editor
    assert Article.objects.get().title == article.title


def test_a_form_waits_while_a_code_is_wrong_and_while_a_device_is_set_up(editor):
    article, client = make_complete_article(), past_password(editor)
    page = reverse("admin:articles_article_change", args=[article.pk])

    asked = client.post(page, {"title": "我的题", "opened_version": "1"})
    again = client.post(SECOND, {"code": "000000", "kept": hidden(asked, "kept"), "device": hidden(asked, "device")})
    key = re.search(r"<code>([A-Z2-7 ]+)</code>", again.content.decode())[1].replace(" ", "")
    device = TOTPDevice(key=b32decode(key).hex())
    codes = client.post(
        SECOND, {"code": code_of(device), "kept": hidden(again, "kept"), "device": hidden(again, "device")}
    )
    back = client.post(SECOND, {"go_on": "1", "kept": hidden(codes, "kept")}, follow=True)

    assert read_form(back)["title"] == ["我的题"]


def test_the_step_leads_to_no_other_site(editor):
    device, client = with_device(editor), past_password(editor)

    done = client.post(SECOND, {"code": code_of(device), "next": "https://elsewhere.example/"})

    assert done.headers["Location"] == reverse("admin:index")


def test_a_stranger_and_a_reader_see_no_second_step(db):
    reader = make_user("读者", is_staff=False)
    client = Client()
    client.force_login(reader)

    assert [client.get(SECOND).status_code, Client().get(SECOND).status_code] == [302, 302]


def test_who_is_between_the_steps_can_sign_out(editor):
    client = past_password(editor)

    client.post(reverse("admin:logout"))

    assert client.get(SECOND).headers["Location"] == reverse("admin:login")


def test_a_new_session_begins_with_the_second_step(editor):
    device, client = with_device(editor), past_password(editor)
    before = client.session.session_key

    client.post(SECOND, {"code": code_of(device)})

    assert client.session.session_key != before


# Reset by an administrator


def chief():
    made = make_user("管理", ("管理员",))
    return signed_in(made)


def test_an_administrator_takes_a_colleague_s_step_away_and_they_are_out_at_once(editor):
    theirs = signed_in(editor)
    admin = chief()

    admin.post(reverse("admin:articles_user_reset", args=[editor.pk]))

    assert not TOTPDevice.objects.filter(user=editor).exists()
    assert theirs.get(reverse("admin:index")).status_code == 302
    event = Event.objects.get(kind="second_reset")
    assert (event.by.username, event.row, event.address) == ("管理", editor.pk, "127.0.0.1")


def test_asking_to_take_it_away_does_not_yet(editor):
    with_device(editor)

    assert chief().get(reverse("admin:articles_user_reset", args=[editor.pk])).status_code == 200
    assert TOTPDevice.objects.filter(user=editor).exists()


@pytest.mark.parametrize("role", ["编辑", "终审", "只读"])
def test_nobody_else_takes_it_away(editor, role):
    with_device(editor)
    client = signed_in(make_user("别人", (role,)))

    assert client.post(reverse("admin:articles_user_reset", args=[editor.pk])).status_code == 403
    assert TOTPDevice.objects.filter(user=editor).exists()


def test_nobody_takes_their_own_away_nor_a_superuser_s():
    admin, above = chief(), make_user("chief", is_superuser=True)
    with_device(above)
    own = User.objects.get(username="管理")

    answers = [admin.post(reverse("admin:articles_user_reset", args=[user.pk])).status_code for user in (own, above)]

    assert answers == [403, 403]
    assert TOTPDevice.objects.count() == 2


def test_without_the_setting_the_password_is_enough(editor, settings):
    settings.REQUIRE_2FA = False

    assert past_password(editor).get(reverse("admin:index")).status_code == 200


def test_the_address_of_the_picture_names_house_and_person(editor, settings):
    settings.SITE_NAME = "编研室"
    made = new_device(editor)

    parts = urlsplit(made.address)

    assert (parts.scheme, parts.netloc, parse_qs(parts.query)["issuer"]) == ("otpauth", "totp", ["编研室"])
