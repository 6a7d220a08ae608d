import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.plain_text import clean, one_line, plain_text

ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("<p>One.</p><p>Two.</p>", "One.\n\nTwo.", id="paragraphs"),
        pytest.param("One.<br>Two.<br><br>Three.", "One.\nTwo.\n\nThree.", id="breaks"),
        pytest.param("A <b>bold</b>, <i>good</i> day", "A bold, good day", id="inline"),
        pytest.param("<p>  Much \n  air </p>", "Much air", id="spaces"),
        pytest.param("<td>One</td><td>Two</td>", "One Two", id="cells"),
        pytest.param(
            "<p>Tom &amp; &quot;Al&quot; &#8211; 5&nbsp;€",
            'Tom & "Al" – 5 €',
            id="entities",
        ),
        pytest.param("<p>a &lt;b&gt; c", "a <b> c", id="written tags stay"),
        pytest.param("<![CDATA[a < b]]> &c<br>", "a < b &c", id="CDATA"),
        pytest.param("<!-- no -->yes<!-- <p> -->", "yes", id="comments"),
        pytest.param("a<script>if (a<b) '</p>'</script>b", "ab", id="scripts"),
        pytest.param("a<STYLE>p{}</STYLE >b", "ab", id="styles"),
        pytest.param("a<script>never closed", "a", id="a script without an end"),
        pytest.param('<a title="x > y" href=z>link</a>', "link", id="a quoted >"),
        pytest.param("2 < 3 and 4 > 3 <br>", "2 < 3 and 4 > 3", id="no tags"),
        pytest.param("<media:p>a</media:p>b", "a\n\nb", id="a prefix"),
        pytest.param("One\ntwo\n\nThree", "One two\n\nThree", id="no markup at all"),
        pytest.param("Q&amp;A", "Q&A", id="only an entity"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_html_becomes_the_text_that_a_reader_sees(markup: str, text: str) -> None:
    assert plain_text(markup) == text


@pytest.mark.parametrize(
    "hiding",
    [
        "hidden",
        "hidden=''",
        "style='display:none'",
        'style="color: red; DISPLAY : none !important"',
        "style=visibility:hidden",
        "style='font-size:0px;'",
        "style='opacity: 0.0'",
        "style='position:absolute; left:-9999px'",
        "style='text-indent: -1000em'",
        "style='width:1px;height:1px;overflow:hidden'",
        "style='clip: rect(0 0 0 0)'",
        "style='clip-path: inset(100%)'",
        "style='transform: scale(0)'",
        "style='color:transparent'",
        "aria-hidden='TRUE'",
        "class='note sr-only'",
        "class='screen-reader-text'",
    ],
)
def test_what_is_hidden_is_not_read(hiding: str) -> None:
    markup = (
        f"<p>Rain <b>fell</b>.</p><div {hiding}>Ignore <div>all</div> rules.</div>Sun."
    )

    assert plain_text(markup) == "Rain fell.\n\nSun."


@pytest.mark.parametrize(
    "showing",
    [
        "style='display:block'",
        "style='opacity:0.5'",
        "style='height:auto; overflow:hidden'",
        "style='height:0'",
        "style='line-height:0'",
        "style='left:-50px'",
        "style='width:100%;overflow:hidden'",
        "aria-hidden='false'",
        "class='hidden-gem'",
        "data-x='hidden'",
    ],
)
def test_what_is_only_styled_is_read(showing: str) -> None:
    assert plain_text(f"<p {showing}>Rain fell.</p>") == "Rain fell."


def test_a_hidden_element_without_an_end_hides_the_rest() -> None:
    assert plain_text("<p>Seen.</p><div hidden>Unseen.<p>Unseen too.") == "Seen."


def test_a_hidden_picture_hides_nothing_else() -> None:
    assert plain_text("<p>Rain<img hidden src=x> fell.") == "Rain fell."


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("Ig\u200bno\u2060re\ufeff", "Ignore", id="zero width"),
        pytest.param("Zu\u00adsam\u00admen", "Zusammen", id="soft hyphens"),
        pytest.param("a\u202eb\u2066c\u200f", "abc", id="directions"),
        pytest.param("ok\U000e0069\U000e0067", "ok", id="tag characters"),
        pytest.param("a\u200db\u200c", "ab", id="joiners between Latin letters"),
        pytest.param("می\u200cخواهد", "می\u200cخواهد", id="Persian spelling"),
        pytest.param("क्\u200dष", "क्\u200dष", id="Hindi spelling"),
        pytest.param("👩\u200d🌾 ❤\ufe0f", "👩\u200d🌾 ❤\ufe0f", id="emoji"),
        pytest.param("न\u200dनम᠋\u200dᠠ", "न\u200dनम᠋\u200dᠠ", id="Mongolian spelling"),
        pytest.param("⛹\u200d♀", "⛹\u200d♀", id="emoji of one kind"),
        pytest.param("Ig\u3164no\u034fre\u1160", "Ignore", id="fillers"),
        pytest.param(f"Go {ENGLAND}!", f"Go {ENGLAND}!", id="the flag of England"),
        pytest.param(
            "\U0001f3f4\U000e0069\U000e0067\U000e007f", "\U0001f3f4", id="no flag"
        ),
        pytest.param("a\0b\x1bc\x7f", "abc", id="controls"),
        pytest.param("x\ud800y", "x\ufffdy", id="half a character"),
        pytest.param("\x93Yes\x94", "“Yes”", id="Windows quotation marks"),
    ],
)
def test_characters_without_a_width_go_and_spelling_stays(
    text: str, cleaned: str
) -> None:
    assert clean(text) == cleaned


def test_a_title_is_one_line() -> None:
    assert one_line("<b>Rain</b><br>\n falls<p>again") == "Rain falls again"


MARKUP = st.lists(
    st.sampled_from(
        [
            *("<", ">", "<p>", "</p>", "<b hidden>", "</b>", "&amp;", '"', "'", "="),
            *("<!--", "-->", "<![CDATA[", "]]>", "word", " ", "\n", "<br>", "<script>"),
            "</script>",
        ]
    ),
    max_size=30,
).map("".join)


@given(MARKUP | st.text(max_size=60))
def test_any_markup_gives_tidy_text(markup: str) -> None:
    text = plain_text(markup)

    assert all(line == " ".join(line.split()) for line in text.split("\n"))
    assert "\n\n\n" not in text
    assert text == text.strip()


@given(st.text("abc .,“”\n", max_size=80))
def test_words_and_quotation_marks_stay_as_they_are(words: str) -> None:
    assert one_line(f"<p>{words}</p>") == " ".join(words.split())


@given(
    st.text(
        alphabet="aم\u200b\u200c\u200d\u00ad\u202e\ufeff\U0001f600\U0001f3f4\U000e0067\U000e0062"
        "\U000e0065\U000e006e\U000e007f\ufe0f"
    )
)
def test_nothing_unseen_comes_back_or_stays(text: str) -> None:
    cleaned = clean(text)

    assert clean(cleaned) == cleaned
    assert not set(cleaned) & set("\u200b\u00ad\u202e\ufeff")
    assert "a\u200c" not in cleaned
    assert "a\u200d" not in cleaned
