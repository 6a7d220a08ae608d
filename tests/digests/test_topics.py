from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.catalogue import bundled_catalogue
from digests.news import Article
from digests.topics import Catalogue, Topic, TopicWords

BUNDLED = bundled_catalogue()
READY = {topic.id for topic in BUNDLED.topics}

# One invented lead for each topic and language: title, then text.
LEADS = [
    (
        "en",
        "climate",
        "Glacier melts faster than feared",
        "Greenhouse gas emissions drive the loss of ice, a survey of the glacier found.",
    ),
    (
        "de",
        "climate",
        "Gletscher schmilzt schneller",
        "Der Klimawandel und die Emissionen lassen das Eis des Gletschers schwinden.",
    ),
    (
        "fr",
        "climate",
        "Le réchauffement fait fondre le glacier",
        "Les émissions de gaz à effet de serre accélèrent la fonte, selon une étude.",
    ),
    (
        "es",
        "climate",
        "El glaciar retrocede por el cambio climático",
        "Las emisiones y la sequía aceleran el deshielo del glaciar del valle.",
    ),
    (
        "ru",
        "climate",
        "Ледник тает быстрее",
        "Изменение климата и выбросы парниковых газов ускоряют таяние ледника.",
    ),
    (
        "en",
        "sport",
        "Late goal decides semi-final",
        "The striker scored in stoppage time and the referee blew the final whistle.",
    ),
    (
        "de",
        "sport",
        "Später Treffer entscheidet Halbfinale",
        "Der Stürmer traf in der Nachspielzeit, der Trainer lobte seine Mannschaft.",
    ),
    (
        "fr",
        "sport",
        "Un but tardif décide de la demi-finale",
        "L'attaquant a marqué dans le temps additionnel, a dit l'entraîneur.",
    ),
    (
        "es",
        "sport",
        "Un gol tardío decide la semifinal",
        "El delantero marcó en el tiempo añadido y el árbitro pitó el final.",
    ),
    (
        "ru",
        "sport",
        "Гол на последней минуте решил полуфинал",
        "Нападающий забил в дополнительное время, тренер похвалил команду.",
    ),
    (
        "en",
        "politics",
        "Opposition wins election",
        "Voters elected a new parliament; turnout at polling stations was high.",
    ),
    (
        "de",
        "politics",
        "Opposition gewinnt die Wahl",
        "Die Wähler haben ein neues Parlament gewählt, die Koalition verlor.",
    ),
    (
        "en",
        "business",
        "Profit falls as orders fade",
        "Shares slid after the company cut its outlook; revenue fell in the quarter.",
    ),
    (
        "en",
        "tech",
        "Data breach at payment app",
        "Hackers stole passwords from a database; the software was patched.",
    ),
    (
        "en",
        "ai",
        "Chatbot maker presents a new language model",
        "The artificial intelligence learns from training data that people wrote.",
    ),
    (
        "en",
        "health",
        "Vaccine halves fever cases",
        "Patients in the hospital had fewer symptoms of the disease, doctors found.",
    ),
    (
        "en",
        "science",
        "New species found in deep-sea trench",
        "Scientists described the snail in a journal after an expedition.",
    ),
    (
        "en",
        "culture",
        "Debut novel wins prize",
        "The author read from the book; the novel is her first work of fiction.",
    ),
    (
        "en",
        "world",
        "Ceasefire holds after airstrikes",
        "Troops left the front line; the United Nations sent humanitarian aid.",
    ),
    (
        "en",
        "justice",
        "Court convicts former director of fraud",
        "The judge sentenced him to prison; the prosecutor had asked for more.",
    ),
    (
        "en",
        "local",
        "Council closes car park",
        "Commuters face a detour, the town hall said; councillors had voted for it.",
    ),
]


def an_article(title: str, text: str, lang: str = "en") -> Article:
    return Article(url="", title=title, text=text, lang=lang)


@pytest.mark.parametrize(
    ("lang", "topic", "title", "text"),
    [pytest.param(*lead, id=f"{lead[1]} in {lead[0]}") for lead in LEADS],
)
def test_an_article_belongs_to_the_topic_that_it_is_about(
    lang: str, topic: str, title: str, text: str
) -> None:
    assert topic in BUNDLED.topics_of(an_article(title, text, lang))


def test_every_ready_topic_is_tried_above() -> None:
    assert {topic for _, topic, _, _ in LEADS} == READY


def test_a_word_in_passing_makes_no_topic() -> None:
    about = "The orchestra played a symphony and the concert hall was full. " * 5
    passing = f"{about} One guest had come by bicycle in spite of the earthquake."

    assert BUNDLED.topics_of(an_article("A concert", passing)) == ("culture",)


def test_a_long_text_needs_more_than_a_short_one() -> None:
    text = "The judge spoke first. The court was closed after that."
    short = BUNDLED.scores(an_article("A case", text))
    padded = f"{'They walked along the lake and talked about nothing. ' * 90}{text}"
    long = BUNDLED.scores(an_article("A case", padded))

    assert long["justice"] < short["justice"] / 2


def test_an_article_about_nothing_has_no_topic() -> None:
    assert BUNDLED.topics_of(an_article("Good morning", "It is what it is.")) == ()


def test_initials_are_not_the_small_words_that_look_like_them() -> None:
    said = "Somebody who asked who it was did not know who had called."

    assert BUNDLED.scores(an_article("Who is it", said)).get("health", 0) == 0
    assert BUNDLED.scores(an_article("WHO acts", said))["health"] > 0


def test_german_words_are_found_inside_compounds() -> None:
    found = BUNDLED.topics_of(
        an_article("Lokführerstreik", "Der Warnstreik endet.", "de")
    )

    assert found == ("business",)


def test_a_phrase_counts_only_as_a_whole() -> None:
    words = {"x": TopicWords(terms={"en": ("extra time",)})}
    catalogue = Catalogue(topics=(Topic(id="x", label="X"),), words=words)

    assert catalogue.scores(an_article("", "They took some extra time."))["x"] > 0
    assert not catalogue.scores(an_article("", "Extra ham for the time being."))


def test_forms_of_one_word_count_once() -> None:
    one = {"x": TopicWords(terms={"en": ("vaccine",)})}
    many = {"x": TopicWords(terms={"en": ("vaccine", "vaccines", "vaccinated")})}
    article = an_article("Vaccines", "He was vaccinated with a vaccine.")

    assert Catalogue(words=one).scores(article) == Catalogue(words=many).scores(article)


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("sport", "sport"),
        ("Sports", "sport"),
        ("DEPORTES", "sport"),
        ("künstliche  Intelligenz", "ai"),
        ("Crime & Courts", "justice"),
        ("политика", "politics"),
        ("Santé", "health"),
        ("sante", "health"),
    ],
)
def test_people_find_a_topic_by_any_of_its_names(said: str, topic: str) -> None:
    found = BUNDLED.named(said)

    assert found is not None
    assert found.id == topic


@pytest.mark.parametrize("said", ["", "…", "climate of fear", "sportx", "football"])
def test_other_and_narrower_words_name_no_topic(said: str) -> None:
    assert BUNDLED.named(said) is None


def test_no_two_topics_share_a_name() -> None:
    named = [
        (name, topic.id)
        for topic in BUNDLED.topics
        for name in (topic.id, topic.label, *topic.names)
    ]

    assert [
        (name, topic)
        for name, topic in named
        if (found := BUNDLED.named(name)) is None or found.id != topic
    ] == []


@given(st.text(), st.text(), st.sampled_from(["", "en", "de", "ja", "xx"]))
def test_any_text_gets_known_topics_the_best_first(
    title: str, text: str, lang: str
) -> None:
    article = an_article(title, text, lang)
    found = BUNDLED.topics_of(article)
    scores = BUNDLED.scores(article)

    assert set(found) <= READY
    assert all(scores[one] >= scores[other] for one, other in pairwise(found))
