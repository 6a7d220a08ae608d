"""Attribution in scripts without capitals: Chinese, Japanese, Korean, Arabic, Persian.

A speaker is taken only where a verb of saying and a title, or a name known from one,
stand right beside the quotation; without capitals nothing else shows what is a name.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from digests.news import Span
from digests.quotes.attribution import Attribution
from digests.quotes.claims import How
from digests.quotes.cues import words
from digests.quotes.marks import Marked
from digests.quotes.people import Speaker
from digests.quotes.phrases import Who

_REACH = 60
_NAME_LENGTHS = (2, 3)
_LONGEST_NAME = 3
_FURTHER = 140


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """How one language says who spoke: patterns before and after the words.

    ``pairs`` says that both patterns must fit (X は「…」と述べた). The group ``who`` of a
    pattern is read by ``name``, which gives the span of a name inside it.
    """

    before: re.Pattern[str]
    after: re.Pattern[str]
    pairs: bool
    name: Callable[[str, int, int], Span | None]
    denied: re.Pattern[str]
    pronouns: frozenset[str] = frozenset()


_ZH_VERB = (
    r"(?:补充|補充|强调|強調|解释|解釋|回应|回應|坦言|透露|宣布|指出|表示|告诉[^，。：]{1,6}"
    r"|告訴[^，。：]{1,6}|写|寫|回忆|介绍|直言|笑|称|稱|说|說|道)(?:说|說|道|称|稱)?"
)
_ZH_ADVERB = (
    "(?:还|還|也|又|则|則)?(?:(?:周|星期)[一二三四五六日天]|昨天|昨日|今天|今日|当天|當天|随后|隨後)?"
    "(?:在[^，。：]{1,10}?(?:上|中|后|後|时|時|期间|期間))?"
    "(?:(?:对|對|向|接受)[^，。：]{0,8}?(?:记者|記者|媒体|媒體|采访时|採訪時))?(?:还|還|也|又)?"
)
_ZH_TITLE = (
    "发言人|發言人|总统|總統|总理|總理|首相|主席|部长|部長|外长|外長|秘书长|秘書長|国王|市长"
    "|市長|省长|州长|州長|局长|局長|院长|院長|校长|校長|馆长|館長|所长|主任|教授|博士|医生"
    "|律师|律師|经理|經理|总裁|總裁|董事长|董事長|创始人|創始人|首席执行官|书记|議員|议员"
    "|大使|法官|检察官|教练|教練|队长|隊長|导演|導演|记者|作家|研究员|研究員|专家|專家"
    "|电工|司机|老师|老師|村民|居民|店主|先生|女士"
)
_ZH_HEADS = "总统|總統|总理|總理|首相|主席|部长|部長|外长|外長|秘书长|国王|大使|发言人"
_SURNAMES = words(
    """
    王 李 张 張 刘 劉 陈 陳 杨 楊 赵 趙 黄 黃 周 吴 吳 徐 孙 孫 胡 朱 高 林 何 郭 马 馬 罗
    羅 梁 宋 郑 鄭 谢 謝 韩 韓 唐 冯 馮 于 董 萧 蕭 程 曹 袁 邓 鄧 许 許 傅 沈 曾 彭 吕 呂 苏
    蘇 卢 盧 蒋 蔣 蔡 贾 賈 丁 魏 薛 叶 葉 阎 余 潘 杜 戴 夏 钟 鍾 汪 田 任 姜 范 方 石 姚 谭
    譚 廖 邹 鄒 熊 金 陆 陸 郝 孔 白 崔 康 毛 邱 秦 江 史 顾 顧 侯 邵 孟 龙 龍 万 萬 段 雷 钱
    錢 汤 湯 尹 黎 易 常 武 乔 喬 贺 賀 赖 賴 龚 龔 文 庞 樊 兰 殷 施 陶 洪 翟 安 颜 顏 倪 严
    嚴 牛 温 溫 芦 季 俞 章 鲁 魯 葛 伍 韦 韋 申 尤 毕 聂 丛 焦 向 柳 邢 路 岳 齐 齊 沿 梅 莫
    庄 莊 辛 管 祝 左 涂 谷 祁 时 時 舒 耿 牟 卜 路 詹 关 關 苗 凌 费 費 纪 靳 盛 童 欧 甄 项
    曲 成 游 阳 裴 席 卫 衛 查 屈 鲍 位 覃 霍 翁 隋 植 甘 景 薄 单 單 包 司 柏 宁 柯 阮 桂 闵
    解 强 柴 华 車 车 冉 房 边 卞 蒲
    """
)
_ZH_NAME = re.compile(rf"(?:{_ZH_TITLE})([\u4e00-\u9fff·]{{2,4}})$")
_ZH_FOREIGN = re.compile(rf"(?:{_ZH_HEADS})([\u4e00-\u9fff·]{{2,8}})$")

_ZH_TITLED = re.compile(rf"(?:{_ZH_TITLE})([\u4e00-\u9fff])")
_ZH_AFTER_NAME = re.compile(
    rf"[，。、：；（“「\s]|在|对|對|向|此前|是|将|將|曾|已|也|还|還|和|与|與|的|当天|周|{_ZH_VERB}"
)
_NEAR = 300

_JA_TITLE = (
    "首相|大統領|大臣|長官|報道官|知事|市長|町長|村長|社長|会長|教授|監督|選手|議員|代表"
    "|院長|署長|委員長|総裁|幹事長|弁護士|氏|さん"
)
_KO_TITLE = (
    "장관|대통령|총리|대표|의원|시장|교수|회장|사장|감독|대변인|위원장|총장|지사|국장|실장"
    "|차관|원장|청장|선수|변호사|씨"
)
_AR_VERB = (
    "(?:و|ف)?(?:قال|قالت|يقول|تقول|صرح|صرحت|أضاف|أضافت|أكد|أكدت|أوضح|أوضحت|أعلن|أعلنت"
    "|تابع|تابعت|ذكر|ذكرت|كتب|كتبت|شدد|شددت|أشار|أشارت|حذر|حذرت|اعتبر"
    "|اعتبرت|أفاد|أفادت|لفت|لفتت|رأى|رأت|نوه|نوهت|أردف|أردفت|استطرد|علق|علقت)"
)
_AR_TITLES = words(
    """
    الوزير الوزيرة الرئيس الرئيسة السيد السيدة الدكتور الدكتورة المخرج المخرجة الممثل
    الممثلة الأمير الملك الشيخ القاضي الجنرال العقيد النائب النائبة المدير المديرة المتحدث
    المتحدثة السفير السفيرة الأستاذ الأستاذة المدرب اللاعب المحامي المحامية الناشئة الناشئ
    """
)
_AR_STOPS = words(
    """
    في خلال إن أن للصحفيين وهي وهو أمس يوم على من بعد عن إلى هي هو لدى أمام قبل عبر ردا قائلا قائلة مضيفا مضيفة مؤكدا مؤكدة
    """
)
_NOBODY = words(
    """
    مصدر مصادر متحدث متحدثة مسؤول مسؤولة مسؤولون شاهد شاهدة شهود خبير خبراء رجل امرأة شاب
    شابة طبيب طبيبة مواطن مواطنة مواطنون أحد إحدى بعض عدد صاحب صاحبة والد والدة ناشط ناشطة
    """
)
_FA_VERB = "(?:گفت|می‌گوید|افزود|اعلام کرد|تاکید کرد|تأکید کرد|بیان کرد|اظهار داشت|نوشت)"
_FA_TITLES = words("آقای خانم دکتر رئیس‌جمهور رئیس‌جمهوری وزیر سخنگوی رئیس نماینده")


def _zh_name(text: str, start: int, end: int) -> Span | None:
    who = text[start:end]
    found = _ZH_NAME.search(who)
    if (
        found
        and found.group(1)[0] in _SURNAMES
        and len(found.group(1)) <= _LONGEST_NAME
    ):
        return start + found.start(1), end
    foreign = _ZH_FOREIGN.search(who)
    if foreign:
        return start + foreign.start(1), end
    known = len(who) in _NAME_LENGTHS and who[0] in _SURNAMES
    titled = known and re.search(rf"(?:{_ZH_TITLE}){re.escape(who)}", text[:start])
    return (start, end) if titled else None


def _whole(text: str, start: int, end: int) -> Span | None:
    return start, end


def _ar_name(text: str, start: int, end: int) -> Span | None:
    return _spaced_name(text, start, end, _AR_TITLES, _AR_STOPS)


def _fa_name(text: str, start: int, end: int) -> Span | None:
    return _spaced_name(text, start, end, _FA_TITLES, frozenset())


def _spaced_name(
    text: str, start: int, end: int, titles: frozenset[str], stops: frozenset[str]
) -> Span | None:
    """Read a name of two or three words, its titles before it cut off."""
    tokens = list(re.finditer(r"\S+", text[start:end]))
    cut = next((n for n, one in enumerate(tokens) if one.group() in stops), len(tokens))
    tokens = tokens[:cut]
    if any(one.group() in _NOBODY for one in tokens[:1]):
        return None
    titled = False
    while tokens and tokens[0].group() in titles:
        titled = True
        tokens.pop(0)
    if len(tokens) in (_NAME_LENGTHS if titled else _NAME_LENGTHS[:1]):
        return start + tokens[0].start(), start + tokens[-1].end()
    return None


_NO_PART = r"[^，。：；！？、“”「」『』\s]"
_SCRIPTS: Mapping[str, Script] = {
    "zh": Script(
        before=re.compile(rf"(?P<who>{_NO_PART}{{1,18}}?){_ZH_ADVERB}{_ZH_VERB}[：:，,]?\s*$"),
        after=re.compile(rf"[，,]?\s*(?P<who>{_NO_PART}{{1,18}}?){_ZH_ADVERB}{_ZH_VERB}(?=[。，,！；]|$)"),
        pairs=False,
        name=_zh_name,
        denied=re.compile("从未|從未|没有|沒有|并未|並未|否认|否認|不曾|如果|假如|据说"),
        pronouns=frozenset("他她"),
    ),
    "ja": Script(
        before=re.compile(rf"(?:^|[、。\s])(?P<who>[^、。「」『』\s（）]{{1,14}}?(?:{_JA_TITLE}))(?:は|が)(?:[^。「」]{{0,30}}[、])?$"),
        after=re.compile(r"(?:など)?と[^。「」]{0,14}?(?:述べ|語っ|話し|言っ|強調し|説明し|コメントし|主張し|指摘し|発言し|訴え|明かし|答え)"),
        pairs=True,
        name=_whole,
        denied=re.compile("ない|もし|否定"),
    ),
    "ko": Script(
        before=re.compile(rf"(?:^|[\s,.])(?P<who>[가-힣]{{1,4}}(?: [가-힣]{{2,8}}){{0,2}}? ?(?:{_KO_TITLE}))(?:은|는|이|가)\s[^\"“”.]{{0,30}}$"),
        after=re.compile(r"(?:이?라)?(?:고|며)\s?(?:[가-힣]+\s){0,2}?(?:말했|밝혔|전했|강조했|설명했|덧붙였|주장했|지적했|답했)"),
        pairs=True,
        name=_whole,
        denied=re.compile("않|부인|만약"),
    ),
    "ar": Script(
        before=re.compile(rf"(?:^|[\s،.])(?:{_AR_VERB}|بحسب|وفق|حسب)\s+(?P<who>[^:،.«»\"“”\n]{{3,70}}):\s*$"),
        after=re.compile(rf"[،,]?\s*{_AR_VERB}\s+(?P<who>[^:،.«»\"“”\n]{{3,60}})"),
        pairs=False,
        name=_ar_name,
        denied=re.compile(r"\b(?:لم|لن|نفى|نفت|لو|ينفي)\b"),
    ),
    "fa": Script(
        before=re.compile(rf"(?:^|[،.])\s*(?P<who>[^:،.«»\"\n]{{3,60}}?)\s+{_FA_VERB}\s*:\s*$"),
        after=re.compile(rf"[،,]?\s*(?P<who>[^:،.«»\"\n]{{3,60}}?)\s+{_FA_VERB}"),
        pairs=False,
        name=_fa_name,
        denied=re.compile("نگفت|تکذیب|اگر"),
    ),
}  # fmt: skip


def is_wide(lang: str) -> bool:
    """Say whether a language is read here."""
    return lang.lower()[:2] in _SCRIPTS


def attribute_wide(
    text: str, marks: Sequence[Marked], lang: str
) -> list[Attribution | None]:
    """Attribute the quotations of a text without capitals, in order."""
    script = _SCRIPTS[lang.lower()[:2]]
    found: list[Attribution | None] = []
    for mark in marks:
        span = _claimed(text, mark, script)
        speaker = _speaker(text, span, script, found) if span else None
        found.append(Attribution(how=How.WIDE, speaker=speaker) if speaker else None)
    return found


def _claimed(text: str, mark: Marked, script: Script) -> Span | None:
    start, end = mark.outer
    line = text.rfind("\n", max(0, start - _REACH), start) + 1
    lead = text[max(line, start - _REACH) : start]
    stop = text.find("\n", end, end + _FURTHER)
    tail = text[end : stop if stop >= 0 else end + _FURTHER]
    before, after = script.before.search(lead), script.after.match(tail)
    if script.denied.search(lead[-14:]):
        return None
    if script.pairs:
        return _within(before, start - len(lead)) if before and after else None
    if before and after and not _closed(text, mark):
        return None
    if before:
        return _within(before, start - len(lead))
    return _within(after, end) if after else None


def _closed(text: str, mark: Marked) -> bool:
    """Say whether the words end their sentence, so that what follows is another's cue."""
    return text[mark.start : mark.end].rstrip("”’")[-1:] in "。！？.!?؟"


def _within(found: re.Match[str], base: int) -> Span:
    return base + found.start("who"), base + found.end("who")


def _speaker(
    text: str, span: Span, script: Script, found: Sequence[Attribution | None]
) -> Speaker | None:
    who = text[slice(*span)]
    if who[:1] in script.pronouns:
        return _last_named(text, span, script, found) if len(who) == 1 else None
    name = script.name(text, *span)
    if name is None:
        return None
    return Speaker(name=text[slice(*name)], mention=name, who=Who.NAMED)


def _last_named(
    text: str, span: Span, script: Script, found: Sequence[Attribution | None]
) -> Speaker | None:
    """Give a pronoun to the last speaker, if this line or the one before names no other."""
    line = text.rfind("\n", 0, span[0]) + 1
    introduced = _introduced(text, line, span[0])
    if len(introduced) > 1:
        return None
    names = introduced or {
        one.speaker.name for one in found[-1:] if one and one.speaker
    }
    if len(names) != 1 or "" in names:
        return None
    return Speaker(name=names.pop(), mention=span, who=Who.PRONOUN, sure=0.93)


def _introduced(text: str, start: int, end: int) -> set[str]:
    """Find the titled names between two places; an empty one where its end is unclear."""
    return {
        _ended(text, one.start(1))
        for one in _ZH_TITLED.finditer(text, max(start, end - _NEAR), end)
        if one.group(1) in _SURNAMES
    }


def _ended(text: str, start: int) -> str:
    """Cut a name off where a word follows that no name has inside: 李明|表示."""
    for length in reversed(_NAME_LENGTHS):
        if _ZH_AFTER_NAME.match(text, start + length):
            return text[start : start + length]
    return ""
