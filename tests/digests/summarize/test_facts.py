"""What a sentence states: its numbers with their units, its dates and its names."""

import pytest

from digests.summarize.facts import read
from digests.summarize.tokens import Kind


def stated(text: str, lang: str, kind: Kind) -> list[tuple[str, ...]]:
    return [fact.keys for fact in read(text, lang).of(kind)]


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "twenty-one", "21"),
        ("en", "two hundred and five thousand", "205000"),
        ("en", "1.8bn", "1800000000"),
        ("en", "a million", "1000000"),
        ("en", "£12m", "12000000"),
        ("en", "the 3rd", "3"),
        ("en", "٣", "3"),
        ("de", "dreihundertzwölf", "312"),
        ("de", "einundzwanzig", "21"),
        ("de", "zwölftausendfünfhundert", "12500"),
        ("de", "hundertzwanzigtausend", "120000"),
        ("de", "1,2 Mio. Euro", "1200000"),
        ("nl", "tweeëntwintig", "22"),
        ("fr", "quatre-vingt-dix-sept", "97"),
        ("fr", "vingt et un", "21"),
        ("fr", "deux cents", "200"),
        ("es", "treinta y uno", "31"),
        ("es", "dos mil doscientos", "2200"),
        ("it", "trentadue", "32"),
        ("it", "ventotto", "28"),
        ("ru", "двадцать пять", "25"),
        ("ru", "пятьсот тысяч", "500000"),
        ("ru", "12 млн", "12000000"),
    ],
)
def test_a_number_is_its_value_however_it_is_written(
    lang: str, text: str, value: str
) -> None:
    assert stated(text, lang, Kind.NUMBER) == [(value,)]


def test_a_number_that_two_countries_read_differently_has_both_values() -> None:
    assert stated("1.200", "de", Kind.NUMBER) == [("1200", "1.2")]


def test_numbers_in_a_row_stay_apart() -> None:
    assert stated("two and five", "en", Kind.NUMBER) == [("2",), ("5",)]
    assert stated("on March 13,2014", "en", Kind.NUMBER) == [("13",), ("2014",)]


def test_no_number_is_read_out_of_millions_of_people() -> None:
    assert stated("millions of people", "en", Kind.NUMBER) == []
    assert stated("hundertprozentig", "de", Kind.NUMBER) == []


def test_a_number_of_any_length_is_read() -> None:
    assert len(stated("9" * 9_000, "en", Kind.NUMBER)) == 1
    assert len(stated("1 " + "million " * 400, "en", Kind.NUMBER)) == 1


@pytest.mark.parametrize(
    ("lang", "text", "units"),
    [
        ("en", "$12 million", ["$"]),
        ("en", "12 million US dollars", ["$"]),
        ("en", "USD 12", ["$"]),
        ("en", "12 per cent", ["%"]),
        ("en", "12 percentage points", ["pp"]),
        ("en", "3 May", ["months5"]),
        ("en", "May 3", ["months5"]),
        ("fr", "12 millions d’euros", ["€"]),
        ("es", "3 de mayo", ["months5"]),
        ("de", "am 3. Mai", ["months5"]),
    ],
)
def test_a_number_has_its_unit(lang: str, text: str, units: list[str]) -> None:
    (number,) = read(text, lang).of(Kind.NUMBER)

    assert sorted(number.units) == units


def test_the_first_number_of_a_range_shares_scale_and_unit() -> None:
    first, second = read("between 10 and 12 million euros", "en").of(Kind.NUMBER)

    assert "10000000" in first.keys
    assert first.units == second.units == {"€"}


@pytest.mark.parametrize(
    ("lang", "text", "days"),
    [
        ("en", "on Monday in March", [("weekdays1",), ("months3",)]),
        ("en", "yesterday", [("near_days1",)]),
        ("en", "They march on, and may win.", []),
        ("en", "May won, said May.", []),
        ("de", "Morgen ist Montag.", [("near_days3",), ("weekdays1",)]),
        ("ru", "в среду, 3 мая", [("weekdays3",), ("months5",)]),
    ],
)
def test_days_and_months_are_dates(
    lang: str, text: str, days: list[tuple[str, ...]]
) -> None:
    assert stated(text, lang, Kind.DATE) == days


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("en", "The mayor, Marta Oss, met J. Roth of St. Anna.", [("marta", "oss"), ("roth",), ("st", "anna")]),
        ("en", "Anne Uhl-Berg and IT", [("anne", "uhl", "berg"), ("it",)]),
        ("fr", "Le maire d'Évron", [("evron",)]),
        ("ru", "Олег Зимин", [("oleg", "zimin")]),
        ("en", "It was 12 Euro", []),
        ("en", "He writes for Century.", [("century",)]),
    ],
)  # fmt: skip
def test_capitals_in_a_row_are_a_name(
    lang: str, text: str, names: list[tuple[str, ...]]
) -> None:
    found = stated(text, lang, Kind.NAME)

    assert [name for name in found if name not in {("the",), ("le",)}] == names
