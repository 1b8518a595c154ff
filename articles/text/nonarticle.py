"""What a text is that is no article: an error, a wall before the text, a list of other pieces, code, advertising, addresses.

Each rule is narrow, since it takes a text out of sight: what only looks alike is left for an editor. Not for other kinds
of file, such as data and settings (`ingest.genre`).
"""

import re
from collections import Counter
from collections.abc import Sequence

from articles.text import furniture, line_kind
from articles.text.dates import find_dates
from articles.text.lines import fold
from articles.text.script import HAN

#: An error, a wall or a notice says what it says in fewer Chinese characters than this.
_SHORT = 160
#: A wall says no more sentences than these; a longer one says twice what to do.
_FEW = 2
#: So many lines make a list; so large a share of them must look alike.
_LINES = 6
_SHARE = 0.7
#: Of a text of advertising so large a share of the Chinese characters is words of it, of so many kinds.
_SPAM_SHARE = 0.1
_SPAM_KINDS = 4
#: A Chinese text quotes other scripts; below this share of its letters it is in another language.
_CHINESE_SHARE = 0.05
#: Under a title in Chinese a text of fewer letters may be a list of names or a command.
_LONG = 500
#: A text with a full stop for so many characters is sentences, whatever else it is; one of more lines is no list.
_SENTENCE = 120
_MOST_LINES = 2_000

#: In a text so long no two letters make up two thirds of all; in the longest reports the commonest two make up a thirtieth.
_VERY_LONG = 20_000

_HAN = re.compile(f"[{HAN}]")
_HANS = re.compile(f"[{HAN}]+")
_LETTER = re.compile(rf"[A-Za-z{HAN}]")
_ERROR = re.compile(
    r"(?:页面|网页|网址|地址|文章|内容|资源|文件|信息|链接)[^。]{0,10}(?:不存在|未找到|找不到|无法访问|已(?:被)?(?:删除|移除|下线|失效)|已过期|出错)|(?:找不到|无法找到|未找到)[^。]{0,8}(?:页面|网页|文件|资源)|"
    r"(?:404|403|50[0234])\s?(?:错误|not found|forbidden|bad gateway|service|gateway|error|页面)|bad gateway|not found|forbidden|网关(?:错误|超时)|服务器(?:错误|内部错误|繁忙|开小差)|"
    r"(?:该内容|此内容|该文章)(?:已被|因)[^。]{0,10}(?:删除|无法查看)|(?:没有|无)权限?(?:访问|查看)|访问(?:受限|被拒绝|被拦截|异常)|网站(?:已关闭|未备案|暂时无法访问)|域名(?:已过期|未备案)",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"(?:访问|请求|操作)(?:过于|太)?频繁|(?:输入|获取|填写|完成)(?:图片|图形|短信|安全)?验证码?|安全验证|人机验证|拖动(?:下方)?滑块|异常(?:流量|访问)|(?:启用|开启|打开)\s?javascript|"
    r"(?:请|需要?|需先|须)(?:先)?(?:扫码)?登[录陆](?:后|账号|以)?|登[录陆]后(?:才能|才可|即可|可|再|方可)?(?:查看|阅读|浏览|访问|继续)|(?:忘记|找回)密码|(?:注册|登[录陆])[^。]{0,6}(?:账号|账户)|"
    r"(?:开通|成为|充值)(?:会员|vip)[^。]{0,10}(?:阅读|查看|解锁)|(?:关注公众号|付费)[^。]{0,8}(?:阅读|解锁|查看)全文",
    re.IGNORECASE,
)
_COOKIE = re.compile(r"cookies?", re.IGNORECASE)
_CONSENT = re.compile(r"同意|接受|拒绝|继续浏览|隐私|设置")
_RESULTS = re.compile(
    r"(?:共|约)?(?:找到|搜索到|检索到)[^。]{0,12}(?:条|个|篇)[^。]{0,4}(?:结果|记录|文档)|搜索结果(?:页|[:：]|$)|[:：_\-]\s?(?:站内)?搜索$|^搜索[:：]"
)
_DATED_END = re.compile(
    r"\S{6,80}?\s?[\[(]?(?:(?:19|20)\d\d[-/.年])\d{1,2}[-/.月]\d{1,2}日?(?:\s?\d{1,2}:\d\d(?::\d\d)?)?[\])]?"
)
_CODE = re.compile(
    r"\s*(?:[{}()\[\];]+$|.*[;{}]\s*(?://.*|#.*|/\*.*)?$|(?:import|from|def|class|return|if|for|while|elif|else|try|except|with|func|package|public|private|static|const|let|var|function|use|using|namespace|#include|#define|<\?php|SELECT|INSERT|CREATE|end)\b|//|#!|/\*|\*|@\w+|[\w.\[\]'\"]{1,40}\s?[+\-*/]?=(?!=)\s?\S|[\w.]{2,40}\(.*\)\s*$)"
)
_PAIR = re.compile(r"""["'][\w$.-]{1,40}["']\s{0,3}:""")
_CONTACT = re.compile(
    r"(?<!\d)(?:0\d{2,3}[-\s]?\d{7,8}|1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}|[48]00[-\s]?\d{3}[-\s]?\d{4})(?!\d)|(?:地址|邮编|电话|传真|邮箱)\s?:|@[\w-]+\.\w{2,}"
)
_SPAM = re.compile(
    r"博彩|彩票平台|时时彩|六合彩|百家乐|老虎机|真人(?:视讯|娱乐|荷官)|体育投注|在线投注|投注平台|棋牌(?:游戏|平台)|娱乐城|娱乐平台|澳门(?:银河|新葡京|威尼斯人|赌场|博彩)|新葡京|皇冠(?:体育|网|足球)|"
    r"网上赌场|注册送(?:彩金|\d+)|彩金|首存|返水|北京赛车|PK10|赔率|开户(?:注册|送)|代开发票|增值税发票代开|办证刻章|刻章办证|代孕|私服|外挂下载|网络兼职日结|刷单|快速排名|SEO优化|关键词排名|"
    r"裸聊|一夜情|成人电影|情色|约炮|迷药|套现|黑户贷款|无抵押贷款|秒批|加微信|加QQ|微信号?[:：]\s?\w{5,}",
    re.IGNORECASE,
)
#: One of these stands in every text with so many words of it; looking for them is cheap.
_SPAM_SIGNS = (
    "彩",
    "赌",
    "投注",
    "娱乐",
    "老虎机",
    "发票",
    "办证",
    "刻章",
    "私服",
    "排名",
    "刷单",
    "裸聊",
    "情色",
    "贷款",
    "加微信",
    "微信号",
)
_WORD = re.compile(r"[^\s,，、|｜_/·;；\-—]{2,14}")
_CLAUSE = re.compile(r"[，。,][^/*#]*$")
#: A sentence has at least so many Chinese characters.
_LEAST = 14
_STOP = re.compile(r"[。！？!?]")


def name_of(title: str, body: str) -> str | None:
    """Return in a few words what a text is that is no article; None for an article, and for what may be one.

    >>> name_of("404", "抱歉，您访问的页面不存在。"), name_of("停水通知", "因管道维修，城西明天停水。")
    ('错误页', None)
    """
    if len(body) >= _VERY_LONG and _is_two_letters(body):
        return "重复的占位文字"
    han = sum(map(len, _HANS.findall(body)))
    if han >= _SHORT and body.count("。") * _SENTENCE >= len(body):
        return "广告或关键词堆砌" if _is_spam(body, han) else None
    lines = [line for line in (fold(line.removeprefix("## ")) for line in body.split("\n")) if line]
    found = _name_of_short(fold(title), "\n".join(lines)) if han < _SHORT else None
    if found is None and len(lines) < _MOST_LINES:
        found = next((name for name, test in _TESTS if test(lines)), None)
    letters = len(_LETTER.findall(body)) if found is None else 0
    foreign = letters >= _LONG if _HAN.search(title) else letters > 0
    if foreign and han < _CHINESE_SHARE * letters and not _has_sentence(lines):
        found = "外文"
    return found or ("广告或关键词堆砌" if _is_spam(body, han) or _is_pile(lines) else None)


def _name_of_short(title: str, text: str) -> str | None:
    """Return what a short text is; a title alone proves nothing, and neither does a long text that speaks of errors."""
    if _RESULTS.search(title) or _RESULTS.search(text):
        return "搜索结果"
    whole = f"{title}\n{text}"
    if _COOKIE.search(whole) and _CONSENT.search(whole) and not find_dates(text):
        return "Cookie 提示"
    # A notice says for when and by whom; an error does not.
    if find_dates(text):
        return None
    if len(text) > 2 * _SHORT or text.count("。") > _FEW:
        return None
    if _ERROR.search(text) or (_ERROR.search(title) and len(text) < _SHORT // 2):
        return "错误页"
    walls = len(_WALL.findall(text))
    return "登录或验证页" if walls >= _FEW or (walls and len(text) < _SHORT // 2) else None


def _share(lines: Sequence[str], form: re.Pattern[str]) -> float:
    return sum(bool(form.match(line)) for line in lines) / len(lines) if lines else 0.0


def _is_code(lines: Sequence[str]) -> bool:
    han = sum(len(_HAN.findall(line)) for line in lines)
    size = sum(len(line) for line in lines)
    return len(lines) >= _LINES and han < 0.25 * size and not _has_sentence(lines) and _share(lines, _CODE) >= _SHARE


def _has_sentence(lines: Sequence[str]) -> bool:
    """Return whether a line is a sentence in Chinese, not a word or two in a remark."""
    return any(_CLAUSE.search(line) and len(_HAN.findall(line)) >= _LEAST for line in lines)


def _is_data(lines: Sequence[str]) -> bool:
    pairs = sum(len(_PAIR.findall(line)) for line in lines)
    return pairs >= _LINES and lines[0][:1] in ("{", "[", '"', "'") and pairs * 80 >= sum(len(line) for line in lines)


def _is_list(lines: Sequence[str]) -> bool:
    """Return whether nearly all lines are a title with its day; a chronicle has sentences."""
    named = [line for line in lines if not furniture.is_toolbar(line) and not furniture.is_navigation(line)]
    dated = sum(bool(_DATED_END.fullmatch(line)) and not _STOP.search(line[:-1]) for line in named)
    return dated >= _LINES and dated >= _SHARE * len(named)


def _is_directory(lines: Sequence[str]) -> bool:
    listed = sum(bool(_CONTACT.search(line)) and not line.endswith("。") for line in lines)
    return listed >= _LINES and listed >= _SHARE * len(lines)


def _is_menu(lines: Sequence[str]) -> bool:
    """Return whether the lines are words of a menu; those of a poem are none."""
    menus = sum(furniture.is_menu(line) and furniture.names_a_menu(line) for line in lines)
    if not menus:
        return False
    kinds = Counter(line_kind.classify(line) for line in lines)
    return not kinds["para"] and not kinds["heading"] and kinds["short"] <= len(lines) // 4


def _is_filler(lines: Sequence[str]) -> bool:
    common = Counter(lines).most_common(1)
    return bool(common) and common[0][1] >= 5 and common[0][1] >= _SHARE * len(lines)


def _is_two_letters(body: str) -> bool:
    counts = sorted(count for char, count in Counter(body).items() if char.isalpha())
    return 3 * sum(counts[-2:]) > 2 * sum(counts)


def _is_spam(body: str, han: int) -> bool:
    if not any(word in body for word in _SPAM_SIGNS):
        return False
    found = [match.group() for match in _SPAM.finditer(body)]
    return len(set(found)) >= _SPAM_KINDS and sum(map(len, found)) >= _SPAM_SHARE * han


def _is_pile(lines: Sequence[str]) -> bool:
    """Return whether a text is one word with others round it, over and over, and never a sentence."""
    if any(_STOP.search(line) for line in lines):
        return False
    words = [word for line in lines for word in _WORD.findall(line)]
    if len(words) < 20 or len(words) < 3 * len(lines):
        return False
    pairs = Counter(
        pair for word in words for pair in {word[n : n + 2] for n in range(len(word) - 1)} if _HAN.match(pair)
    )
    return bool(pairs) and pairs.most_common(1)[0][1] >= 0.6 * len(words)


_TESTS = (
    ("代码", _is_code),
    ("数据片段", _is_data),
    ("列表页", _is_list),
    ("通讯录", _is_directory),
    ("导航", _is_menu),
    ("重复的占位文字", _is_filler),
)
