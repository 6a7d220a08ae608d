"""Words that give away furniture, sellers, and the writer's voice."""

import pytest

from digests.summarize import wording


@pytest.mark.parametrize(
    "sentence",
    [
        "Subscribe to our newsletter and get the best of Varnholm every Friday.",
        "Sign up for alerts about the council of Varnholm and its coal plants.",
        "By Mira Dunnett, Varnholm",
        "Von Mira Dunnett",
        "Photo: the plant of Varnholm on Monday, shortly before the end.",
        "Published on Monday at noon by the desk of the Varnholm Courier.",
        "Reporting by Mira Dunnett in Varnholm and Tomas Ell in Ostholm.",
        "Follow her on the network of your choice for more about coal.",
        "This article was first published by the Varnholm Courier on Monday.",
        "This website uses cookies in order to work as well as it can.",
        "More at https://courier.example/plant and in the printed edition.",
        "Lesen Sie auch: Warum Varnholm seine Kraftwerke schließt.",
        "Lire aussi : pourquoi Varnholm ferme sa centrale à charbon.",
        "Suscríbete a nuestro boletín y recíbelo gratis cada lunes.",
        "Подписывайтесь на наш канал, чтобы не пропустить новости Варнхольма.",
        "مقالات ذات صلة عن إغلاق محطة الفحم في مدينة فارنهولم.",
        "点击这里阅读更多关于瓦恩霍尔姆电厂的新闻。",
    ],
)
def test_a_site_that_talks_about_itself_is_recognised(sentence: str) -> None:
    assert wording.is_about_the_site(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The council of Varnholm published its budget, which is larger than ever.",
        "By Monday the plant had burned its last coal, the council said.",
        "Photographers of four agencies waited at the gate of the plant.",
        "More than 400 people work at the plant on Mill Street.",
        "Von Montag an bleibt das Kraftwerk in Varnholm geschlossen.",
        "Комиссия подписала договор о закрытии станции в Варнхольме.",
    ],
)
def test_news_is_not_taken_for_furniture(sentence: str) -> None:
    assert not wording.is_about_the_site(sentence)


def test_the_country_is_not_the_writer() -> None:
    assert not wording.is_in_own_voice("The US army", "en")
    assert wording.is_in_own_voice("Tell us", "en")


def test_german_readers_are_addressed_in_capitals() -> None:
    formal = "Hier können Sie die Karte sehen."
    about_her = "Sie schloss das Kraftwerk."

    assert wording.is_in_own_voice(formal, "de")
    assert not wording.is_in_own_voice(about_her, "de")


@pytest.mark.parametrize(
    "line",
    ["Related Articles", "Read more", "Mehr zum Thema", "相关阅读", "Поделиться"],
)
def test_the_end_of_an_article_is_recognised(line: str) -> None:
    assert wording.opens_the_tail(line)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000,
        "<" * 200_000,
        "www" * 60_000,
    ],
    ids=["letters", "brackets", "www"],
)
def test_a_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    # Quadratic time would take minutes here.
    wording.is_about_the_site(text)

    assert not wording.opens_the_tail(text)
