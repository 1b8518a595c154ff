from pathlib import Path

from articles.ingest import shapes


def test_every_file_is_registered_and_plain_comes_last():
    files = {path.stem for path in Path(shapes.__file__).parent.glob("*.py")} - {"__init__"}

    assert files == set(shapes.NAMES)
    assert shapes.NAMES[-1] == "plain"


def test_every_shape_offers_what_a_shape_offers():
    assert all(callable(shape.recognises) and callable(shape.read) for shape in shapes.SHAPES)
