"""What may not stand in a sentence that a machine wrote, and what may."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.summarize.grounding import Objection, objection

ENGLISH = (
    "Mayor Marta Oss denied on Monday that the town of Varnholm owed 12 million euros to Otto Uhl.",
    "Nearly 412 people work at the plant on Mill Street, which never made a profit.",
    "She sued Uhl in March, and the Ostholm council did not attend the hearing.",
    "Unemployment in Tarvik fell by 5.5 per cent to 1,200 on 3 May.",
    "The Kellan Harbour Union called the second plan “a kind of theft”.",
)
GERMAN = (
    "Die Bürgermeisterin Marta Oss kündigte am Montag an, dass Varnholm 1,2 Millionen Euro zahlt.",
    "Otto Uhl lehnte den Plan ab, und der Rat stimmte nicht zu.",
    "Marta Oss verklagte Otto Uhl im März.",
    "Im Werk am Hafen arbeiten zweihundertzwölf Menschen, teilte die Polizei mit.",
)
FRENCH = (
    "Le maire de Valmont, Luc Perrin, a promis douze millions d'euros pour le port, lundi 3 mai.",
    "L'usine ne fermera pas, a déclaré Anne Morel.",
)
SPANISH = (
    "La alcaldesa Ana Robles dijo que el puerto no cerrará hasta el 14 de junio y costará treinta y un millones de euros.",
    "Robles criticó a Luis Vega por el retraso de la obra.",
)
RUSSIAN = (
    "Мэр Тарвика Олег Зимин заявил в понедельник, что завод получит двенадцать миллионов рублей.",
    "Совет Тарвика не поддержал Зимина.",
    "Орлов обвинил Зимина в обмане.",
)
ITALIAN = (
    "Il sindaco Gino Ferri ha detto che la fabbrica non chiuderà e che 32 operai resteranno.",
)
PORTUGUESE = ("A prefeita Rita Lopes negou que a ponte custará 3,5 milhões de reais.",)
ARTICLES = {
    "en": ENGLISH,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
    "ru": RUSSIAN,
    "it": ITALIAN,
    "pt": PORTUGUESE,
}
SAID = ("a kind of theft",)


def judged(sentence: str, lang: str = "en") -> Objection | None:
    told = ARTICLES[lang]
    return objection(sentence, told, text="\n\n".join(told), quoted=SAID, lang=lang)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Marta Oss denied that Varnholm owed Otto Uhl 12 million euros."),
        ("en", "Marta Oss denied owing Uhl €12m."),
        ("en", "The plant, where 412 people work, never made a profit."),
        ("en", "The Ostholm council didn't attend the hearing."),
        ("en", "On May 3 unemployment in Tarvik was down 5.5% to 1200."),
        ("en", "KHU called the second plan “a kind of theft”."),
        ("en", "Marta Oss sued Uhl in March."),
        ("en", "In March, Uhl was sued by Marta Oss."),
        ("de", "Varnholm zahlt 1,2 Mio. Euro, kündigte Marta Oss an."),
        ("de", "Der Rat stimmte nicht zu."),
        ("de", "Im März verklagte Marta Oss Otto Uhl."),
        ("de", "Die Stadt Varnholm zahlt 1,2 Millionen Euro."),
        ("de", "Im Werk am Hafen arbeiten 212 Menschen."),
        ("fr", "Luc Perrin a promis 12 millions d’euros pour le port lundi."),
        ("fr", "L'usine ne fermera pas, selon Anne Morel."),
        ("es", "El puerto costará 31 millones de euros, dijo Ana Robles."),
        ("es", "Ana Robles dijo que el puerto no cerrará hasta el 14 de junio."),
        ("ru", "Завод в Тарвике получит 12 млн рублей."),
        ("ru", "Совет Тарвика не поддержал Зимина, мэра города."),
        ("it", "Trentadue operai resteranno, ha detto Gino Ferri."),
        ("pt", "Rita Lopes negou que a ponte custará 3,5 milhões de reais."),
    ],
)
def test_what_the_sources_say_in_other_words_may_stand(
    lang: str, sentence: str
) -> None:
    assert judged(sentence, lang) is None


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "The town of Varnholm owed Otto Uhl 13 million euros."),
        ("en", "The town of Varnholm owed Otto Uhl 12 billion euros."),
        ("en", "Nearly four hundred people work at the plant on Mill Street."),
        ("en", "Unemployment in Tarvik fell by 1,200 per cent to 5.5."),
        ("en", "The Kellan Harbour Union called the third plan “a kind of theft”."),
        ("de", "Varnholm zahlt 1,3 Millionen Euro, kündigte Marta Oss an."),
        ("de", "Im Werk am Hafen arbeiten zweihundertdreizehn Menschen."),
        ("fr", "Luc Perrin a promis deux millions d'euros pour le port."),
        ("fr", "Luc Perrin a promis vingt et un millions d'euros pour le port."),
        ("es", "El puerto costará treinta y dos millones de euros."),
        ("ru", "Завод получит тринадцать миллионов рублей, заявил Олег Зимин."),
        ("it", "Trentatré operai resteranno, ha detto Gino Ferri."),
        ("pt", "Rita Lopes negou que a ponte custará 3,6 milhões de reais."),
    ],
)
def test_a_number_that_no_source_holds_may_not(lang: str, sentence: str) -> None:
    assert judged(sentence, lang) in {Objection.NUMBER, Objection.UNIT}


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "The town of Varnholm owed Otto Uhl $12 million."),
        ("en", "Unemployment in Tarvik fell by 5.5 euros."),
        ("de", "Varnholm zahlt 1,2 Mio. Dollar, kündigte Marta Oss an."),
        ("fr", "Luc Perrin a promis douze millions de dollars pour le port."),
        ("es", "El puerto costará 31 millones de dólares, dijo Ana Robles."),
        ("ru", "Завод получит 12 млн долларов, заявил Олег Зимин."),
    ],
)
def test_a_number_keeps_its_unit(lang: str, sentence: str) -> None:
    assert judged(sentence, lang) is Objection.UNIT


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Marta Oss sued Uhl in April."),
        ("en", "Marta Oss denied on Tuesday that Varnholm owed money to Otto Uhl."),
        ("en", "Unemployment in Tarvik fell on 3 June."),
        ("de", "Marta Oss verklagte Otto Uhl im Mai."),
        ("fr", "Luc Perrin a promis douze millions d'euros mardi."),
        ("es", "El puerto no cerrará hasta el 14 de julio, dijo Ana Robles."),
        ("ru", "Олег Зимин заявил во вторник, что завод получит рубли."),
    ],
)
def test_a_date_is_the_sources_date(lang: str, sentence: str) -> None:
    assert judged(sentence, lang) is Objection.DATE


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Mayor Marta Brix denied that Varnholm owed money to Otto Uhl."),
        ("en", "The Lundby council did not attend the hearing."),
        ("en", "Brix said the plant never made a profit."),
        ("de", "Marta Oss verklagte Bernd Klein im März."),
        ("fr", "Marc Perrin a promis douze millions d'euros pour le port."),
        ("es", "Ana Morales dijo que el puerto no cerrará hasta el 14 de junio."),
        ("ru", "Совет Кельмы не поддержал Зимина."),
    ],
)
def test_nobody_new_comes_in(lang: str, sentence: str) -> None:
    assert judged(sentence, lang) is Objection.NAME


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Otto Uhl owed the town of Varnholm 12 million euros."),
        ("en", "Uhl sued Marta Oss in March."),
        ("en", "Mayor Marta Uhl denied that Varnholm owed money."),
        ("de", "Otto Uhl verklagte Marta Oss im März."),
        ("de", "Marta Uhl verklagte Otto Uhl im März."),
        ("es", "Luis Vega criticó a Robles por el retraso de la obra."),
        ("ru", "Зимин обвинил Орлова в обмане."),
    ],
)
def test_nobody_takes_the_part_of_another(lang: str, sentence: str) -> None:
    assert judged(sentence, lang) is Objection.WHO


def test_somebody_of_the_article_whom_the_sources_do_not_mean_may_not_stand() -> None:
    told = [ENGLISH[1]]
    sentence = "Nearly 412 people work at the Ostholm plant on Mill Street."

    assert objection(sentence, told, text=" ".join(ENGLISH), lang="en") is Objection.WHO


def test_a_pronoun_stands_for_whom_the_sentence_before_names() -> None:
    text = "Marta Oss left the hall at noon. She sued the harbour in March."
    told = ["She sued the harbour in March."]

    assert (
        objection("Marta Oss sued the harbour in March.", told, text=text, lang="en")
        is None
    )


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Marta Oss said that Varnholm owed Otto Uhl 12 million euros."),
        ("en", "The plant on Mill Street made a profit."),
        ("en", "The Ostholm council attended the hearing."),
        ("en", "Nearly 412 people do not work at the plant on Mill Street."),
        ("en", "Unemployment in Tarvik never fell by 5.5 per cent."),
        ("de", "Der Rat stimmte zu."),
        ("de", "Varnholm zahlt keine 1,2 Millionen Euro."),
        ("fr", "L'usine fermera, a déclaré Anne Morel."),
        ("fr", "Luc Perrin n'a pas promis douze millions d'euros pour le port."),
        ("es", "Ana Robles dijo que el puerto cerrará hasta el 14 de junio."),
        ("ru", "Совет Тарвика поддержал Зимина."),
        ("ru", "Завод не получит 12 млн рублей, заявил Олег Зимин."),
        ("it", "La fabbrica chiuderà, ha detto Gino Ferri."),
        ("pt", "A prefeita Rita Lopes disse que a ponte custará 3,5 milhões de reais."),
    ],
)
def test_no_negation_is_lost_or_added(lang: str, sentence: str) -> None:
    assert judged(sentence, lang) is Objection.NEGATION


@pytest.mark.parametrize(
    "sentence",
    [
        "The Kellan Harbour Union called the second plan “a kind of robbery”.",
        "The Kellan Harbour Union called the second plan “a kind of theft.",
        "The Kellan Harbour Union called the second plan 'a kind of robbery'.",
        "The plant on Mill Street never made a “profit”.",
        "The plant on Mill Street never made a 'profit'.",
        "The plant on Mill Street never made a «profit».",
        "The plant on Mill Street never made a 「profit」.",
    ],
)
def test_only_verified_words_stand_between_marks(sentence: str) -> None:
    assert judged(sentence) is Objection.QUOTE


@pytest.mark.parametrize(
    "sentence",
    [
        'The Kellan Harbour Union called the second plan "a kind  of theft".',
        "The Kellan Harbour Union called the second plan “a kind of theft,”.",
        "The Kellan Harbour Union called the second plan ‘a kind of theft’.",
        "The Kellan Harbour Union's second plan was “a kind of theft”.",
    ],
)
def test_the_shape_of_a_mark_does_not_matter(sentence: str) -> None:
    assert judged(sentence) is None


@pytest.mark.parametrize(
    "words",
    [
        "https://varnholm.example/plant",
        "varnholm.example",
        "VARNHOLM.EXAMPLE",
        "Varnholm.Com",
        "x.com/plant",
        "www.varnholm",
        "marta@varnholm",
        "@martaoss",
        "＠martaoss",
        "[the plant](plant)",
        "<@1234>",
        "varn\u200bholm\u200b.example",
        "mailto:marta",
        "127.0.0.1",
    ],
)
def test_no_sentence_links_anywhere(words: str) -> None:
    assert judged(f"The plant never made a profit: {words}") is Objection.LINK


@pytest.mark.parametrize(
    "sentence",
    [
        "The plant made no profit.The town sued.",
        "The U.S. plant cost 1.5 million, e.g. for coal.",
        "At 11.30 a.m. the plant closed.",
        "Ca. 1,2 Mio. Euro zahlt die Stadt lt. Rat z. B. für St. Anna.",
    ],
)
def test_a_point_makes_no_link(sentence: str) -> None:
    assert objection(sentence, [sentence], text=sentence, lang="en") is None


def test_what_has_too_little_to_do_with_its_sources_may_not_stand() -> None:
    assert (
        judged("Fresh bread and good wine make every picnic better.")
        is Objection.UNSUPPORTED
    )


@pytest.mark.parametrize("sources", [[], [""], ["", ""]])
def test_a_sentence_without_sources_may_not_stand(sources: list[str]) -> None:
    assert (
        objection(ENGLISH[1], sources, text=ENGLISH[1], lang="en")
        is Objection.UNSUPPORTED
    )


def test_an_endless_sentence_may_not_stand() -> None:
    assert (
        objection("plant " * 400, ENGLISH, text=" ".join(ENGLISH), lang="en")
        is Objection.UNSUPPORTED
    )


def test_the_language_of_the_article_is_told_from_its_text() -> None:
    text = " ".join(GERMAN)

    assert objection("Der Rat stimmte zu.", GERMAN, text=text) is Objection.NEGATION


def test_lower_cased_sources_hold_names_too() -> None:
    told = [sentence.lower() for sentence in ENGLISH]

    assert (
        objection(
            "Marta Oss denied that Varnholm owed Otto Uhl 12 million euros.",
            told,
            text=" ".join(told),
            lang="en",
        )
        is None
    )


@pytest.mark.parametrize("lang", ARTICLES)
def test_every_source_may_stand_as_it_is(lang: str) -> None:
    assert [judged(sentence, lang) for sentence in ARTICLES[lang]] == [None] * len(
        ARTICLES[lang]
    )


_PIECES = [*"aBcÄжИ 国 019.,%€$-—'’\"“”„«»[](@:/!?…\n\u200b", " not ", " Roth "]
_NEWS = st.lists(st.sampled_from(_PIECES), max_size=60).map("".join)
_LANGS = st.sampled_from(["", *ARTICLES, "nl", "pl", "uk", "zh", "xx"])


@given(_NEWS, st.lists(_NEWS, max_size=3), _NEWS, st.lists(_NEWS, max_size=2), _LANGS)
def test_any_text_is_judged(
    sentence: str, sources: list[str], text: str, quoted: list[str], lang: str
) -> None:
    found = objection(sentence, sources, text=text, quoted=quoted, lang=lang)

    assert found is None or isinstance(found, Objection)


@given(st.text(), st.lists(st.text(), max_size=3), st.text(), _LANGS)
def test_any_text_of_any_script_is_judged(
    sentence: str, sources: list[str], text: str, lang: str
) -> None:
    found = objection(sentence, sources, text=text, lang=lang)

    assert found is None or isinstance(found, Objection)


@given(st.lists(st.one_of(_NEWS, st.text()), min_size=1, max_size=3), st.data(), _LANGS)
def test_a_sentence_that_is_one_of_its_sources_is_never_refused(
    sources: list[str], data: st.DataObject, lang: str
) -> None:
    sentence = data.draw(st.sampled_from(sources))
    found = objection(sentence, sources, text="\n".join(sources), lang=lang)

    assert found in {None, Objection.LINK, Objection.QUOTE}
