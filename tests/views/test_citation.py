"""Citations in the form of GB/T 7714."""

import pytest

from articles.views.citation import cite


def content(date="2024-06-28", source="松川日报", *people):
    return {"title": "一座桥", "date": date, "source": source, "people": [{"name": n, "role": r} for n, r in people]}


@pytest.mark.parametrize(
    ("label", "given", "kind", "expected"),
    [
        ("newspaper", content("2024-06-28", "松川日报", ("林远舟", "reporter")), "newspaper",
         "林远舟. 一座桥[N/OL]. 松川日报, 2024-06-28. 址."),
        ("journal", content("2025-03", "产业观察", ("陆青", "author")), "journal", "陆青. 一座桥[J/OL]. 产业观察, 2025-03. 址."),
        ("portal", content(), "portal", "一座桥[EB/OL]. 松川日报, 2024-06-28. 址."),
        ("time is left out", content("2024-06-28T09:53"), "newspaper", "一座桥[N/OL]. 松川日报, 2024-06-28. 址."),
        ("year known, month not", content("2024-XX-23"), "newspaper", "一座桥[N/OL]. 松川日报, 2024. 址."),
        ("year unknown", content("XXXX-06-28"), "newspaper", "一座桥[N/OL]. 松川日报, [日期不详]. 址."),
        ("nothing known", content("", None), "", "一座桥[EB/OL]. [来源不详], [日期不详]. 址."),
        ("author before reporter", content("2024", "甲", ("记", "reporter"), ("作", "author")), "newspaper",
         "作. 一座桥[N/OL]. 甲, 2024. 址."),
        ("editors and the interviewed are no authors", content("2024", "甲", ("编", "editor"), ("谈", "interviewee")), "",
         "一座桥[EB/OL]. 甲, 2024. 址."),
        ("four are three and others", content("2024", "甲", *((n, "reporter") for n in "一二三四")), "newspaper",
         "一, 二, 三, 等. 一座桥[N/OL]. 甲, 2024. 址."),
        ("three are three", content("2024", "甲", *((n, "reporter") for n in "一二三")), "newspaper",
         "一, 二, 三. 一座桥[N/OL]. 甲, 2024. 址."),
    ],
)  # fmt: skip
def test_citation(label, given, kind, expected):
    assert cite(given, kind, "址") == expected, label
