from bot.notices import missed_document, skipped_document
from bot.tongue import speaking
from tests.bot.builders import text_of


def test_what_was_left_out_is_told_with_its_time() -> None:
    assert "at 08:00 on Tue 24 Nov, so that briefing" in text_of(
        skipped_document("2026-11-24 08:00")
    )
    assert "so 3 briefings were left out" in text_of(
        skipped_document("2026-11-24 08:00", moments=3)
    )
    assert "so a briefing was left out. /latest shows it." in text_of(missed_document())
    assert "so 2 briefings were left out. /latest shows the last one." in text_of(
        missed_document(2)
    )


def test_notices_are_said_in_the_language_in_use() -> None:
    with speaking("de"):
        assert "am Di., 24. Nov. um 08:00 Uhr nicht da" in text_of(
            skipped_document("2026-11-24 08:00")
        )
        assert "2 Briefings ausgefallen" in text_of(missed_document(2))
