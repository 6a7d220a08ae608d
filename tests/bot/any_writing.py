"""What people write: words of all scripts, emoji, addresses, and what looks like markup."""

import unicodedata

from hypothesis import strategies as st

from bot.documents import Document
from tests.bot.any_document import documents_of

_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyzßäöüéèñçøåœ",
    "ẞŠŽđğıİőűąęłțņĸŉ",
    "αβγδεζηθικλμνξοπρσςτυφχψωάέή",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяїєґ",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويآأإةىئ",
    "אבגדהוזחטיכלמנסעפצקרשתךםןףץ",
    "अआइईउऊएकखगघचछजटडणतथदनपबभमयरलवशसहािीुूेैोौं्",
    "กขคงจฉชซญดตถทธนบปผพฟมยรลวศสหอะาิีึืุูเแโใไ่้๊๋์",
    "中文新闻报道今天政府宣布桥梁关闭水电站選舉結果公布臺灣",
    "ニュースはきょう橋を閉鎖しましたッャュョー",
    "뉴스오늘정부는다리를폐쇄했다고발표",
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
    "አማርኛዜናዛሬድልድይተዘጋ",
    "அஆஇஈஉகஙசஞடணதநபமயரலவழளறனாிீுூெேை்",
    "𝐀𝐁𝐂𝒹𝒾𝑔𝕚𝕥𝟙𝟚𐍈𐌰𝄞🄰",
)
_EMOJI = "😀 🦊 👩‍👩‍👧‍👦 🏳️‍🌈 🇩🇪🇺🇦 👍🏽 ☎️ 5️⃣ ❤️‍🔥 🧑🏿‍🚀 ‼️ ©️ 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ⚡ 🗑".split(" ")
# Marks on letters, joiners and turns of direction, as found in the wild.
_ODDITIES = (
    "Z̸̡̛͎͓͕a̷͖͐l̵͇̈́g̶̣̓o",
    "e\u0301a\u0308",
    "\u200f\u200eab",
    "x\u200by\u200cz\u200d",
    "\u2067abc\u2069",
    "soft\u00adhyphen",
    "\ufeffbom",
    "a\u0000b",
    "line\u2028break",
    "\ud83e",
)
_SPIKES = (
    "@everyone @here <@123456> <@!7> <@&99> <#7> <t:99:R> </help:12> <:a:1> :smile: "
    "@nasa /status /more@verbatim_bot #news $TSLA +49301234567 a@example.org "
    "**a** *b* __c__ _d_ ~~e~~ ||f|| `g` ``` > >>> - # ## -# 1. 2) * + [a](b) [x] ](y "
    "\\ \\* <b>h</b> &amp; {i} “j” „k“ «l» 'm' … — --- ___ === | ~ ^ = ! ? ; , ."
).split()
_ADDRESSES = (
    "https://news.test/a",
    "http://a.test/(x)_y_*z*?q=1&r=[2]#:~:text=to%20be",
    "https://пример.test/новости",
    "https://a.test/" + "x" * 900,
    "www.example.org/path",
    "tg://user?id=1",
    "ftp://old.example.org",
)

# Where the letters of further scripts begin, from Bengali to Adlam.
_BEGINNINGS = (
    0x0710, 0x0780, 0x07C0, 0x0985, 0x0A05, 0x0A85, 0x0B05, 0x0C05, 0x0C85, 0x0D05,
    0x0D85, 0x0E81, 0x0F40, 0x1000, 0x13A0, 0x1401, 0x1681, 0x16A0, 0x1780, 0x1820,
    0x1950, 0x1A00, 0x1B05, 0x1C00, 0x1C50, 0x2C00, 0x2C80, 0x2D30, 0x3105, 0xA000,
    0xA4D0, 0xA500, 0xA840, 0xA930, 0xA984, 0xAA00, 0xABC0, 0x10280, 0x10400, 0x10480,
    0x10800, 0x10900, 0x10C00, 0x11003, 0x12000, 0x13000, 0x16A40, 0x16F00, 0x1E900,
)  # fmt: skip


def _letters_from(first: int) -> str:
    near = map(chr, range(first, first + 60))
    return "".join(each for each in near if unicodedata.category(each)[0] in "LMN")


words = st.sampled_from(
    [*_ALPHABETS, *_ALPHABETS, *map(_letters_from, _BEGINNINGS)]
).flatmap(lambda alphabet: st.text(alphabet, min_size=1, max_size=14))
long_words = st.builds(
    lambda word, times: word * times,
    st.sampled_from([alphabet[0] for alphabet in _ALPHABETS] + ["🦊", "ab", "क्"]),
    st.sampled_from([120, 900, 4000, 5000]),
)


def weighted(*kinds: tuple[int, st.SearchStrategy[str]]) -> st.SearchStrategy[str]:
    """Choose among kinds, each as often as its weight says."""
    every = [kind for weight, kind in kinds for _ in range(weight)]
    return st.sampled_from(every).flatmap(lambda kind: kind)


tokens = weighted(
    (9, words),
    (1, st.sampled_from(_EMOJI)),
    (3, st.sampled_from(_SPIKES)),
    (1, st.sampled_from(_ODDITIES)),
    (1, st.sampled_from(_ADDRESSES)),
    (1, st.text(max_size=12)),
)
between = st.sampled_from([" ", " ", " ", "", "\n", "\n\n", ". ", "。", "\u00a0", ", "])
phrases = st.builds(
    lambda pairs: "".join(token + gap for token, gap in pairs),
    st.lists(st.tuples(tokens, between), max_size=14),
)
# A few are as long as an article: a phrase that returns costs no time to think of.
writings = weighted(
    (20, phrases),
    (2, st.builds(lambda one, times: one * times, phrases, st.integers(2, 40))),
    (1, st.builds(lambda one, word: one + word, phrases, long_words)),
)
links = st.one_of(
    st.sampled_from(["", "https://news.test/a", "javascript:alert(1)"]),
    st.sampled_from(_ADDRESSES),
    words.map(lambda word: f"https://news.test/{word}#:~:text={word}"),
    st.just("https://a.test/" + "x" * 3000),
    st.just("https://news.test/a#:~:text=" + "w" * 2100),
)
documents: st.SearchStrategy[Document] = documents_of(writings, links)
