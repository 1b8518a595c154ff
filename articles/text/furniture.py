"""What on a captured page is no article: menus, breadcrumbs, buttons, lists of other pieces, footers.

Each predicate takes one folded line (`lines.fold`). Not for deciding where the article begins or ends (`ingest.page`).
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from articles.text import credits, platform
from articles.text.bylines import OUTLET

#: A longer line is text, whatever it holds.
_LONGEST = 400
_PLACE = re.compile(
    r"(?:您|你)?(?:现在|当前|目前|所在|所处)?的?(?:位置|所在位置)\s?(?:是|为)?\s?[:/>》]|^(?:您|你)?(?:现在|当前|目前|所在)的?位置\b|^当前位置"
)
_TRAIL = re.compile(
    r"^(?:首页|网站首页|主页|返回首页)\s?(?:[>›»/→]|-{1,2}>|》)|(?:[^>›»/。]{2,16}\s?[>›»]{1,2}\s?){2,}|^[\u4e00-\u9fff]{2,8}(?:网|在线|频道|新闻|首页)\s?>{1,2}\s?[^>。]{2,16}$|^[\u4e00-\u9fff]{2,6}\s[>›»]\s[\u4e00-\u9fff]{2,6}$"
)
_HOME = ("首页", "网站首页", "主页", "返回首页")
_STEP = re.compile(r"\s*(?:[>›»→/》]|-{1,2}>|&gt;)+\s*")
_GENERIC = re.compile(r"(?:网站)?(?:首页|主页)|列表|正文|内容|详情|文章|详细内容|新闻正文|阅读|浏览文章|浏览|文章内容")
_SENTENCE = re.compile(r"[。；;]|[，,].{6,}[，,]")
_MARK = re.compile(r"[。；！？，：;!?,:]")
_MENU_WORD = re.compile(r"首 ?页|网站地图|登录|注册|设为首页|加入收藏|English|客户端|手机版|导航|无障碍|繁体|简体")
_TOOLBAR = re.compile(
    r"(?>【?(?:字号|字体|字体大小)\s?[:】]?|大 中 小|[【\[]?(?:打印(?:本页|此页|页面|文章|正文)|关闭窗口|加入收藏|打印|打 印|列印|语音播报|无障碍阅读|长者模式|适老版|推荐|转发|关闭|收藏|分享|评论|纠错|下载|全屏|加大|还原|减小|放大|缩小|正常|纯文本|朗读|举报|复制链接|扫一扫|我要评论|返回顶部|返回|顶部|搜 ?索|移动端|手机版|数字报系?|关注(?:我们|微信|微博|[\u4e00-\u9fff]{2,6}网))[】\]]?|"
    r"分享到|分享至|责任者|微信|微博|QQ空间|朋友圈|新浪微博|腾讯微博|阅读|浏览|点击|次|大|中|小|默认|超大|特大|[A-Za-z\d,:：|｜/\[\]【】()（）·+_\s-])++"
)
_TOOL_BIT = re.compile(
    r"大|中|小|超大|特大|标准|默认|正常|[AaТT][+＋-]?|[】\])|/·]|微信|微博|QQ空间|朋友圈|邮件|繁|简|繁体|简体"
)
_TOOL_WORD = re.compile(
    r"字号|字体|打印|打 印|列印|关闭|语音播报|无障碍阅读|长者模式|适老版|扫一扫|复制链接|收藏|分享|下载|全屏|加大|还原|减小|纠错|微信|微博|朋友圈|Qzone|大 中 小|朗读|】|返回|顶部|搜 ?索|移动端|手机版|数字报|关注"
)
_RELATED = re.compile(
    r"[【\[■◆●▍|]?\s?(?:相关(?:新闻|阅读|文章|链接|报道|推荐|专题|资讯|内容|稿件|附件|信息)|延伸阅读|往期(?:推荐|回顾|精选|文章|精彩)|推荐(?:阅读|新闻|文章)|热点(?:推荐|新闻|排行|图片|专题)?|热门(?:推荐|文章|新闻|排行|标签|评论)|"
    r"点击排行|点击排行榜|阅读排行|排行榜|新闻排行|人气排行|周排行|最新(?:新闻|文章|资讯|发布|动态)|猜你喜欢|精彩(?:推荐|图片|专题)|图片新闻|图文推荐|编辑推荐|今日(?:推荐|热点|头条)|"
    r"随机文章|更多[\u4e00-\u9fff]{0,4}(?:新闻|报道|文章|资讯)|友情链接|网友评论|发表评论|最新评论|更多精彩|你可能(?:也)?(?:还)?(?:喜欢|感兴趣)|为您推荐|专题推荐|视频推荐|大家都在看|新闻推荐|频道推荐|本周热门|栏目导航|站内搜索|关注我们)"
    r"\s?[】\]]?\s?[:：]?\s?(?:更多|more|>>|»|\+)?[\s>»:：]*",
    re.IGNORECASE,
)
_MORE = re.compile(r"[^。，]{2,12}\s?(?:\[?更多\]?|more)\s?(?:>{1,3}|»|\.{2,3})?", re.IGNORECASE)
# Each alternative begins with a letter or character of its own, so that a line without any of them is done with at once.
_NUMBER = r"\s?[:：]\s?[\w@+(]{0,40}[\d@]"
_CONTACTS = "联系方式|联系电话|联系我们|联系邮箱|投稿邮箱|投稿热线|投稿电话|新闻热线|监督电话|广告热线|广告电话|广告服务|广告合作|地址|邮编|电话|传真|邮箱"
_FOOTER = re.compile(
    r"版权所有|版权声明|[著着]作权声明|郑重声明\s?[:：]|公网安备|网安备\d|备案号|举报电话|举报中心|举报邮箱|不良信息举报|"
    r"网站标识码|未经(?:授权|许可|书面|本[网报站]).{0,12}(?:禁止|不得|请勿|严禁|转载|复制)|转载请(?:注明|联系|私信)|转载须|免责声明|法律顾问\s?[:：]|本站(?:声明|所有|内容|文章)|"
    r"建议使用.{0,12}(?:分辨率|浏览器)|扫描?二维码.{0,12}(?:关注|下载|阅读)|本文(?:来自|由|系).{0,20}(?:投稿|上传|整理|网友)|本(?:文|文章|篇)(?:由|从|是从|系)?.{0,12}(?:导入|搬家|迁移而来|搬运)|该(?:文|文章|篇)(?:由|从|是从|系)?.{0,12}(?:导入|搬家|迁移而来|搬运)|此(?:文|文章|篇)(?:由|从|是从|系)?.{0,12}(?:导入|搬家|迁移而来|搬运)|排版效果不佳|如有侵权|侵权(?:请|必)|网友(?:上传|投稿)|用户(?:上传|投稿)|"
    r"本(?:文档|文件|页面?|文)由.{0,24}自动(?:生成|抓取|更新|发布|采集)|文档下载\s?[:：]|全文下载\s?[:：]|附件下载\s?[:：]|下载此文|版权归.{1,20}所有|主办单位\s?[:：]|承办单位\s?[:：]|协办单位\s?[:：]|主管单位\s?[:：]|"
    + "|".join(f"{word}{_NUMBER}" for word in _CONTACTS.split("|"))
)
_LATIN_FOOTER = re.compile(
    rf"copyright|©|all rights reserved|ICP备|ICP证|E-?mail{_NUMBER}|QQ群?{_NUMBER}", re.IGNORECASE
)
# With the letters that count as i and s where case does not.
_LATIN = re.compile("[a-zA-Z©\u0130\u0131\u017f]")
# 点击上方“某地发布”关注我们, 点个“在看”，为家乡点赞！ on pages of accounts
_INVITED = re.compile(
    r"(?:点击|轻触|长按|戳)(?:上方|下方|右上角|左下角|蓝字|文末|标题下|图片|阅读原文|二维码|卡片|名片)[^。]{0,24}(?:关注|订阅|观看|查看|报名|进入|留言|投票|参与|阅读|了解|收听|收看|识别).{0,24}|"
    r"(?:点|来|给)(?:一?个[“「]?|[“「])(?:在看|点赞|赞(?!成)|关注)[”」]?.{0,20}|(?:喜欢|觉得不错).{0,10}(?:点|分享|转发).{0,6}(?:在看|赞|朋友).{0,10}"
)
_INVITING = re.compile("点|戳|长按|轻触|喜欢|觉得|来|给")
_SCANNED = re.compile(r"^.{0,8}扫一扫.{0,6}(?:打开|关注|分享|手机|查看|访问|下载|二维码).{0,16}$")
# What engines of blogs put under each entry of a feed.
_APPEARED = re.compile(
    r"The post .{1,160} (?:first )?appeared (?:first )?on .{1,80}|《.{2,80}》(?:最先|首先)(?:出现|发布|发表)[在于].{1,60}|本文(?:首发于|最初发布于|最早发布于).{1,60}"
)
_APPEAR = re.compile("The post|最先|首先|本文")
_OVER = re.compile(r"[(（]完[)）]|完")
_HOST = re.compile(r"[\u4e00-\u9fff]{2,20}(?:宣传部|报社|网络台|集团|中心)\s?(?:主办|承办|主管)$")
_HOSTING = ("主办", "承办", "主管", "\n")
_CLAIM = re.compile("版权|转载|侵权|本站|本网|声明")
# A wall or a cut in the text itself: 登录后阅读全文, 剩余 62% 内容, 试读结束, 开通会员查看完整内容.
_WHOLE = (
    r"(?:全文|完整(?:内容|文章|版)|全部(?:内容|文字|章节)|(?:剩余|更多|余下|后续)(?:精彩)?(?:内容|全文|部分)|剩余|余下)"
)
_CUT = re.compile(
    r"[^。，]{0,16}(?:剩余|余下|剩下)(?:的)?(?:内容|全文|正文|文章)?\s?(?:约|共)?\s?\d{1,4}(?:\.\d+)?\s?(?:%|字)[^。]{0,30}|"
    r"[^。，]{0,8}还有\s?\d{1,5}(?:\.\d+)?\s?(?:%|字)[^。]{0,12}(?:未读|阅读|查看|解锁|付费|登录|可读)[^。]{0,10}|"
    rf"[^。，]{{0,12}}(?:登[录陆]|注册|购买|付费|订阅|开通|成为|充值|扫码)[^。]{{0,24}}(?:阅读|查看|浏览|解锁|继续看?|获取|收看){_WHOLE}[^。，]{{0,10}}|"
    rf"(?:(?:继续)?(?:阅读|查看|解锁|浏览|获取)){_WHOLE}[^。，]{{0,4}}(?:请|需|须)[^。]{{0,20}}|{_WHOLE}请(?:先)?(?:登录|订阅|购买|开通)[^。]{{0,20}}|"
    r"[^。]{0,8}(?:登[录陆]|订阅|注册|付费|购买|会员)[^。]{0,10}继续(?:阅读|浏览|观看|收看)[^。]{0,8}|"
    r"[^。]{0,6}试读(?:部分)?(?:已)?(?:结束|完毕|到此)[^。]{0,20}|(?:本文|该文|此文|本篇|全文)(?:为|是|属|系|需)?(?:于)?(?:付费|会员|VIP|订阅)[^。]{0,24}|"
    r"[^。]{0,4}(?:付费|会员|VIP|订阅)(?:专享|专属|内容|文章|可见|可读|阅读)(?:全文|内容|文章)?[!>» ]{0,4}",
    re.IGNORECASE,
)
_CUTTING = re.compile("继续|剩余|剩下|余下|还有|全文|完整|全部|更多|试读|付费|会员|[Vv][Ii][Pp]|订阅|后续")
_NAV = re.compile(
    r"(?:[【\[(]?(?:上一篇|下一篇|上一则|下一则|上一条|下一条|上一页|下一页|前一篇|后一篇|返回(?:列表|首页|目录|顶部|上页|主页)?|返回.{2,12}(?:首页|新闻|列表)|查看原文|阅读全文|展开全文|目录)[】\])]?\s?[:：|｜]?.{0,60})"
)
# 报 as a verb or a kind of text, not a paper.
_NO_PAPER = re.compile(r"(?:播|预|简|通|公|情|海|汇|申|举|战|捷|喜|填|上)报$")
_JUMP = re.compile(
    r"[(（【\[]\s?(?:下[转轉]|上接|[紧緊]接|[转轉](?=第))\s?第?\s?[\d０-９A-Z一二三四五六七八九十]{1,3}\s?版(?:[^()（）【】\[\]\n]{0,16})?[)）】\]]"
)
_CREDIT = re.compile("来源|编辑|责编|稿源")
_FARM = re.compile(
    r"范文|作文|文库|文档|实用文|文秘|美文|文章大全|精选|小编|网友|投稿|上传|侵权|仅供参考|猜你喜欢|随机文章|本文地址|热门标签|上一篇|下一篇|本文由|收集整理|下载此文"
)


def find_jumps(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of remarks that a printed page makes about itself where a piece goes on elsewhere.

    >>> [(a, b) for a, b in find_jumps("指明了方向。（下转第四版）（紧接第一版） 我们坚持")]
    [(6, 13), (13, 20)]
    """
    return (match.span() for match in _JUMP.finditer(text))


def is_breadcrumb(line: str) -> bool:
    """Return whether `line` says where in the site the page stands.

    >>> is_breadcrumb("您当前的位置 : 某网 > 某新闻网 > 理论"), is_breadcrumb("当前位置 /首页/某文/列表"), is_breadcrumb("区位优势明显。")
    (True, True, False)
    """
    may_be = "位置" in line or line.startswith(_HOME) or (">" in line or "›" in line or "»" in line)
    return (
        may_be and len(line) <= 160 and not _SENTENCE.search(line) and bool(_PLACE.search(line) or _TRAIL.search(line))
    )


def read_breadcrumb(line: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the steps of a breadcrumb `line` (narrowed, not folded), the general ones left out.

    >>> [("您当前的位置: 首页 > 某新闻网 > 理论")[a:b] for a, b in read_breadcrumb("您当前的位置: 首页 > 某新闻网 > 理论")]
    ['某新闻网', '理论']
    """
    label = re.match(r"\s*(?:您|你)?(?:现在|当前|目前|所在|所处)?的?(?:位置|所在位置)\s*(?:是|为)?\s*[:：]?\s*", line)
    at = label.end() if label else 0
    steps: list[tuple[int, int]] = []
    for step in [*_STEP.finditer(line, at), None]:
        end = step.start() if step else len(line)
        word = line[at:end]
        low = at + len(word) - len(word.lstrip())
        if word.strip() and not _GENERIC.fullmatch(word.strip().replace(" ", "")):
            steps.append((low, low + len(word.strip())))
        at = step.end() if step else end
    return tuple(steps)


def is_site(name: str) -> bool:
    """Return whether `name` is that of a site or a paper, not of a part of one.

    >>> is_site("某河新闻网"), is_site("某江图片新闻")
    (True, False)
    """
    return is_outlet(name) and not re.search(r"(?:新闻|频道|传媒|杂志)$", name)


def is_outlet(name: str) -> bool:
    """Return whether `name` is that of an outlet by its last word.

    >>> is_outlet("某河新闻网"), is_outlet("理论"), is_outlet("消息播报")
    (True, False, False)
    """
    return not _NO_PAPER.search(name) and bool(re.fullmatch(rf"[\u4e00-\u9fffA-Za-z0-9·]{{1,16}}(?:{OUTLET})", name))


def is_menu(line: str) -> bool:
    """Return whether `line` is a row of short links.

    >>> is_menu("首 页 国内要闻 某河时政 社会新闻 民生新闻"), is_menu("张某某 孙 某")
    (True, False)
    """
    if len(line) > 400 or _MARK.search(line) or is_breadcrumb(line):
        return False
    words = [word for word in re.split(r"[\s|｜│/·]+", line) if word]
    if any(len(word) > 10 for word in words) or not words:
        return False
    return len(words) >= 6 or (len(words) >= 3 and names_a_menu(line))


def names_a_menu(line: str) -> bool:
    """Return whether `line` has a word that only menus have, so that it is no list of names or title in parts.

    >>> names_a_menu("首 页 要闻 理论"), names_a_menu("稳增长 促改革 调结构")
    (True, False)
    """
    return bool(_MENU_WORD.search(line))


def is_toolbar(line: str) -> bool:
    """Return whether `line` is buttons only.

    >>> is_toolbar("【字号：大 中 小】 打印 关闭"), is_toolbar("打印技术的发展"), is_toolbar("下载")
    (True, False, True)
    """
    return len(line) <= 80 and bool((_TOOLBAR.fullmatch(line) and _TOOL_WORD.search(line)) or platform.is_button(line))


def is_tool_bit(line: str) -> bool:
    """Return whether `line` is a button only beside others: sizes of type, a place to share at, a bracket left over.

    >>> is_tool_bit("大"), is_tool_bit("微信"), is_tool_bit("大江")
    (True, True, False)
    """
    return (len(line) <= 4 and bool(_TOOL_BIT.fullmatch(line))) or platform.is_bit(line)


def is_related(line: str) -> bool:
    """Return whether `line` heads a list of other pieces.

    >>> is_related("相关新闻 更多>>"), is_related("某河时政 更多>>"), is_related("相关新闻报道了此事。")
    (True, True, False)
    """
    return len(line) <= 30 and bool(
        _RELATED.fullmatch(line) or (_MORE.fullmatch(line) and re.search(r"更多|more", line))
    )


def is_footer(line: str) -> bool:
    """Return whether `line` is of the page's foot: rights, licences, addresses to complain to.

    >>> is_footer("Copyright©2002-2006 All Rights Reserved."), is_footer("他联系我们时说，项目已经开工。")
    (True, False)
    """
    if platform.is_notice(line):
        return True
    is_sentence = line.endswith("。") and ("，" in line or "," in line)
    if len(line) > 300 or (is_sentence and not _CLAIM.search(line)):
        return False
    return bool(
        _FOOTER.search(line)
        or (_LATIN.search(line) and _LATIN_FOOTER.search(line))
        or _OVER.fullmatch(line.removesuffix("\n"))
        or ("扫一扫" in line and _SCANNED.search(line))
        or (len(line) <= 40 and _INVITING.match(bare := line.lstrip(platform.ARROWS)) and _INVITED.fullmatch(bare))
        or (line.endswith(_HOSTING) and _HOST.search(line))
        or is_cut(line)
        or (_APPEAR.search(line) and not is_sentence and _APPEARED.fullmatch(line.removesuffix("。")))
    )


def is_cut(line: str) -> bool:
    """Return whether `line` says that what stands here is only a part: a wall before the rest, how much is left.

    >>> is_cut("登录后阅读全文"), is_cut("剩余62%内容，订阅后可读"), is_cut("付费阅读正在改变出版业。")
    (True, True, False)
    """
    return len(line) <= 60 and bool(_CUTTING.search(line)) and not line.endswith("。") and bool(_CUT.fullmatch(line))


def is_navigation(line: str) -> bool:
    """Return whether `line` leads to the next piece or back.

    >>> is_navigation("上一篇：某某"), is_navigation("返回首页"), is_navigation("返回舱着陆后，他说。")
    (True, True, False)
    """
    return (
        len(line) <= 90
        and not line.endswith("。")
        and bool(_NAV.fullmatch(line))
        and not re.match(r"返回(?!列表|首页|目录|顶部|上页|主页|$).{0,3}[，舱]|目录.", line)
    )


def is_slashed(line: str) -> bool:
    """Return whether a breadcrumb is written as a path, as content farms do."""
    return line.count("/") >= 2 and ">" not in line


def signals(folded: Iterable[str]) -> frozenset[str]:
    """Return which kinds of page furniture the lines of a text show.

    >>> sorted(signals(["当前位置 /首页/实用文/列表", "标题", "上一篇：某某"]))
    ['breadcrumb', 'farm', 'navigation', 'slashed']
    """
    found: set[str] = set()
    for line in folded:
        if line and len(line) <= _LONGEST:
            found |= _signals(line)
    return frozenset(found)


_TESTS = (
    ("menu", is_menu),
    ("toolbar", is_toolbar),
    ("related", is_related),
    ("footer", is_footer),
    ("navigation", is_navigation),
)


@lru_cache(maxsize=2048)
def _signals(line: str) -> frozenset[str]:
    """Return which kinds of furniture one line shows; two shapes ask it of the same lines."""
    kinds = {name for name, test in _TESTS if test(line)}
    trail = is_breadcrumb(line)
    farm = {"farm"} if (kinds or trail) and _FARM.search(line) else set()
    if trail:
        kinds |= {"breadcrumb", "slashed"} if is_slashed(line) else {"breadcrumb"}
    if _CREDIT.search(line) and credits.is_credit(line):
        kinds.add("credit")
    return frozenset(kinds | farm)
