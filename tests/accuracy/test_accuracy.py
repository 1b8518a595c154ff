"""Each field of the labelled captures is read right at least as often as pinned."""

import os
import re

import pytest

from tests.accuracy.floors import FLOORS
from tests.accuracy.labels import RAW, SAMPLES, Sample, read_labels, read_samples
from tests.accuracy.measure import FIELDS, measure, shares

KEYS = {"title", "subtitle", "date", "source", "people", "first", "last", "absent", "present", "headings"}
#: What a key may be at most: third-party text stays where it is.
LONGEST = {"first": 15, "last": 15, "absent": 12, "present": 12, "headings": 12}

labels = read_labels()


def test_every_field_has_a_floor():
    assert set(FLOORS) == set(FIELDS)


def test_every_sample_is_read_as_labelled():
    wrong = [mark for mark in measure(read_samples()) if not mark.right]

    assert [(mark.sample, mark.field, mark.expected, mark.found) for mark in wrong] == []


def test_each_field_is_right_as_often_as_pinned():
    if not RAW.is_dir():
        assert not os.environ.get("CI"), "the corpus may not be absent in CI"
        pytest.skip("the corpus of real captures is not beside the project")

    by_field = shares(measure((*read_samples(), *labels)), "field")

    assert [
        f"{field}: {by_field[field]}" for field in by_field if by_field[field][0] < FLOORS[field] * by_field[field][1]
    ] == []


@pytest.mark.parametrize("sample", labels, ids=lambda sample: sample.name)
def test_labels_are_short_and_of_known_keys(sample: Sample):
    for article in sample.articles:
        phrases = {key: article.get(key) or [] for key in LONGEST}
        listed = {key: [said] if isinstance(said, str) else said for key, said in phrases.items()}

        assert set(article) <= KEYS
        assert [one for key, said in listed.items() for one in said if len(re.sub(r"\s", "", one)) > LONGEST[key]] == []


def test_every_sample_folder_is_measured():
    assert {sample.name for sample in read_samples()} == {
        path.parent.relative_to(SAMPLES).as_posix() for path in SAMPLES.glob("*/*/expected.json")
    }


def test_every_file_of_the_corpus_has_its_label():
    if not RAW.is_dir():
        pytest.skip("the corpus of real captures is not beside the project")

    assert sorted(sample.path.name for sample in labels) == sorted(path.name for path in RAW.iterdir())
