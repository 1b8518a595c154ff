"""Words that the desk shows translated and that stand where `make messages` does not look: in the rules of the ledger, in Django.

Not for the sentences of the pure code (`articles.wording`).
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
#: What Django's own catalogue in Traditional Chinese holds in Simplified.
DJANGO = (gettext_noop("Deletion"), gettext_noop("The %(name)s “%(obj)s” was deleted successfully."))
