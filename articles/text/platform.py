"""What platforms, apps and accounts print around a piece: counters, buttons, declarations, and the line of the account.

Not for the furniture of a news site (`furniture`), which asks here too. Lines are folded (`lines.fold`).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from articles.text.dates import find_dates
from articles.text.lines import narrow
from articles.text.names import is_name

_LONGEST_BUTTON = 60
_LONGEST_NOTICE = 320
_MOST_PARTS = 8
_STAFF = re.compile(
    r"(?:责任)?(?:校对|审核|监制|终审|复审|初审|审校|美编|制图|排版|视觉|出品)\s(?P<names>[\u4e00-\u9fff]{2,4}(?:\s[\u4e00-\u9fff]{2,4}){0,4})"
)
#: What stands before the minute and is no name of an account.
_TIMES = ("时间", "日期", "发布", "发表", "更新", "发稿", "记者", "编辑", "作者", "来源")
_FIGURE = r"[\d.,]{1,12}\s?(?:[万亿千wWkK]\+?|\+)?"
_COUNTED = r"(?:总)?(?:阅读|浏览|访问|点击|评论|点赞|赞同|点踩|赞|踩|顶|在看|收藏|转发|分享|回复|跟贴|跟帖|参与|人气|播放|热度|粉丝|获赞|文章|积分|主题|帖子|精华|围观|查看|推荐|评分)"
#: Figures and what they count, whichever comes first: 阅读 (1326), 1.2万文章 3.4亿总阅读, 顶 23 踩 0.
_COUNTERS = re.compile(
    rf"{_FIGURE}\s?人赞同了该(?:文章|回答)|(?:(?:{_COUNTED}(?:数|量|次数|人数)?\s?[:：]?\s?[(（]?\s?{_FIGURE}\s?[次人条]?[)）]?|{_FIGURE}\s?[人条次个篇位]{{0,2}}{_COUNTED}(?:量|数)?)[\s|｜·,，、/]{{0,3}}){{1,8}}"
)
_BUTTON = re.compile(
    r"[+＋]\s?关注|已关注|加关注|取消关注|查看(?:TA|他|她|作者)的[\u4e00-\u9fff]{2,4}\s?>?|(?:举报|投诉)\s?[/·]?\s?(?:反馈|举报)|点赞|在看|打赏|赞赏|"
    r"(?:请?(?:使?用)?)微信?扫(?:描|码|一扫).{0,14}|微信扫一扫.{0,12}|扫描二维码.{0,12}|分享(?:至|到)(?:好友|手机|朋友圈|微信).{0,8}|分享让更多人看到|我要(?:分享|反馈|纠错|投稿|留言)|"
    r"(?:收?听全文|收听本文|听新闻|听文章|播报文本|语音播报|全文朗读|朗读全文|点击播报.{0,6})|(?:阅读|查看)原文|预览时标签不可点|(?:继续|向上)滑动看下一[个篇]|轻触查看原文|"
    r"关注该公众号|使用小程序|打开(?:APP|app|客户端).{0,12}|去(?:APP|app|客户端).{0,8}|点击(?:查看|展开|加载).{0,6}|加载更多|展开(?:阅读)?全文|收起(?:全文)?|回到顶部|"
    r"(?:我来说两句|发表评论|写评论|我要评论|全部评论|查看全部评论|暂无评论|说说你的看法|期待你的.{0,6}评论|请?先?登[录陆]后(?:才能|可以|再)?(?:发表)?评论)[^。]{0,12}|文明上网.{0,40}|"
    r"只看(?:该作者|楼主)|倒序浏览|回复\s?使用道具\s?举报|使用道具|\[?复制链接\]?|本帖最后由\s?\S{1,30}.{0,40}编辑|楼主|(?:缩小|放大|默认)字[体号]|版权(?:说明|声明)|"
    r"[上下]一[版期]|分享[到至]|(?:(?:放大|缩小|默认|原大|正常)\s?[+＋－-]?\s?){2,4}|(?:点击)?(?:上方)?蓝字.{0,8}|点击蓝字|已编辑|添加评论|举报|热榜|广告|AI播报|一键分享|(?:【(?:保存|打印|关闭|收藏|返回|推荐|评论|分享|顶部|纠错|打 印|关 闭)】\s?){1,6}|在小说阅读器.{0,8}|去阅读|作者提示.{0,30}|喜欢作者|\d{1,6}人喜欢|轻点两下取消.{1,3}|已无更多数据|(?:微信扫一扫)?赞赏作者|生成海报|/ ?正文|"
    r"(?:收藏|打印|分享|关闭|推荐|保存)(?:本页|此页|本文|页面|窗口)|(?:版面|标题|版次)导航|PDF版?|(?:下载|打开)[^。，]{2,10}(?:APP|app|手机程式|手机应用|客户端)|添加到桌面|追踪[\u4e00-\u9fff]{2,10}|字[级号体]设[定置]\s?:?[大中小\s]{0,8}|(?:编辑|修改|更新)于\s?20\d\d.{4,30}|[著着]作权归作者所有.{0,30}|阅读剩余全文.{0,4}|您此时的心情|阅读下一[篇条].{0,40}|[+]\d{1,5}|[∙·•|｜]|(?:#[^#\s。，]{2,20}){2,9}#?|#[^#\s。，]{2,20}#|全文复制|往期回顾|返回(?:目录|版面|首版)|[-—\s]{0,6}(?:END|The End|the end|全文完|本文完)[-—\s]{0,6}|"
    r"[\u4e00-\u9fffA-Za-z0-9]{2,10}官方(?:微信|微博|[账帐]号|抖音号?|视频号|公众号|客户端|网站)|(?:微信号|微信ID)\s?:\s?[\w-]{3,30}"
)
#: Words that are buttons beside others only, one on a line.
_BIT = re.compile(
    r"关注|观点|举报|订阅|播报|评论|分享|收藏|转发|赞|踩|顶|回复|更多|\d{1,8}|[\u4e00-\u9fff]{2,6}(?:APP|客户端)|腾讯QQ|QQ好友|链接|投诉|反馈|收听|海报|放大|缩小|默认|[上下]一篇"
)
_SHARING = "(?:分享|点赞|转发|在看|收藏|评论|关注|点个赞|点亮|收藏)"
_NOTICE = re.compile(
    r"(?:平台|特别|免责|版权|郑重|重要|风险|转载)(?:声明|提示|说明|提醒)[】\])]?\s?[:：]?.{0,200}(?:存储服务|存储空间|仅代表|不代表|用户上传|侵权|转载|版权|投资建议|立场|联系我们|本网|本站|本平台).{0,160}|"
    r"[(]?(?:本文|文章|以上|该文|此文)[^。]{0,14}(?:仅代表作者|仅代表本人|不代表(?:本|平台|网站))[^。]{0,60}。?[)]?|"
    r"[^。]{0,40}尽在[^。]{2,18}(?:APP|app|客户端|公众号)[!！。]?|"
    r"(?:(?:如果|要是|若|假如)(?:你|您)?[^。，,]{2,16}[，,]\s?)?(?:更多[^。]{0,20}|欢迎|敬请|请|长按|识别|扫码)[^。]{0,24}(?:关注|下载|订阅|扫码|扫描|识别|搜索)[^。]{0,30}(?:公众号|APP|app|客户端|微信|微博|视频号|二维码|小程序|抖音号?)[^。]{0,16}[。!！]?|[*＊=﹡]{3,60}|香港时间\s?\d{1,2}(?:时|:)\d{1,2}分?|"
    rf"(?:{_SHARING}[、,，\s+·|“”]{{1,3}}){{1,5}}{_SHARING}[^。]{{0,16}}|"
    r"(?:更多[^。]{0,24}|欢迎|敬请)(?:请|下载|关注|扫|点击|登录|提供)[^。]{0,40}(?:客户端|公众号|APP|视频号|线索|二维码)[”》]?[^。]{0,12}(?:。.{0,120})?|"
    r"您?(?:之所以)?收到(?:此|这封|本|该)?(?:封)?邮件.{0,80}|(?:退订|取消订阅)(?:\s?[|/·]\s?[^。|]{2,14}){0,4}|在(?:浏览器|网页)中(?:查看|阅读|打开).{0,12}|.{0,20}无法(?:正常)?(?:显示|查看|浏览).{0,10}(?:点击|请).{0,24}|"
    r"[\u4e00-\u9fff]{2,12}(?:报料|爆料|新闻热线|读者热线|投稿邮箱|投稿)(?:热线|电话|邮箱)?\s?:?\s?[\d-]{5,20}.{0,20}|"
    r"[\d时小]{2,4}滚动播报.{0,60}"
)
#: How nearly every notice begins, so that a paragraph is done with at one look.
_NOTICING = (
    *(
        "平台声明",
        "特别",
        "免责",
        "版权",
        "郑重",
        "重要",
        "风险",
        "转载",
        "本文",
        "文章",
        "以上",
        "该文",
        "此文",
        "更多",
        "欢迎",
        "敬请",
    ),
    *(
        "请",
        "长按",
        "识别",
        "扫码",
        "分享",
        "点赞",
        "转发",
        "在看",
        "收藏",
        "评论",
        "关注",
        "点个赞",
        "点亮",
        "您",
        "收到",
        "之所以",
        "退订",
    ),
    *("如果", "要是", "假如", "*", "＊", "=", "香港时间"),
    *("取消订阅", "在浏览器", "在网页", "24", "声明"),
)
_HINTED = re.compile("无法|报料|爆料|热线|投稿|滚动")
#: What leads the eye to an invitation.
ARROWS = "【[(↑↓▲▼△▽★☆▶◀→←·>》 \u3000👆👇"
_REGION = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|中国台湾|"
    "内蒙古|广西|西藏|宁夏|新疆|香港|中国香港|澳门|中国澳门|美国|日本|英国|德国|法国|加拿大|澳大利亚|新加坡|韩国|海外"
)
_PLACE = re.compile(_REGION)
_WHO = r"[\u4e00-\u9fffA-Za-z0-9·_—-]{2,16}"
_BEFORE = re.compile(
    rf"(?:(?:发布于|发表于)\s?)?(?:(?P<made>原创)\s?(?:(?P<author>{_WHO})\s)?)?(?P<account>{_WHO})?\s{{0,4}}"
)
# On a line of its own, the day under it: 原创 某某 某账号
_MADE = re.compile(r"原创\s")
_BAR = re.compile(r" \| ")
_TAILED = re.compile(rf"\|\s?(?:{_COUNTED}(?:数|量|次数)?\s?:?\s?{_FIGURE}|{_FIGURE}\s?[人次]?{_COUNTED})\s?$")
_AFTER = re.compile(
    rf"[\s・·:]{{0,3}}(?P<told>来自\s?\S{{2,12}}|(?:(?:发布于|发表于|发自|IP属地|来自)\s?:?\s?)?(?:{_REGION})?(?:省|市|自治区)?)\s?(?:(?P<holder>{_WHO}?)(?P<kind>官方[账帐]号|官方号))?(?:\s?[\u4e00-\u9fffA-Za-z]{{2,12}}(?:创作者|领域|作者|媒体))?\s?"
)


@dataclass(frozen=True, slots=True)
class Account:
    """The line of an account: spans of the account and of the author, where they are printed."""

    name: tuple[int, int] | None
    author: tuple[int, int] | None


def is_button(line: str) -> bool:
    """Return whether `line` is a button or counters of a platform and nothing else.

    >>> is_button("1.2万文章 3.4亿总阅读"), is_button("举报/反馈"), is_button("阅读改变乡村")
    (True, True, False)
    """
    if len(line) > _LONGEST_BUTTON:
        return False
    if _BUTTON.fullmatch(line) or _COUNTERS.fullmatch(line) or _is_staff(line):
        return True
    parts = line.split(" ")
    if not 2 <= len(parts) <= _MOST_PARTS:
        return False
    return any(map(_BUTTON.fullmatch, parts)) and all(_BUTTON.fullmatch(part) or is_bit(part) for part in parts)


def _is_staff(line: str) -> bool:
    """Return whether a line names who only read and drew, without a colon: 校对 某某."""
    match = _STAFF.fullmatch(line)
    return match is not None and all(is_name(name) for name in match["names"].split())


def is_bit(line: str) -> bool:
    """Return whether `line` is a button only beside others.

    >>> is_bit("关注"), is_bit("关注民生")
    (True, False)
    """
    return len(line) <= 10 and bool(_BIT.fullmatch(line))


def is_notice(line: str) -> bool:
    """Return whether `line` is what a platform or an account says of itself: whose the text is, where to follow it.

    >>> is_notice("平台声明：该文观点仅代表作者本人，仅提供信息存储空间服务。"), is_notice("声明说，双方将继续对话。")
    (True, False)
    """
    if len(line) > _LONGEST_NOTICE:
        return False
    bare = line.lstrip(ARROWS)
    may_be = bare.startswith(_NOTICING) or "尽在" in bare or (len(bare) <= 80 and _HINTED.search(bare) is not None)
    return may_be and bool(_NOTICE.fullmatch(bare))


def is_region(word: str) -> bool:
    """Return whether `word` is a province or a country, as accounts print where they write from.

    >>> is_region("江苏"), is_region("江声")
    (True, False)
    """
    return _PLACE.fullmatch(word) is not None


@lru_cache(maxsize=512)
def read_account(line: str) -> Account | None:
    """Return what the line of an account says beside its date; None for any other line.

    >>> plain = "原创 苏木 青澜农事 2024年10月11日 18:30 江西"
    >>> found = read_account(plain); plain[slice(*found.name)], plain[slice(*found.author)]
    ('青澜农事', '苏木')
    >>> read_account("松岭新貌 2024年10月11日") is None
    True
    """
    plain = narrow(line)
    if _MADE.match(plain):
        made = _BEFORE.fullmatch(plain)
        if made and made["account"]:
            return Account(made.span("account"), made.span("author") if made["author"] else None)
    # 某城发布 | 2024-08-30 19:20 | 阅读量：8.6万
    plain = _BAR.sub("   ", _TAILED.sub(lambda tail: " " * len(tail.group()), plain)) if "|" in plain else plain
    dates = find_dates(plain) if len(plain) <= 80 else ()
    if len(dates) != 1 or dates[0].date.year is None or dates[0].date.day is None:
        return None
    before = _BEFORE.fullmatch(plain, 0, dates[0].start)
    after = _AFTER.fullmatch(plain.rstrip(), dates[0].end)
    if not before or not after:
        return None
    # Nobody puts the minute behind a title.
    timed = before["account"] and dates[0].date.hour is not None and not before["account"].startswith(_TIMES)
    if not before["made"] and not after["told"] and not after["kind"] and not timed:
        return None
    held = after.span("holder") if after["holder"] else None
    name = before.span("account") if before["account"] else held
    author = before.span("author") if before["author"] else None
    return Account(name, author) if before["made"] or after["told"] or name else None
