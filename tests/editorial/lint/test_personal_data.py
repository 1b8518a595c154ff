import pytest

from articles.editorial.lint.personal_data import check
from articles.models import Article

# made up, with right check digits by the rule of GB 11643
IDENTITY = "11010519491231002X"


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        ("电话13800138000找他", "13800138000"),
        ("手机：138-0013-8000。", "138-0013-8000"),
        ("联系电话：0451-82345678。", "0451-82345678"),
        ("电话（010）62345678", "（010）62345678"),
        ("加QQ群：123456789", "QQ群：123456789"),
        ("微信号：zhang_san01", "微信号：zhang_san01"),
        ("邮箱 zhang.san@example.com 。", "zhang.san@example.com"),
    ],
)
def test_a_private_number_needs_a_reason(body, quote):
    (finding,) = check(Article(body=body))

    assert (finding.quote, finding.level, finding.fix) == (quote, "reason", None)
    assert body[finding.start : finding.end] == quote


def test_an_identity_number_blocks():
    (finding,) = check(Article(body=f"身份证号{IDENTITY}。"))

    assert (finding.quote, finding.level) == (IDENTITY, "block")


def test_the_message_does_not_print_the_number_whole():
    (finding,) = check(Article(body="电话13800138000找他"))

    assert "13800138000" not in finding.message


@pytest.mark.parametrize(
    "body",
    [
        "拨打12345或110。",
        "服务热线：0451-82345678。",
        "客服95598，400-812-3456。",
        "尾号138****8000",
        "总产13812345678元。",
        "投资138001.38000亿",
        "编号110105194912310021。",
        "日期20240628，订单1101051949123100",
        "@松川发布 转发",
        "2020-20252025",
        "QQ空间里说",
    ],
)
def test_public_lines_and_other_figures_are_left_alone(body):
    assert list(check(Article(body=body))) == []
