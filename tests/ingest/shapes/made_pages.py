"""Saved pages written for the tests, built as Chinese sites of many makes and years build theirs. All names and events are invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Made:
    """A page and what an editor reads on it; `people` are (name, role), `url` and `section` are looked at where given."""

    name: str
    page: str
    date: str | None = None
    source: str | None = None
    people: tuple[tuple[str, str], ...] = ()
    title: str = ""
    first: str = ""
    last: str = ""
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    captured_from: str | None = None
    encoding: str = "utf-8"


TITLE = "老厂房里装上新机器 松川纺织走出三年低谷"
STORY = (
    "松川县城西的老厂房里，三十台新机器上个月转了起来。工人们说，订单已经排到了明年春天。",
    "“过去一匹布要过七道手，现在只要两道。”车间主任何远山指着屏幕说，误差不到一根头发丝。",
    "三年前，这家厂停过四个月的工。厂里欠着水电费，老师傅们到外地打零工，仓库里堆着卖不掉的坯布。",
    "转机来自县里的一次走访。技术员把旧机器的图纸重新画了一遍，又请省里的研究所来改了电路，改造只花了新买的三成钱。",
    "去年，全厂产值回到了停工前的水平，用电量却少了四分之一。厂里还招回了六十多名返乡的年轻人。",
    "“机器是新的，手艺还是老的。”何远山说，他打算把师傅们的经验写成一本册子，传给刚进厂的学徒。",
)  # fmt: skip
FIRST, LAST = STORY[0][:12], STORY[-1][-12:]
OTHER = (
    "河湾镇的橘子今年提前半个月上市，果农忙着装箱。",
    "石桥小学的孩子们第一次用上了自己种的菜，午饭格外香。",
    "双河口大桥合龙，两岸的人走路就能赶集，省下一小时。",
    "暴雨过后，北坡村连夜抢通了进山的路，没有人受伤。",
)
LINKS = "".join(f'<li><a href="/{n}.html">{line}</a></li>' for n, line in enumerate(OTHER))
MENU = "".join(
    f'<a href="/{n}/">{word}</a> '
    for n, word in enumerate(("首页", "要闻", "时政", "社会", "教育", "文化", "视频", "专题"))
)


def paragraphs(start: str = "<p>", end: str = "</p>", lines: tuple[str, ...] = STORY) -> str:
    return "\n".join(f"{start}{line}{end}" for line in lines)


def page(body: str, head: str = "", title: str = f"{TITLE}_松川在线") -> str:
    return f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{title}</title>{head}</head>\n<body>{body}</body></html>'


TABLE_PORTAL = f"""<HTML><HEAD><TITLE>{TITLE}--松川新闻网</TITLE>
<META http-equiv=Content-Type content="text/html; charset=gb2312"></HEAD>
<BODY leftMargin=0 topMargin=0><TABLE width=760 align=center border=0><TBODY><TR><TD><IMG src="logo.gif" alt="松川新闻网"></TD>
<TD><A href="/">首页</A> | <A href="/a">要闻</A> | <A href="/b">社会</A> | <A href="/c">论坛</A></TD></TR></TBODY></TABLE>
<TABLE width=760><TR><TD>您现在的位置： <A href="/">松川新闻网</A> &gt;&gt; <A href="/jj">经济</A> &gt;&gt; 正文</TD></TR></TABLE>
<TABLE width=760><TBODY><TR><TD vAlign=top width=560><TABLE width="100%"><TBODY>
<TR><TD align=middle><FONT class=bt color=#cc0000 size=5><B>{TITLE}</B></FONT></TD></TR>
<TR><TD align=middle bgColor=#eeeeee>2005-04-22 09:18:07&nbsp;&nbsp;松川日报&nbsp;&nbsp;【字体：<A href="#">大</A> <A href="#">中</A> <A href="#">小</A>】</TD></TR>
<TR><TD class=content><FONT size=3>{"<BR><BR>".join("&nbsp;&nbsp;&nbsp;&nbsp;" + line for line in STORY)}</FONT></TD></TR>
<TR><TD align=right>（责任编辑：沈小禾）</TD></TR></TBODY></TABLE></TD>
<TD width=200 vAlign=top><TABLE><TR><TD>相关新闻</TD></TR>{"".join(f"<TR><TD>·<A href='/{n}'>{line}</A></TD></TR>" for n, line in enumerate(OTHER))}</TABLE></TD></TR></TBODY></TABLE>
<TABLE width=760><TR><TD align=middle>松川新闻网版权所有 未经许可不得转载 ICP备05000000号</TD></TR></TABLE></BODY></HTML>"""

DIV_PORTAL = page(
    f"""<div class="nav">{MENU}</div><div class="crumb"><a href="/">首页</a> &gt; <a href="/jj">经济</a> &gt; 正文</div>
<div class="main"><h1 id="title">{TITLE}</h1>
<div class="info"><span class="time">2016年04月22日 09:18</span><span class="source">来源：<a href="/x">松川日报</a></span>
<span class="author">作者：何小满</span><span class="comment-num">参与互动(<em>12</em>)</span></div>
<div class="content" id="content">{paragraphs("<p>　　")}
<div class="editor">【编辑:沈小禾】</div>
<div class="related"><h3>相关报道：</h3><ul>{LINKS}</ul></div></div>
<div class="comment"><h3>网友评论</h3><div class="c"><span>路人甲</span><p>我也是松川人，看到这样的消息，心里真高兴，希望越来越好。</p></div>
<div class="c"><span>小城故事</span><p>机器换了，人也不能少，别忘了给老师傅们涨工资啊。</p></div></div></div>
<div class="rank"><h3>热门排行</h3><ol>{LINKS}</ol></div>
<div class="footer">关于我们 | 联系我们 | 网站地图<br>Copyright © 2016 松川在线 版权所有</div>""",
    '<meta name="keywords" content="松川,纺织"><meta name="description" content="松川县城西的老厂房里，三十台新机器转了起来。">',
)

WECHAT = f"""<!DOCTYPE html><html class=""><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta property="og:title" content="{TITLE}" /><meta property="og:site_name" content="微信公众平台" /><meta property="og:article:author" content="何小满" />
<meta property="og:url" content="http://mp.example.org/s?__biz=abc&amp;mid=1" /><title>{TITLE}</title>
<script>var publish_time = "2024-04-22"; var ct = "1713750000";</script></head>
<body id="activity-detail" class="zh_CN mm_appmsg"><div id="js_article" class="rich_media"><div class="rich_media_inner"><div id="page-content" class="rich_media_area_primary">
<div id="img-content" class="rich_media_wrp"><h1 class="rich_media_title" id="activity-name">
                    {TITLE}
                </h1><div id="meta_content" class="rich_media_meta_list"><span id="copyright_logo" class="wx_tap_link js_wx_tap_highlight rich_media_meta icon_appmsg_tag appmsg_title_tag weui-wa-hotarea">原创</span>
<span class="rich_media_meta rich_media_meta_text">
                                        何小满
                                    </span>
<span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a href="javascript:void(0);" class="wx_tap_link" id="js_name">
                        松川纺织观察                      </a>
<div id="js_profile_qrcode" class="profile_container" style="display:none;"><div class="profile_inner"><strong class="profile_nickname">松川纺织观察</strong>
<p class="profile_meta"><label class="profile_meta_label">微信号</label><span class="profile_meta_value">scfz</span></p>
<p class="profile_meta"><label class="profile_meta_label">功能介绍</label><span class="profile_meta_value">讲松川纺织人自己的故事，每周二、五更新。</span></p></div></div></span>
<em id="publish_time" class="rich_media_meta rich_media_meta_text">2024-04-22 09:18</em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0; ">{paragraphs('<section style="margin: 0px;"><span style="font-size: 15px;">', "</span></section><section><br></section>")}
<p style="text-align: center;"><img class="rich_pages wxw-img" data-src="https://img.example.org/1.jpg"></p><p style="display: none;"><mp-style-type data-value="3"></mp-style-type></p></div>
<div class="rich_media_tool"><div>阅读原文</div><div>阅读 1万+</div><div>在看</div></div></div></div></div>
<div id="js_pc_qr_code" class="qr_code_pc_outer"><div class="qr_code_pc"><p>微信扫一扫<br>关注该公众号</p></div></div></div></body></html>"""

TOUTIAO = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE} - 今日看点</title>
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{TITLE}","datePublished":"2021-04-22T09:18:00+08:00","dateModified":"2021-04-23T10:00:00+08:00","author":[{{"@type":"Person","name":"何小满"}}],"publisher":{{"@type":"Organization","name":"松川发布","logo":{{"url":"x.png"}}}}}}</script></head>
<body><div class="main"><div class="article-content"><h1>{TITLE}</h1><div class="article-meta"><span>2021-04-22 09:18</span><span class="dot">·</span><span class="name"><a href="/u/1">松川发布</a></span></div>
<article class="syl-article-base">{paragraphs('<p data-track="1">')}</article></div></div>
<div class="detail-interaction"><span>举报</span><span>评论 12</span></div>
<div class="related-list"><h2>为你推荐</h2>{"".join(f'<div><a href="/{n}">{line}</a><p>有人说这件事做得好，也有人说还不够，你怎么看？</p></div>' for n, line in enumerate(OTHER))}</div></body></html>"""

BAIJIAHAO = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}</title><meta itemprop="dateUpdate" content="2022-04-22 09:18:33"></head>
<body><div class="header"><a>百家首页</a><a>登录</a></div><div id="article"><div class="article-title"><h2>{TITLE}</h2></div>
<div class="article-desc"><div class="author-img"><img src="a.jpg"></div><div class="author-txt"><p class="author-name">松川慢慢说</p>
<div class="article-source"><span class="date">发布时间：04-22</span><span class="time">09:18</span><span class="account-authentication">优质原创作者</span></div></div></div>
<div class="article-content">{paragraphs('<p><span class="bjh-p">', "</span></p>", STORY[:3])}<p><span class="bjh-h3">图纸重新画了一遍</span></p>{paragraphs('<p><span class="bjh-p">', "</span></p>", STORY[3:])}</div></div>
<div class="more"><h2>作者最新文章</h2>{"".join(f'<div><a href="/{n}">{line}</a><span class="info-date">12-27</span></div>' for n, line in enumerate(OTHER))}</div></body></html>"""

GOVERNMENT = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE} 松川县人民政府</title>
<meta name="SiteName" content="松川县人民政府" /><meta name="SiteDomain" content="www.songchuan.example" /><meta name="ColumnName" content="部门动态" />
<meta name="ArticleTitle" content="{TITLE}" /><meta name="PubDate" content="2023-04-22 09:18" /><meta name="ContentSource" content="松川县工业和信息化局" /><meta name="Author" content="" /></head>
<body><div class="top"><a href="/">首页</a><a href="/zw">政务公开</a><a href="/fw">政务服务</a></div>
<div class="position">当前位置：<a href="/">首页</a>&gt;<a href="/zw">政务公开</a>&gt;<a href="/bm">部门动态</a></div>
<div class="article"><h1>{TITLE}</h1><div class="pages-date">发布日期：2023-04-22 09:18<span class="font">来源：松川县工业和信息化局</span><span>浏览次数：<i id="hits">318</i>次</span><span>字体：【大 中 小】</span></div>
<div id="UCAP-CONTENT" class="TRS_Editor"><div class="TRS_Editor"><style>.TRS_Editor P{{margin-top:1em}}</style>{paragraphs('<p style="text-indent: 2em;">')}</div></div>
<div class="share">分享到：<a>微信</a><a>微博</a></div><div>【打印本页】【关闭窗口】</div></div>
<div class="footer"><p>主办单位：松川县人民政府办公室</p><p>网站标识码：0000000000 京ICP备00000000号</p></div></body></html>"""

META_ONLY = f"""<html><head><meta charset="utf-8"><title>{TITLE}</title><meta name="PubDate" content="2023-04-22"><meta name="ContentSource" content="松川日报">
<meta name="author" content="何小满"></head><body><div class="title"><h2>{TITLE}</h2></div><div id="zoom">{paragraphs()}</div></body></html>"""

LOCAL_DAILY = page(
    f"""<table><tr><td>松川日报数字报</td><td>上一版 下一版</td></tr></table><div class="side"><ul><li><a href="1">第A01版：要闻</a></li><li><a href="2">第A02版：本地</a></li></ul></div>
<div class="title-box"><span id="biaoti">{TITLE}</span><br><span id="futi">——来自松川纺织厂的报告</span></div>
<div class="info">松川日报 2018年04月22日 星期日 第A01版：要闻</div><div class="info2">□本报记者 何小满 通讯员 罗青松</div>
<founder-content><div id="ozoom">{paragraphs("<P>　　")}</div></founder-content><div>上一篇 下一篇</div><div class="foot">松川日报社 版权所有</div>""",
    title="松川日报数字报-老厂房里装上新机器 松川纺织走出三年低谷",
)

MOBILE = page(
    f"""<header><a href="/">松川手机网</a><a>打开APP</a></header><article><h1 class="title">{TITLE}</h1>
<section class="meta"><span>松川广播电视台</span><time datetime="2020-04-22T09:18:00+08:00">04-22 09:18</time></section>
<section class="body">{paragraphs()}<div class="unfold">展开全文</div></section><div class="page-nav">上一页 1 2 3 下一页</div></article>
<section class="hot"><h3>热点推荐</h3>{LINKS}</section><footer>打开APP阅读体验更佳</footer>""",
    title=f"{TITLE}-手机松川网",
)

AMP = f"""<!doctype html><html amp lang="zh"><head><meta charset="utf-8"><title>{TITLE} | 松川在线</title><link rel="canonical" href="https://news.example.org/2024/0422/1.html">
<script type="application/ld+json">
{{ "@context": "http://schema.org", "@type": "NewsArticle", "mainEntityOfPage": "https://news.example.org/2024/0422/1.html",
   "headline": "\\u8001厂房里装上新机器", "datePublished": "2024-04-22T01:18:00Z", "author": {{ "@type": "Person", "name": "何小满" }}, "publisher": {{ "@type": "Organization", "name": "松川在线" }} }}
</script><style amp-boilerplate>body{{visibility:hidden}}</style><noscript><style>body{{visibility:visible}}</style></noscript></head>
<body><header>松川在线</header><main><h1>{TITLE}</h1><amp-img src="a.jpg" alt="新机器"><noscript><img src="a.jpg" alt="新机器"></noscript></amp-img>{paragraphs()}</main>
<footer><p>© 2024 松川在线</p></footer></body></html>"""

FORUM = page(
    f"""<div id="pt" class="bm cl"><div class="z"><a href="./">松川社区</a> <em>&rsaquo;</em> <a href="forum.php">论坛</a> <em>&rsaquo;</em> <a href="f2">松川杂谈</a></div></div>
<div id="postlist"><table><tr><td class="plc ptm pbn vwthd"><h1 class="ts"><a href="f2?typeid=1">[随笔]</a><span id="thread_subject">{TITLE}</span></h1></td></tr></table>
<div id="post_1"><table id="pid1"><tr><td class="pls"><div class="authi"><a href="u1">慢慢走的人</a></div><p>主题 12</p><p>积分 318</p></td>
<td class="plc"><div class="pi"><div class="authi"><em id="authorposton1">发表于 2019-4-22 09:18:33</em> | 只看该作者</div></div>
<div class="pct"><div class="t_fsz"><table><tr><td class="t_f" id="postmessage_1">{"<br /><br />".join(STORY)}</td></tr></table></div></div></td></tr></table></div>
<div id="post_2"><table><tr><td class="pls"><div class="authi"><a href="u2">石桥少年</a></div></td><td class="plc"><div class="authi"><em>发表于 2019-4-22 10:01:02</em></div>
<table><tr><td class="t_f" id="postmessage_2">写得真好，我爷爷就在那个厂里干了一辈子，看得想哭。</td></tr></table></td></tr></table></div></div>
<div class="ft">Powered by Discuz! X3.4</div>""",
    title=f"{TITLE} - 松川杂谈 - 松川社区 - Powered by Discuz!",
)

WORDPRESS = page(
    f"""<header class="site-header"><p class="site-title"><a href="/">何小满的博客</a></p></header><main><article id="post-12" class="post hentry">
<header class="entry-header"><h1 class="entry-title">{TITLE}</h1><div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="2024-04-22T09:18:33+08:00">2024年4月22日</time></span><span class="byline"> 作者：<span class="author vcard"><a href="/author/1">何小满</a></span></span></div></header>
<div class="entry-content">{paragraphs(lines=STORY[:3])}<h2>图纸重新画了一遍</h2>{paragraphs(lines=STORY[3:])}</div>
<footer class="entry-footer">分类：<a href="/c/1">厂志</a> 标签：<a href="/t/1">纺织</a>、<a href="/t/2">松川</a></footer></article>
<nav class="post-navigation"><div>上一篇：<a href="/p">{OTHER[0]}</a></div><div>下一篇：<a href="/n">{OTHER[1]}</a></div></nav>
<div id="comments"><h2>2条评论</h2><ol><li><b>石桥少年</b>说道：<p>写得真好，我爷爷就在那个厂里干了一辈子，看得想哭，谢谢你。</p></li></ol></div></main>""",
    '<meta property="og:site_name" content="何小满的博客"><meta property="article:published_time" content="2024-04-22T01:18:33+00:00">',
    f"{TITLE} – 何小满的博客",
)

HEXO = page(
    f"""<div class="container"><main><article itemscope itemtype="http://schema.org/Article"><span hidden itemprop="author" itemscope><meta itemprop="name" content="何小满"></span>
<span hidden itemprop="publisher" itemscope><meta itemprop="name" content="松川记"></span><header class="post-header"><h1 class="post-title" itemprop="name headline">{TITLE}</h1>
<div class="post-meta"><span>发表于</span> <time title="创建时间：2024-04-22 09:18:33" datetime="2024-04-22T09:18:33+08:00">2024-04-22</time> <span>分类于</span> <a href="/c">随笔</a> <span>本文字数：</span><span>2.1k</span></div></header>
<div class="post-body" itemprop="articleBody">{paragraphs()}</div><footer class="post-footer"><div class="post-copyright"><ul><li><strong>本文作者：</strong>何小满</li><li><strong>本文链接：</strong><a href="https://hexo.example.org/1">https://hexo.example.org/1</a></li><li><strong>版权声明：</strong>本博客所有文章除特别声明外，均采用 BY-NC-SA 许可协议。转载请注明出处！</li></ul></div></footer></article></main></div>""",
    title=f"{TITLE} | 松川记",
)

BBS = f"""<html><head><title>松川水木 - 主题阅读</title></head><body><p>发信人: heman (慢慢走的人), 信区: Textile<br>标&nbsp;&nbsp;题: {TITLE}<br>发信站: 松川水木 (Mon Apr 22 09:18:33 2019), 站内<br><br>
{"<br>&nbsp;&nbsp;<br>".join("　　" + line for line in STORY)}<br><br>--<br>※ 来源:·松川水木 bbs.example.org·[FROM: 10.0.0.*]</p></body></html>"""

COMMENTS_INSIDE = page(
    f"""<div class="article"><h1>{TITLE}</h1><p class="info">2024-04-22 09:18 来源: 松川晚报 编辑: 沈小禾</p>{paragraphs()}
<div class="hot-comments"><p>热门评论</p>{"".join(f"<p>网友{n}：{line}说得很对，大家都应该来看一看，支持一下我们的家乡。</p>" for n, line in enumerate(OTHER * 2))}</div></div>""",
)

RANKING_INSIDE = page(
    f"""<div class="article"><h1>{TITLE}</h1><div>松川网 2024-04-22 09:18</div>{paragraphs(lines=STORY[:3])}
<div class="recommend"><div>相关阅读</div><ul>{LINKS}</ul></div>{paragraphs(lines=STORY[3:])}<div>点击排行榜</div><ul>{LINKS}</ul></div>""",
)

LAZY_IMAGES = page(
    f"""<div class="wrap"><h1>{TITLE}</h1><div class="meta">2024年4月22日09:18　来源：松川日报</div><div class="text">{paragraphs(lines=STORY[:2])}
<p align="center"><img src="blank.gif" data-original="1.jpg" alt="新机器"></p><p align="center" class="pic-caption">工人在新机器旁接线头</p>
<figure><img data-src="2.jpg"><figcaption>何远山在车间里讲解屏幕上的数字。</figcaption></figure><p class="image_desc">改造后的车间。本报记者 罗青松 摄</p>
{paragraphs(lines=STORY[2:])}</div></div>""",
)

TABLE_IN_TEXT = page(
    f"""<div id="c"><h1>{TITLE}</h1><div>2024-04-22 来源：松川日报</div>{paragraphs(lines=STORY[:3])}
<table border="1"><tr><th>年份</th><th>产值（万元）</th><th>用电（万度）</th></tr><tr><td>前年</td><td>3180</td><td>412</td></tr><tr><td>去年</td><td>4260</td><td>309</td></tr></table>
{paragraphs(lines=STORY[3:])}</div>""",
)

BR_ONLY = page(
    f"""<div class="t">{TITLE}</div><div class="i">时间：2013-04-22 09:18 来源：松川在线 作者：何小满 点击：<span>318</span>次</div>
<div class="c">{"<br>".join("&nbsp;&nbsp;&nbsp;&nbsp;" + line for line in STORY)}<br><br></div><div>上一篇：<a href="1">没有了</a><br>下一篇：<a href="2">{OTHER[0]}</a></div>""",
)

STYLED = page(
    f"""<h1>{TITLE}</h1><div><span>2024-04-22</span> <span>松川日报</span></div><div class="c">"""
    + "".join(
        "<p>"
        + "".join(f'<span style="color:#3{n % 9}3;font-family:宋体;">{char}</span>' for n, char in enumerate(line))
        + "</p>"
        for line in STORY
    )
    + "</div>",
)

ANTI_COPY = page(
    f"""<h1>{TITLE}</h1><div>2024-04-22 09:18:33 来源：松川日报</div><div class="c">"""
    + "".join(
        f'<p>{line[:9]}<span style="display:none">松川在线独家，盗用必究，本行不显示。</span>{line[9:18]}<font style="font-size:0px">乱码abc，勿抄</font>{line[18:]}'
        f'<i style="visibility: hidden">。。</i></p><p style="display:none">转载请注明出自松川在线，谢谢合作，多谢多谢。</p>'
        for line in STORY
    )
    + "</div>",
)

SPAM_MARKS = page(
    f"""<h1>{TITLE}</h1><div>2024-04-22 09:18:33 来源：松川日报</div><div class="c">"""
    + "".join("<p>" + line.replace("，", "，\u200b").replace("了", "\u200c了\ufeff") + "</p>" for line in STORY)
    + "</div>",
)

UNCLOSED = f"""<html><head><title>{TITLE}_松川在线</title></head><body><table><tr><td><a href=/>首页<a href=/a>要闻</td><tr><td><h1>{TITLE}</h1>
<p>2010-04-22 09:18 来源：松川日报<div class=c>{"".join("<p>　　" + line for line in STORY)}<p>责任编辑：沈小禾</div><ul>{LINKS.replace("</li>", "").replace("</a>", "</a>")}</ul>"""

UPPERCASE = (
    DIV_PORTAL.replace("<div", "<DIV")
    .replace("</div>", "</DIV>")
    .replace("<p>", "<P>")
    .replace("</p>", "</P>")
    .replace("<span", "<SPAN")
    .replace("</span>", "</SPAN>")
)

FONTS = page(
    f"""<center><font size="6" face="黑体" color="red">{TITLE}</font></center><center><font size="2">2003年4月22日09:18　松川晚报</font></center>
<font size="3"><p>{"</p><p>".join(f'<font face="宋体">　　{line}</font>' for line in STORY)}</p></font><p align="right"><font size=2>(作者：何小满)</font></p>""",
    title=TITLE,
)

NOSCRIPT = page(
    f"""<h1>{TITLE}</h1><div>2024-04-22 09:18 来源：松川日报</div><noscript><div class="copy">{paragraphs()}</div></noscript><div class="c">{paragraphs()}</div>"""
)

LABELS_APART = page(
    f"""<h1>{TITLE}</h1><div class="bar">发表于<span class="ago">2014-04-22 09:18</span>| <span>318次阅读</span>| 来源<span class="ago">松川周刊</span>| <span>0条评论</span>| 作者<span class="ago">何小满</span></div>
<div class="c">{paragraphs()}</div>"""
)

SPLIT_DATE = page(
    f"""<div class="left"><div class="year"><span>2019</span></div><div class="md">04/22</div><div class="time">09:18</div><div class="tit"><div>松川眼</div><span class="tag">企鹅号</span></div><div class="share"><span>分享</span></div></div>
<div class="content"><h1>{TITLE}</h1>{paragraphs('<p class="one-p">')}</div>""",
    '<meta name="apub:time" content="2019-4-22 11:30:50">',
    TITLE,
)

SLASHED = page(
    f"""<h1 class="news_title">{TITLE}</h1><div class="news_about"><p>何小满/松川青年报</p><p>2019-04-22 09:18 <span>字号</span></p></div>
<div class="news_txt">{paragraphs("<div>", "</div>")}<div class="news_editor">责任编辑：沈小禾</div><div>校对：罗青松</div></div>""",
    title=f"{TITLE}_十分公司_松川新闻-The Song",
)

SPEECH = page(
    f"""<h1>在松川县纺织业座谈会上的讲话</h1><div>（2024年4月22日）</div><div>何远山</div><div class="c"><p>同志们：</p>{paragraphs()}</div>
<div class="f">来源：松川党建网 责任编辑：沈小禾</div>""",
    title="在松川县纺织业座谈会上的讲话-松川党建网",
)

INTERVIEW = page(
    f"""<h1>{TITLE}</h1><div>2024-04-22 09:18 来源：松川日报 作者：本报记者 何小满</div><div class="c">
{"".join(f"<p><strong>记者：</strong>{ask}</p><p><strong>何远山：</strong>{line}</p>" for ask, line in zip(("新机器用得怎么样？", "最难的时候是什么时候？", "接下来有什么打算？"), STORY[:3], strict=True))}</div>"""
)

TRADITIONAL = page(
    """<h1>老廠房裝上新機器 訂單排到明年</h1><div>2024年4月22日 09:18 (更新: 11:02)</div><div class="c"><p>本澳一間老廠房上月換上三十部新機器，負責人表示，訂單已經排到明年春季。</p>
<p>負責人稱，過去一匹布要經七道工序，如今只需兩道，誤差很小，工人亦不用加班。</p><p>當局表示，會繼續支援傳統工業轉型，預計下半年推出新一輪資助。</p></div>""",
    '<meta property="og:site_name" content="澳城電視">',
    "老廠房裝上新機器 訂單排到明年 - 澳城電視",
)

EDITOR = (("沈小禾", "editor"),)
AUTHOR = (("何小满", "author"),)
NO_LISTS = (OTHER[0], OTHER[2])

PAGES = (
    Made("table portal of 2005", TABLE_PORTAL, "2005-04-22T09:18:07+08:00", "松川日报", EDITOR, absent=(*NO_LISTS, "字体"), encoding="gb18030"),
    Made("div portal", DIV_PORTAL, "2016-04-22T09:18", "松川日报", (*AUTHOR, *EDITOR), absent=(*NO_LISTS, "我也是松川人", "版权所有", "参与互动")),
    Made("account page", WECHAT, "2024-04-22T09:18", "松川纺织观察", AUTHOR, absent=("原创", "微信号", "阅读原文", "扫一扫", "每周二")),
    Made("page with JSON-LD and a feed below", TOUTIAO, "2021-04-22T09:18", "松川发布", AUTHOR, absent=("你怎么看", "举报", *NO_LISTS)),
    Made("self-media page", BAIJIAHAO, "2022-04-22T09:18:33+08:00", "松川慢慢说", absent=(*NO_LISTS, "优质原创"), headings=("图纸重新画了一遍",)),
    Made("government page", GOVERNMENT, "2023-04-22T09:18", "松川县工业和信息化局", absent=("浏览次数", "打印本页", "主办单位", "margin")),
    Made("page that says all in its head", META_ONLY, "2023-04-22", "松川日报", AUTHOR),
    Made("daily with its page number", LOCAL_DAILY, "2018-04-22", "松川日报", (("何小满", "reporter"), ("罗青松", "correspondent")), absent=("第A02版", "上一篇", "版权所有", "第A01版")),
    Made("mobile page", MOBILE, "2020-04-22T09:18:00+08:00", "松川广播电视台", absent=("展开全文", "下一页", *NO_LISTS, "打开APP")),
    Made("AMP page", AMP, "2024-04-22T01:18:00Z", "松川在线", AUTHOR, absent=("©",)),
    Made("forum thread", FORUM, "2019-04-22T09:18:33+08:00", None, absent=("写得真好", "只看该作者", "Powered", "积分"), captured_from="松川社区"),
    Made("WordPress blog", WORDPRESS, "2024-04-22", None, AUTHOR, absent=(*NO_LISTS, "写得真好", "分类"), headings=("图纸重新画了一遍",), captured_from="何小满的博客"),
    Made("Hexo blog", HEXO, "2024-04-22", "松川记", AUTHOR, absent=("本文链接", "版权声明", "本文字数")),
    Made("BBS post", BBS, "2019-04-22T09:18:33+08:00", None, absent=("发信人", "发信站", "FROM")),
    Made("comments in the box of the article", COMMENTS_INSIDE, "2024-04-22T09:18", "松川晚报", EDITOR, absent=("说得很对", "热门评论")),
    Made("lists in the box of the article", RANKING_INSIDE, "2024-04-22T09:18", "松川网", absent=(*NO_LISTS, "相关阅读", "点击排行榜")),
    Made("lazy pictures with captions", LAZY_IMAGES, "2024-04-22T09:18", "松川日报", (("罗青松", "photographer"),), absent=("接线头", "讲解屏幕", "改造后的车间")),
    Made("table in the text", TABLE_IN_TEXT, "2024-04-22", "松川日报", present=("年份", "3180", "4260", "309"), headings=()),
    Made("breaks for paragraphs", BR_ONLY, "2013-04-22T09:18", "松川在线", AUTHOR, absent=("点击", "没有了", OTHER[0])),
    Made("a style for each character", STYLED, "2024-04-22", "松川日报"),
    Made("hidden words against copying", ANTI_COPY, "2024-04-22T09:18:33+08:00", "松川日报", absent=("盗用", "乱码", "转载请注明", "。。")),
    Made("invisible marks between characters", SPAM_MARKS, "2024-04-22T09:18:33+08:00", "松川日报", absent=("\u200b", "\u200c", "\ufeff")),
    Made("unclosed tags", UNCLOSED, "2010-04-22T09:18", "松川日报", EDITOR, absent=NO_LISTS),
    Made("uppercase tags", UPPERCASE, "2016-04-22T09:18", "松川日报", (*AUTHOR, *EDITOR), absent=(*NO_LISTS, "我也是松川人")),
    Made("fonts", FONTS, "2003-04-22T09:18", "松川晚报", AUTHOR),
    Made("copy for pages without script", NOSCRIPT, "2024-04-22T09:18", "松川日报"),
    Made("labels apart from their values", LABELS_APART, "2014-04-22T09:18", "松川周刊", AUTHOR, absent=("次阅读", "条评论")),
    Made("date in three boxes", SPLIT_DATE, "2019-04-22T09:18", "松川眼", absent=("企鹅号", "分享")),
    Made("name and paper with a slash", SLASHED, "2019-04-22T09:18", "松川青年报", (*AUTHOR, *EDITOR), absent=("字号", "校对")),
    Made("speech", SPEECH, "2024-04-22", "松川党建网", (("何远山", "speaker"), *EDITOR), title="在松川县纺织业座谈会上的讲话", first="同志们："),
    Made("interview", INTERVIEW, "2024-04-22T09:18", "松川日报", (("何小满", "reporter"), ("何远山", "interviewee")), first="记者：新机器用得", last=STORY[2][-12:]),
    Made("page of Macau", TRADITIONAL, "2024-04-22T09:18", None, title="老廠房裝上新機器 訂單排到明年", first="本澳一間老廠房", last="推出新一輪資助。", captured_from="澳城電視"),
)  # fmt: skip
