"""Saved pages that hold no article are refused with the reason; a short notice on a page full of links is read."""

import pytest

from articles.ingest.records import NotACapture, NotReadable
from tests.ingest.reading import document
from tests.ingest.shapes.made_pages import LINKS, MENU, OTHER, STORY, page

SUMMARIES = "".join(
    f'<div class="item"><h3><a href="/{n}">{line}</a></h3><span>2024-04-22 09:18</span><p>{text}……</p></div>'
    for n, (line, text) in enumerate(zip(OTHER * 2, STORY + STORY[:2], strict=True))
)
NOTICE = "因供水管道检修，4月22日8时至18时，城西片区停水，请居民提前储水。给您带来不便，敬请谅解。"


@pytest.mark.parametrize(
    ("name", "body", "title"),
    [
        ("列表页", f"<div>{MENU}</div><ul>{LINKS}{LINKS}</ul>", "要闻_松川在线"),
        ("列表页", f"<div>{MENU}</div><ul>{LINKS}{LINKS}</ul><div>Copyright © 2024 松川在线 版权所有</div>", "松川在线"),
        ("列表页或搜索结果", f"<div>{MENU}</div><div>{SUMMARIES}</div><div>上一页 1 2 3 下一页</div>", "要闻_松川在线"),
        ("错误页", f"<div>{MENU}</div><div><h1>404</h1><p>抱歉，您访问的页面不存在或已被删除。</p></div>", "404 - 松川在线"),
        ("登录或验证页", f"<div>{MENU}</div><form><p>请登录后查看全文，还没有账号请先注册。</p><p>忘记密码</p></form>", "用户登录"),
        ("Cookie", "<div>本网站使用cookies改善您的体验，继续浏览即表示同意我们的隐私政策。</div>", "松川在线"),
        ("外文", "".join(f"<p>On day {n} the county opened a new factory, the mayor said.</p>" for n in range(19)), "松川县新厂开工的消息"),
    ],
)  # fmt: skip
def test_page_without_an_article_is_refused_with_the_reason(name, body, title):
    with pytest.raises(NotACapture, match=name):
        document(page(body, title=title))


@pytest.mark.parametrize(
    "source",
    [
        "<html><head><title>松川在线新闻首页</title></head><frameset cols='20%,80%'><frame src='a.htm'><frame src='b.htm'></frameset></html>",
        page("<div></div>", title="松川在线新闻中心"),
        page("<script>document.write('松川县城西的老厂房里，新机器转了起来。')</script>", title="松川在线新闻中心"),
    ],
)
def test_page_without_text_is_refused(source):
    with pytest.raises((NotACapture, NotReadable)):
        document(source)


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{MENU}</div><ul>{LINKS}</ul><div><h1>停水通知</h1><p>{NOTICE}</p><p>松川县供水公司</p></div><ul>{LINKS}</ul>",
        f"<div>{MENU}</div><div><h1>停水通知</h1><div>2024-04-20</div>{NOTICE}</div><ul>{LINKS}{LINKS}</ul>",
    ],
)
def test_short_notice_among_links_is_read(body):
    read_as = document(page(body, title="停水通知_松川在线"))

    assert read_as.fields.title.value == "停水通知"
    assert read_as.body.startswith(NOTICE[:12])
    assert OTHER[0] not in read_as.body


def test_article_with_linked_sources_between_its_paragraphs_is_read():
    body = "".join(f"<p>{line}</p><p><a href='/{n}'>延伸：{line[:9]}</a></p>" for n, line in enumerate(STORY[:3]))

    assert (
        STORY[0]
        in document(
            page(f"<h1>老厂房里装上新机器</h1><div>{body}{''.join(f'<p>{line}</p>' for line in STORY[3:])}</div>")
        ).body
    )
