"""More saved pages written for the tests, in the habits of large sites: where they put day, source and editor, and what they put in the text."""

from tests.ingest.shapes.made_pages import (
    AUTHOR,
    EDITOR,
    LINKS,
    MENU,
    NO_LISTS,
    OTHER,
    STORY,
    TITLE,
    Made,
    page,
    paragraphs,
)

SOURCE_UNDER_TEXT = page(
    f"""<div class="post_crumb"><a href="/">松川首页</a> &gt; <a href="/n">新闻中心</a> &gt; 正文</div><div class="post_content_main" id="epContentLeft"><h1>{TITLE}</h1>
<div class="post_time_source">2019-04-22 09:18:25　来源: <a id="ne_article_source" href="/x">松川晨报</a><a class="post_jubao" href="/j">举报</a></div>
<div class="post_body"><div class="post_text" id="endText"><p class="otitle">（原标题：松川老厂房换新机器）</p>{paragraphs()}<p></p>
<div class="ep-source cDGray"><span class="left"><a href="/"><img src="e.png" alt="沈小禾" width="13"></a> 本文来源：松川晨报 </span><span class="ep-editor">责任编辑：沈小禾_NF4425</span></div></div></div></div>""",
    title=f"{TITLE}_松川易新闻",
)

ACCOUNT_ASIDE = page(
    f"""<div class="user-info" id="user-info"><h4><a href="/u">松川广播</a></h4><dl><dd>文章</dd></dl></div><div class="text"><div class="text-title"><h1>
                {TITLE}
                <span class="article-tag"></span></h1><div class="article-info"><span class="time" id="news-time" data-val="1555895880000">2019-04-22 09:18</span>
<span>来源:<a href="/s">松川新闻网</a></span></div></div><article class="article" id="mp-editor">{paragraphs()}
<p data-role="editor-name">责任编辑：<span>沈小禾</span></p><p><a href="/" id="backsohucom"><span class="backword"><i class="backsohu"></i>返回松狐，查看更多</span></a></p></article>
<div class="statement">声明：该文观点仅代表作者本人，本站系信息发布平台，仅提供信息存储空间服务。</div><div>阅读 (<em>318</em>)</div></div>""",
    title=f"{TITLE}_松川",
)

AGENCY = page(
    f"""<div class="header"><a>手机版</a></div><div class="h-p3"><div class="h-news"><div class="h-title">
{TITLE}
</div><div class="h-info"><span class="h-time"> 2019-04-22 09:18:08</span> 来源：
<em id="source"> 松川网 </em></div></div></div><div class="p-right"><div id="p-detail"><p>　　松川社松川4月22日电（记者何小满、罗青松）{STORY[0]}</p>{paragraphs("<p>　　", lines=STORY[1:])}
<div class="p-tags"><span class="tiyi1"><a>【纠错】</a></span><span class="tiyi2">责任编辑：
                                                        沈小禾
                                                    </span></div></div></div><div class="foot">关于我们 | 版权所有 松川网</div>""",
    title=f"{TITLE}-松川网",
)

PAPER_SITE = page(
    f"""<div class="path"><a href="/">松川网</a>&gt;&gt;<a href="/j">经济</a></div><div class="text_title"><h3 class="pre">走进工厂看变化</h3><h1>{TITLE}</h1><h4 class="sub"></h4><p class="author">本报记者 何小满</p>
<div class="box01"><div class="fl">2019年04月22日09:18&nbsp;&nbsp;来源：<a href="/p">松川网－松川日报</a></div><div class="fr"><a>打印</a><a>网摘</a><a>纠错</a></div></div></div>
<div class="text_con"><div class="box_con" id="rwb_zw">{paragraphs("<p style='text-indent:2em'>　　")}<div class="edit clearfix">(责编：沈小禾、罗青松)</div></div></div>
<div class="share">分享让更多人看到</div><div class="tjyd"><h2>推荐阅读</h2><ul>{LINKS}</ul></div>""",
    title=f"{TITLE}--经济--松川网",
)

COLUMN = page(
    f"""<header class="Post-Header"><h1 class="Post-Title">{TITLE}</h1><div class="Post-Author"><div class="AuthorInfo" itemprop="author" itemscope itemtype="http://schema.org/Person">
<meta itemprop="name" content="何小满"><meta itemprop="url" content="/p/h"><span class="UserLink AuthorInfo-name"><a class="UserLink-link" href="/p/h">何小满</a></span><div class="AuthorInfo-detail">在松川做了二十年布</div></div></div>
<div><span class="Voters"><button type="button">318 人赞同了该文章</button></span></div></header>
<div class="Post-RichTextContainer"><div class="RichText ztext Post-RichText">{paragraphs('<p data-pid="x">')}</div></div><div class="ContentItem-time">编辑于 2019-04-22 09:18</div>
<div class="Comments-container"><div class="CommentItem">写得真好，我爷爷就在那个厂里干了一辈子，看得想哭。</div></div>""",
    title=f"{TITLE} - 松乎",
)

BLOG_FOOT = page(
    f"""<div id="home"><h1><a href="/">慢慢走</a></h1><div class="post"><h1 class="postTitle"><a id="cb_post_title_url" class="postTitle2" href="/1">{TITLE}</a></h1>
<div class="postBody"><div id="cnblogs_post_body" class="blogpost-body">{paragraphs()}</div></div><div class="postDesc">posted @ <span id="post-date">2019-04-22 09:18</span>&nbsp;<a href="/h">何小满</a>&nbsp;阅读(<span>318</span>)&nbsp;评论(<span>2</span>)&nbsp;<a>编辑</a>&nbsp;<a>收藏</a></div></div>
<div id="blog-comments-placeholder"><div class="feedbackItem">写得真好，我爷爷就在那个厂里干了一辈子，看得想哭。</div></div></div>""",
    title=f"{TITLE} - 慢慢走 - 博客园地",
)

NAME_AND_TIME = page(
    f"""<div class="article__top"><h1 class="article__title">{TITLE}</h1><div class="article__author-info"><a class="author-info__link" href="/m"><span class="author-info__username">松嗅织造</span></a><span class="article__time">2019-04-22 09:18</span></div></div>
<div id="article-content" class="article__content">{paragraphs()}<p>本文由松嗅织造授权松川在线发表，并经松川在线编辑。转载此文章须经作者同意，并请附上出处。</p></div>
<div class="comment-wrap"><p>网友评论：写得真好，我爷爷就在那个厂里干了一辈子。</p></div>""",
    title=f"{TITLE}-松川在线",
)

FINANCE = page(
    f"""<div class="newsContent"><h1>{TITLE}</h1><div class="Info"><div class="time-source"><div class="time">2019年04月22日 09:18</div><div class="source data-source" data-source="松川证券报">来源：
<span>松川证券报</span></div><div class="author">编辑：沈小禾</div></div></div><div class="abstract">摘要</div><div class="b-review">【老厂房里装上新机器】松川县城西的老厂房里，三十台新机器转了起来。</div>
<div id="ContentBody" class="Body">{paragraphs()}<p class="em_media">（文章来源：松川证券报）</p><p class="res-edit">（责任编辑：DF520）</p><p class="c_review">郑重声明：松川财富网发布此信息的目的在于传播更多信息，与本网站立场无关。</p></div></div>""",
    title=f"{TITLE} _ 松川财富网",
)

OFFICE = page(
    f"""<table width="980"><tr><td>当前位置：<a href="/">网站首页</a> &gt; <a href="/d">部门动态</a></td></tr></table><table width="980"><tr><td align="center"><h2>{TITLE}</h2></td></tr>
<tr><td align="center"><span>信息来源：松川县工信局</span><span>发布日期：2020-04-22</span><span>浏览次数：<script>document.write("318")</script></span><span>字号：[ <a>大</a> <a>中</a> <a>小</a> ]</span></td></tr>
<tr><td><div class="zoom" id="zoom">{paragraphs('<p style="text-indent:32px"><span style="font-family:仿宋_GB2312;font-size:21px">', "</span></p>")}</div></td></tr>
<tr><td>附件：<a href="1.doc">技改项目表.doc</a></td></tr><tr><td align="right">【<a>打印</a>】【<a>关闭</a>】</td></tr></table>""",
    title="松川县人民政府 部门动态 " + TITLE,
)

TWO_FONTS = page(
    f"""<div class="article-header"><h1>{TITLE}</h1><div class="pages-date">2021-04-22 09:18&nbsp;<span class="font index-switchsize">来源：</span><span class="font">松川社</span><div class="pages_print"><span class="font index-switchsize">字体：</span><span>大</span><span>中</span><span>小</span></div></div></div>
<div class="pages_content" id="UCAP-CONTENT">{paragraphs()}<p style="text-align:right">（记者何小满）</p></div><div class="editor">【我要纠错】<span>责任编辑：沈小禾</span></div>""",
    title=f"{TITLE}_部门新闻_松川政府网",
)

APP = page(
    f"""<div class="app-bar"><span>打开APP</span></div><div class="detail"><div class="title">{TITLE}</div><div class="pub"><img src="h.png"><div class="pub-name">松川融媒</div><div class="pub-time">2022-04-22 09:18</div><div class="follow">+ 关注</div></div>
<div class="rich">{paragraphs("<div>", "</div>")}</div><div class="end">编辑：沈小禾 | 审核：罗青松 | 终审：孙一苇</div></div><div class="tui"><div>相关推荐</div>{"".join(f"<div><a href='/{n}'>{line}</a></div>" for n, line in enumerate(OTHER))}</div>""",
    title=TITLE,
)

QUESTION = page(
    f"""<div class="QuestionHeader"><h1 class="QuestionHeader-title">{TITLE}</h1></div><div class="AnswerItem"><div class="AuthorInfo"><meta itemprop="name" content="何小满"><span class="UserLink AuthorInfo-name">何小满</span></div>
<div class="RichContent">{paragraphs()}</div><div class="ContentItem-time">发布于 2019-04-22</div></div><div class="AnswerItem"><div class="AuthorInfo"><span class="UserLink AuthorInfo-name">石桥少年</span></div><div class="RichContent"><p>我觉得还不够，厂里的老人也要照顾到，不能只看机器。</p></div></div>"""
)

REPRINT = page(
    f"""<div>{MENU}</div><div class="news"><h1>{TITLE}</h1><div class="bar">松川电视台 · 2024-04-22 09:18 · 阅读 318</div><blockquote class="summary">导语：三十台新机器转了起来，订单排到明年春天。</blockquote>
{paragraphs()}<p>作者：何小满</p><p>来源：松川晚报（ID：scwb2024）</p><p>本文已获授权，转载请联系原作者。</p><p>往期推荐</p><ul>{LINKS}</ul><p>点个在看，让更多人知道</p></div>"""
)

SPANS = page(
    f"""<div class="g-main"><h1 class="u-title">{TITLE}</h1><div class="m-con-info"><span class="m-con-time">2019-04-22 09:18</span><span class="m-con-source">来源：<a href="/g">松川光明网</a></span><span class="m-con-author">作者：何小满</span></div>
<div class="u-mainText">{paragraphs("<p>　　")}</div><p class="u-liability">[ 责编：沈小禾 ]</p></div><div class="m-zdUrl">阅读剩余全文（）</div>""",
    title=f"{TITLE} _松川光明网",
)
CITY_PAPER = page(
    f"""<div class="content"><h1>{TITLE}</h1><div class="m_ntit"><span class="author">松川京报</span><span>记者 何小满</span><span>编辑 沈小禾</span><span class="date">2019-04-22 09:18</span></div><div class="content-p">{paragraphs()}<p>校对 罗青松</p></div></div>""",
    title=f"{TITLE} — 松川京报",
)
TITLE_IDS = page(
    f"""<h1 id="articleTitle">{TITLE}</h1><div class="laiyuan"><span id="articleTime">2019年04月22日 09:18</span>&nbsp;&nbsp;&nbsp;<span id="articleSource">来源：<A href="x">松川经济日报</A></span>&nbsp;&nbsp;<span>　[<A>手机看新闻</A>] [<A>字号 <A>大</A> <A>中</A> <A>小</A>] [<a>打印本稿</a>]</span></div>
<div class="TRS_Editor">{paragraphs("<P align=justify>　　")}</div><p id="articleAuthor" align="right">(责任编辑：沈小禾)</p><div>延伸阅读</div><ul>{LINKS}</ul>""",
    title=f"{TITLE}_松川经济网",
)
PARAGRAPH_OF_FACTS = page(
    f"""<div class="con_all"><p class="pbt">{TITLE}</p><p class="pwz">发稿时间：2019-04-22 09:18:00 <span>来源： 松川青年网</span> 作者：何小满</p><div class="page_text"><div class=TRS_Editor>{paragraphs("<p align='justify'>　　")}</div></div><p class="zrbj">责任编辑：沈小禾</p></div>""",
    title=f"{TITLE}_新闻_松川青年网",
)
FEED_ITEM = page(
    f"""<div class="left-wrapper"><h2>{TITLE}</h2><div class="meta"><span class="wm-copyright">原创</span><a class="doc-source" href="/c">松川一点</a><span>2019.04.22 09:18</span></div><div class="content-bd">{paragraphs()}</div></div><div class="hot-news"><h3>热点</h3>{LINKS}</div>""",
    title=TITLE,
)
NAME_FIRST = page(
    f"""<div class="article-header"><h1>{TITLE}</h1><p>三年低谷之后的订单</p></div><div class="article-info"><p><span class="author"><a>何小满</a></span><span class="date">2019/04/22 09:18</span><span>来源：松川界面</span></p></div><div class="article-content">{paragraphs()}</div><div class="article-source"><p>来源：松川界面</p><p>最新更新时间：04/22 10:18</p></div>""",
    title=f"{TITLE}|界面松川 · 松川界面",
)
EMPTY_AUTHOR = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}</title></head><body><div class="t-container"><div class="t-container-title"><h3>{TITLE}</h3></div><div class="metadata-info"><p class="time">2019-04-22 09:18</p><span class="source"><span>来源：<a>松川环球网</a></span></span><span class="author">作者：</span></div><div class="l-con"><article><section data-type="rtext">{paragraphs()}</section></article></div><p class="edit">责编：沈小禾</p></div><div class="r-con"><h4>推荐阅读</h4>{LINKS}</div></body></html>"""
AGENCY_LIST = page(
    f"""<div class="detail-head"><h1 class="detail-title">{TITLE}<small>松川新区管委会</small></h1></div><div class="detail-tip"><ul><li>发布机构：松川县教育局</li><li>发布时间：2021-04-22</li><li>访问量：318</li><li>索引号：0000-2021</li></ul></div><div class="detail-con"><div class="view TRS_UEDITOR trs_paper_default">{paragraphs('<p style="text-align: justify;">')}</div></div><div class="detail-foot">扫一扫在手机打开当前页</div>""",
    title=f"{TITLE}-松川县教育局",
)
NOTEBOOK = page(
    f"""<div class="art"><h1>{TITLE}</h1><p class="art-info"><a href="/a">松川人家</a> <i>·</i> <time>2023年4月22日 09:18</time> <i>·</i> 松川</p><section>{paragraphs()}</section><section class="copyright"><p>© 著作权归作者所有,转载或内容合作请联系作者</p></section><div class="tags"><a>纺织</a><a>工厂</a></div></div>""",
    '<meta name="author" content="何小满">',
    f"{TITLE} - 松书",
)

SITES = (
    Made("source and editor under the text", SOURCE_UNDER_TEXT, "2019-04-22T09:18:25+08:00", "松川晨报", EDITOR, absent=("原标题", "举报", "本文来源")),
    Made("account beside a labelled source", ACCOUNT_ASIDE, "2019-04-22T09:18", "松川新闻网", EDITOR, absent=("返回松狐", "声明", "文章\n")),
    Made("agency", AGENCY, "2019-04-22T09:18:08+08:00", "松川网", (("何小满", "reporter"), ("罗青松", "reporter"), *EDITOR), absent=("纠错", "责任编辑", "版权所有")),
    Made("site of a paper", PAPER_SITE, "2019-04-22T09:18", "松川日报", (("何小满", "reporter"), *EDITOR, ("罗青松", "editor")), absent=("责编", "网摘", *NO_LISTS, "分享让")),
    Made("column of a writer", COLUMN, "2019-04-22T09:18", None, AUTHOR, absent=("写得真好", "人赞同", "二十年布")),
    Made("blog with its foot under the text", BLOG_FOOT, "2019-04-22T09:18", None, AUTHOR, absent=("写得真好", "posted")),
    Made("name and time without labels", NAME_AND_TIME, "2019-04-22T09:18", "松嗅织造", absent=("网友评论", "授权", "转载")),
    Made("finance", FINANCE, "2019-04-22T09:18", "松川证券报", EDITOR, absent=("文章来源", "DF520", "郑重声明", "摘要")),
    Made("office with a row of facts", OFFICE, "2020-04-22", "松川县工信局", absent=("浏览次数", "字号", "打印", "附件")),
    Made("label and value in two spans", TWO_FONTS, "2021-04-22T09:18", "松川社", (("何小满", "reporter"), *EDITOR), absent=("字体", "纠错", "记者何小满")),
    Made("page of an app", APP, "2022-04-22T09:18", "松川融媒", EDITOR, absent=("关注", "审核", *NO_LISTS, "打开APP")),
    Made("answer to a question", QUESTION, "2019-04-22", None, AUTHOR, absent=("还不够", "石桥少年")),
    Made("reprint with its source at the end", REPRINT, "2024-04-22T09:18", "松川晚报", AUTHOR, first="导语：三十台新机器", absent=(*NO_LISTS, "已获授权", "往期", "点个在看", "ID")),
    Made("row of spans", SPANS, "2019-04-22T09:18","松川光明网",(*AUTHOR,*EDITOR),absent=("责编","阅读剩余")),
    Made("paper without labels", CITY_PAPER, "2019-04-22T09:18","松川京报",(("何小满","reporter"),*EDITOR),absent=("校对",)),
    Made("ids for each fact", TITLE_IDS, "2019-04-22T09:18","松川经济日报",EDITOR,absent=(*NO_LISTS,"责任编辑","字号")),
    Made("facts in one paragraph", PARAGRAPH_OF_FACTS, "2019-04-22T09:18:00+08:00","松川青年网",(*AUTHOR,*EDITOR)),
    Made("entry of a feed reader", FEED_ITEM, "2019-04-22T09:18","松川一点",absent=NO_LISTS),
    Made("name before the day", NAME_FIRST, "2019-04-22T09:18","松川界面",AUTHOR,absent=("最新更新",)),
    Made("label of the author with nothing behind it", EMPTY_AUTHOR, "2019-04-22T09:18","松川环球网",EDITOR,absent=NO_LISTS),
    Made("facts in a list", AGENCY_LIST, "2021-04-22","松川县教育局",absent=("访问量","索引号","扫一扫")),
    Made("notebook", NOTEBOOK, "2023-04-22T09:18",None,AUTHOR,absent=("著作权",)),
)  # fmt: skip
