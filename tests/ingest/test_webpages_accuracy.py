"""The saved pages of the corpus are read as their labels say, every field of every page, and each ledger holds."""

import pytest

from articles.ingest.decode import decode
from articles.ingest.reader import check, read
from tests.accuracy.labels import RAW, Sample, read_labels
from tests.accuracy.measure import measure

PAGES = [sample for sample in read_labels() if sample.kind == "page"]

needs_pages = pytest.mark.skipif(not RAW.is_dir(), reason="the corpus of saved pages is not beside the project")
of_each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@needs_pages
@of_each_page
def test_page_is_read_as_labelled(page: Sample):
    assert [mark for mark in measure([page]) if not mark.right] == []


@needs_pages
@of_each_page
def test_every_character_of_a_page_is_accounted_for(page: Sample):
    content = page.path.read_bytes()

    read_as = read(content)[0]

    assert read_as.shape == "webpage"
    assert check(decode(content).text, read_as) == ()
