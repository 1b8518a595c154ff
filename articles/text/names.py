"""The names in a list of names: separated, with a blank inside, or printed without any break.

Not for the roles around them (`bylines`), and not for finding names in running text.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from articles.text.lines import narrow
from articles.text.script import HAN

_TABLE = Path(__file__).parent / "data" / "surnames.txt"
#: What a surname of each tier costs in a split, a compound one counting as the second tier; then an unknown one.
_TIER_COSTS = (0.0, 1.0, 3.0, 1.0)
_UNKNOWN = 9.0
#: One given character is about a fifth as common as two in bylines.
_SHORT_GIVEN = 1.5
#: Other splits are shown when they cost at most this much more than the best.
_CLOSE = 16.0
_KEPT = 4
#: The longest run of names without a break; a longer one is no list of names.
LONGEST_RUN = 24

_TOKEN = re.compile(
    rf"(?P<han>[{HAN}]+(?:[·•‧・.][{HAN}]+){{0,5}})|(?P<latin>[A-Za-z][A-Za-z.'’-]*)|(?P<between>[\s、,，;；/／|｜&]+)|(?P<other>.)"
)
_TIBETAN = re.compile(
    "(?:扎西|次仁|旦增|丹增|卓玛|罗布|多吉|平措|顿珠|尼玛|达瓦|洛桑|格桑|白玛|央金|拉姆|德吉|强巴|旺堆|加措|旺久|索朗|边巴|普布|巴桑|米玛|拉巴|次旦|次旺|坚参|坚赞|仁增|仁青|晋美|贡布|益西|群培|"
    "曲珍|卓嘎|央宗|德庆|土登|阿旺|赤列|伦珠|欧珠|桑珠|扎巴|杰布|云丹|次珍|曲扎|旺姆|旦巴|措姆|白珍|桑杰|更登|才让|才旦|多杰|南加|昂毛|卓么|加羊|贡保|拉毛){2}"
)
_MONGOLIAN = re.compile(
    f"[{HAN}]{{0,4}}(?:其木格|巴特尔|格日勒|图雅|高娃|吉日嘎拉|毕力格|宝音图|陶格斯|苏日娜|乌日娜|那仁|斯琴|萨仁|娜仁|格尔乐|巴雅尔|朝克图|图门|巴图|嘎拉|呼和|必力格|额尔敦)"
)
_TURKIC = re.compile(
    f"(?:阿依|古丽|古力|阿不|阿布都|阿卜|买买|麦麦|艾合|艾尔|艾力|努尔|热依|热孜|吐尔|吐逊|图尔|木合|木拉|帕提|迪丽|迪力|玛依|哈丽|叶尔|巴合|赛力|依力|依布|米热|再努|亚库|肉孜|库完|加娜|江阿|沙地)[{HAN}]{{1,4}}"
    f"|[{HAN}]{{2,3}}(?:古丽|努尔|别克|买提|比热木|尼沙|克孜)"
)
#: Of three characters, too, this ends the name of an outlet: 云河网.
_PAPERS = ("网", "报")
_AND = re.compile(r"[和与及]")
_NOBODY = re.compile(
    r"(?:系统|网站|超级|后台)?管理员|佚名|网络|互联网|未知|匿名|不详|无|本站|本网|原创|转载|整理|综合|[\u4e00-\u9fff]{2}室|网络整理|网络综合|综合整理|小编|编辑部|编者|网友|admin|administrator|root|unknown",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:报|报社|日报|晚报|网|网站|台|电台|电视台|社|通讯社|出版社|中心|部|委|委员会|局|厅|办|办公室|院|研究院|学院|大学|学校|公司|集团|协会|学会|"
    r"组|课题组|编写组|调研组|联合会|银行|团|讲师团|队|频道|客户端|杂志|新闻|传媒|站|处|科|政府|法院|所|研究所|之都|实验室)"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name printed at `[start, end)`: `name` has no inner blank; `confirm` where the split is not certain."""

    start: int
    end: int
    name: str
    confirm: bool = False
    alternatives: tuple[tuple[str, ...], ...] = ()
    run: str = ""


@cache
def surnames() -> dict[str, float]:
    """Return the cost of every surname in the table, the commonest the cheapest."""
    rows = [row for row in _TABLE.read_text(encoding="utf-8").splitlines() if not row.startswith("#")]
    return {name: cost for row, cost in zip(rows, _TIER_COSTS, strict=True) for name in row.split()}


@lru_cache(maxsize=4096)
def surname_of(name: str) -> str:
    """Return the known surname that `name` begins with; an empty string when there is none.

    >>> surname_of("欧阳某"), surname_of("张某"), surname_of("的某")
    ('欧阳', '张', '')
    """
    known, plain = surnames(), narrow(name[:2])
    size = next((n for n in (2, 1) if plain[:n] in known and len(name) > n), 0)
    return name[:size]


@lru_cache(maxsize=1024)
def is_nobody(name: str) -> bool:
    """Return whether `name` stands for no one: an account, 佚名, 网络.

    >>> is_nobody("系统管理员"), is_nobody("管某")
    (True, False)
    """
    return bool(_NOBODY.fullmatch(narrow(name).strip()))


def is_body(name: str) -> bool:
    """Return whether `name` is that of an organisation by its last word.

    >>> is_body("黑河日报"), is_body("某某讲师团"), is_body("张某某")
    (True, True, False)
    """
    plain = narrow(name).strip()
    return len(plain) > 3 and any(_BODY.fullmatch(plain, len(plain) - n) for n in range(1, min(6, len(plain))))


def is_name(name: str) -> bool:
    """Return whether `name` can be one person's: two or three characters with a known surname, four with a
    compound one, or a name with a dot.

    >>> is_name("张某"), is_name("某某"), is_name("买某·某提")
    (True, False, True)
    """
    if "·" in name:
        return "的" not in name and all(2 <= len(part) <= 8 for part in name.split("·"))
    given = len(name) - len(surname_of(name))
    return given < len(name) and given in (1, 2) and not is_nobody(name)


def split_names(text: str) -> tuple[Name, ...] | None:
    """Return the people in a list of names, spans in `text`; None when something in it is no name.

    >>> [n.name for n in split_names("张某某 孙 某") or ()]
    ['张某某', '孙某']
    >>> split_names("欢迎投稿！") is None
    True
    """
    tokens = _tokens(text)
    if tokens is None:
        return None
    found: list[Name] = []
    i = 0
    while i < len(tokens):
        start, end, word = tokens[i]
        following = tokens[i + 1] if i + 1 < len(tokens) else (0, 0, "")
        if _is_spread([token[2] for token in tokens[i : i + 4]]):
            end = tokens[i + 2][1]
            found.append(Name(start, end, word + following[2] + tokens[i + 2][2], run=text[start:end]))
            i += 3
            continue
        if _is_spaced(word, following[2]):
            found.append(Name(start, following[1], word + following[2], run=text[start : following[1]]))
            i += 2
            continue
        names = _from_token(start, end, word)
        if names is None:
            return None
        found += names
        i += 1
    return tuple(found)


def split_run(run: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to cut a run of unseparated names, the likeliest first; empty when it is too long.

    >>> split_run("王某某李某某")[0]
    ('王某某', '李某某')
    """
    if not 2 <= len(run) <= LONGEST_RUN:
        return ()
    best: list[list[tuple[float, tuple[str, ...]]]] = [[(0.0, ())]]
    for end in range(1, len(run) + 1):
        ways = [
            (cost + _cost(run[start:end]), (*names, run[start:end]))
            for start in range(max(0, end - 4), end - 1)
            for cost, names in best[start]
        ]
        best.append(sorted(ways)[:_KEPT])
    ways = best[-1]
    return tuple(names for cost, names in ways if cost <= ways[0][0] + _CLOSE)


def _cost(name: str) -> float:
    surname = surname_of(name)
    given = len(name) - len(surname)
    if not surname:
        return _UNKNOWN if len(name) in (2, 3) else 4 * _UNKNOWN
    if given not in (1, 2):
        return 4 * _UNKNOWN
    return surnames()[narrow(surname)] + (_SHORT_GIVEN if given == 1 else 0.0)


def _tokens(text: str) -> list[tuple[int, int, str]] | None:
    """Return the words of a list of names as (start, end, word); None where a mark stands that no list has."""
    out: list[tuple[int, int, str]] = []
    for match in _TOKEN.finditer(text):
        if match["between"] is not None:
            continue
        if match["other"] is not None:
            return None
        word, start = match.group(), match.start()
        before = text[out[-1][1] : start] if out else ""
        if match["latin"] is not None and out and not before.strip() and out[-1][2][-1].isascii():
            out[-1] = (out[-1][0], match.end(), f"{out[-1][2]} {word}")
            continue
        for low, high in _and_parts(word):
            out.append((start + low, start + high, word[low:high]))
    return _without_and_so_on(out)


def _without_and_so_on(tokens: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    if not tokens:
        return tokens
    start, end, word = tokens[-1]
    if word == "等":
        return tokens[:-1]
    if len(word) > 2 and word.endswith("等"):
        return [*tokens[:-1], (start, end - 1, word[:-1])]
    return tokens


def _and_parts(word: str) -> list[tuple[int, int]]:
    """Return the spans of the two names of 张某和李某; that of the whole word where 和 belongs to a name."""
    for joint in _AND.finditer(word, 2):
        if is_name(word[: joint.start()]) and is_name(word[joint.end() :]):
            return [(0, joint.start()), (joint.end(), len(word))]
    return [(0, len(word))]


def _is_spread(words: list[str]) -> bool:
    """Return whether words begin with one name of three characters set apart: 何 雨 某, and no fourth."""
    single = [len(word) == 1 and not word.isascii() for word in words]
    return single[:3] == [True] * 3 and single[3:] != [True] and narrow(words[0]) in surnames()


def _is_spaced(word: str, following: str) -> bool:
    """Return whether two words are one name set with a blank inside, as printers do to fill the line."""
    return len(following) == 1 and len(word) <= 2 and narrow(word) in surnames() and not following.isascii()


def _is_borrowed(word: str) -> bool:
    """Return whether a word is a Tibetan, Mongolian or Turkic name as the press spells it: 扎西顿珠, 乌云其木格, 阿依努尔."""
    plain = narrow(word)
    return bool(_TIBETAN.fullmatch(plain) or _MONGOLIAN.fullmatch(plain) or _TURKIC.fullmatch(plain))


def _from_token(start: int, end: int, word: str) -> list[Name] | None:
    """Return the names of one word: one, several where it is a run, none where it names nobody."""
    if is_nobody(word):
        return []
    if word.isascii() or "·" in word:
        return [Name(start, end, word, run=word)]
    if len(word) < 2 or len(word) > LONGEST_RUN or is_body(word) or (len(word) > 2 and word.endswith(_PAPERS)):
        return None
    if is_name(word):
        return [Name(start, end, word, run=word)]
    if _is_borrowed(word):
        return [Name(start, end, word, True, run=word)]
    ways = split_run(word)
    if not ways:
        return None
    names: list[Name] = []
    for name in ways[0]:
        if len(ways[0]) > 1 and not surname_of(name):
            return [Name(start, start + len(word), word, True, run=word)] if _is_borrowed(word) else None
        names.append(Name(start, start + len(name), name, True, ways[1:], word))
        start += len(name)
    return names
