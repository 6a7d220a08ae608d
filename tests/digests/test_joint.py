"""The text of a story: what leads, what others add, and where each part is from."""

from pathlib import Path

import pytest

from digests import joint, sentences
from digests.differences import Account
from digests.joint import LEAD_WORDS, Joint, joined, meets
from digests.news import Article
from digests.summarize.grounding import objection
from tests.digests.differing import Told, stories

LEAD = (
    "A fire on the ferry Halcyon killed nine people off Tarvik on Monday, the coastguard said. "
    "The ferry Halcyon was on its way from Tarvik to Ostholm with 212 passengers."
)
FINE = "The Sound Line, which owns the Halcyon, paid a fine of 3 million crowns in 2024 over its pumps."
TOLL = (
    "The fire on the ferry Halcyon off Tarvik killed 14 people on Monday, among them "
    "the captain Anna Berg, the hospital said."
)
HERE = Path(__file__).parent
FILES = ("differing_stories.toml", "differing_stories_unseen.toml")
STORIES = [story for name in FILES for story in stories(HERE / name)]


def account(key: int, text: str, *, lang: str = "en") -> Account:
    article = Article(
        url="",
        title="Fire on the ferry Halcyon",
        text=text,
        lang=lang,
        outlet=f"O{key}",
    )
    return Account(key=key, article=article)


def told(found: Joint | None) -> list[str]:
    """List the sentences of a joint text, without what parts them."""
    assert found is not None
    text = found.article.text
    every = (text[start:end] for start, end in sentences.split(text))
    return [sentence for sentence in every if sentence != "***"]


def test_what_another_outlet_adds_stands_behind_the_lead() -> None:
    found = joined(account(1, LEAD), [account(2, f"{TOLL} {FINE}")])

    assert told(found)[-1] == FINE
    assert " ".join(told(found)[:-1]) == LEAD


def test_a_sentence_that_disputes_the_lead_does_not_stand_there() -> None:
    found = joined(account(1, LEAD), [account(2, f"{TOLL} {FINE}")])

    assert not any("14" in sentence for sentence in told(found))


def test_others_that_dispute_each_other_are_both_left_out() -> None:
    more = TOLL.replace("14", "16").replace("Anna", "Mara")
    others = [account(2, TOLL), account(3, f"{more} {FINE}")]
    found = joined(account(1, LEAD.partition(". ")[2]), others)

    assert told(found)[-1] == FINE
    assert not any("hospital" in sentence for sentence in told(found))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(account(2, LEAD), id="a copy"),
        pytest.param(account(2, FINE, lang="de"), id="in another language"),
        pytest.param(account(2, ""), id="empty"),
    ],
)
def test_nothing_is_joined_where_nothing_is_added(other: Account) -> None:
    assert joined(account(1, LEAD), [other]) is None


def test_a_long_lead_leaves_room_for_what_others_add() -> None:
    long = LEAD + " The divers went on with their search of the deck until dawn." * 100
    found = joined(account(1, long), [account(2, FINE)])
    lead, added = told(found)[:-1], told(found)[-1]

    assert LEAD_WORDS - 20 < sum(len(one.split()) for one in lead) <= LEAD_WORDS
    assert added == FINE


ARREST = (
    "Police in Lundby arrested the mate Jonas Edfelt on Sunday, the magazine Havnblad reports. "
    "Divers of the navy found the log of the Halcyon in Kiel Bay."
)
INSURERS = "The insurer Weil froze 23 policies of the Sound Line on Friday, its lawyer Elin Varga said."


def keys(found: Joint | None) -> list[int]:
    return [piece.key for piece in found.pieces] if found else []


def test_the_best_of_each_other_comes_before_the_second_best_of_any(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(joint, "ADDED_WORDS", 52)
    others = [account(2, ARREST), account(3, INSURERS), account(4, FINE)]

    assert keys(joined(account(1, LEAD), others)) == [1, 2, 3, 4]
    assert keys(joined(account(1, LEAD), others[:2])) == [1, 2, 2, 3]


def test_the_articles_begin_where_the_breaks_say() -> None:
    found = joined(account(1, LEAD), [account(2, FINE)])
    assert found is not None
    first, second = found.breaks

    assert first == 0
    assert found.article.text[second:] == FINE


def test_a_pronoun_never_means_somebody_of_another_article() -> None:
    lead = account(1, f"{LEAD} The owner of the Halcyon is the banker Mara Roth.")
    source = "The minister said on Friday that she had resigned over 3 million crowns."
    told_wrong = "Roth said on Friday that she had resigned over 3 million crowns."
    found = joined(lead, [account(2, source)])
    assert found is not None
    without = found.article.text.replace("***", "")

    assert told(found)[-2:] == [
        "The owner of the Halcyon is the banker Mara Roth.",
        source,
    ]
    assert objection(told_wrong, [source], text=without, lang="en") is None
    assert objection(told_wrong, [source], text=found.article.text, lang="en")


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_every_sentence_leads_back_to_the_words_of_its_article(story: Told) -> None:
    lead, *others = story.accounts
    found = joined(lead, others)
    texts = {each.key: each.article.text for each in story.accounts}
    if found is None:
        return
    for start, end in sentences.split(found.article.text):
        if (words := found.article.text[start:end]) != "***":
            key, first, last = found.origin((start, end))
            assert texts[key][first:last] == words


def test_of_planted_differences_only_the_lead_s_words_are_told() -> None:
    entered = []
    for story in STORIES:
        lead, *others = story.accounts
        found = joined(lead, others)
        added = [(p.key, *p.span) for p in found.pieces[1:]] if found else []
        entered += [
            (story.name, name)
            for name, places in story.planted.items()
            for key, span in places
            if name.startswith("d") and meets((key, *span), added)
        ]

    assert entered == []
