"""What an editor reads on the saved pages of ../shared/corpus/raw: short fragments only, the pages are read in place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Label:
    """A fragment of the title, the day, the source as the page names it, the first and last words, and words of the page around it."""

    name: str
    title: str
    day: str
    source: str | None
    first: str
    last: str
    outside: str


LABELS = (
    Label("r08_page.html", "英国美女在殡仪馆工作", "2019-10-08", None, "英国汉普郡", "参加国际决赛。", "作者最新文章"),
    Label("r09_page.html", "日本最后一家传呼机", "2019-09-30", "IT之家", "IT之家9月30日", "也没用过”。", "晶科电子"),
    Label("r10_page.html", "一袭汉服，一架古筝", "2020-01-14", None, "前段时间，", "传播中华文化。", "作者最新文章"),
    Label(
        "r11_page.html",
        "第三届知道安全论坛",
        "2014-08-24",
        "CSDN",
        "2014年8月22日，",
        "余弦骄傲地说道。",
        "未经允许不得转载",
    ),
    Label("r12_page.html", "阿里发布最强AI芯片", "2019-09-25", None, "刚刚，在阿里", "雷锋网等）", "禁止转载"),
    Label(
        "r13_page.html", "逆水寒再按照这个速度", "2019-09-05", "游民星空", "《逆水寒》每周", "花哨动作。”", "文章导航"
    ),
    Label("r14_page.html", "我国集成电路进口突破", "2019-09-07", "EETOP", "9月3日，", "在大陆的企业贡献。", "我要评论"),
    Label("r15_page.html", "董又霖主持首秀", "2019-09-07", "东森新闻云", "据台媒报道，", "话题人物。", "为您推荐"),
    Label("r16_page.html", "最新出炉联合国贸发", "2019-09-26", None, "联合国贸发会议", "也将严重减缓。", "相关新闻"),
    Label("r17_page.html", "儿歌一分钱被改成", "2019-09-07", "扬子晚报", "潘振声女儿", "等作品。", "免责声明"),
    Label("r18_page.html", "中华人民共和国监察法", "2018-05-17", None, "《中华人民共和国", "同时废止。", "主办单位"),
    Label(
        "r19_page.html",
        "共享充电宝涨价告别",
        "2019-09-24",
        "中国青年报",
        "“以前花一两元",
        "会越来越大。",
        "面对美团突袭",
    ),
    Label("r20_page.html", "最不愁吃肉的国家", "2019-09-08", None, "当全世界绝大部分", "内陆国的蒙古国。", "相关推荐"),
    Label("r21_page.html", "最强“中国芯”本月", "2019-09-07", "北京日报", "用户对性能", "超过10亿美元。", "我要反馈"),
)
