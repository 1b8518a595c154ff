"""How mail is sent comes from one address, and nonsense is refused with what to write instead."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom.mail import mail_settings


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example.org", 25, False, False),
        ("smtp+tls://a:b@mail.example.org", 587, True, False),
        ("smtps://a:b@mail.example.org:4650", 4650, False, True),
    ],
)
def test_an_address_names_server_port_and_kind_of_connection(url, port, tls, ssl):
    found = mail_settings(url)

    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example.org", port)
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (tls, ssl)


def test_name_and_password_may_hold_any_sign():
    found = mail_settings("smtp+tls://desk%40example.org:a%3Ab%40c@mail.example.org")

    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("desk@example.org", "a:b@c")


def test_mails_can_be_written_to_a_folder_and_without_an_address_nothing_is_set():
    assert mail_settings("file:///var/mails")["EMAIL_FILE_PATH"] == "/var/mails"
    assert mail_settings("") == {}


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://host:port", "file:"])
def test_nonsense_is_refused_without_its_password(url):
    with pytest.raises(ImproperlyConfigured, match=r"write smtp\+tls://"):
        mail_settings(url)
