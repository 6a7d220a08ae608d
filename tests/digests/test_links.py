import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.links import is_web_link, one_address


@pytest.mark.parametrize(
    ("link", "address"),
    [
        pytest.param(
            "HTTPS://News.Example/Rain", "https://news.example/Rain", id="case of host"
        ),
        pytest.param(
            "http://news.example:80/a#top",
            "http://news.example/a",
            id="port and anchor",
        ),
        pytest.param(
            "https://news.example:8443/a", "https://news.example:8443/a", id="own port"
        ),
        pytest.param(
            "https://news.example/a?utm_source=x&id=7&fbclid=y&b=",
            "https://news.example/a?id=7&b=",
            id="tracking",
        ),
        pytest.param(
            "https://news.example/a?utm_source=rss",
            "https://news.example/a",
            id="only tracking",
        ),
        pytest.param("https://news.example", "https://news.example/", id="no path"),
        pytest.param(" https://news.example/a ", "https://news.example/a", id="spaces"),
        pytest.param("urn:uuid:1", "urn:uuid:1", id="no web link"),
        pytest.param("https://[broken", "https://[broken", id="no address at all"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_what_differs_from_reader_to_reader_is_dropped(link: str, address: str) -> None:
    assert one_address(link) == address


def test_what_names_the_page_is_kept() -> None:
    first, second = "https://news.example/?p=1", "https://news.example/?p=2"

    assert one_address(first) != one_address(second)


def test_space_before_a_fragment_goes_with_it() -> None:
    assert one_address("https://a.example/news #top") == "https://a.example/news"


@given(st.text(max_size=60) | st.text(max_size=40).map("https://news.example/".__add__))
def test_one_address_is_the_same_the_second_time(link: str) -> None:
    assert one_address(one_address(link)) == one_address(link)


@pytest.mark.parametrize(
    "link", ["", "ftp://a.example/", "https://a.example/" + "a" * 2000]
)
def test_other_and_endless_links_are_no_web_links(link: str) -> None:
    assert not is_web_link(link)
