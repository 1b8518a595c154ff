"""What only looks like a defect."""

from tests.text.cases import Case


def _same(label: str, given: str, why: str) -> Case:
    return Case(label, given, given, why)


PINYIN = [
    _same("byline", "本報訊 (記者 曹某)", "Chinese in brackets"),
    _same("alternative", "各市(地)要", "seen in capture 003"),
    _same("unit after its name", "公顷(ha)", "顷 is not read ha"),
    _same("unit", "長度(cm)", "no syllable"),
    _same("symbol", "碳(c)", "not the reading"),
    _same("file kind", "附件(pdf)", "not the reading"),
    _same("other reading", "書(bào)記", "書 is not read bào"),
    _same("after Latin", "AI(ai)", "no Chinese character before it"),
    _same("capital letters", "安(AN)", "an abbreviation, not a note"),
    _same("two syllables", "北京(beijing)", "京 is not read beijing"),
    _same("note of a book", "书[1]记[2]", "figures are no readings"),
    _same("unit in square brackets", "长度[m]，质量[kg]", "no syllable of the character"),
    _same("broken note", "推動?xùn)|北", "a note without its bracket is damage, not a note"),
]

DAMAGE = [
    _same("question in brackets", "（是嗎?）推動東北", "a question mark before a bracket"),
    _same("laughing", "真的嗎?(笑)", "brackets both there"),
    _same("query string", "见(http://a.cn/?id)页", "an address"),
    _same("English", "Really?yes) 好", "no Chinese character before it"),
    _same("mixed marks", "什么?！他说", "a half-width question and a full-width exclamation mark"),
    _same("mixed marks, asked", "他問：是嗎?！我不知道", "the same in Traditional"),
    _same("rare names", "濉溪县、黄陂区、笆斗山", "rare characters that are right"),
    _same("rare words", "龙舟翩跹，钟磬铿锵，斑斓璀璨", "rare characters side by side"),
    _same("whole note", "亳(bó)州", "nothing is broken"),
    _same("toneless, fits nothing", "你猜呢?de)", "a slip of the keyboard"),
]

GLOSSARY = [
    _same("中国智慧", "贡献中国智慧", "seen in capture 004: the word is right"),
    _same("劳动资料", "生产资料与劳动资料", "a term of its own"),
    _same("全域全季", "全域全季旅游", "not 全域性"),
    _same("对口支援", "对口支援工作", "a term of its own"),
    _same("专案组", "成立专案组", "a word of the police"),
    _same("高阶段", "更高阶段", "high + stage"),
    _same("网路线", "公路网路线", "net + route"),
    _same("规模组织", "大规模组织", "scale + organise"),
    _same("设计画", "园林设计画册", "design + picture"),
    _same("in quotation marks", "“人工智慧与资讯”", "what was said stays until a person decides"),
    _same("in corner brackets", "「人工智慧」", "the same"),
    _same("quotation left open", "他说：“人工智慧与资讯", "nothing tells where it ends"),
    _same("智慧城市", "智慧城市、智慧农业", "智慧 alone may be right"),
]

WIDTH = [
    _same("thousands", "1,000元", "a number"),
    _same("time", "10:30分", "a number"),
    _same("score", "3:2胜", "a number"),
    _same("decimal", "3.5倍", "a number"),
    _same("Latin list", "GDP, CPI和PPI", "no Chinese beside the comma"),
    _same("English quotation", "“Hello,” she said", "quotation marks are shared with English"),
    _same("address", "https://a.cn/b?c=1,d", "an address"),
    _same("e-mail", "a.b@c.cn", "an address"),
    _same("file name", "报告(终稿)(1).docx", "renamed it would not be found"),
    _same("call", "调用print(x)后", "brackets of a Latin word"),
    _same("foreign name", "约翰.史密斯", "a stop between names is none"),
    _same("dots", "等等...", "an ellipsis"),
    _same("numbered", "1.加强", "a stop after a figure"),
    _same("word of code", "用!important解决", "a mark that belongs to the word"),
    _same("one bracket", "中文(", "brackets go in pairs"),
    _same("full width already", "（一）加强；", "nothing to do"),
]
