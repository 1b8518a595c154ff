"""The real captures and the corpus, which lie beside the project and are read in place, never copied in."""

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"

needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the real captures lie in ../shared, which is not here")


@cache
def captures() -> dict[str, str]:
    """Return the five captures by the first three letters of their names."""
    return {path.name[:3]: path.read_text(encoding="utf-8") for path in sorted((SHARED / "seeds").glob("0*.txt"))}


@cache
def expected() -> dict[str, dict[str, Any]]:
    """Return what a correct reading of each capture holds, by the same letters."""
    answers = json.loads((SHARED / "seeds" / "expected.json").read_text(encoding="utf-8"))
    return {name[:3]: answer for name, answer in answers["captures"].items()}


def corpus(name: str, key: str, start: int = 0, step: int = 1, most: int = 2000) -> list[str]:
    """Return `most` texts of a file of the corpus, every `step`th from `start`."""
    found: list[str] = []
    with gzip.open(SHARED / "corpus" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number >= start and (number - start) % step == 0:
                found.append(json.loads(line)[key])
            if len(found) == most:
                break
    return found
