"""What a line of a page is by itself."""

import pytest

from articles.text.line_kind import classify, is_caption
from articles.text.lines import fold


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("", "blank"),
        ("松川的春天来了", "short"),
        ("从样品到产品，要过几道关？", "short"),
        ("松川的春天来了。", "para"),
        ("各位代表：", "para"),
        ("记者：为什么？", "para"),
        ("2024-06-28 09:53:21", "date"),
        ("//x.example  2024-06-28 09:53:21", "date"),
        ("（2024年6月28日）", "date"),
        ("2024年目标", "short"),
        ("来源：松川日报 2024-06-28", "date"),
        ("责任编辑：张某", "credit"),
        ("新声社松川5月18日电题：戈壁上的种树人", "date"),
        ("松川5月18日电影节开题：戈壁上的种树人", "short"),
        ("《松川日报》第1版 记者 张某", "date"),
        ("《松川日报》第1版的故事", "short"),
        ("松川网>>理论>>学习笔记", "breadcrumb"),
        ("本文档由脚本于 2023-01-05 20:15 自动生成", "footer"),
        ("如果喜欢这篇文章，欢迎关注我的公众号「松川手艺」。", "footer"),
        ("如果喜欢一座城，就去走走。", "para"),
        ("＊＊＊＊＊＊", "footer"),
        ("□本报记者 张某", "byline"),
        ("（作者单位：松川大学）", "affiliation"),
        ("作者认为创新是关键", "short"),
        ("https://x.example/a", "link"),
        ("您的位置：首页 > 新闻 > 正文", "breadcrumb"),
        ("【打印】 【关闭】", "toolbar"),
        ("上一篇：别的", "navigation"),
    ],
)
def test_kind_of_a_line(line, kind):
    assert classify(fold(line)) == kind


@pytest.mark.parametrize(
    "line", ["图为生产现场。张某摄", "启动仪式（某民网张某 摄）", "▲老厂房外景", "本报记者 张某 摄"]
)
def test_caption(line):
    assert is_caption(fold(line)) or classify(fold(line)) == "byline"


@pytest.mark.parametrize("line", ["拍摄于松川", "摄氏度", "他说，要把现场拍摄下来。", "图文并茂地讲解"])
def test_text_that_is_no_caption(line):
    assert not is_caption(fold(line))


@pytest.mark.parametrize(
    "line",
    [
        "《 松川日报 》（ 2024年04月22日 第 06 版）",
        "（《松川日报》2024年4月22日第1版）",
        "《松川日报》（2024年4月22日 09 版：要闻）",
    ],
)
def test_line_of_the_printed_page_is_a_date(line):
    assert classify(fold(line)) == "date"


@pytest.mark.parametrize(
    "line",
    [
        "松川日报 2024年4月22日 □ 本报记者 何小满",
        "2024年4月22日 记者 何小满",
        "2024年4月22日 星期一",
        "2024年04月22日 周一 松川日报",
    ],
)
def test_line_of_paper_day_and_reporter_is_a_date(line):
    assert classify(fold(line)) == "date"


@pytest.mark.parametrize(
    "line",
    [
        "《松川条例》（2024年4月22日）",
        "《松川》2024年4月出版",
        "据《松川日报》2024年4月22日报道",
        "松川 2024年4月22日 何远山",
    ],
)
def test_title_with_a_day_is_no_line_of_a_printed_page(line):
    assert classify(fold(line)) == "short"


@pytest.mark.parametrize(
    ("line", "kind"), [("松政发〔2024〕22号", "credit"), ("他住在松川街22号", "short"), ("第22号", "short")]
)
def test_number_of_a_document_is_no_text(line, kind):
    assert classify(fold(line)) == kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("《松川视窗》2024年第1期（2024-01-16出版）", "date"),
        ("松川晚报2024年11月18日 A11版 作者 张某某", "date"),
        ("2024 03/19 14:26:08", "date"),
        ("www.songchuan.example 2024-05-05 09:00 来源：松川新闻网 记者：田某", "date"),
        ("上一则：街市翻新工程延期", "navigation"),
        ("热词：土壤 合作社", "credit"),
        ("（1. 某岭大学社会学院；2. 某县委党校）", "affiliation"),
        ("（中共松川县委党校，松川 654300）", "affiliation"),
        ("[作者简介] 张某（1984—），男，松川县委党校讲师。", "affiliation"),
        ("新闻 > 松川", "breadcrumb"),
        ("松川网>>经济·产经", "breadcrumb"),
        ("《松川视窗》里看乡村", "short"),
        ("（1月的松川很冷，雪很大）", "short"),
        ("A11版背后的故事", "short"),
    ],
)
def test_lines_of_journals_papers_and_sites(line, kind):
    assert classify(fold(line)) == kind
