"""Who is interviewed: named where the piece says 采访了, or answering in turns.

Not for officials a piece reports on: they contribute nothing.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.text import names
from articles.text.lines import narrow

_TITLES = (
    "副书记|书记|副省长|省长|副市长|市长|副州长|州长|副县长|县长|副区长|区长|副镇长|镇长|乡长|村主任|副部长|部长|副厅长|厅长|副局长|局长|副处长|处长|副科长|科长|副司长|司长|"
    "副主任|主任|副主席|主席|副会长|会长|副院长|院长|副校长|校长|副所长|所长|副台长|台长|副社长|社长|总编辑|总编|"
    "副教授|教授|研究员|院士|博士|专家|讲师|总经理|副总经理|经理|董事长|总裁|首席执行官|负责人|秘书长|理事长|主委|委员|代表|"
    "总工程师|工程师|农艺师|技术员|站长|馆长|团长|队长|组长|馆员|厂长|行长|主管|创始人|发言人|党组书记|农户|种植户|牧民|居民|村民|工人"
)
_ASKED = re.compile(
    rf"(?:采访|专访|访谈|(?P<visit>对话|访问|连线))(?:了|到)?(?P<post>[^，。；：！？,;:!?\n“”（）()]{{2,40}}(?:{_TITLES}))(?P<name>[\u4e00-\u9fff·]{{2,12}}?)(?P<after>[，。；：！？、,;:!?\s（(]|$)"
)
_POST = re.compile(
    rf"(?P<post>[^，。；：！？,;:!?\n“”（）()\s]{{0,30}}(?:{_TITLES}))\s{{1,3}}(?P<name>[\u4e00-\u9fff]{{2,8}}(?:·[\u4e00-\u9fff]{{2,10}}){{0,3}}|[\u4e00-\u9fff]\s{{1,3}}[\u4e00-\u9fff])"
)
_TURN = re.compile(r"\s*(?P<name>[\u4e00-\u9fff·]{2,8})\s?[:：]")
_ASKERS = frozenset({"记者", "本报记者", "问", "主持人", "采访者", "编者", "提问"})
_ASKER = re.compile(r"(?:记者|本报|本刊|本网|本台)[^。！？；]{0,20}$")
#: Where an introduction may stand: the first paragraphs.
_LEADS = 4


@dataclass(frozen=True, slots=True)
class Interviewee:
    """A person interviewed: paragraph number and spans in it of the name and of post and employer, if printed."""

    paragraph: int
    start: int
    end: int
    post: tuple[int, int] | None = None


def find_interviewees(paragraphs: Sequence[str]) -> tuple[Interviewee, ...]:
    """Return who answers in `paragraphs`, in order of naming; an empty tuple where nobody is interviewed.

    >>> found = find_interviewees(["近日，记者采访了某某研究院院长张某某。"])
    >>> found[0].start, found[0].post
    (15, (8, 15))
    """
    found: dict[str, Interviewee] = {}
    for number, paragraph in enumerate(paragraphs[:_LEADS]):
        for match in _ASKED.finditer(narrow(paragraph[:2000])):
            name = match["name"]
            # Ministers visit too, and sides talk to one another.
            asks = not match["visit"] or _ASKER.search(paragraph[max(0, match.start() - 24) : match.start()])
            if asks and names.is_name(name):
                found.setdefault(name, Interviewee(number, *match.span("name"), match.span("post")))
    for name, turn in _turns(paragraphs).items():
        found.setdefault(name, turn)
    return tuple(found.values())


def read_post(line: str, *, speaks: bool = False) -> tuple[tuple[int, int], names.Name] | None:
    """Return the span of the post and the name in a line that is both and no more; None for any other line.

    With `speaks` the line stands under the title of a speech: the name may be one without a known surname, to be confirmed.

    >>> read_post("省长 王某某")[1].name, read_post("省长主持会议")
    ('王某某', None)
    """
    match = _POST.fullmatch(narrow(line).rstrip())
    found = names.split_names(line[match.start("name") : match.end("name")]) if match else None
    if match is None:
        return None
    if not found or len(found) != 1 or not names.is_name(found[0].name):
        if not speaks or names.is_body(match["name"]):
            return None
        found = (names.Name(0, len(match["name"]), match["name"], True, run=match["name"]),)
    by = match.start("name")
    return match.span("post"), replace(found[0], start=found[0].start + by, end=found[0].end + by)


def _turn(opening: str) -> re.Match[str] | None:
    return _TURN.match(narrow(opening)) if ":" in opening or "：" in opening else None


def _turns(paragraphs: Sequence[str]) -> dict[str, Interviewee]:
    """Return who speaks at least twice in turns with an asker."""
    turns = [(n, match) for n, p in enumerate(paragraphs) if (match := _turn(p[:16]))]
    asked = sum(_asks(match["name"]) for _, match in turns)
    spoken = Counter(match["name"] for _, match in turns)
    found: dict[str, Interviewee] = {}
    for number, match in turns:
        name = match["name"]
        if asked >= 2 and spoken[name] >= 2 and not _asks(name) and names.is_name(name):
            found.setdefault(name, Interviewee(number, *match.span("name")))
    return found


def _asks(name: str) -> bool:
    """Return whether a turn of this name is one of who asks: the reporter, or the house that prints the talk."""
    return name in _ASKERS or names.is_body(name)
