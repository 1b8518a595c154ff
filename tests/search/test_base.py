"""The registry of backends, and the order in which candidates stand."""

import inspect
from importlib import import_module
from pathlib import Path

import pytest

from articles import search
from articles.search.base import BACKENDS, Backend

SHARED = {"__init__", "base", "index", "named", "query", "signals", "snippet"}


def test_every_backend_is_registered_by_its_file() -> None:
    files = {path.stem for path in Path(search.__file__).parent.glob("*.py")}

    assert {path.rpartition(".")[2] for path in BACKENDS.values()} == files - SHARED


@pytest.mark.parametrize("path", BACKENDS.values())
def test_a_backend_has_the_functions_of_base(path: str) -> None:
    module = import_module(path)

    for name, declared in inspect.getmembers(Backend, inspect.isfunction):
        if not name.startswith("_"):
            expected = [p for p in inspect.signature(declared).parameters if p != "self"]
            assert list(inspect.signature(getattr(module, name)).parameters) == expected
