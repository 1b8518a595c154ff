"""What the pure code says (why a capture is refused, what is doubtful in it), in the language of whoever reads it.

That code knows no gettext and speaks Chinese, and its sentences are kept with the reading. What stands in one is found
again by its form. A sentence that is not known stays as it was said, and so does what a sentence quotes.
"""

import re
from functools import lru_cache

from django.utils.translation import gettext_noop

from articles.told import told as _

#: The sentences of `text` and `ingest`, and parts of these; `%(a)s` is what stands there.
FORMS = (
    gettext_noop("无法判断编码：%(a)s，%(b)s；文件自称 %(c)s。请用原编码打开后另存为 UTF-8。"),
    gettext_noop("无法判断编码：%(a)s，%(b)s。请用原编码打开后另存为 UTF-8。"),
    gettext_noop("文件有 %(a)s MB，超过一份资料的上限 %(b)s MB。"),
    gettext_noop("文件是空的。"),
    gettext_noop("Word 文档加了密。请去掉密码后另存，再读入。"),
    gettext_noop("这是旧版 Word 文档（doc），不能读入。请另存为 docx。"),
    gettext_noop("这是%(a)s，不是文本，暂不能读入。"),
    gettext_noop("文件含有空字节，像是二进制文件。如果是文本，请另存为 UTF-8。"),
    gettext_noop("文件以 %(a)s 的标记开头，但大部分字节不合该编码。请检查文件是否损坏。"),
    gettext_noop("文件含有 %(a)s 个控制字符，像是二进制文件，不是文本。"),
    gettext_noop("这是网页的归档文件（MHTML），不能直接读。请在浏览器中打开后，另存为“网页，仅 HTML”。"),
    gettext_noop("文件有 %(a)s 行，超过上限 %(b)s，不像文章。请分成几份。"),
    gettext_noop("有一行长达 %(a)s 个字符，超过上限 %(b)s，不像文章。请检查换行是否丢失。"),
    gettext_noop("这是 JSON 数据，不是资料。"),
    gettext_noop("这是 TOML 配置，不是资料。"),
    gettext_noop("这是 XML，目前只读文本、网页和带元数据的文章。请把正文另存为文本。"),
    gettext_noop("这是表格数据（CSV），不是一篇资料。请作为文件导入，每行成为一篇；正文是哪一栏，用 --map 指明。"),
    gettext_noop("这是说明文档（Markdown，写着命令或文件名），不是资料。"),
    gettext_noop("一篇有 %(a)s 个字符，超过上限 %(b)s，不像文章。请分成几份。"),
    gettext_noop("一篇有 %(a)s 行文字，超过上限 %(b)s，不像文章。请分成几份。"),
    gettext_noop("一篇要改动 %(a)s 处以上，超过上限 %(b)s，不像文章。请去掉多余的标记后重新读入。"),
    gettext_noop("一篇有 %(a)s 处以上的字要核对，不像文章。请换一份更完整的资料。"),
    gettext_noop("一篇有 %(a)s 处署名、来源或图片说明，超过上限 %(b)s，不像文章。请分成几份。"),
    gettext_noop("一份资料有 %(a)s 条，超过上限 %(b)s。请分成几份。"),
    gettext_noop("各条共用的开头合计 %(a)s 个字符，超过上限 %(b)s。请分成几份。"),
    gettext_noop("这是%(a)s，不是文章。"),
    gettext_noop("几乎没有中文，不是中文资料。"),
    gettext_noop("Word 文档里有 XML 实体声明，为安全起见不予读取。请用 Word 打开后另存，再读入。"),
    gettext_noop("压缩包里有超过 %(a)s 个条目，不是 Word 文档。"),
    gettext_noop("这是%(a)s，不是 Word 文档（docx）。请把每篇文章另存为 docx 或文本。"),
    gettext_noop("Word 文档里没有文字，可能全是图片。请先识别文字，再读入。"),
    gettext_noop("Word 文档的文字超过 %(a)s 个字符，不像一份资料。请分开后读入。"),
    gettext_noop("Word 文档（docx）已损坏，无法解开。请用 Word 打开后另存，再读入。"),
    gettext_noop("Word 文档的压缩方式不认识。请用 Word 打开后另存，再读入。"),
    gettext_noop("Word 文档解开后超过 %(a)s MB，不像一份资料。"),
    gettext_noop("Word 文档的内容不完整或已损坏。请用 Word 打开后另存，再读入。"),
    gettext_noop("PDF 的页面内容超过 %(a)s MB，不像一份资料。"),
    gettext_noop("PDF 的文字超过 %(a)s 个字符，不像一份资料。请分开后读入。"),
    gettext_noop("PDF 的页面内容过于复杂，不像一份资料。"),
    gettext_noop("Word 文档的结构过深或过于复杂，不像一份资料。"),
    gettext_noop("PDF 加了密。请去掉密码后另存，再读入。"),
    gettext_noop("PDF 里没有文字层，是扫描件或图片。请先识别文字（OCR），再读入。"),
    gettext_noop("PDF 的字体没有附文字对照，读不出是什么字。请改用可以复制文字的版本，或先识别文字（OCR）。"),
    gettext_noop("PDF 是竖排的，暂不能读入。请改用横排的版本或文本。"),
    gettext_noop("PDF 已损坏或结构异常，无法读取。请用原程序重新导出，再读入。"),
    gettext_noop("PDF 超过 %(a)s 页，或页面结构异常，不像一份资料。请分开后读入。"),
    gettext_noop("没有找到正文：整份资料只有栏目、元数据或署名。"),
    gettext_noop("文摘里有 %(a)s 条，超过一份资料的上限 %(b)s 条。请拆开后重新读入。"),
    gettext_noop("订阅源里有 %(a)s 个标记，超过一份资料的上限 %(b)s 个。请拆开后重新读入。"),
    gettext_noop("这是订阅源（RSS 或 Atom），但里面没有一篇文章。"),
    gettext_noop("订阅源里有 %(a)s 篇，超过一份资料的上限 %(b)s 篇。请拆开后重新读入。"),
    gettext_noop("元数据没有结束：开头的“%(a)s”之后找不到单独一行的“%(b)s”。请补上结束行后重新读入。"),
    gettext_noop("这一行没有正文。"),
    gettext_noop("这一条没有正文。"),
    gettext_noop("这一条没有中文。"),
    gettext_noop("网页里没有正文：正文要等脚本取来才显示。请在浏览器中打开，等文章显示出来后，另存为网页或复制文字。"),
    gettext_noop("这是列表页或栏目首页，只有通向文章的链接，不是文章。请保存文章自己的网页。"),
    gettext_noop("这是列表页或搜索结果，每条只有标题和摘要，不是文章。请保存文章自己的网页。"),
    gettext_noop("元数据超过 %(a)s 个字符，不像文章的元数据。"),
    gettext_noop("元数据嵌套超过 %(a)s 层，不像文章的元数据。"),
    gettext_noop("元数据中使用了 YAML 的锚点或引用（& 或 *），为安全起见不予读取。请改写成普通的值。"),
    gettext_noop("第 %(a)s 字节（%(b)s）起不是 UTF-8"),
    gettext_noop("“%(a)s”处的字被注音程序切断。"),
    gettext_noop("%(a)s按字节推算应为“%(b)s”，请核对后采用。"),
    gettext_noop("%(a)s无法还原，请查原文后改正。"),
    gettext_noop("“%(a)s”处有字节丢失，前后对不上，请对照原文。"),
    gettext_noop(
        "%(a)s 与下一字节 %(b)s 被误认作“%(c)s”（%(d)s），注音插在中间，%(e)s 丢失成“?”；%(f)s 是“%(g)s”，顺读为“%(h)s”。"
    ),
    gettext_noop("“%(a)s”的末字节 %(b)s"),
    gettext_noop("句号的首字节 A1 丢失成“?”，其后 A3 A1 显示为“！”；%(a)s 是“%(b)s”。"),
    gettext_noop("%(a)s%(b)s，由此推断为%(c)s年。"),
    gettext_noop("文中已提到%(a)s（%(b)s年）；%(c)s"),
    gettext_noop("“%(a)s”指%(b)s；%(c)s"),
    gettext_noop("“%(a)s”指%(b)s"),
    gettext_noop("标题中写着“%(a)s”。"),
    gettext_noop("网址中写着“%(a)s”。"),
    gettext_noop("“%(a)s”是%(b)s个来源的写法，请选定是哪一个。"),
    gettext_noop("有%(a)s位作者都叫“%(b)s”，请选定是哪一位。"),
    gettext_noop("作者档案里的“%(a)s”单位不同，请核对是否同一人。"),
    gettext_noop("来源档案里的“%(a)s”（地区：%(b)s）有这个写法。"),
    gettext_noop("作者档案有同名的“%(a)s”，单位：%(b)s。"),
    gettext_noop("页面写着“%(a)s”：这里只有文章的一部分，请找全文。"),
    gettext_noop("%(a)s有%(b)s字，最多可填%(c)s字，没有填入。"),
    gettext_noop("%(a)s里有不能用的内容，没有填入。"),
    gettext_noop("元数据中的 %(a)s 不是来源事实，已忽略：文件不能改动稿件的状态、编号或权限。"),
    gettext_noop("“%(a)s”一栏不起作用：稿件的状态只由编辑台决定。"),
    gettext_noop("正文只写在网页的脚本里，版面上没有，请对照原网页。"),
    gettext_noop("订阅源只给出摘要，或没有写明是全文，请对照原文。"),
    gettext_noop("读它要用的内存超过上限，不像一份资料。"),
    gettext_noop("读取它的进程没有读完就中止了：内存不足，或读了%(a)s秒还没读完。"),
    gettext_noop("正文一栏是空的，或没有这一栏。"),
    gettext_noop("这一行超过 %(a)s MB。"),
    gettext_noop("是一行一条的数据，%(a)s。栏目有：%(b)s。请用 --map body=栏名 指明。"),
    gettext_noop("没有名为“%(a)s”的栏"),
    gettext_noop("不是一个 JSON 对象。"),
    gettext_noop("引号没有合上，或引号后面还有字。"),
    gettext_noop("有 %(a)s 栏，表头有 %(b)s 栏。"),
    gettext_noop("每行一条的 JSON 是 UTF-16 编码，不能逐行读入；请另存为 UTF-8。"),
    gettext_noop("嵌套太深，不像文章的记录。"),
    gettext_noop("不是完整的 JSON（第 %(a)s 个字符处）。"),
    gettext_noop("不是可读的 JSON。"),
    gettext_noop("这份 JSON 超过 %(a)s MB，请改存为每行一条（JSON Lines）。"),
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
    gettext_noop("资料没有标题。"),
    gettext_noop("资料没有日期。"),
    gettext_noop("日期不完整，只知道其中一部分。"),
    gettext_noop("资料没有写明来源。"),
    gettext_noop("资料没有写明作者。"),
    gettext_noop("“本报”“本网”一类自称，需确认是哪一家。"),
    gettext_noop("署名连写或不寻常，人名的切分需要确认。"),
    gettext_noop("署名的媒体与来源不是同一家。"),
    gettext_noop("网页头部写的标题与版面所印不同，两个都留着，请选定。"),
    gettext_noop("资料里有两个日期，说法不一，两个都留着，请选定。"),
    gettext_noop("网页头部写的来源与版面所印不同，两个都留着，请选定。"),
    gettext_noop("有的字被拆坏，需按建议或原文改正。"),
    gettext_noop("有以星号代替的名字，不补写，请核对原文。"),
    gettext_noop("有的字节无法解码，已标出。"),
    gettext_noop("有自造字区的字符，显示因字体而异，需核对。"),
)
#: What may stand there that is a word of the interface and not of the file.
WORDS = (
    gettext_noop("按 GB18030 和 Big5 都读得通，分不出是哪一种"),
    gettext_noop("按 GB18030 或 Big5 读也不成中文"),
    gettext_noop("空的压缩包"),
    gettext_noop("写字板文档（RTF）"),
    gettext_noop("图片"),
    gettext_noop("压缩文件"),
    gettext_noop("数据库文件"),
    gettext_noop("表格文件（Excel）"),
    gettext_noop("演示文稿（PowerPoint）"),
    gettext_noop("开放文档（OpenDocument，如 odt）"),
    gettext_noop("电子书（epub）"),
    gettext_noop("压缩包"),
    gettext_noop("搜索结果"),
    gettext_noop("Cookie 提示"),
    gettext_noop("错误页"),
    gettext_noop("登录或验证页"),
    gettext_noop("重复的占位文字"),
    gettext_noop("外文"),
    gettext_noop("广告或关键词堆砌"),
    gettext_noop("代码"),
    gettext_noop("数据片段"),
    gettext_noop("列表页"),
    gettext_noop("通讯录"),
    gettext_noop("导航"),
    gettext_noop("标题"),
    gettext_noop("副题"),
    gettext_noop("栏目"),
    gettext_noop("网址"),
    gettext_noop("署名"),
    gettext_noop("单位"),
    gettext_noop("媒体"),
    gettext_noop("来源"),
    gettext_noop("标签"),
    gettext_noop("未填"),
    gettext_noop("没有一栏可以当正文"),
)
_PART = re.compile(r"%\\\(([a-h])\\\)s")


def _form(sentence: str) -> re.Pattern[str]:
    """Return the pattern of a sentence whose values are groups.

    >>> _form("这是%(a)s，不是文章。").fullmatch("这是错误页，不是文章。").groupdict()
    {'a': '错误页'}
    """
    return re.compile(_PART.sub(r"(?P<\1>.*?)", re.escape(sentence)), re.DOTALL)


_FORMS = tuple((_form(sentence), sentence) for sentence in FORMS)


@lru_cache(maxsize=1024)
def _taken_apart(said: str) -> tuple[str, dict[str, str]] | None:
    """Return the form of a sentence and what stands in it; None where no form is its."""
    for form, sentence in _FORMS:
        if found := form.fullmatch(said):
            return sentence, found.groupdict()
    return None


def in_words(said: str) -> str:
    """Return a sentence of the pure code in the language in force.

    What it quotes (in “”) stays as it is, though it be a word of the interface.
    """
    if said in WORDS:
        return _(said)
    parts = _taken_apart(said)
    if parts is None:
        return said
    sentence, values = parts
    return _(sentence) % {
        name: value if f"“%({name})s" in sentence else in_words(value) for name, value in values.items()
    }
