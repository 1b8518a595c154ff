"""What machines ask for."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client


@pytest.mark.django_db
def test_healthz_is_well_and_never_kept(client: Client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_healthz_tells_of_a_lost_database(client: Client, monkeypatch):
    def lost():
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "cursor", lost)

    assert client.get("/healthz").status_code == 503


def test_robots_keeps_machines_from_the_desk_and_names_the_sitemap(client: Client, settings):
    settings.SITE_URL = "https://news.example.org"

    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert "Disallow: /zh-hant/search/" in lines
    assert "Sitemap: https://news.example.org/sitemap.xml" in lines
