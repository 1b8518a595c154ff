"""The page filter that glued pinyin to characters, as it must have worked: byte by byte in GBK, blind to where characters begin.

For making damage whose undamaged text is known.
"""

from collections.abc import Iterable

from pypinyin.pinyin_dict import pinyin_dict


def annotate(text: str, characters: Iterable[str]) -> str:
    """Return Traditional `text` as a browser shows it once every one of `characters` has been given its note."""
    raw = text.encode("gbk", "ignore")
    for char in characters:
        note = f"({pinyin_dict[ord(char)].split(',')[0]})".encode("gbk", "ignore")
        code = char.encode("gbk", "ignore")
        if code:
            raw = raw.replace(code, code + note)
    return show(raw)


def show(raw: bytes) -> str:
    """Return what is to be seen of GBK bytes: "?" for a broken pair, nothing for one of the private areas."""
    seen: list[str] = []
    at = 0
    while at < len(raw):
        size = 1 if raw[at] < 0x80 else 2
        pair = raw[at : at + size]
        try:
            seen.append(pair.decode("gbk"))
        except UnicodeDecodeError:
            private = len(pair) == 2 and pair[1] >= 0x40 and pair[1] != 0x7F
            seen.append("" if private else "?")
        at += size
    return "".join(seen)
