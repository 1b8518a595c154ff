"""The table by which a browser finds a word in either script is what the folding of search says of single characters."""

from pathlib import Path

from articles.text.script import fold

TABLE = Path(__file__).resolve().parents[2] / "articles/static/articles/fold.txt"
#: Chinese characters of one code unit, and the letters and figures that are set wide.
LOOKED_AT = ((0x3400, 0xA000), (0xF900, 0xFB00), (0xFF10, 0xFF1A), (0xFF21, 0xFF3B), (0xFF41, 0xFF5B))


def test_the_table_is_what_folding_says():
    chars = [chr(code) for first, end in LOOKED_AT for code in range(first, end)]
    folded = fold("\n".join(chars)).split("\n")

    wanted = "".join(char + to for char, to in zip(chars, folded, strict=True) if to != char and len(to) == 1)

    assert TABLE.read_text(encoding="utf-8") == wanted + "\n"


def test_a_character_of_both_scripts_is_left_alone():
    first = TABLE.read_text(encoding="utf-8")[:-1:2]

    assert "質" in first and "Ａ" in first
    assert not {"质", "中", "一", "A"} & set(first)
