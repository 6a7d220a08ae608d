import pytest

from digests.news import Verdict
from tests.digests.quotes.reading import found, only, printed


@pytest.mark.parametrize(
    ("lang", "text", "words", "speaker"),
    [
        (
            "de",
            "„Die Brücke bleibt gesperrt“, teilte Sprecher Jan Uhl mit.",
            "Die Brücke bleibt gesperrt",
            "Jan Uhl",
        ),
        (
            "de",
            "Am Montag sagte die Ingenieurin Hedda Quast: „Die Risse sind neu.“",
            "Die Risse sind neu.",
            "Hedda Quast",
        ),
        (
            "fr",
            "« Nous avons perdu du temps », a reconnu le ministre Paul Lacaze lundi.",
            "Nous avons perdu du temps",
            "Paul Lacaze",
        ),
        (
            "es",
            "«No habrá más recortes», aseguró la ministra Elena Pardo en Madrid.",
            "No habrá más recortes",
            "Elena Pardo",
        ),
        (
            "es",
            "«Me ofrecieron un empleo», replicó entre risas el pescador Abel Terreros.",
            "Me ofrecieron un empleo",
            "Abel Terreros",
        ),
        (
            "it",
            "«Non ci saranno altri tagli», ha detto la ministra Elena Pardi.",
            "Non ci saranno altri tagli",
            "Elena Pardi",
        ),
        (
            "pt",
            "“Não haverá mais cortes”, disse a ministra Elena Prado.",
            "Não haverá mais cortes",
            "Elena Prado",
        ),
        (
            "ru",
            "«Решение уже принято», — заявил губернатор Пётр Громов журналистам.",
            "Решение уже принято",
            "Пётр Громов",
        ),
        (
            "uk",
            "«Ми точно вистоїмо», – сказала депутатка Олена Кравець.",
            "Ми точно вистоїмо",
            "Олена Кравець",
        ),
        (
            "cs",
            "„Most zůstane zavřený,“ řekl starosta Petr Novák.",
            "Most zůstane zavřený",
            "Petr Novák",
        ),
        (
            "pl",
            "„Most pozostanie zamknięty”, powiedział burmistrz Jan Nowak.",
            "Most pozostanie zamknięty",
            "Jan Nowak",
        ),
        (
            "nl",
            "“De brug blijft dicht”, zei burgemeester Jan Vos.",
            "De brug blijft dicht",
            "Jan Vos",
        ),
        (
            "sv",
            "”Bron förblir stängd”, sade minister Ida Berg.",
            "Bron förblir stängd",
            "Ida Berg",
        ),
        (
            "zh",
            "外交部发言人李明说：“我们对此表示强烈不满。”",
            "我们对此表示强烈不满。",
            "李明",
        ),
        (
            "zh",
            "「我们从今天起不再收费」，馆长蒲令仪说。",
            "我们从今天起不再收费",
            "蒲令仪",
        ),
        ("ja", "田中首相は「改革を止めない」と述べた。", "改革を止めない", "田中首相"),
        ("ko", '김 장관은 "즉각 조사하겠다"고 밝혔다.', "즉각 조사하겠다", "김 장관"),
        (
            "ar",
            "قال الوزير سامي حداد: «لن نغلق المعابر».",
            "لن نغلق المعابر",
            "سامي حداد",
        ),
        (
            "fa",
            "آقای رضا کریمی گفت: «ما امروز آماده هستیم».",
            "ما امروز آماده هستیم",
            "رضا کریمی",
        ),
    ],
)
def test_each_language_has_its_cues(
    lang: str, text: str, words: str, speaker: str
) -> None:
    assert printed(text, lang=lang) == [(words, speaker)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Der „Spiegel“ und die „Zeit“ hatten zuvor darüber berichtet."),
        ("de", "Der Sprecher von Ute Kranz sagte: „Die Brücke ist sicher.“"),
        ("de", "Ute Kranz soll gesagt haben: „Die Brücke ist sicher und offen.“"),
        ("de", "„Wer feiert, der wusste es“, so zitiert Radio Harz ein Mitglied."),
        ("fr", "« Le pont est sûr », aurait dit la maire Anne Brun."),
        ("fr", "Anne Brun n’a jamais dit : « Le pont est sûr. »"),
        ("ru", "Иван Дубов не говорил: «Мост безопасен и открыт»."),
        ("zh", "市长李明从未说过：“大桥是安全的，请放心。”"),
        ("zh", "一名居民说：“大桥是安全的，请放心。”"),
        ("ar", "فاز فيلم «ساعي بريد الجبل» بالجائزة."),
        ("fa", "وزیر خارجه گفت: «ما آماده‌ایم»."),
    ],
)
def test_no_language_prints_what_nobody_surely_said(lang: str, text: str) -> None:
    assert printed(text, lang=lang) == []


def test_a_pronoun_in_chinese_is_the_one_person_just_introduced() -> None:
    text = "电工卞守拙此前换过四个开关。「我以为它很喜欢我」，他告诉记者。"

    assert printed(text, lang="zh") == [("我以为它很喜欢我", "卞守拙")]


def test_a_cue_inside_french_marks_is_cut_out_of_the_quote() -> None:
    text = (
        "« Le barrage tient, assure la préfète Lucie Garnier, et il tiendra demain. »"
    )

    first, second = found(text, lang="fr")

    assert text[first.start : first.end] == "Le barrage tient"
    assert text[second.start : second.end] == "et il tiendra demain."
    assert first.verdict is Verdict.PRINTED
    assert {first.speaker, second.speaker} == {"Lucie Garnier"}


def test_a_cue_inside_the_marks_stays_if_somebody_else_says_it_all() -> None:
    text = "« Il faut partir, a dit Paul Lenoir, et vite », raconte Anne Brun."

    assert only(text, lang="fr").speaker == "Anne Brun"


def test_an_unknown_language_is_survived() -> None:
    assert found("«Zubia seguru dago», esan du Ane Etxek.", lang="eu") != ()
