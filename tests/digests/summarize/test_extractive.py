"""Which sentences make a digest, how many, and which quotes go with them."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.news import Article, Digest, Length, Quote, Verdict
from digests.summarize.extractive import SIZES, summarize
from digests.summarize.fitness import length

LEAD = "The town of Varnholm will close its last coal plant in March, the council said on Monday."
PLANT = "Varnholm has burned coal at the plant on Mill Street since 1931, and 412 people work there."
WIND = "A wind farm off Tarvik is to deliver as much power as the old turbines from next summer."
COST = (
    "Taking the chimneys down is expected to cost the council about 14 million crowns."
)
UNION = "Union leader Marta Oss said that members in Varnholm would be offered new posts by June."
MORE = "Neighbouring Ostholm wants to keep its own plant until the end of the decade."


def an_article(*sentences: str, title: str = "", lang: str = "en") -> Article:
    text = "\n\n".join(sentences)
    return Article(url="https://news.example/1", title=title, text=text, lang=lang)


def texts(digest: Digest) -> list[str]:
    return [sentence.text for sentence in digest.sentences]


def digested(*sentences: str, title: str = "", lang: str = "en") -> list[str]:
    return texts(summarize(an_article(*sentences, title=title, lang=lang), ()))


def a_quote(article: Article, words: str, verdict: Verdict = Verdict.PRINTED) -> Quote:
    start = article.text.index(words)
    return Quote(
        start=start,
        end=start + len(words),
        speaker="Marta Oss",
        verdict=verdict,
        confidence=0.9,
    )


def test_a_digest_is_made_of_the_first_sentences() -> None:
    assert digested(LEAD, PLANT, UNION, COST, WIND)[:3] == [LEAD, PLANT, UNION]


def test_a_digest_has_at_most_75_words_and_five_sentences() -> None:
    found = summarize(an_article(LEAD, PLANT, WIND, COST, UNION, MORE), ())

    assert len(found.sentences) <= 5
    assert sum(length(text) for text in texts(found)) <= 75


def test_every_sentence_is_a_slice_of_the_article_in_its_order() -> None:
    article = an_article(LEAD, PLANT, WIND, COST)
    found = summarize(article, ())
    spans = [span for sentence in found.sentences for span in sentence.support]

    assert [article.text[start:end] for start, end in spans] == texts(found)
    assert all(a < b for (_, a), (b, _) in pairwise(spans))


def test_a_long_lead_leaves_room_for_a_second_sentence() -> None:
    long_lead = LEAD.removesuffix(".") + ", " + "and so on and on " * 5 + "as ever."
    endless = f"The council {'gave one more reason and ' * 12}then voted."

    assert digested(endless, long_lead, PLANT) == [long_lead, PLANT]


def test_a_single_sentence_is_a_digest_where_there_is_no_second() -> None:
    assert digested(LEAD) == [LEAD]


def test_what_was_said_is_not_said_again() -> None:
    again = "The council said Monday that Varnholm will close the last coal plant of the town in March."

    assert digested(LEAD, again, WIND) == [LEAD, WIND]


def test_the_title_lifts_the_sentence_that_it_is_about() -> None:
    sentences = (LEAD, PLANT, UNION, MORE, WIND)
    title = "Wind farm off Tarvik to replace the turbines"

    assert WIND not in digested(*sentences)
    assert WIND in digested(*sentences, title=title)


def test_a_digest_that_says_enough_takes_a_brief_figure_before_a_long_late_sentence() -> (
    None
):
    late = UNION.replace("in Varnholm", "of all trades").replace("by June", "elsewhere")
    brief = "Ostholm keeps its own plant for 8 more years."
    sentences = (LEAD, PLANT, "Why now?", WIND, WIND.replace("wind", "solar"), late)
    assert sum(map(length, (LEAD, PLANT, WIND, late))) <= SIZES[Length.NORMAL].words

    assert digested(*sentences, brief) == [LEAD, PLANT, WIND, brief]


def test_a_sentence_with_a_figure_may_be_brief() -> None:
    vote, cheer = "The vote was 8 to 1.", "The crowd was very loud."

    assert digested(LEAD, PLANT, cheer, vote) == [LEAD, PLANT, vote]


def test_a_later_sentence_with_numbers_comes_before_one_without() -> None:
    cranes = "Of the 9 harbour cranes 7 are to be sold by the council next winter."

    assert digested(LEAD, PLANT, WIND, MORE, cranes) == [LEAD, PLANT, WIND, cranes]


def test_whom_the_key_quotes_show_is_not_introduced_besides() -> None:
    met = "The crane driver Marta Oss met the councillors at noon on the square."
    said = "“We built this plant with our hands,” she said."
    article = an_article(LEAD, PLANT, WIND, met, said, MORE)
    quoted = a_quote(article, "We built this plant with our hands,")

    assert texts(summarize(article, ())) == [LEAD, PLANT, WIND, met]
    assert texts(summarize(article, (quoted,))) == [LEAD, PLANT, WIND, MORE]


def test_the_headline_is_not_repeated_as_a_sentence() -> None:
    assert LEAD not in digested(LEAD, PLANT, WIND, title=LEAD.removesuffix("."))


def test_a_sentence_that_leans_stands_only_behind_its_neighbour() -> None:
    leaning = (
        "It will be replaced by the wind farm that the region voted for last year."
    )

    assert digested(LEAD, leaning)[:2] == [LEAD, leaning]
    assert leaning not in digested("Who pays for it all?", leaning, PLANT)


def test_a_sentence_with_a_proven_quote_may_stand() -> None:
    said = "“Nobody in Varnholm will lose a day's pay over this,” Marta Oss told a meeting on Mill Street."
    article = an_article(said, PLANT)
    quote = a_quote(article, "Nobody in Varnholm will lose a day's pay over this")

    assert texts(summarize(article, [quote])) == [said, PLANT]
    assert texts(summarize(article, ())) == [PLANT]


def test_french_marks_stand_apart_from_their_words() -> None:
    said = "« Personne ne perdra sa place », a promis lundi Marta Oss aux ouvriers."
    article = an_article(said, lang="fr")
    quote = a_quote(article, "Personne ne perdra sa place")

    assert texts(summarize(article, [quote])) == [said]


def test_a_sentence_with_a_fragment_may_stand_and_one_with_a_rejected_quote_not() -> (
    None
):
    said = "Marta Oss called the offer of the council “better than most” on Monday evening."
    article = an_article(said, PLANT)
    fragment = a_quote(article, "better than most", Verdict.FRAGMENT)
    rejected = a_quote(article, "better than most", Verdict.REJECTED)

    assert said in texts(summarize(article, [fragment]))
    assert said not in texts(summarize(article, [rejected]))


def test_a_proven_quote_proves_nothing_about_other_marks_of_its_sentence() -> None:
    said = "“Nobody will lose a day's pay,” Marta Oss said of the “clean start” that was promised."
    article = an_article(said, PLANT)
    quote = a_quote(article, "Nobody will lose a day's pay")

    assert said not in texts(summarize(article, [quote]))


def test_a_quote_that_can_stand_alone_takes_no_room_among_the_sentences() -> None:
    said = "“Nobody in Varnholm will lose a day's pay over this,” Marta Oss told a meeting on Monday."
    article = an_article(LEAD, WIND, said)
    quote = a_quote(article, "Nobody in Varnholm will lose a day's pay over this")
    found = summarize(article, [quote])

    assert texts(found) == [LEAD, WIND]
    assert found.quotes == (quote,)


def test_key_quotes_are_those_that_the_sentences_do_not_print() -> None:
    told = "“Nobody in Varnholm will lose a day's pay over this,” Marta Oss told a meeting on Monday."
    later = f"“We burned coal for ninety years and it is enough now, {'really ' * 40}” Marta Oss said."
    article = an_article(told, PLANT, later)
    first = a_quote(article, "Nobody in Varnholm will lose a day's pay over this")
    second = a_quote(article, "We burned coal for ninety years and it is enough now")
    found = summarize(article, [first, second])

    assert told in texts(found)
    assert found.quotes == (second,)


@pytest.mark.parametrize("size", list(Length))
def test_every_length_keeps_to_its_size(size: Length) -> None:
    found = summarize(an_article(LEAD, PLANT, WIND, COST, UNION, MORE), (), length=size)

    assert 1 <= len(found.sentences) <= SIZES[size].sentences
    assert sum(length(text) for text in texts(found)) <= SIZES[size].words
    assert found.length is size


def test_a_column_in_the_first_person_is_digested_for_want_of_anything_else() -> None:
    assert digested("I have lived beside the coal plant for most of my life by now.")


def test_nothing_is_made_of_nothing() -> None:
    assert digested() == []
    assert digested("Share", "Tweet", "42 comments") == []


@pytest.mark.parametrize(
    ("lang", "first", "second"),
    [
        pytest.param(
            "zh",
            "瓦恩霍尔姆市议会星期一宣布，该市最后一座燃煤电厂将于三月关闭。",
            "奥斯特霍尔姆附近的海上风电场将从明年夏天开始供应同样多的电力。",
            id="Chinese",
        ),
        pytest.param(
            "ja",
            "ヴァーンホルム市議会は月曜日、市内最後の石炭火力発電所を三月に閉鎖すると発表した。",
            "沖合の風力発電所は来年夏から同じ量の電力を供給する見通しだ。",
            id="Japanese",
        ),
        pytest.param(
            "ar",
            "أعلن مجلس مدينة فارنهولم يوم الاثنين إغلاق آخر محطة تعمل بالفحم في شهر مارس المقبل.",
            "ستبدأ مزرعة الرياح قبالة ساحل تارفيك إنتاج الكمية نفسها من الكهرباء في الصيف القادم.",
            id="Arabic",
        ),
        pytest.param(
            "ru",
            "Городской совет Варнхольма объявил в понедельник, что последняя угольная станция закроется в марте.",
            "Ветропарк у берегов Тарвика начнёт давать столько же электричества следующим летом.",
            id="Russian",
        ),
    ],
)
def test_a_digest_works_in_any_script(lang: str, first: str, second: str) -> None:
    assert digested(f"{first} {second}", lang=lang) == [first, second]


@settings(deadline=None)
@given(
    st.lists(
        st.text(alphabet="Ab .,!?\n“”\"'«»()—–9我。", max_size=120), max_size=8
    ).map("\n\n".join)
)
def test_no_text_breaks_the_rules(text: str) -> None:
    found = summarize(Article(url="", title="", text=text, lang="en"), ())

    assert len(found.sentences) <= 5
    for sentence in found.sentences:
        assert [text[a:b] for a, b in sentence.support] == [sentence.text]
        assert not set(sentence.text) & set('“”"«»')
