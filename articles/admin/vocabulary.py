"""The fixed sentences of the pure code that the desk shows translated: text and reading know no gettext.

Listed here so that `make messages` finds them. Not for sentences with values in them: why a capture is refused is said by
`refusal`, other findings of a reading stay as they were read.
"""

from django.utils.translation import gettext_noop

#: What the rules of the ledger did: the values of `text.ledger.RULES`.
RULES = (
    gettext_noop("作者单位移入字段"),
    gettext_noop("署名移入字段"),
    gettext_noop("去掉文摘的题头与目录"),
    gettext_noop("去掉订阅源的标记"),
    gettext_noop("去掉字节顺序标记"),
    gettext_noop("图片说明移出正文"),
    gettext_noop("合并字母与声调符号"),
    gettext_noop("来源与编辑栏移入字段"),
    gettext_noop("日期移入字段"),
    gettext_noop("还原表格中的引号与换行"),
    gettext_noop("还原字符实体"),
    gettext_noop("还原 JSON 中的转义"),
    gettext_noop("还原元数据中的转义"),
    gettext_noop("文后的名词解释与文中的注号"),
    gettext_noop("正文行首的井号加转义"),
    gettext_noop("元数据标记"),
    gettext_noop("网页栏目与页脚"),
    gettext_noop("台湾用语还原"),
    gettext_noop("标为小标题"),
    gettext_noop("去掉字间的干扰符"),
    gettext_noop("统一换行与段落"),
    gettext_noop("网址移入字段"),
    gettext_noop("去掉网页标记"),
    gettext_noop("去掉网页上不显示的字"),
    gettext_noop("去掉拼音注音"),
    gettext_noop("记录的格式与未用的栏"),
    gettext_noop("自造字区的字改用通行编码"),
    gettext_noop("去掉重复的标题"),
    gettext_noop("繁体转简体"),
    gettext_noop("栏目移入字段"),
    gettext_noop("去掉多余空白"),
    gettext_noop("副题移入字段"),
    gettext_noop("标签移入字段"),
    gettext_noop("标题移入字段"),
    gettext_noop("半角标点改全角"),
)
#: What the reading's findings and proposals say, where it is the same for every capture.
READING = (
    gettext_noop("这里以星号代替了名字，不补写；请核对原文。"),
    gettext_noop("这里的字节无法解码，请查原文后补正。"),
    gettext_noop("这里的字在转码时变成了问号，请查原文后补正。"),
    gettext_noop("这里是自造字区的字符，显示因字体而异，请核对。"),
    gettext_noop("原文没有写时区，按北京时间（+08:00）记。"),
    gettext_noop("署名是机构而不是人，需确认是否作为作者。"),
    gettext_noop("网页头部另有标题。"),
    gettext_noop("网页头部另有日期。"),
    gettext_noop("网页头部另有来源。"),
    gettext_noop("资料里另印有日期。"),
)
