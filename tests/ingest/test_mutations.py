"""Seeded mutations of captures: whatever is done to the bytes, they are stored and proved or refused, never a crash.

The real captures where they stand beside the project, and the project's own samples always. The suite tries some hundreds;
NEWSROOM_MUTATIONS=100000 tries as many as that, by hand.
"""

import os
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from articles.editorial.workflow import record_import
from articles.ingest.decode import decode
from articles.ingest.pipeline import Run, ingest
from articles.ingest.reader import check
from articles.ingest.walk import Found
from articles.models import Article, Batch, Edition
from tests.once import once

pytestmark = once
ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "seeds"
COUNT = int(os.environ.get("NEWSROOM_MUTATIONS", "400"))
SHARES = max(8, COUNT // 1000)
#: What one reading may take of the processor, in seconds.
SECONDS = 5
TOKENS = [
    "---\n", "\n", "\r", "\t", "　", "(bào)", "?xùn)|", "（", "）", "“", "”", "***", "記者 ", "□", "2024-06-28", "<p>", "</div>", "<!--",
    "&amp;", "#", "## ", "首页 > ", "\ufeff", "\u200b", "\ue000", "資訊", "編輯：", "\0", "来源：", "责任编辑：", "{", "[", '"', "|", "+++\n",
]  # fmt: skip


def sources() -> list[bytes]:
    paths = [*sorted((ROOT / "seeds").glob("*/*.txt")), *sorted((ROOT / "seeds").glob("*/*.md"))]
    paths += sorted(REAL.glob("0*.txt")) * 3  # the real ones are the more telling
    return [path.read_bytes() for path in paths]


def flip(content: bytearray, chance: random.Random) -> None:
    for _hit in range(chance.choice((1, 3, 20))):
        content[chance.randrange(len(content))] = chance.randrange(256)


def cut(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    del content[start : start + chance.choice((1, 2, 30, 1000))]


def double(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    part = content[start : start + chance.choice((1, 40, 2000))]
    content[start:start] = part * chance.choice((1, 2, 30))


def put(content: bytearray, chance: random.Random) -> None:
    for _hit in range(chance.choice((1, 5, 40))):
        at = chance.randrange(len(content) + 1)
        content[at:at] = chance.choice(TOKENS).encode()


def shuffle(content: bytearray, chance: random.Random) -> None:
    lines = bytes(content).split(b"\n")
    chance.shuffle(lines)
    content[:] = b"\n".join(lines)


def join(content: bytearray, chance: random.Random) -> None:
    content[:] = bytes(content).replace(b"\n", chance.choice((b"", b" ", b"\r\n", b"\n\n")))


def recode(content: bytearray, chance: random.Random) -> None:
    text = bytes(content).decode("utf-8", "replace")
    content[:] = text.encode(chance.choice(("gb18030", "utf-16", "big5", "utf-8-sig")), "replace")


MUTATIONS: tuple[Callable[[bytearray, random.Random], None], ...] = (flip, cut, double, put, shuffle, join, recode)


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return `content` after one to three mutations."""
    changed = bytearray(content)
    for _turn in range(chance.choice((1, 1, 2, 3))):
        if changed:
            chance.choice(MUTATIONS)(changed, chance)
    return bytes(changed)


@pytest.mark.timeout(24 * 3600)
@pytest.mark.django_db
@pytest.mark.parametrize("share", range(SHARES))
def test_a_mutated_capture_is_stored_and_proved_or_refused_in_time_and_never_public(share: int) -> None:
    given = sources()

    def capture(n: int) -> bytes:
        return mutated(given[n % len(given)], random.Random(n))

    numbers = range(share, COUNT, SHARES)
    found = (Found(Path(str(n)), str(n).encode(), content=capture(n)) for n in numbers)
    seen: set[int] = set()
    slow: list[tuple[int, float]] = []
    for result in ingest(found, Run(Batch(how="ingest"), jobs=1, on_stored=record_import)):
        n = int(result.path.name)
        seen.add(n)
        slow += [(n, result.read_seconds)] * (result.read_seconds > SECONDS)
        if document := result.document:
            assert check(decode(capture(n)).text, document) == (), n
        else:
            assert result.message, n
            assert not re.search("\n|内部错误|没有读完", result.message), (n, result.message)

    assert seen == set(numbers)
    assert slow == []
    assert not Edition.objects.exists()
    assert set(Article.objects.values_list("state", flat=True)) == {"draft"}


def test_mutations_of_one_number_are_always_the_same() -> None:
    content = sources()[0]

    assert mutated(content, random.Random(7)) == mutated(content, random.Random(7)) != content
