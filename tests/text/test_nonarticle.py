"""What is no article is named, and what only looks like it is left alone: the second table is the more valuable."""

import pytest

from articles.text.nonarticle import name_of

WORDS = (
    "厂",
    "公司",
    "价格",
    "批发",
    "招聘",
    "电话",
    "地址",
    "官网",
    "哪家好",
    "多少钱",
    "排名",
    "加盟",
    "厂家",
    "设备",
    "布料",
    "订做",
    "直销",
    "代理",
    "网站",
    "招商",
)
TOWNS = ("河湾", "石桥", "北坡", "双河", "柳林", "东山", "西岭")
#: label, title, text, what it is
NO_ARTICLE = (
    ("page gone", "404", "抱歉，您访问的页面不存在或已被删除。\n5秒后自动返回首页", "错误页"),
    ("article withdrawn", "松川在线", "该内容已被发布者删除，看看别的吧", "错误页"),
    ("gateway", "502 Bad Gateway", "网关错误\nnginx 稍后再试", "错误页"),
    ("forbidden", "403 Forbidden", "您没有权限访问此页面，请联系管理员", "错误页"),
    ("too often", "提示信息", "您的访问过于频繁，请稍后再试。", "登录或验证页"),
    ("captcha", "安全验证", "请完成安全验证后继续访问：拖动滑块完成拼图", "登录或验证页"),
    ("login", "用户登录", "请登录后查看全文。\n忘记密码\n注册账号", "登录或验证页"),
    ("script wanted", "松川在线", "请启用 JavaScript 后刷新本页，以继续访问。", "登录或验证页"),
    ("paid", "松川月刊", "开通会员即可阅读全文，还可离线下载往期杂志。", "登录或验证页"),
    ("cookies", "松川在线", "本网站使用cookies改善您的体验，继续浏览即表示同意我们的隐私政策。", "Cookie 提示"),
    ("search", "搜索结果", "为您找到相关结果约 1280 个\n松川纺织厂\n松川县人民政府", "搜索结果"),
    (
        "column",
        "要闻",
        "\n".join(f"松川县第{n}批技改项目集中开工 2024-04-{n:02}" for n in range(11, 22)) + "\n上一页 1 2 3 下一页",
        "列表页",
    ),
    (
        "code",
        "例子",
        "import os\nimport sys\ndef main(path):\n    text = open(path).read()  # 读入文件\n    for line in text.split():\n        print(line)\nmain(sys.argv[1])",
        "代码",
    ),
    (
        "script",
        "",
        "var a = 1;\nfunction f(x) {\n  return x + a;\n}\n// 注释：求和\nconst 甲 = f(2);\nconsole.log(甲);\nlet 乙 = 3;",
        "代码",
    ),
    (
        "piece of data",
        "",
        '{"code": 0, "msg": "成功", "data": {"id": 12,\n"title": "松川新闻", "author": "何某",\n"time": "2024-04-22", "url": "/1.html", "hits": 318, "tags": [',
        "数据片段",
    ),
    ("English, short", "News", "The county opened a new factory on Monday. The mayor was there. 松川", "外文"),
    ("English", "松川新闻", "The county opened a new factory on Monday. " * 20 + "松川县新厂开工", "外文"),
    (
        "gambling",
        "官网",
        "澳门银河娱乐城官网，真人视讯、百家乐、老虎机、时时彩任你选，注册送彩金，首存返水，在线投注，体育投注赔率高。" * 3,
        "广告或关键词堆砌",
    ),
    (
        "words for engines",
        "松川纺织厂",
        "、".join(f"松川纺织{word}" for word in WORDS),
        "广告或关键词堆砌",
    ),
    (
        "addresses",
        "通讯录",
        "\n".join(f"松川县{town}镇政府 电话：0453-512345{n} 地址：{town}街1号" for n, town in enumerate(TOWNS)),
        "通讯录",
    ),
    ("menu", "松川在线", "首 页 要闻 时政 社会 教育 文化 视频 专题\n设为首页 加入收藏 网站地图 登录 注册\n手机版 客户端 English 导航", "导航"),
    ("filler", "标题", "这里是正文内容，请替换\n" * 9, "重复的占位文字"),
    ("one letter", "早市", "天不亮就开了。\n" + "早" * 20_000 + "\n界江的早市。", "重复的占位文字"),
    ("a word of two letters", "早市", "天不亮就开了。" * 99 + "資訊" * 10_000, "重复的占位文字"),
    ("one letter among marks", "早市", "天不亮就开了。" * 99 + "*早。" * 10_000, "重复的占位文字"),
)  # fmt: skip

NOTICE = "因供水管道检修，4月22日8时至18时，城西片区停水，请居民提前储水。给您带来不便，敬请谅解。松川县供水公司"
#: label, title, text
ARTICLE = (
    ("short notice", "停水通知", NOTICE),
    ("notice that a site will be closed", "网站维护公告", "为升级设备，松川在线将于2024年4月22日0时至6时停机维护，期间网站暂时无法访问，请登录手机版。特此公告。"),
    ("piece on an error", "为什么网页会出现404", "很多人见过这样的提示：页面不存在。" + "它的意思是，服务器收到了请求，却没有找到对应的文件。链接写错、文章被删、网站改版，都会带来这样的结果。" * 4),
    ("piece on passwords", "别在陌生网页输入验证码", "警方提醒，凡是让你输入验证码、登录后查看奖品的网页，都要当心。" + "骗子常冒充银行发来短信，点开就要密码。遇到这种情况，先关掉网页，再打银行的电话问清楚，不要怕麻烦。" * 3),
    ("list of names", "拟录用人员名单公示", "根据考试和考察结果，现将名单公示如下：\n" + "\n".join(f"{name} 女 松川大学 纺织工程" for name in ("何小满", "沈小禾", "罗青松", "孙一苇", "郑立秋", "高小寒")) + "\n公示期五天，联系电话：0453-5123456。"),
    ("names alone", "获奖名单", "何小满、沈小禾、罗青松、孙一苇、郑立秋、高小寒、何远山、沈长河、罗小雪、孙立春、郑白露、高谷雨、何清明、沈惊蛰、罗芒种、孙小暑、郑大暑、高霜降、何立冬、沈小雪、罗大雪、孙冬至"),
    ("programming in Chinese", "怎样读一个文件", "读文件之前，先想清楚它有多大，用的是哪种编码。下面是最短的写法：\nimport sys\ntext = open(sys.argv[1]).read()\nfor line in text.split():\n    print(line)\nx = 1\ny = 2\n最后别忘了关闭文件，不然在有的系统上会丢数据。"),
    ("quoting English", "他在演讲中引用了一句话", "他说，他最喜欢的一句话是：\n" + "It is not the strongest of the species that survives, nor the most intelligent, but the one most responsive to change. " * 3 + "\n台下的人听了，都笑了起来，有人还记在本子上。"),
    ("list of tools", "代码检查工具", "Checkstyle\nFindBugs\nJlint\nLint4j\nPMD"),
    ("poem", "松川", "河水向东\n柳树向西\n厂房的灯\n亮到天明\n梭子来回\n像燕子\n一针一线\n织进春天"),
    ("refrain", "号子", "嗨哟，用力拉\n机器要过河\n嗨哟，用力拉\n大桥要合龙\n嗨哟，用力拉\n春天要来到\n嗨哟，用力拉"),
    ("prices", "今日菜价", "白菜 1.2元/斤\n萝卜 0.9元/斤\n土豆 1.5元/斤\n猪肉 13.8元/斤\n鸡蛋 4.6元/斤\n鲤鱼 8.5元/斤\n豆腐 2.5元/斤"),
    ("speech in points", "讲话", "同志们：\n一、抓项目\n二、抓技改\n三、抓人才\n四、抓安全\n五、抓作风\n六、抓落实\n各单位要把任务分到人，按月检查。"),
    ("questions and answers", "政策问答", "问：补贴怎么领？\n答：带身份证到镇里登记。\n问：什么时候到账？\n答：登记后三十天内。\n问：外地户口能领吗？\n答：在本县工作满一年的可以。\n问：在哪里查询？\n答：打12345。"),
    ("chronicle", "大事记", "\n".join(f"1月{n}日 松川县召开第{n}次技改推进会。" for n in range(3, 14))),
    ("chronicle without stops", "大事记", "\n".join(f"2024-01-{n:02} 松川县召开第{n}次技改推进会" for n in range(10, 22))),
    ("raid on gamblers", "警方捣毁网络赌博窝点", "松川警方日前捣毁一个网络赌博窝点。该团伙以棋牌游戏为名，开设百家乐、老虎机等，诱人在线投注。" + "民警用了两个月查清资金去向，抓获十二人，冻结账户六十个。办案民警提醒，十赌九输，天上不会掉馅饼，发现线索请报警。" * 3),
    ("contact at the end", "招聘启事", "松川纺织厂招收学徒二十名，包吃住，签合同。有意者请带身份证到厂办报名。\n联系人：何远山\n电话：0453-5123456\n地址：城西路8号\n邮编：150000\n传真：0453-5123457\n邮箱：hr@example.org"),
    ("one line", "简讯", "松川大桥今天通车。"),
    ("very long, and most of it figures", "入库清单", "\n".join(f"棉纱第{n}批入库，10000000000.00 吨。" for n in range(1_000))),
    ("very long, of figures in one unit", "年表", "\n".join(f"{n}年1月{n}万元。" for n in range(1_000, 3_000))),
    ("short, and most of it one letter", "录音整理", "他笑了起来：“" + "哈" * 400 + "！”随后又说，今年的棉纱不愁卖。"),
    ("on cookies", "浏览器里的Cookie是什么", "2024年4月22日，技术员何远山给学员讲Cookie。他说，拒绝它并不影响看新闻。"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("title", "text", "name"), [case[1:] for case in NO_ARTICLE], ids=[case[0] for case in NO_ARTICLE]
)
def test_names_what_is_no_article(title, text, name):
    assert name_of(title, text) == name


@pytest.mark.parametrize(("title", "text"), [case[1:] for case in ARTICLE], ids=[case[0] for case in ARTICLE])
def test_leaves_an_article_alone(title, text):
    assert name_of(title, text) is None
