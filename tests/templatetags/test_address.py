"""Tags for the addresses of the public pages."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from articles.templatetags.address import absolute_url, bare_path


@pytest.mark.parametrize(
    ("path", "bare"),
    [
        ("/", "/"),
        ("/en/", "/"),
        ("/zh-hant/articles/", "/articles/"),
        ("/enquiry/", "/enquiry/"),
        ("/zh-hant", "/zh-hant"),
    ],
)
def test_bare_path(path, bare):
    assert bare_path(path) == bare


def test_absolute_url_is_the_sites_own_and_not_the_one_asked(settings):
    request = RequestFactory().get("/", headers={"host": "testserver"})
    settings.SITE_URL = "https://news.example.org"

    assert absolute_url("/a/", request) == "https://news.example.org/a/"
    settings.SITE_URL = ""
    assert absolute_url("/a/", request) == "http://testserver/a/"
    assert absolute_url("/a/") == "/a/"


def test_tags_stand_without_a_request():
    text = "{% load address press %}{% language_links as l %}{{ l|length }}{% nav_links as n %}{{ n|length }}{% site_name %}"

    assert Template(text).render(Context()) == "05编研室"
