"""Which sentences may stand in a digest, and which lean on their neighbours."""

import pytest

from digests import terms
from digests.news import Article
from digests.summarize.fitness import (
    Candidate,
    Doorkeeper,
    candidates,
    count_figures,
    length,
)

PLAIN = "The council of Varnholm closed its last coal plant on Monday morning."


def found(text: str, *, lang: str = "en", title: str = "") -> list[Candidate]:
    article = Article(url="", title=title, text=text, lang=lang)
    door = Doorkeeper(text, lang)
    return [one for one in candidates(article, (), lang) if door.lets_in(one)]


def fit(text: str, *, lang: str = "en", title: str = "") -> list[str]:
    return [candidate.text for candidate in found(text, lang=lang, title=title)]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("The plant is closed.", id="too short"),
        pytest.param("The plant " + "closed and " * 50 + "stayed so.", id="too long"),
        pytest.param(
            "and so the council closed its last coal plant on Monday.",
            id="its beginning is lost",
        ),
        pytest.param(
            "The council of Varnholm closed its last coal plant on...",
            id="its end is cut off",
        ),
        pytest.param(
            "COUNCIL OF VARNHOLM CLOSES ITS LAST COAL PLANT ON MONDAY.", id="shouted"
        ),
        pytest.param(
            "The council of Varnholm (which met on Monday closed its last coal plant.",
            id="a bracket is open",
        ),
        pytest.param(
            "The council of Varnholm said: “We closed our last coal plant on Monday.",
            id="a quotation is open",
        ),
        pytest.param(
            "The council closed its last plant,the oldest of the region, on Monday.",
            id="a space is lost",
        ),
        pytest.param(
            "— The last coal plant of Varnholm is closed, the mayor told us all.",
            id="speech behind a dash",
        ),
        pytest.param(
            "The council\ufffds last coal plant was closed on Monday in the morning.",
            id="a character is lost",
        ),
        pytest.param(
            "Plant 12 34 56 78 90, 12 34 56 78 90, 12 34 56 78 90 12 34 56.",
            id="digits",
        ),
        pytest.param(
            "Does the council of Varnholm know what it does to us?", id="asks"
        ),
        pytest.param(
            "We visited the last coal plant of Varnholm on Monday morning.",
            id="the writer speaks",
        ),
        pytest.param(
            "If you live in Varnholm, the council closed its plant near you.",
            id="speaks to the reader",
        ),
        pytest.param(
            "The council of Varnholm closed its “last” coal plant on Monday.",
            id="marks that nobody vouches for",
        ),
    ],
)
def test_a_sentence_that_cannot_stand_is_left_out(sentence: str) -> None:
    assert fit(f"{PLAIN}\n\n{sentence}") == [PLAIN]


def test_a_headline_of_another_article_is_no_sentence() -> None:
    assert fit(f"{PLAIN}\n\nVarnholm and Ostholm open the first joint wind farm") == [
        PLAIN
    ]


def test_a_caption_goes_with_its_credit() -> None:
    caption = (
        "Workers leave the plant in Varnholm for the last time. Handout / Brisk Agency"
    )

    assert fit(f"{caption}\n\n{PLAIN}") == [PLAIN]


def test_what_follows_the_article_is_not_read() -> None:
    tail = "Ostholm opens the first wind farm of the region with a party."

    assert fit(f"{PLAIN} {PLAIN}\n\nRelated Articles\n\n{tail}") == [PLAIN] * 2


@pytest.mark.parametrize(
    "dateline",
    [
        "Media playback is not supported on this device",
        "VARNHOLM (Brisk Agency) - ",
        "Varnholm (ba) – ",
        "VARNHOLM, May 5 -- ",
        "VARNHOLM — ",
        "(BNA) ",
    ],
)
def test_a_dateline_is_left_out(dateline: str) -> None:
    assert fit(dateline + PLAIN) == [PLAIN]


@pytest.mark.parametrize(
    "sentence",
    [
        "Varnholm (population 9,000) closed its last coal plant on Monday.",
        "Marta Oss - a union leader - has left the plant on Mill Street.",
    ],
)
def test_what_only_looks_like_a_dateline_stays(sentence: str) -> None:
    assert fit(sentence) == [sentence]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "He closed the last coal plant of the town of Varnholm on Monday."),
        ("en", "But the council of Varnholm closed the last coal plant on Monday."),
        ("en", "On Monday, she closed the last coal plant of the town of Varnholm."),
        ("en", "Last week he closed the last coal plant of the town of Varnholm."),
        ("en", "In addition, the council of Varnholm closed a plant on Monday."),
        ("en", "The 54-year-old closed the last coal plant of Varnholm on Monday."),
        ("en", "The plant will need at least nine weeks, he said, and many workers."),
        ("en", "The plant of Varnholm will need nine more weeks, she also said."),
        ("en", "It is expected to last for four weeks from Monday on."),
        ("de", "Dennoch schloss der Rat von Varnholm am Montag das letzte Kraftwerk."),
        ("de", "Am Montag schloss er das letzte Kraftwerk der Stadt Varnholm ganz."),
        ("de", "Das teilte der Stadtrat von Varnholm am Montag im Rathaus mit."),
        ("de", "Das bestätigte der Stadtrat von Varnholm am Montag im Rathaus."),
        ("de", "Welche Kraftwerke das sind, ist am Montag nicht gesagt worden."),
        ("de", "Grund war der Rückzug des Rates aus dem Betrieb des Kraftwerks."),
        ("fr", "Elle a fermé lundi la dernière centrale à charbon de Varnholm."),
        ("de", "Das Kraftwerk in Varnholm brauche noch neun Wochen, sagte sie."),
        ("fr", "La centrale de Varnholm fermera au printemps, a-t-il ajouté lundi."),
        ("es", "Sin embargo, el consejo de Varnholm cerró la última central el lunes."),
        ("ru", "Он закрыл в понедельник последнюю угольную станцию города Варнхольм."),
        ("ar", "لكن مجلس المدينة أغلق يوم الاثنين آخر محطة تعمل بالفحم في فارنهولم."),
        ("zh", "他星期一关闭了瓦恩霍尔姆市最后一座燃煤电厂并感谢了工人。"),
        ("ja", "しかし市議会は月曜日に市内最後の石炭火力発電所を閉鎖した。"),
    ],
)
def test_a_sentence_that_points_back_leans(lang: str, sentence: str) -> None:
    assert [c.leans for c in found(sentence, lang=lang)] == [True]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", PLAIN),
        ("en", "There were 412 people at work in the plant of Varnholm on Monday."),
        ("en", "It is not immediately clear whether the plant of Varnholm is closed."),
        ("en", "It was thought that the plant of Varnholm would close on Monday."),
        ("en", "This week the council of Varnholm closed the last coal plant."),
        ("en", "A miner lost his place when the plant in Varnholm closed its doors."),
        ("en", "On Monday, Marta Oss said that she would close the plant for good."),
        ("en", "The plant of Varnholm will need nine weeks, its owner said on Monday."),
        ("en", "The council of Varnholm will close the plant in spring, Marta Oss said."),
        ("de", "Das Kraftwerk in Varnholm wurde am Montag vom Rat der Stadt geschlossen."),
        ("de", "Das geplante Kraftwerk wurde am Montag vom Rat der Stadt abgelehnt."),
        ("de", "Die letzte Kohle der Stadt Varnholm wurde am Montag verbrannt."),
        ("fr", "La dernière centrale à charbon de Varnholm a été fermée ce lundi."),
        ("zh", "瓦恩霍尔姆市议会星期一关闭了该市最后一座燃煤电厂。"),
    ],
)  # fmt: skip
def test_a_sentence_that_names_its_subject_does_not_lean(
    lang: str, sentence: str
) -> None:
    assert [c.leans for c in found(sentence, lang=lang)] == [False]


def test_a_known_thing_refers_to_an_earlier_sentence() -> None:
    refers = [
        c.refers for c in found(f"{PLAIN} The clip, seen by 412 people, is short.")
    ]

    assert refers == [False, True]


def test_length_counts_two_characters_as_a_word_where_no_spaces_are_written() -> None:
    assert length("The plant is closed") == 4
    assert length("电厂星期一关闭") == 4


def test_a_script_without_full_stops_is_read_when_nothing_else_is_there() -> None:
    thai = "สภาเมืองประกาศเมื่อวันจันทร์ว่าจะปิดโรงไฟฟ้าถ่านหินแห่งสุดท้ายในเดือนมีนาคม"
    article = Article(url="", title="", text=thai, lang="th")

    assert list(candidates(article, (), "th")) == []
    assert [c.text for c in candidates(article, (), "th", strict=False)] == [thai]


def test_a_long_text_is_not_read_to_the_middle_of_a_sentence() -> None:
    text = f"{PLAIN} " * 200

    assert set(fit(text)) == {PLAIN}


def test_places_count_the_sentences_that_cannot_stand_too() -> None:
    assert [c.place for c in found(f"Why? {PLAIN}")] == [1]


@pytest.mark.parametrize(
    ("text", "lang", "figures"),
    [
        ("The vote was 8 to 1.", "en", 2),
        ("Demolition is halted until the ninth of June.", "en", 1),
        ("Die Sitzung beginnt am Dienstag um zwölf Uhr.", "de", 2),
        ("图书馆一周新办借书证三百一十二张。", "zh", 1),
        ("One of them may march.", "en", 0),
        ("The crowd was very loud.", "en", 0),
    ],
)
def test_numbers_and_dates_count_in_figures_and_in_words(
    text: str, lang: str, figures: int
) -> None:
    assert count_figures(terms.word_list(text), lang) == figures
