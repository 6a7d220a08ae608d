"""Whatever is written arrives on both platforms: nothing refused, lost, split or live.

A hundred documents in each run; 10,000 and a table of what became of them with
``--hypothesis-profile=long``.
"""

import sys
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from bot.documents import Button, Document, File, Paragraph, Run
from tests.bot.any_document import a_quotation, a_story, document
from tests.bot.any_writing import documents
from tests.bot.arrival import Arrival, Platform, Taken, arrival
from tests.bot.arrival_places import DISCORD, RICH, TELEGRAM

PLATFORMS = (TELEGRAM, RICH, DISCORD)
_COUNTED = ("messages", "rich", "characters", "stories", "longer")
_TROUBLES = ("refused", "lost", "split", "mentions")


class Tally:
    """What arrived on each platform, and the shortest document of each trouble."""

    def __init__(self) -> None:
        self.documents = 0
        self.counts = {platform.name: Counter[str]() for platform in PLATFORMS}
        self.worst: dict[str, str] = {}

    def add(self, name: str, whole: Document, arrived: Arrival) -> None:
        count = self.counts[name]
        for what in ("messages", "characters", "stories", "longer"):
            count[what] += getattr(arrived, what)
        count["rich"] += arrived.forms.count("rich")
        for trouble, cases in arrived.troubles.items():
            count[trouble] += len(cases)
            if cases:
                case = f"{name}: {trouble}: {cases[0]:.300}\n{whole!r}"
                self.worst[trouble] = min(case, self.worst.get(trouble, case), key=len)

    def table(self) -> str:
        """Write a line for each platform, with all that was counted."""
        head = "".join(f"{what:>14}" for what in (*_COUNTED, *_TROUBLES))
        lines = [f"{self.documents:,} documents", f"{'':16}{head}"]
        for name, count in self.counts.items():
            figures = (f"{count[what]:>14,}" for what in (*_COUNTED, *_TROUBLES))
            lines.append(f"{name:16}{''.join(figures)}")
        return "\n".join(lines)


def test_whatever_is_written_arrives_on_both_platforms(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tally = Tally()
    is_long = settings.get_current_profile_name() == "long"

    @settings(
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(documents)
    def any_document_arrives(whole: Document) -> None:
        tally.documents += 1
        for platform in PLATFORMS:
            arrived = arrival(platform, whole)
            tally.add(platform.name, whole, arrived)
            # A long run counts to its end; others stop, and look for less to show.
            assert is_long or not any(arrived.troubles.values()), arrived

    any_document_arrives()
    if is_long:
        with capsys.disabled():
            sys.stdout.write(f"\n{tally.table()}\n")
    assert not tally.worst, "\n\n".join(tally.worst.values())


# -- what would be found --


def saying(text: str) -> Document:
    return document(Paragraph(line=(Run(text=text),)))


def troubles(platform: Platform, whole: Document) -> list[str]:
    found = arrival(platform, whole).troubles
    return [trouble for trouble, cases in found.items() if cases]


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda each: each.name)
def test_a_character_that_is_not_there_is_found(platform: Platform) -> None:
    def without_stops(part: Document) -> Taken:
        taken = platform.taken(part)
        return replace(taken, text=taken.text.replace(".", ""))

    assert troubles(platform, saying("a. b")) == []
    assert troubles(replace(platform, taken=without_stops), saying("a. b")) == ["lost"]


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda each: each.name)
def test_a_button_and_a_file_that_are_not_there_are_found(platform: Platform) -> None:
    rows = ((Button(label="More", command="more"),),)
    files = (File(name="a.txt", text="a"),)
    whole = replace(saying("a"), buttons=rows, files=files)
    without_buttons = replace(platform, parts=lambda _: (replace(whole, buttons=()),))
    without_files = replace(platform, parts=lambda _: (replace(whole, files=()),))

    assert troubles(platform, whole) == []
    assert troubles(without_buttons, whole) == ["lost"]
    assert troubles(without_files, whole) == ["lost"]


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda each: each.name)
def test_a_story_that_is_cut_for_no_reason_is_found(platform: Platform) -> None:
    def cut(whole: Document) -> tuple[Document, ...]:
        return (
            replace(whole, blocks=(a_story(quotes=()),)),
            replace(whole, blocks=(a_quotation(),)),
        )

    assert troubles(platform, document(a_story())) == []
    assert "split" in troubles(replace(platform, parts=cut), document(a_story()))


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda each: each.name)
def test_what_a_platform_refuses_is_found(platform: Platform) -> None:
    long = saying("word " * 10_000)

    assert troubles(platform, long) == []
    assert troubles(replace(platform, parts=lambda whole: (whole,)), long) == [
        "refused"
    ]


def test_a_label_that_no_button_can_hold_is_found_in_the_text() -> None:
    far = Button(label="More b\nc", url=f"https://a.test/?q={'x' * 600}")
    arabic = Document(
        blocks=(Paragraph(line=(Run(text="Hi"),)),), buttons=((far,),), language="ar"
    )

    assert not any(arrival(DISCORD, arabic).troubles.values())
