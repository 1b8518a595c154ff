"""What names a moment names it as the newsroom's clock shows it, not the database's."""

from datetime import UTC, datetime

import pytest

from articles.models import Batch, Notice

LATE = datetime(2024, 6, 28, 17, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (Batch(started_at=LATE, how="ingest"), "2024-06-29 01:05 ingest"),
        (Notice(at=LATE, kind="correction"), "更正 2024-06-29"),
    ],
)
def test_a_late_moment_bears_the_date_of_the_newsroom(row, shown):
    assert str(row) == shown
