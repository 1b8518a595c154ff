"""The people of the desk, each signed in to a browser of their own."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories import make_people, make_user

NAMES = ("只读", "见习", "编辑", "初审", "复审", "终审", "管理员")


@pytest.fixture
def people(db):
    return make_people(*NAMES)


@pytest.fixture
def as_person(people) -> Callable[[str], Client]:
    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(people[name])
        return client

    return signed_in


@pytest.fixture
def chief(db) -> Client:
    client = Client()
    client.force_login(make_user("chief", is_superuser=True))
    return client
