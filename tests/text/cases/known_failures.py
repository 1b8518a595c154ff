"""What the rules get wrong, and why they are left so. The suite fails on the day one of these starts to pass."""

from tests.text.cases import Case

PINYIN = [
    Case("author's gloss that fits", "亳(bó)州", "亳(bó)州", "a query drops it; only a page's density tells it apart"),
]

DAMAGE = [
    Case(
        "two unseen pairs",
        "出版的日?qǐng)髮l表社論",
        "出版的日报将发表社論",
        "將 and 發 share bytes that left nothing to see",
    ),
]

SCRIPT = [
    Case("Hong Kong form", "衞生", "卫生", "tw2s does not know it; search does, character by character"),
]

GLOSSARY = [
    Case("智慧 for 智能", "高效智慧新型设施", "高效智能新型设施", "智慧 alone may be right: seen in capture 004"),
    Case("资料 for 数据", "根据统计资料", "根据统计数据", "资料 alone may be right"),
]

WIDTH = [
    Case("stop within a line", "再创佳绩.又讯", "再创佳绩。又讯", "told from a foreign name by nothing but sense"),
]

TRADITIONAL = [
    Case("surname", "范某来访", "范某來訪", "without the name the converter takes 范 for 範"),
]
