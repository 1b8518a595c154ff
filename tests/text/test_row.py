"""A record of CSV: its cells, and what is too much of something to be one."""

import time

import pytest

from articles.text.row import MAX_DOUBLED, read_record


def test_doubled_quotes_stand_for_one_each() -> None:
    text = '早市,"他说：""开了。"""\n'

    cells, end = read_record(text, 0, ",")

    assert ([cell.value(text) for cell in cells], end) == (["早市", '他说："开了。"'], len(text))


@pytest.mark.parametrize(("count", "cells"), [(MAX_DOUBLED, 1), (MAX_DOUBLED + 1, 0)])
def test_a_cell_of_more_doubled_quotes_than_any_article_has_is_broken(count: int, cells: int) -> None:
    assert len(read_record('"' + '""' * count + '"\n', 0, ",")[0]) == cells


def test_a_cell_that_is_nothing_but_quotes_is_passed_over_at_once() -> None:
    started = time.process_time()

    cells, _end = read_record('"' * 5_000_000, 0, ",")

    assert cells == []
    assert time.process_time() - started < 2
