"""Wrong passwords lock a name for the address they came from: not for the editor elsewhere, not all at one address."""

import re
from datetime import timedelta
from html import unescape

import pytest
from axes.models import AccessAttempt
from django.test import Client, RequestFactory
from django.urls import reverse

from articles.models import Event
from newsroom.address import client_address, network
from tests.factories import make_complete_article, make_user

pytestmark = pytest.mark.django_db

PASSWORD = "pass-word-for-tests"
LOGIN = reverse("admin:login")


@pytest.fixture(autouse=True)
def editors(db):
    return make_user("甲", ("编辑",)), make_user("乙", ("编辑",))


def sign_in(name, password=PASSWORD, address="192.0.2.1", **more):
    return Client(REMOTE_ADDR=address, **more).post(LOGIN, {"username": name, "password": password})


def attack(name, address="192.0.2.1", times=5, **more):
    return [sign_in(name, "wrong", address, **more).status_code for _n in range(times)]


def test_the_fifth_wrong_password_locks_even_the_right_one():
    assert attack("甲") == [200, 200, 200, 200, 429]
    assert sign_in("甲").status_code == 429


def test_four_wrong_passwords_lock_nothing_and_the_right_one_wipes_them_out():
    attack("甲", times=4)

    assert sign_in("甲").status_code == 302
    assert attack("甲", times=4) == [200] * 4


def test_an_attacker_elsewhere_does_not_lock_the_editor():
    attack("甲", address="198.51.100.7", times=12)

    assert sign_in("甲", address="192.0.2.1").status_code == 302


def test_a_shared_address_does_not_lock_everybody():
    attack("甲", times=12)

    assert sign_in("乙").status_code == 302


def test_another_browser_at_the_same_address_does_not_help_the_attacker():
    for n in range(5):
        attack("甲", times=1, HTTP_USER_AGENT=f"browser {n}")

    assert sign_in("甲", HTTP_USER_AGENT="browser 9").status_code == 429


def test_a_name_that_nobody_has_is_answered_alike():
    assert attack("没有这个人") == attack("甲")


def test_the_page_says_in_words_how_long_and_waiting_does_not_grow_by_trying():
    attack("甲")
    AccessAttempt.objects.update(attempt_time=AccessAttempt.objects.get().attempt_time - timedelta(minutes=5))

    page = sign_in("甲", "wrong")

    assert "请过 10 分钟再试；别处登录不受影响" in page.content.decode()
    assert 590 < int(page.headers["Retry-After"]) <= 600


def test_after_the_time_the_login_is_open_again():
    attack("甲")
    AccessAttempt.objects.update(attempt_time=AccessAttempt.objects.get().attempt_time - timedelta(minutes=16))

    assert sign_in("甲").status_code == 302


def test_a_form_that_waits_goes_on_waiting_while_locked():
    article = make_complete_article()
    client = Client()
    asked = client.post(reverse("admin:articles_article_change", args=[article.pk]), {"title": "我的题"})
    field = unescape(re.search(r'name="kept" value="([^"]*)"', asked.content.decode())[1])

    for _n in range(5):
        page = client.post(LOGIN, {"username": "甲", "password": "wrong", "kept": field})

    assert page.status_code == 429
    assert f'name="kept" value="{field}"' in page.content.decode()
    assert not AccessAttempt.objects.filter(post_data__contains=field[:40]).exists()


def test_the_log_keeps_wrong_passwords_of_known_names_and_the_lock_once():
    attack("甲", times=9)
    attack("我的密码其实是这个", times=9)

    kinds = list(Event.objects.order_by("pk").values_list("kind", "row_name", "address"))
    assert kinds == [("login_failed", "甲", "192.0.2.1")] * 5 + [("locked", "甲", "192.0.2.1")]


# Where a request comes from


def test_without_a_proxy_of_ours_a_header_is_not_believed(settings):
    settings.BEHIND_PROXY = False
    asked = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="198.51.100.7")

    assert client_address(asked) == "192.0.2.1"


@pytest.mark.parametrize(
    ("said", "count", "found"),
    [
        ("198.51.100.7", 1, "198.51.100.7"),
        ("203.0.113.9, 198.51.100.7", 1, "198.51.100.7"),
        ("203.0.113.9, 198.51.100.7, 10.0.0.3", 2, "198.51.100.7"),
        ("198.51.100.7", 2, "10.0.0.2"),
        ("", 1, "10.0.0.2"),
        ("198.51.100.7:4711", 1, "198.51.100.7"),
        ("unknown", 1, "0.0.0.0"),
    ],
)
def test_behind_a_proxy_only_what_it_wrote_is_believed(settings, said, count, found):
    settings.BEHIND_PROXY, settings.PROXY_COUNT = True, count
    asked = RequestFactory().get("/", REMOTE_ADDR="10.0.0.2", HTTP_X_FORWARDED_FOR=said)

    assert client_address(asked) == found


def test_a_made_up_header_does_not_open_a_lock_behind_a_proxy(settings):
    settings.BEHIND_PROXY = True
    for n in range(5):
        attack("甲", times=1, HTTP_X_FORWARDED_FOR=f"203.0.113.{n}, 198.51.100.7")

    assert sign_in("甲", HTTP_X_FORWARDED_FOR="203.0.113.99, 198.51.100.7").status_code == 429


def test_one_subscriber_of_ipv6_is_one_address():
    assert network("2001:db8:1:2:3:4:5:6") == network("2001:db8:1:2::9") != network("2001:db8:1:3::9")
