import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.charset import decode, modern

WORDS = "Flüsse übertreten „alle“ Ufer – 5 €"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"]
)
def test_unicode_of_any_kind_is_read(encoding: str) -> None:
    markup = f"<p>{WORDS}</p>"

    assert decode(markup.encode(encoding)) == markup


def test_utf_8_is_utf_8_whatever_its_sender_says() -> None:
    markup = f'<?xml version="1.0" encoding="ISO-8859-1"?><p>{WORDS}</p>'

    assert decode(markup.encode(), "text/html; charset=latin-1") == markup


@pytest.mark.parametrize(
    ("name", "encoding", "words"),
    [
        pytest.param("windows-1251", "cp1251", "Реки выходят", id="Russian"),
        pytest.param("gb2312", "gb18030", "河水上涨 €", id="Chinese, wider than said"),
        pytest.param(
            "shift_jis", "cp932", "川が増水 ①", id="Japanese, wider than said"
        ),
        pytest.param("euc-kr", "cp949", "강물이 불어", id="Korean"),
        pytest.param("iso-8859-1", "cp1252", WORDS, id="Latin-1 means Windows"),
        pytest.param("iso-8859-9", "cp1254", "Nehirler taşıyor €", id="Turkish"),
        pytest.param("koi8-r", "koi8-r", "Реки выходят", id="KOI8"),
        pytest.param("big5", "big5", "河水上漲", id="Big5"),
    ],
)
def test_a_named_encoding_is_believed(name: str, encoding: str, words: str) -> None:
    in_page = f'<meta charset="{name}"><p>{words}'

    assert decode(in_page.encode(encoding)) == in_page
    assert decode(words.encode(encoding), f"text/html; charset={name}") == words


@pytest.mark.parametrize("name", ["no-such", "idna", "rot13", "unicode_escape", "zip"])
def test_an_encoding_that_no_page_has_is_not_believed(name: str) -> None:
    body = f'<meta charset="{name}"><p>{WORDS}'.encode("cp1252")

    assert decode(body).endswith(WORDS)


def test_a_few_faults_do_not_make_utf_8_something_else() -> None:
    text = decode(WORDS.encode() * 3 + b"\xff")

    assert text == WORDS * 3 + "\ufffd"


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_text_that_was_encoded_twice_is_put_right(encoding: str) -> None:
    words = "Die Flüsse übertreten alle Ufer"
    twice = words.encode().decode(encoding).encode()

    assert decode(twice) == words


def test_honest_text_that_only_looks_encoded_twice_stays() -> None:
    words = "Il écrit « Ã© » au lieu de « é »"

    assert decode(words.encode()) == words


def test_controls_become_what_windows_meant() -> None:
    assert modern("\x84Ja\x93 \x96 5 \x80, \x81") == "„Ja“ – 5 €, \x81"


@given(st.text(st.characters(max_codepoint=0x7F) | st.characters(min_codepoint=0x400)))
def test_what_is_utf_8_comes_back(text: str) -> None:
    body = f"x{text}".encode(errors="ignore")

    assert decode(body, "text/html; charset=koi8-r") == body.decode()


@given(st.binary(max_size=200), st.text(max_size=40))
def test_any_bytes_give_a_text(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, content_type), str)
