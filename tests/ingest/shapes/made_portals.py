"""Saved pages written for the tests after the rules: the newest makes of portals, papers, accounts and offices. All names are invented."""

from tests.ingest.shapes.made_pages import EDITOR, LINKS, MENU, NO_LISTS, OTHER, STORY, TITLE, Made, page, paragraphs

PARTY_PAPER_SITE = page(
    f"""<div class="layout route"><a href="/">松川网</a>&gt;&gt;<a href="/j">经济·科技</a></div>
<div class="layout rm_txt cf"><div class="col col-1 fl"><h3 class="pre">走进车间（新春走基层）</h3><h1>{TITLE}</h1><h4 class="sub">——松川县城西工业区见闻</h4>
<div class="author cf">本报记者 何小满 罗青松</div><div class="channel cf"><div class="col-1-1 fl">2024年04月22日05:42 | 来源：<a href="/p">松川网－松川日报</a></div>
<div class="col-1-2 fr"><div class="share-demo fr"></div><div class="message"><a href="#liuyan">222</a></div><div class="shareBox">小字号</div></div></div>
<div class="rm_txt_con cf"><div class="box_pic"></div><p style="text-indent: 2em;">	　　{STORY[0]}</p>{paragraphs("<p style='text-indent: 2em;'>	　　", lines=STORY[1:])}
<p class="paper_num">《 松川日报 》（ 2024年04月22日 第 06 版）</p><div class="box_pic"></div><div class="edit cf">(责编：沈小禾、杨乐)</div>
<div class="rm_relevant cf box_news"><h2><span>相关新闻</span></h2><ul>{LINKS}</ul></div></div></div><div class="col col-2 fr"><h3>热门排行</h3><ol>{LINKS}</ol></div></div>
<div id="copyright">松 川 网 版 权 所 有 ，未 经 书 面 授 权 禁 止 使 用<br>Copyright © 1997-2024 by www.songchuan.example. all rights reserved</div>""",
    '<meta name="publishdate" content="2024-04-22"><meta name="source" content="来源：松川网－松川日报">',
    f"{TITLE}--经济·科技--松川网",
)

AGENCY_SITE = page(
    f"""<div class="header domPC"><div class="header-top clearfix"><div class="header-nav left"><ul><li><a href="/">松川网</a> &gt; </li><li><a href="/s">时政</a> &gt; 正文</li></ul></div></div>
<div class="header-cont clearfix"><div class="header-time left"><span class="year"><em> 2024</em></span><span class="day"><em>04</em>/<em>22</em></span><span class="time">20:06:33</span></div><div class="source">来源：松川网</div>
<div class="head-line clearfix"><h1><span class="title">{TITLE}</span></h1><div class="pageShare"><div class="setFont">字体： <span id="fontSmall">小</span><span id="fontNormal" class="active">中</span><span id="fontBig">大</span></div><div class="share">分享到：<a></a></div></div></div></div></div>
<div class="mheader domMobile"><h1><span class="title">{TITLE}</span></h1><div class="info"> 2024-04-22 20:06:33 <span>来源：松川网 </span></div></div>
<div class="main clearfix"><div class="main-left left"><div id="detail"><span id="detailContent"><p>　　松川社松川4月22日电（记者何小满、罗青松）{STORY[0]}</p>{paragraphs("<p>　　", lines=STORY[1:])}</span><div id="articleEdit"><span class="tiyi1"> <a href="javascript:void(0);" class="advise">【纠错】</a><div id="advisebox01" class="tiyi01" style="display:none;"></div></span><span class="editor"> 【责任编辑:沈小禾】 </span></div></div>
<div class="foot">阅读下一篇：</div><div class="nextpage"><a href="/n">{OTHER[0]}</a></div></div><div class="main-right right"><div class="columBox"><h2>深度观察</h2><ul>{LINKS}</ul></div></div></div>
<div class="footer"><p>Copyright © 2000 - 2024 SONGCHUANNET.com　All Rights Reserved.</p><p>制作单位：松川网股份有限公司　版权所有：松川网股份有限公司</p></div>""",
    title=f"{TITLE}-松川网",
)

LIGHT = page(
    f"""<div class="g-crumbs">首页&gt; <a href="/m">松川日报</a>&gt; <a href="/k">科教新闻</a></div><div class="g-main"><h1 class="u-title">
                {TITLE}
            </h1><div class="m-con-property"><div class="m-con-info"><span class="m-con-source">来源：<a href="/g">松明网-《松明日报》</a></span><span class="m-con-time">2024-04-22 04:50</span></div></div>
<div class="u-mainText"><p style="text-indent:2em"><strong>　　【走基层】</strong></p>{paragraphs("<p style='text-indent:2em'>　　")}<p>　　（本报记者 何小满 本报通讯员 罗青松）</p><p>　　《松明日报》（ 2024年04月22日&nbsp;08版）</p>
<!--articleContent 结束--><div class="m-zbTool liability">[ 责编：沈小禾 ]</div></div><div class="u-tip">阅读剩余全文（<span></span>）</div></div><div class="u-listTitle">您此时的心情</div><div class="con">新闻表情排行 <a>日</a>/<a>周</a></div>
<div class="hot"><h3>独家策划</h3><ul>{LINKS}</ul></div>""",
    '<meta name="author" content="沈小禾"><meta name="contentid" content="37280011">',
    f"{TITLE} _松明网",
)

SURGING = page(
    f"""<div id="__next"><div class="index_headerfixed__1ogqe"><ul class="ant-menu"><li>要闻</li><li>深度</li><li>直播</li><li>视频</li><li>更多</li></ul><button>登录</button></div>
<main><div class="index_wrapper__L_zqV"><h1 class="index_title__B8mhI">{TITLE}</h1><div class="index_headerContent__sASF4"><div class="index_left__LfzyH"><div>松湃新闻记者 何小满 实习生 罗青松</div><div class="ant-space ant-space-horizontal"><div class="ant-space-item"><span>2024-04-22 09:18</span></div><div class="ant-space-item"><span>来源：<span>松湃新闻</span></span></div><div><span>∙</span></div><div><a class="index_inherit__A1ImK" href="/list_25462">绿政公署</a> <span>&gt;</span></div></div></div><div class="ant-space"><div>听全文</div><div>字号</div></div></div>
<div class="index_cententWrap__Jv8jK">{paragraphs()}</div></div><div class="index_tishi__x"><div>责任编辑：沈小禾</div><div>图片编辑：杨乐</div><div>校对：丁晓</div></div><div>松湃新闻报料：021-000-0000 </div><div>松湃新闻，未经授权不得转载</div><div class="index_statement__Dhd0f"></div>
<div class="index_topic"><span>#新机器</span></div><div class="recommend"><h2>相关推荐</h2><ul>{LINKS}</ul></div><div class="comment"><h2>评论(18)</h2><div>发表</div><p>写得真好，我爷爷就在那个厂里干了一辈子。</p></div></main></div>
<script id="__NEXT_DATA__" type="application/json">{{"props":{{"pageProps":{{"detailData":{{"contentDetail":{{"name":"{TITLE}","pubTime":"2024-04-22 09:18"}}}}}}}}}}</script>""",
    title=f"{TITLE}_绿政公署_松湃新闻-The Paper",
)

EASY = page(
    f"""<div class="post_wemedia_name_wrap"></div><div class="post_main"><div class="post_crumb"><a href="/">松易首页</a> &gt; <a href="/n">松易号</a> &gt; 正文 <a class="newsapp">申请入驻</a></div><h1 class="post_title">{TITLE}</h1>
<div class="post_info">2024-04-22 09:18:25　来源: <a href="/x">松川慢慢说</a><i></i>松川 <a href="/j" class="post_jubao">举报</a></div><div id="contain" class="post_side"><div><span>0</span></div><div>分享至</div></div>
<div class="post_body"><p id="0EF123">{STORY[0]}</p><p id="0EF124">{STORY[1]}</p><p class="f_center"><img src="a.jpg"><br></p>{paragraphs("<p>", lines=STORY[2:])}</div>
<div class="post_statement"><div>特别声明：以上内容(如有图片或视频亦包括在内)为自媒体平台“松易号”用户上传并发布，本平台仅提供信息存储服务。</div><div>Notice: The content above (including the pictures and videos if any) is uploaded and posted by a user of SongYi Hao.</div></div>
<div class="post_next"><div class="post_next_name">/阅读下一篇/</div><h3><a>{OTHER[1]}</a></h3></div><div class="tie-area">网友评论 18 跟贴</div></div>""",
    title=f"{TITLE}|织造|松川_松易订阅",
)

HEADLINES = page(
    f"""<div class="main"><div class="detail-toolbar"><div class="detail-interaction">18 评论 收藏</div></div><div class="article-content"><h1>{TITLE}</h1><div class="article-meta"><span>2024-04-22 09:18</span><span class="dot">·</span><span class="name"><a href="/u">松川日报</a></span><span class="original-tag">原创</span></div>
<article class="syl-article-base syl-page-article tt-article-content">{paragraphs('<p data-track="1">')}<p data-track="9">来源：松川日报</p><p data-track="10">记者：何小满</p></article></div><div class="detail-end"><div class="jubao">举报</div></div><div class="ttp-comment-wrapper"><span>评论 18</span><div class="comment-info"><p>写得真好，我爷爷就在那个厂里干了一辈子。</p></div></div></div>
<div class="right-sidebar"><div class="media-info">松川日报官方账号 <a>关注</a></div><div class="ttp-hot-board"><h2>头条热榜</h2><a>换一换</a><ol>{LINKS}</ol></div></div>""",
    title=f"{TITLE}_今日松川",
)

ACCOUNT = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="author" content="松川融媒"><meta property="og:title" content="{TITLE}"/><meta property="og:url" content="http://mp.songchuan.example/s?__biz=Mz&amp;mid=22"/><meta property="og:site_name" content="微信公众平台"/><title></title></head>
<body id="activity-detail" class="zh_CN wx_wap_page"><script>var createTime = '2024-04-22 09:18';var ct = "1713748680";</script><div id="js_article" class="rich_media"><div class="rich_media_inner"><div id="page-content" class="rich_media_area_primary"><div class="rich_media_area_primary_inner">
<div id="img-content" class="rich_media_wrp"><h1 class="rich_media_title " id="activity-name">
{TITLE}
</h1><div id="meta_content" class="rich_media_meta_list"><span id="copyright_logo" class="wx_tap_link rich_media_meta icon_appmsg_tag">原创</span><span class="rich_media_meta rich_media_meta_text">何小满</span><span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a href="javascript:void(0);" class="wx_tap_link" id="js_name">松川发布</a></span><em id="publish_time" class="rich_media_meta rich_media_meta_text"></em><em id="js_ip_wording_wrp" class="rich_media_meta rich_media_meta_text" style="display: none;">发表于<span id="js_ip_wording"></span></em></div>
<div class="rich_media_content js_underline_content" id="js_content" style="visibility: hidden; opacity: 0; "><section><span>点击上方“松川发布”关注我们</span></section>{paragraphs('<section style="line-height:2em"><span leaf="">', "</span></section>")}<section><span>来源：松川县融媒体中心</span></section><section><span>编辑：沈小禾</span></section><section><span>校对：丁晓</span></section><section><span>审核：杨乐</span></section><p>点个“在看”，为家乡点赞！</p></div></div></div></div></div></div>
<div class="rich_media_tool"><a>阅读原文</a>阅读 <span>1000+</span></div></body></html>"""

CENTRAL_OFFICE = page(
    f"""<div class="header_logo"><a>松川政府网</a></div><div class="BreadcrumbNav" style="height:35px"><a href="/">首页</a>&nbsp;&gt;&nbsp;<a href="/x">新闻</a>&nbsp;&gt;&nbsp;<a href="/y">滚动</a></div><div class="content"><div class="pages-title" id="ti">{TITLE}</div>
<div class="pages-date">2024-04-22 09:18 <span class="font">来源： 松川社</span><div class="pages_print mhide"><span class="font index_switchsize">字号：<span class="bigger">默认</span> <span>大</span> <span>超大</span></span><span class="split">|</span><div class="printIco">打印</div><span class="split">|</span><div class="scs1">收藏</div><div class="scs2">留言</div></div></div>
<div class="pages_content" id="UCAP-CONTENT"><p style="text-indent: 2em;">松川社松川4月22日电（记者 何小满）{STORY[0]}</p>{paragraphs("<p style='text-indent: 2em;'>", lines=STORY[1:])}</div><div class="editor"><span class="share-left"></span>【我要纠错】 <span>责任编辑：沈小禾</span></div></div>
<div class="related"><div class="related-title">相关稿件</div><ul class="list01">{LINKS}</ul></div><div class="footer">主办单位：松川县人民政府办公室 运行维护单位：松川政府网运行中心<br>版权所有：松川政府网 | 松川政府网中文域名：松川政府网.政务 网站标识码bm0000001</div>""",
    '<meta name="lanmu" content="滚动"><meta name="firstpublishedtime" content="2024-04-22-09:18:25"><meta name="lastmodifiedtime" content="2024-04-22-09:30:00">',
    f"{TITLE}_滚动新闻_松川政府网",
)

POLICY = page(
    """<div class="position">当前位置：<a>首页</a> > <a>政务公开</a> > <a>规范性文件</a></div><table class="xxgk"><tr><td>索 引 号：</td><td>000014349/2024-00022</td><td>主题分类：</td><td>工业、交通\\纺织</td></tr><tr><td>发文机关：</td><td>松川县人民政府</td><td>成文日期：</td><td>2024年04月18日</td></tr><tr><td>标　　题：</td><td colspan="3">松川县人民政府关于支持老厂房改造的若干意见</td></tr><tr><td>发文字号：</td><td>松政发〔2024〕22号</td><td>发布日期：</td><td>2024年04月22日</td></tr></table>
<div class="content" id="zoom"><p style="text-align:center"><b>松川县人民政府关于支持老厂房改造的若干意见</b></p><p style="text-align:center">松政发〔2024〕22号</p><p>各乡镇人民政府，县政府各部门：</p><p>为支持老厂房改造，稳住纺织业就业，现提出以下意见。</p><p><b>一、加大改造扶持</b></p><p>（一）对更新三十台以上机器的企业，按投入的三成给予补助，最高不超过二百万元。</p><p>（二）县属研究所向企业免费提供电路改造的图纸。</p><p><b>二、稳定技术工人</b></p><p>对招回返乡青年的企业，按人数给予培训补贴。</p><p style="text-align:right">松川县人民政府</p><p style="text-align:right">2024年4月18日</p><p>（此件公开发布）</p></div><div>【打印】【关闭】</div>""",
    '<meta name="ArticleTitle" content="松川县人民政府关于支持老厂房改造的若干意见"><meta name="PubDate" content="2024-04-22 09:18:00"><meta name="ContentSource" content="松川县人民政府"><meta name="SiteName" content="松川县人民政府">',
    "松川县人民政府关于支持老厂房改造的若干意见_规范性文件_松川县人民政府",
)

DIGITAL_PAPER = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/><title>松川日报</title></head><body>
<!--enpproperty <articleid>220022</articleid><date>2024-04-22 00:00:00:0</date><author>本报记者 何小满</author><title>{TITLE}</title><subtitle></subtitle><introtitle></introtitle><siteid>2</siteid><nodeid>22</nodeid><nodename>要闻</nodename>/enpproperty-->
<div class="newsconhead"><div class="today"><b>2024年04月22日</b> 星期一</div><a href="/">返回首页</a> <a>返回目录</a> <a>放大+</a> <a>缩小-</a> <a>全文复制</a></div><div class="pagetitle">第02版：要闻</div><div class="prev"><a>上一版</a> <a>下一版</a></div>
<div class="newsdetail"><h3></h3><h2>{TITLE}</h2><h4></h4><div class="info">松川日报&nbsp;&nbsp; 2024年04月22日 &nbsp;&nbsp;□ 本报记者 何小满 通讯员 罗青松</div><founder-content><div id="ozoom">{paragraphs("<P>　　")}</div></founder-content></div>
<div class="up"><a>上一篇</a> <a>下一篇</a></div><div class="listh">第02版：要闻 <ul>{LINKS}</ul></div><div class="foot">版权所有：松川日报社 未经许可不得转载</div></body></html>"""

CLOUD_CITY = page(
    f"""<div class="headerWrap">{MENU}</div><div class="w1000"><div class="con_left"><div class="title_s"><a>松闻网</a>-&gt;<a>社会新闻</a></div><div class="content_maincontent_more"><div class="content_maincontent_content"><h1 class="content_left_title" style="display:block">{TITLE}</h1>
<div class="content_left_time">2024-04-22 09:18:33　来源：松闻网　<div class="left-b"></div>参与互动<div id="fontsize">大字体 小字体</div><a>分享到：</a></div><div class="left_zw"><p>　　松闻网松川4月22日电 (记者 何小满)“过去一匹布要过七道手。”</p>{paragraphs("<p>　　")}<p>　　(完)</p></div><div class="adEditor"><div class="left_name"><span>【编辑:沈小禾】</span></div></div></div></div></div>
<div class="con_right"><h3>社会新闻精选：</h3><ul>{LINKS}</ul></div></div><div class="footer">本网站所刊载信息，不代表松闻社和松闻网观点。 刊用本网站稿件，务经书面授权。</div>""",
    '<meta name="source" content="松闻网"><meta name="author" content="沈小禾">',
    f"{TITLE}-松闻网",
)

FINANCE_SHEET = page(
    f"""<div class="trsadd"><a>首页</a>&gt;<a>新闻</a>&gt;<a>时政</a></div><div class="content" id="articleText"><h1 id="articleTitle">{TITLE}</h1><div class="laiyuan"><span id="articleTime">2024年04月22日 09:18</span>　　<span id="articleSource">来源：松川经济网</span><div class="share">[字号 大 中 小]</div></div><div class="TRS_Editor"><style>.TRS_Editor P{{margin:0}}</style><div class="TRS_Editor">{paragraphs('<p align="justify">　　')}<p>　　（松川经济网记者 何小满）</p></div></div><p class="bianji">（责任编辑：沈小禾 ）</p></div><div class="news">精彩图片<ul>{LINKS}</ul></div>""",
    '<meta name="filetype" content="1"><meta name="publishedtype" content="1">',
    f"{TITLE}_松川经济网——县级经济门户",
)

TELEVISION = page(
    f"""<div class="nav_wrap">{MENU}</div><div class="allcontent" id="text_area"><div class="content_area"><div class="title_area" id="title_area"><h1>{TITLE}</h1><div class="info1">来源：松川新闻客户端 | 2024年04月22日 09:18:33<span class="info"></span></div><div class="function"><span>原标题：{TITLE}</span></div></div>
<div class="content_area" id="content_area">{paragraphs("<p>")}<p>（总台记者 何小满 罗青松）</p></div><div class="zebian"><span>编辑：沈小禾</span><span>责任编辑：杨乐</span></div></div><div class="tuwen"><h3>相关推荐</h3><ul>{LINKS}</ul></div></div><div class="fastclick">点击浏览更多</div>""",
    '<meta name="contentid" content="ARTI22"><meta name="catalogs" content="PAGE1"><meta name="source" content="松川新闻客户端"><meta name="author" content="杨乐">',
    f"{TITLE}_新闻频道_松视网",
)

CLIENT = page(
    f"""<div class="wap-header"><a>打开松川云，阅读体验更佳</a></div><div class="detail"><h2 class="detail-title">{TITLE}</h2><div class="detail-meta"><span class="source">松川云</span><span class="author">何小满</span><span class="time">04-22 09:18</span></div><div class="detail-content">{paragraphs('<p class="cms">')}<p>记者丨何小满</p><p>编辑丨沈小禾</p><p>审核丨杨乐</p></div><div class="declare">未经授权不得转载</div><div class="open-app">打开APP查看更多精彩内容</div></div>""",
    '<meta property="article:published_time" content="2024-04-22T09:18:00+08:00">',
)

TAIWAN_PAPER = page(
    """<header><a href="/">松川日報</a></header><nav class="breadcrumb"><a href="/">首頁</a> / <a href="/life">生活</a></nav><article><h1 class="article-content__title">老廠房裝上新機器 訂單排到明年</h1><section class="authors"><time class="article-content__time">2024-04-22 09:18</time><span class="article-content__author">松川日報／ 記者<a href="/r">何小滿</a>／松川即時報導</span></section>
<section class="article-content__editor"><p>松川縣城西的老廠房裡，三十台新機器上個月轉了起來。工人們說，訂單已經排到了明年春天。</p><p>「過去一匹布要過七道手，現在只要兩道。」車間主任何遠山指著螢幕說，誤差不到一根頭髮絲。</p><p>三年前，這家廠停過四個月的工，倉庫裡堆著賣不掉的坯布。</p><p>縣府表示，下半年將推出新一輪資助。</p></section></article><section class="more-news"><h2>延伸閱讀</h2><ul><li><a>河灣鎮的橘子今年提前半個月上市，果農忙著裝箱。</a></li></ul></section><footer>© 松川日報 版權所有</footer>""",
    '<meta property="og:site_name" content="松川日報"><meta name="date.created" content="2024-04-22T09:18:00+08:00">',
    "老廠房裝上新機器 訂單排到明年 | 生活 | 松川日報",
)

MACAU_PAPER = """<html><head><meta charset="utf-8"><title>澳城日報電子版</title></head><body><div>2024年07月01日 星期一</div><table width="100%"><tr><td>2024年04月22日 星期一 澳城日報 第A03版：要聞</td><td><a>上一篇</a> <a>下一篇</a></td></tr></table><table><tr><td><founder-title><strong style="font-size:23px"> 老廠房裝上新機器 訂單排到明年 </strong></founder-title></td></tr><tr><td><founder-content>
<P>　　【本報消息】松川縣城西的老廠房裡，三十台新機器上個月轉了起來。工人們說，訂單已經排到了明年春天。</P><P>　　「過去一匹布要過七道手，現在只要兩道。」車間主任何遠山指著螢幕說，誤差不到一根頭髮絲。</P><P>　　縣府表示，下半年將推出新一輪資助。</P></founder-content></td></tr></table></body></html>"""

TAIWAN_AGENCY = page(
    """<div class="breadcrumb"><a>首頁</a><a>生活</a></div><article><h1><span>老廠房裝上新機器 訂單排到明年</span></h1><div class="timeBox"><div class="updatetime"><span>2024/4/22 09:18</span>（4/22 11:20 更新）</div></div><div class="paragraph"><p>（中松社記者何小滿松川22日電）松川縣城西的老廠房裡，三十台新機器上個月轉了起來。工人們說，訂單已經排到了明年春天。</p><p>「過去一匹布要過七道手，現在只要兩道。」車間主任何遠山指著螢幕說，誤差不到一根頭髮絲。</p><p>縣府表示，下半年將推出新一輪資助。</p><p>（編輯：沈小禾）1130422</p></div><div class="paragraph moreArticle"><p>延伸閱讀</p><ul><li><a>河灣鎮的橘子今年提前半個月上市，果農忙著裝箱。</a></li></ul></div></article><p>本網站之文字、圖片及影音，非經授權，不得轉載、公開播送或公開傳輸及利用。</p>""",
    title="老廠房裝上新機器 訂單排到明年 | 生活 | 中松社 CSN",
)

HONG_KONG_RADIO = page(
    """<div class="menu"><a>本地</a><a>兩岸</a><a>國際</a><a>財經</a></div><h2 class="itemTitle">老廠房裝上新機器 訂單排到明年</h2><div class="itemDateAndSource"><div class="createddate">2024-04-22 HKT 09:18</div></div><div class="itemFullText">松川縣城西的老廠房裡，三十台新機器上個月轉了起來。工人們說，訂單已經排到了明年春天。<br /><br />「過去一匹布要過七道手，現在只要兩道。」車間主任何遠山指著螢幕說，誤差不到一根頭髮絲。<br /><br />縣府表示，下半年將推出新一輪資助。</div><div class="itemListTitle">最新新聞</div><ul><li><a>河灣鎮的橘子今年提前半個月上市</a></li></ul><footer>澳城電台 版權所有 © 2024</footer>""",
    '<meta property="og:title" content="老廠房裝上新機器 訂單排到明年 - 澳城電台">',
    "老廠房裝上新機器 訂單排到明年 - 澳城電台",
)

TWO = (("何小满", "reporter"), ("罗青松", "reporter"))
ONE = (("何小满", "reporter"),)

PORTALS = (
    Made("site of a party paper", PARTY_PAPER_SITE, "2024-04-22T05:42", "松川日报", (*TWO, *EDITOR, ("杨乐", "editor")), absent=(*NO_LISTS, "责编", "小字号", "版 权", "222", "第 06 版", "走进车间")),
    Made("site of an agency", AGENCY_SITE, "2024-04-22T20:06:33+08:00", "松川网", (*TWO, *EDITOR), absent=(*NO_LISTS, "纠错", "字体", "分享到", "阅读下一篇")),
    Made("site of a paper for readers", LIGHT, "2024-04-22T04:50", "松明日报", (("何小满", "reporter"), ("罗青松", "correspondent"), *EDITOR), first="【走基层】", absent=(*NO_LISTS, "责编", "08版", "阅读剩余", "心情")),
    Made("site built with a framework", SURGING, "2024-04-22T09:18", "松湃新闻", (("何小满", "reporter"), ("罗青松", "reporter"), *EDITOR, ("杨乐", "editor")), absent=(*NO_LISTS, "校对", "听全文", "报料", "写得真好", "绿政公署")),
    Made("account of a portal", EASY, "2024-04-22T09:18:25+08:00", "松川慢慢说", absent=(*NO_LISTS, "特别声明", "Notice", "举报", "分享至")),
    Made("aggregator with an account", HEADLINES, "2024-04-22T09:18", "松川日报", (("何小满", "reporter"),), absent=(*NO_LISTS, "热榜", "举报", "写得真好", "来源：", "记者：")),
    Made("account whose day stands in a script", ACCOUNT, "2024-04-22T09:18", "松川县融媒体中心", (("何小满", "author"), *EDITOR), absent=("原创", "校对", "在看", "阅读原文", "点击上方")),
    Made("site of the government", CENTRAL_OFFICE, "2024-04-22T09:18", "松川社", (*ONE, *EDITOR), absent=(*NO_LISTS, "我要纠错", "字号", "收藏", "主办单位")),
    Made("rules of an office", POLICY, "2024-04-22", "松川县人民政府", title="松川县人民政府关于支持老厂房改造的若干意见", first="各乡镇人民政府", last="（此件公开发布）", absent=("索 引 号", "发文机关", "打印"), headings=("一、加大改造扶持", "二、稳定技术工人")),
    Made("digital paper", DIGITAL_PAPER, "2024-04-22", "松川日报", (("何小满", "reporter"), ("罗青松", "correspondent")), absent=(*NO_LISTS, "放大", "上一版", "全文复制", "未经许可")),
    Made("news service", CLOUD_CITY, "2024-04-22T09:18:33+08:00", "松闻网", (*ONE, *EDITOR), first="“过去一匹布", absent=(*NO_LISTS, "(完)", "编辑", "参与互动", "字体")),
    Made("economic sheet", FINANCE_SHEET, "2024-04-22T09:18", "松川经济网", (*ONE, *EDITOR), absent=(*NO_LISTS, "责任编辑", "字号", "margin")),
    Made("television", TELEVISION, "2024-04-22T09:18:33+08:00", "松川新闻客户端", (*TWO, *EDITOR, ("杨乐", "editor")), absent=(*NO_LISTS, "编辑", "点击浏览", "原标题")),
    Made("page shared from an app", CLIENT, "2024-04-22T09:18:00+08:00", "松川云", (("何小满", "author"), *EDITOR), absent=("审核", "编辑丨", "打开", "转载")),
    Made("paper of Taiwan", TAIWAN_PAPER, "2024-04-22T09:18", "松川日報", (("何小滿", "reporter"),), title="老廠房裝上新機器 訂單排到明年", first="松川縣城西", last="推出新一輪資助。", absent=("延伸", "橘子", "版權")),
    Made("digital paper of Macau", MACAU_PAPER, "2024-04-22", "澳城日報", title="老廠房裝上新機器 訂單排到明年", first="【本報消息】松川縣城西", last="推出新一輪資助。", absent=("第A03版", "上一篇")),
    Made("agency of Taiwan", TAIWAN_AGENCY, "2024-04-22T09:18", "中松社", (("何小滿", "reporter"), ("沈小禾", "editor")), title="老廠房裝上新機器 訂單排到明年", first="松川縣城西", last="推出新一輪資助。", absent=("延伸", "橘子", "更新", "1130422", "授權")),
    Made("radio of Hong Kong", HONG_KONG_RADIO, "2024-04-22T09:18", None, title="老廠房裝上新機器 訂單排到明年", first="松川縣城西", last="推出新一輪資助。", absent=("橘子", "版權"), captured_from="澳城電台"),
)  # fmt: skip
