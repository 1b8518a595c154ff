"""A folder of files that mean harm or come broken, made anew by a test: encodings, sizes, bombs, bait, names, special files.

Every function returns what it made by file name, so that a test can account for each. Nothing here is a sample of
anybody's text.
"""

import gzip
import io
import json
import os
import random
import socket
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

TEXT = "界江早市\n\n松川日报 2024年6月28日\n\n界江的早市，天不亮就开了。摊位上，老板娘正把刚出锅的豆腐切成小块。\n"
#: Stands in a file outside the folder, to which links lead: nothing of it may ever be read.
SECRET = "外面的机密一字也不许读进来"
MIB = 1024 * 1024


def encodings() -> dict[str, bytes]:
    """Right, wrong, mixed and impossible encodings of one small text."""
    names = (
        "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "gb18030", "gbk",
        "hz", "iso2022_jp_2", "utf-7",
    )  # fmt: skip
    out = {f"enc-{name}.txt": TEXT.encode(name, "ignore") for name in names}
    old = "本報訊：會議強調，要推動東北振興，守住糧食安全的底線。\n" * 4
    out |= {f"enc-old-{name}.txt": old.encode(name, "ignore") for name in ("big5", "big5hkscs", "cp950", "gb18030")}
    kana = "これは新聞の記事です。市場は朝早く開きます。\n" * 8
    out |= {f"enc-kana-{name}.txt": kana.encode(name) for name in ("shift_jis", "euc_jp", "iso2022_jp", "utf-8")}
    hangul = "이것은 신문 기사입니다. 시장은 아침 일찍 열립니다.\n" * 8
    out |= {f"enc-hangul-{name}.txt": hangul.encode(name) for name in ("euc_kr", "cp949", "johab", "utf-8")}
    whole = TEXT.encode()
    out["enc-cut-utf8.txt"] = whole[:-2]
    out["enc-cut-gb.txt"] = TEXT.encode("gb18030")[:-2]
    out["enc-cut-utf16.txt"] = TEXT.encode("utf-16")[:-1]
    out["enc-half-half.txt"] = whole + TEXT.encode("gb18030") * 3
    out["enc-overlong.txt"] = whole + b"\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf"
    out["enc-surrogate.txt"] = whole + "\ud800\udfff".encode("utf-8", "surrogatepass")
    out["enc-above.txt"] = whole + b"\xf4\x90\x80\x80\xf8\x88\x80\x80\x80"
    out["enc-noncharacter.txt"] = whole + "\ufffe\uffff\U0010ffff\ufdd0".encode()
    out["enc-bom-only.txt"] = b"\xef\xbb\xbf"
    out["enc-two-boms.txt"] = b"\xef\xbb\xbf\xef\xbb\xbf" + whole
    out["enc-bom-inside.txt"] = whole + b"\xef\xbb\xbf" + whole
    out["enc-wrong-bom.txt"] = b"\xff\xfe" + whole
    out["enc-wrong-bom-32.txt"] = b"\xff\xfe\x00\x00" + whole
    out["enc-nul.txt"] = whole.replace("早".encode(), b"\0")
    out["enc-nuls.txt"] = whole + b"\0" * 5000
    out["enc-controls.txt"] = whole + bytes(range(32)) * 200
    out["enc-escape.txt"] = b"\x1b[31m\x1b]0;title\x07" + whole
    out["enc-bidi.txt"] = "\u202e\u2066\u202d".encode() + whole + "\u202c\u2069".encode()
    out["enc-tags.txt"] = whole + "".join(chr(0xE0020 + n) for n in range(90)).encode()
    out["enc-private.txt"] = whole + "\ue000\uf8ff\U000f0000".encode() * 300
    out["enc-zalgo.txt"] = ("早" + "\u0301\u0327" * 4000).encode() + whole
    out["enc-hangul-parts.txt"] = whole + "\u1100\u1161\u11a8".encode() * 3000
    out["enc-line-ends.txt"] = whole.replace(b"\n", b"\r\n\x0b\x0c\xc2\x85\xe2\x80\xa8\r")
    chance = random.Random(11)
    for n in range(20):
        out[f"enc-noise-{n:02}.txt"] = chance.randbytes(chance.choice((3, 50, 4000)))
    for n in range(20):
        broken = bytearray(TEXT.encode(chance.choice(("utf-8", "gb18030", "utf-16"))) * 4)
        for _hit in range(chance.choice((1, 5, 60))):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        out[f"enc-hit-{n:02}.txt"] = bytes(broken)
    return out


def front_matter(size: int) -> dict[str, bytes]:
    """Front matter that is too much of something, cyclic, unclosed, or wants to be more than data."""
    many = size // 16
    heads = {
        "aliases": "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)),
        "merge": "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n} {{<<: [{','.join([f'*a{n - 1}'] * 9)}], k{n}: 1}}\n" for n in range(1, 10)),
        "cycle": "title: &t [*t, *t]\nauthor: *t\n",
        "deep-flow": "title: " + "[" * many + "]" * many + "\n",
        "deep-map": "title: " + "{a: " * (many // 2) + "}" * (many // 2) + "\n",
        "deep-block": "".join(f"{' ' * n}a:\n" for n in range(900)),
        "keys": "".join(f"k{n}: v\n" for n in range(size // 10)),
        "same-key": "title: 界江\n" * (size // 14),
        "list": "author:\n" + "".join(f"- 林远{chr(0x4E00 + n % 9000)}\n" for n in range(size // 14)),
        "long-value": f"title: {'早' * (size // 3)}\n",
        "quoted": 'title: "' + "\\u65e9" * (size // 6) + '"\n',
        "open-quote": 'title: "' + "早" * (size // 3) + "\n",
        "folded": "title: >\n" + "  早市\n" * (size // 10),
        "object": "title: !!python/object/apply:os.system ['touch pwned']\n",
        "object-new": "title: !!python/object/new:os._wrap_close [0]\n",
        "binary": "title: !!binary |\n  " + "QUJD" * (size // 8) + "\n",
        "huge-int": f"date: {'9' * 5000}\n",
        "sexagesimal": "date: " + ":".join(["59"] * 4000) + "\n",
        "float": "date: 1e999999999\ntitle: .nan\nauthor: -.inf\n",
        "dates": "date: 9999-99-99\nupdated: 0000-00-00T99:99:99Z\n",
        "date-type": "date: [2024-06-28, {a: b}]\ntitle: {a: 1}\nauthor: 7\nsource: true\ntags: 3\n",
        "nulls": "date: ~\ntitle: null\nauthor: ''\nsource:\ntags: [~, '', []]\n",
        "tabs": "title:\t界江\n\tauthor: 林远舟\n",
        "colons": "title: 界江: 早市: 开了\nauthor: '林远舟: 记者'\n",
        "documents": "title: 一\n--- \ntitle: 二\n...\n",
        "percent": "%YAML 99.9\n%TAG ! tag:x,2000:\ntitle: 界江\n",
        "control": "title: 界江\x00\x01\x02\n",
        "powers": "state: published\nstatus: published\nid: 1\npk: 1\nslug: admin\npermissions: [all]\nis_superuser: true\nversion: 99\n",
        "template": "title: '{{ settings.SECRET_KEY }}{% debug %}'\nauthor: '${7*7}'\nsource: '#{7*7}'\n",
        "sql": "title: \"'; DROP TABLE articles_article; --\"\nauthor: '\" OR 1=1'\n",
        "script": "title: <script>alert(1)</script>\nsource: '<img src=x onerror=alert(1)>'\nurl: 'javascript:alert(1)'\n",
        "urls": "url: file:///etc/passwd\nsource_url: 'data:text/html;base64,AAAA'\nlink: '//evil.example'\n",
    }  # fmt: skip
    body = "\n界江的早市，天不亮就开了。摊位上，老板娘正把豆腐切成小块。\n"
    out = {f"fm-{name}.md": f"---\n{head}---\n{body}".encode("utf-8", "surrogatepass") for name, head in heads.items()}
    out["fm-unclosed.md"] = f"---\ntitle: 界江\n{body}".encode()
    out["fm-unclosed-long.md"] = ("---\n" + "title: 界江\n" * (size // 14)).encode()
    out["fm-empty.md"] = f"---\n---\n{body}".encode()
    out["fm-rules.md"] = ("---\n" * (size // 4)).encode()
    out["fm-toml.md"] = f"+++\ntitle = '界江'\na = {'[' * 5000}{']' * 5000}\n+++\n{body}".encode()
    out["fm-toml-keys.md"] = ("+++\n" + "".join(f"k{n} = 1\n" for n in range(size // 12)) + f"+++\n{body}").encode()
    out["fm-toml-unclosed.md"] = f"+++\ntitle = '''界江\n{body}".encode()
    return out


def markup(size: int) -> dict[str, bytes]:
    """Pages and fragments that run, nest, never close, or hide."""
    many = size // 8
    parts = {
        "script": "<script>alert(1)</script><p>界江的早市开了。</p><img src=x onerror=alert(1)>",
        "svg": "<svg onload=alert(1)><p>界江的早市开了。</p></svg><math><mi xlink:href='javascript:alert(1)'>早</mi></math>",
        "frames": "<iframe src='file:///etc/passwd'></iframe><object data=x></object><embed src=x><p>早市开了。</p>",
        "deep": "<div>" * many + "早市开了。" + "</div>" * many,
        "unclosed": "<div><p>早市开了。" * (size // 24),
        "closers": "早市开了。" + "</div></p></b>" * (size // 16),
        "tables": "<table><tr><td>早" * (size // 20),
        "lists": "<ul><li>早市" * (size // 16),
        "angles": "<" * size,
        "half-tags": "<a " * (size // 3),
        "quotes": "<a href=\"" * (size // 9),
        "attribute": f"<p class='{'a' * size}'>早市开了。</p>",
        "attributes": "<p " + "a=b " * (size // 4) + ">早市开了。</p>",
        "comments": "<!--" * (size // 4),
        "comment-open": "<p>早市开了。</p><!-- " + "早" * (size // 3),
        "cdata": "<![CDATA[" * (size // 9) + "早市",
        "entities": "&amp;" * (size // 5),
        "entity-numbers": "&#26089;" * (size // 8),
        "entity-broken": "&#x" + "f" * size + ";&#0;&#55296;&#1114112;&bogus;&amp",
        "doctype": "<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]><html><body>&b;早市开了。</body></html>",
        "scripts": "<script>" * (size // 8) + "早",
        "styles": "<style>p{display:none}</style>" * (size // 30) + "<p>早市开了。</p>",
        "hidden": "<p style='display:none'>藏</p>" * (size // 30) + "<p>早市开了。</p>",
        "base": "<base href='javascript:'><a href='alert(1)'>早市</a><meta http-equiv=refresh content='0;url=//evil.example'>",
        "markdown-links": "[" * size,
        "markdown-images": "![早](" * (size // 8),
        "markdown-stars": "*早" * (size // 4),
        "markdown-quotes": ">" * size,
        "markdown-ticks": "`" * size,
        "markdown-hashes": "#" * size,
        "shortcodes": "{{< fig >}}" * (size // 11),
        "templates": "{% include '/etc/passwd' %}{{ 7*7 }}" * (size // 40),
    }  # fmt: skip
    body = "<p>界江的早市，天不亮就开了。摊位上，老板娘正把刚出锅的豆腐切成小块。</p>"
    out = {
        f"html-{name}.html": f"<html><head><title>早市</title></head><body>{body}{part}</body></html>".encode()
        for name, part in parts.items()
    }
    out |= {f"frag-{name}.md": f"---\ntitle: 早市\n---\n{part}\n{body}".encode() for name, part in parts.items()}
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    out["xml-laughs.xml"] = (
        f"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY l0 '早'>{laughs}]><rss><channel><title>早市</title><item><title>&l9;</title><description>&l9;早市开了。</description></item></channel></rss>".encode()
    )
    out["xml-outside.xml"] = (
        "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><item><title>早市</title><description>&x;界江的早市开了。</description></item></channel></rss>".encode()
    )
    out["xml-items.xml"] = (
        "<rss><channel><title>早市</title>"
        + "<item><title>早</title><description>早市开了。</description></item>" * (size // 80)
        + "</channel></rss>"
    ).encode()
    out["xml-unclosed.xml"] = ("<rss><channel><title>早市</title>" + "<item><title>早市" * (size // 20)).encode()
    out["xml-deep.xml"] = ("<rss>" + "<a>" * (size // 3) + "早").encode()
    return out  # fmt: skip


def bait(size: int) -> dict[str, bytes]:
    """What makes careless patterns run for ever: long runs of what rules look for, never finished."""
    seeds = [
        "一", "的", "“", "”", "（", "(", ")", "?", "?！", "？！", "*", "＊", "·", "、", "，", "。", "　", " ", "\t", "\n", "\r",
        "\r\n", "\u200b", "\ufeff", "\u3000\n", "0", "9", "1.", "2024年", "2024-", "06-28 ", "1月", "23日", "记者", "本报记者 ",
        "□", "■", "编辑：", "来源：", "责任编辑：", "摄", "张", "王李", "欧阳", "张三李四", "张 三 ", "报", "日报 ", "网 ",
        "首页>", "首页 > 新闻 > ", "字号 大 中 小 ", "分享到", "打印 ", "上一篇：", "相关新闻\n", "1. ", "一、", "（一）", "第一章",
        "图为", "图：", "###", "## ", "---\n", "===\n", "|a|b|\n", "http://", "http://a.b/", "@", "1@b.c ", "13800138000", "QQ：12345",
        "(bào)", "報(bào)", "?xùn)|", "推動(dòng)?xùn)|", "动(dong) ", "a(b", "資訊", "網路", "人工智慧", "「", "『」", "髮展", "乾", "著",
        "Ａ", "ａ１", "％", "万元", "3万-5万", "亩", "\ue000", "笆濉逼陂g", "\U0001f600", "a", "A ", "aa-bb ", "一a", "，，", "。。。", "……", "——",
    ]  # fmt: skip
    out = {}
    for n, seed in enumerate(seeds):
        run = seed * (size // len(seed.encode()))
        out[f"bait-{n:03}.txt"] = f"界江早市\n\n{run}\n\n界江的早市，天不亮就开了。".encode()
    return out


def sizes() -> dict[str, bytes]:
    """Nothing, next to nothing, and too much."""
    line = "界江的早市，天不亮就开了。\n".encode()
    return {
        "size-0.txt": b"",
        "size-1.txt": b"a",
        "size-han.txt": "早".encode(),
        "size-blank.txt": b" \n\t\r\n" * 500,
        "size-wide-blank.txt": "\u3000\u00a0\u2003".encode() * 5000,
        "size-limit.txt": line * (5 * MIB // len(line)),
        "size-above.txt": line * (5 * MIB // len(line) + 9),
        "size-line.txt": ("早" * (10 * MIB // 3)).encode(),
        "size-feeds.txt": b"\n" * (2 * MIB),
    }


def archives() -> dict[str, bytes]:
    """Archives and documents that swell, nest, lie about themselves, or name paths elsewhere."""
    bomb = zlib.compress(b"\0" * (64 * MIB), 9)
    nested = _zip({"a.txt": TEXT.encode()})
    for _level in range(6):
        nested = _zip({"in.zip": nested})
    word = "<?xml version='1.0'?><!DOCTYPE w [<!ENTITY a '早早早早早早早早早早'>]><w:document><w:body>{}</w:body></w:document>"
    out = {
        "zip-bomb.zip": _zip({"a.txt": b"\0" * (64 * MIB)}),
        "zip-nested.zip": nested,
        "zip-up.zip": _zip({"../../outside.txt": TEXT.encode(), "/etc/evil.txt": TEXT.encode(), "..\\win.txt": TEXT.encode()}),
        "zip-names.zip": _zip({"": TEXT.encode(), "\x1b[31m.txt": TEXT.encode(), "a\nb.txt": TEXT.encode(), "x" * 4000: TEXT.encode()}),
        "zip-same.zip": _zip_same(),
        "zip-link.zip": _zip_link(),
        "zip-many.zip": _zip({f"{n}.txt": b"" for n in range(600)}),
        "zip-cut.zip": _zip({"a.txt": TEXT.encode() * 50})[:-30],
        "zip-broken.zip": _zip({"a.txt": TEXT.encode() * 50}).replace(b"\x00\x00\x00", b"\xff\x00\xff", 1),
        "zip-empty.zip": _zip({}),
        "zip-locked.zip": _locked(),
        "zip-head.zip": b"PK\x03\x04" + b"\0" * 3000,
        "gz-bomb.txt.gz": gzip.compress(b"\0" * (64 * MIB)),
        "gz-cut.txt.gz": gzip.compress(TEXT.encode() * 50)[:-10],
        "gz-twice.txt.gz": gzip.compress(gzip.compress(TEXT.encode())),
        "gz-rows.jsonl.gz": gzip.compress(_row("界江的早市，天不亮就开了。").encode() * 3),
        "gz-zlib.txt": bomb,
        "docx-laughs.docx": _docx(word.format("<w:p><w:r><w:t>" + "&a;" * 5000 + "</w:t></w:r></w:p>")),
        "docx-outside.docx": _docx("<?xml version='1.0'?><!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><w:document><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"),
        "docx-deep.docx": _docx(word.format("<w:p>" * 50_000)),
        "docx-bomb.docx": _docx(word.format("<w:p/>" * 6_000_000)),
        "docx-none.docx": _zip({"[Content_Types].xml": b"<Types/>"}),
        "docx-garbage.docx": _docx("\x00\x01<w:p><w:t>早"),
        "pdf-head.pdf": b"%PDF-1.7\n",
        "pdf-garbage.pdf": b"%PDF-1.4\n" + random.Random(3).randbytes(20_000),
        "pdf-loop.pdf": _pdf_loop(),
        "ole.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000,
        "rtf.rtf": b"{\\rtf1" + b"{" * 5000,
    }  # fmt: skip
    return out


def records(size: int) -> dict[str, bytes]:
    """Rows of data that are broken, endless, or want to be more than data."""
    good = _row("界江的早市，天不亮就开了。")
    return {
        "rows-broken.jsonl": (good + '{"title": "半行\n' + good).encode(),
        "rows-deep.jsonl": (good + '{"title": "早", "body": ' + "[" * (size // 2) + "]" * (size // 2) + "}\n").encode(),
        "rows-long.jsonl": (good + _row("早" * (size // 3))).encode(),
        "rows-keys.jsonl": (good + json.dumps({f"k{n}": n for n in range(size // 12)}) + "\n").encode(),
        "rows-types.jsonl": (good + '{"title": [1], "body": {"a": 1}, "date": 7, "source": null}\n').encode(),
        "rows-surrogate.jsonl": (good + '{"title": "\\ud800", "body": "\\udfff早市开了。\\u0000"}\n').encode(),
        "rows-numbers.jsonl": (good + '{"title": 1e999, "body": NaN, "date": -Infinity}\n').encode(),
        "rows-same-key.jsonl": (good + '{"title": "一", "title": "二", "body": "早市开了，摊位上热气腾腾。"}\n').encode(),
        "rows-powers.jsonl": b'{"title": "x", "body": "' + "早市开了，摊位上热气腾腾。".encode() + b'", "state": "published", "id": 1, "slug": "admin"}\n',
        "rows-blank.jsonl": ("\n" * 5000 + good).encode(),
        "rows-cr.jsonl": (good.replace("\n", "\r") * 3).encode(),
        "array.json": ("[" + good.strip() + "]").encode(),
        "array-deep.json": ("[" * size).encode(),
        "rows-open.csv": ('title,date,body\n早市,2024-06-28,"没有合上的引号' + "，早市开了\n" * (size // 16)).encode(),
        "rows-wide.csv": (",".join(f"c{n}" for n in range(5000)) + "\n" + "," * 5000 + "\n").encode(),
        "rows-uneven.csv": "title,date,body\n一,二\n一,二,三,四\n".encode(),
        "rows-quotes.csv": ("title,date,body\n" + '"' * size + "\n").encode(),
        "rows-nul.csv": "title,date,body\n早市\0,2024-06-28,早市开了。\n".encode(),
        "rows-formula.csv": "title,date,body\n=cmd|' /C calc'!A0,2024-06-28,界江的早市开了，摊位上热气腾腾。\n".encode(),
    }  # fmt: skip


def make_folder(folder: Path, size: int) -> list[bytes]:
    """Fill `folder`; return the path of everything below it that has to be accounted for, as bytes.

    `size` is about how many bytes a bait or a bomb has.
    """
    files = {
        **encodings(), **sizes(), **front_matter(size), **markup(size), **bait(size), **archives(), **records(size),
    }  # fmt: skip
    for name, content in files.items():
        (folder / name).write_bytes(content)
    _odd_names(folder)
    _specials(folder)
    return sorted(_below(os.fsencode(folder)))


def _below(folder: bytes) -> Iterator[bytes]:
    """Yield every path below `folder` that is no folder, and hidden folders themselves: nobody looks inside."""
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(b"."):
            yield from _below(entry.path)
        else:
            yield entry.path


def _odd_names(folder: Path) -> None:
    names = [
        b"\xff\xfe\xfd.txt", "早市\udce4.txt".encode("utf-8", "surrogateescape"), b"--report", b"-rf", b"a\nb.txt", b"\x1b[2J.txt",
        b"a" * 250, "早".encode() * 80 + b".txt", b"CON.txt", b"a b\tc.txt", "\u202etxt.exe".encode(), b"%2e%2e%2f.txt", b"'; DROP TABLE x;--.txt",
        b"$(touch pwned).txt", b"`id`.txt", b"#1.txt", b"a#1", b".hidden.txt", b"*", b"?.txt", b"\\..\\x.txt", b"&amp;<b>.txt",
    ]  # fmt: skip
    for number, name in enumerate(names):
        (folder / os.fsdecode(name)).write_text(TEXT + f"第{number}个名字。\n")


def _specials(folder: Path) -> None:
    secret = folder.parent / "outside.txt"
    secret.write_text(f"{SECRET}。" * 20)
    (folder / "link-out").symlink_to(secret)
    (folder / "link-in").symlink_to(folder / "size-1.txt")
    (folder / "link-loop").symlink_to(folder / "link-loop")
    (folder / "link-gone").symlink_to(folder / "nowhere")
    (folder / "link-up").symlink_to(folder.parent, target_is_directory=True)
    (folder / "link-device").symlink_to("/dev/zero")
    (folder / "link-proc").symlink_to("/proc/self/environ")
    os.mkfifo(folder / "pipe")
    here = Path.cwd()
    os.chdir(folder)  # a socket's path may have a hundred bytes
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket")
    finally:
        os.chdir(here)
    deep = folder / "deep"
    for level in range(60):
        deep = deep / f"{level}"
    deep.mkdir(parents=True)
    (deep / "below.txt").write_text(TEXT + "在很深的地方。\n")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text(SECRET)
    sparse = folder / "sparse.txt"
    sparse.touch()
    os.truncate(sparse, 8 * 1024 * MIB)


def _row(body: str) -> str:
    return json.dumps({"title": "界江早市", "date": "2024-06-28", "body": body}, ensure_ascii=False) + "\n"


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _zip_same() -> bytes:
    """Two members of one name."""
    return _zip({"a.txt": TEXT.encode(), "b.txt": TEXT.encode() + b"2"}).replace(b"b.txt", b"a.txt")


def _zip_link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def _locked() -> bytes:
    """An archive whose member says it is encrypted."""
    content = bytearray(_zip({"a.txt": TEXT.encode()}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(mark) + place
        content[at : at + 2] = struct.pack("<H", 1)
    return bytes(content)


def _docx(document: str) -> bytes:
    types = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return _zip({"[Content_Types].xml": types, "word/document.xml": document.encode("utf-8", "surrogatepass")})


def _pdf_loop() -> bytes:
    """A document whose pages are each other's parents."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 999999999>>endobj\n"
        b"3 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]/Count 999999999/Parent 3 0 R>>endobj\ntrailer<</Root 1 0 R/Size 4/Prev 9>>\nstartxref\n9\n%%EOF\n"
    )
