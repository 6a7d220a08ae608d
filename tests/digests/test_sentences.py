from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.news import Span
from digests.sentences import language_of, paragraphs, split

# A bar stands where one sentence ends and the next begins.
CASES = [
    ("English", "He said “Stop. Now.” and left.| Then it rained."),
    ("English", "“Why?” he asked.| Nobody knew."),
    ("English", "“Why?” Anna Berg asked.| Nobody knew."),
    ("English", "“We won!” the coach shouted.| Fans cheered."),
    (
        "English",
        "Mr. and Mrs. Smith met Dr. J. K. Rowe at 5 p.m. on Friday.| They left.",
    ),
    (
        "English",
        "The U.S. Army said so.| It was in the U.S.| He left the U.S.| It was late.",
    ),
    ("English", "Prices rose 3.5 percent.| Wages fell."),
    ("English", "He paid $5.| She paid $6."),
    (
        "English",
        "“We lost the roof,” said Dana Petrov, “but nobody was hurt.”| She smiled.",
    ),
    ("English", "Visit https://www.example.com/a.b?c=d.| It is free."),
    ("English", "No.| That is wrong.| See No. 5 for more."),
    ("English", '"We will not permit this",she stated.|"It is done"  President said.'),
    ("English", "It was over.|The next day came."),
    ("English", "The note (it was short. Very.) vanished.| Nobody cared."),
    ("English", "“We had no warning, said the mayor.| It fell."),
    ("English", "He waited… and waited.| Then he left."),
    ("English", "She joined Acme Inc. in 2019.| Then she left."),
    ("English", "‘It’s late. We go,’ he said.| They went."),
    (
        "English",
        "The leaders note relations.| “have reached a high level,” According to the Press.",
    ),
    ("English", "Washington made moves toward Russia.| “strategic partner.”"),
    ("English", "He was born on Jan. 5, 1990.| He died."),
    ("English", "They met [...] again.| Then […] They parted."),
    ("English", "The work ended in 2019.[12]| It began in 1990."),
    (
        "English",
        "“The inspector told me ‘fix it. Or close’ and hung up,” she said.| Fine.",
    ),
    ("English", "Gen. Mark Lee and Sen. Jo Ann Fox spoke.| St. Mary’s closed."),
    ("English", "That year then-Sen. Fox met ex-Gov. Lee.| Both resigned."),
    ("English", "‘I measured up. I paid,’Ambrose Keel told the court.| He sat down."),
    ("English", '"The word "soon" does. All of it," he said.| Yes.'),
    ("English", "The “U.S.” Army left.| It came from the “U.S.”| He stayed."),
    ("English", "1. Open the box.| 2. Close it."),
    ("English", 'He asked: "Who? Me?"| Nobody laughed.'),
    ("English", "The “smart wall” fell.| It rose."),
    ("English", "“No.” said Ann.| “Yes.” said Bo."),
    ("German", "Am 3. Mai kam Dr. Müller.| Er ging am 4. wieder."),
    ("German", "„Warum?“, fragte er.| Niemand antwortete."),
    ("German", "Das kostet ca. 5 Mio. Euro.| Die Stadt zahlt."),
    ("German", "Er sagte: „Wir gehen. Jetzt.“| Dann ging er."),
    ("German", "Die z. B. genannten Fälle.| Ende."),
    ("German", "»Komm. Geh«, rief sie.| Er blieb."),
    (
        "German",
        "Im 19. Jahrhundert lebte Friedrich II. von Preußen.| Er starb 1786.| Dann kam Ruhe.",
    ),
    ("German", "Der FC siegte mit 2:1.| Am 1. Spieltag verlor er."),
    ("German", "1. FC Blau gewann.| Nr. 5 traf."),
    ("German", "Er sprach von „Ruhe“.| „Ruhe“ sei alles."),
    ("French", "« Pourquoi ? » demande-t-il.| Personne ne répond."),
    ("French", "M. Dupont est venu.| Mme Durand aussi."),
    ("French", "« Le barrage tient, assure la préfète, et il tiendra. »| Elle sourit."),
    ("French", "Est-ce vrai ?| Oui !"),
    ("Spanish", "«¿Por qué? No sé», preguntó.| Nadie respondió."),
    ("Spanish", "El Sr. García llegó.| ¿Quién es?| ¡Nadie!"),
    ("Spanish", "—No me arrepiento —dijo Julia—.| Lo haría."),
    ("Italian", "Il sig. Rossi è qui.| «Perché?», chiede.| Nessuno."),
    ("Portuguese", "A Dra. Silva disse que não.| “Por quê?”, perguntou.| Fim."),
    ("Russian", "«Зачем?» — спросил он.| Никто не ответил."),
    ("Russian", "А. С. Пушкин родился в 1799 г. в Москве.| Он писал."),
    ("Russian", "Это стоит 5 млн. рублей и т. д.| Она ушла."),
    ("Russian", "Он сказал: «Мы уходим. Сейчас».| Все молчали."),
    ("Ukrainian", "«Чому?» — запитав він.| Ніхто не відповів."),
    ("Ukrainian", "Це сталося в м. Київ.| Вона пішла."),
    ("Chinese", "他说：“我们不会放弃。我们会赢。”|大家鼓掌。"),
    ("Chinese", "“我们不会放弃。”他说。|大家鼓掌。"),
    ("Chinese", "今天下雨！|明天晴？|不知道。"),
    ("Japanese", "「やめろ。今すぐ。」と彼は言った。|雨が降った。"),
    ("Japanese", "東京で会議が開かれた。|首相が出席した。"),
    ("Arabic", "قال الرئيس إن الوضع صعب.| هل هذا صحيح؟| نعم."),
    ("Polish", "„Dlaczego?” – zapytał.| Nikt nie wiedział."),
    ("Polish", "Mieszka przy ul. Długiej.| Ma np. psa."),
    ("Polish", "Urodził się 3 maja 1990 r. w Polsce.| Potem wyjechał."),
    ("Turkish", "“Neden?” diye sordu.| Kimse bilmiyordu."),
    ("Turkish", "Prof. Dr. Ayşe Yılmaz geldi.| Herkes sevindi."),
    ("Korean", "그는 갔다.| 비가 왔다."),
    ("Hindi", "वह गया।| बारिश हुई।"),
]

LANGUAGES = {
    "en": "The council voted on Monday to close the old bridge.",
    "de": "Der Stadtrat stimmte am Montag für die Schließung der Brücke.",
    "fr": "Le conseil a voté lundi la fermeture du vieux pont.",
    "es": "El consejo votó el lunes a favor de cerrar el puente viejo.",
    "it": "Il consiglio ha votato lunedì per chiudere il vecchio ponte.",
    "pt": "A câmara votou na segunda-feira pelo encerramento da ponte, disse ele.",
    "ru": "Совет проголосовал в понедельник за закрытие старого моста.",
    "uk": "Рада проголосувала в понеділок за закриття старого мосту.",
    "zh": "市议会星期一投票决定关闭旧桥。",
    "ja": "市議会は月曜日に古い橋を閉鎖することを決めた。",
    "ar": "صوت المجلس يوم الاثنين على إغلاق الجسر القديم.",
    "pl": "Rada zagłosowała w poniedziałek za zamknięciem starego mostu.",
    "ko": "시의회는 월요일에 낡은 다리를 폐쇄하기로 결정했다.",
    "tr": "Meclis pazartesi günü eski köprünün kapatılması için oy verdi.",
}
# Pieces that sentences are made of, and that damage is made of.
PIECES = st.lists(
    st.sampled_from(
        [
            *".!?…。！？\"'“”„«»‘’()[]「」—: \n",
            "\n\n",
            "\r\n",
            "\u2028",
            "\u2029",
            "\u00a0",
            *"He said Dr 3 U.S. am Mai мир 说 と سلام é".split(),
        ]
    )
)
TEXTS = st.one_of(PIECES.map("".join), PIECES.map(" ".join), st.text())


def _slices(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(("language", "marked"), CASES)
def test_sentences_end_where_a_reader_ends_them(language: str, marked: str) -> None:
    text = marked.replace("|", "")

    assert _slices(text, split(text)) == [part.strip() for part in marked.split("|")]


def test_a_quotation_that_its_paragraph_does_not_close_keeps_nothing_together() -> None:
    text = "“We waited. Nobody came.\n\n“Then it rained,” she said. It was late."

    assert _slices(text, split(text)) == [
        "“We waited.",
        "Nobody came.",
        "“Then it rained,” she said.",
        "It was late.",
    ]


def test_a_sentence_never_crosses_a_paragraph() -> None:
    text = "A title without a point\n\nThe text (which begins\n\nhere) goes on"

    assert _slices(text, split(text)) == [
        "A title without a point",
        "The text (which begins",
        "here) goes on",
    ]


def test_an_empty_line_parts_paragraphs_and_a_line_end_does_not() -> None:
    text = "  One line\nand another.\n \t\nThe second.\r\n\r\nThe third.\u2029The fourth.\n"

    assert _slices(text, paragraphs(text)) == [
        "One line\nand another.",
        "The second.",
        "The third.",
        "The fourth.",
    ]


def test_without_empty_lines_each_line_is_a_paragraph() -> None:
    text = "One line.\nAnother line."

    assert _slices(text, paragraphs(text)) == ["One line.", "Another line."]


@pytest.mark.parametrize("text", ["", " \n\n ", "\u2029"])
def test_nothing_has_no_sentences(text: str) -> None:
    assert split(text) == paragraphs(text) == ()


@given(TEXTS)
def test_spans_are_ordered_disjoint_and_cover_all_that_is_not_white_space(
    text: str,
) -> None:
    for spans in (split(text), paragraphs(text)):
        edges = [edge for span in spans for edge in span]
        left_out = "".join(
            text[start:end]
            for start, end in zip(
                [0, *edges[1::2]], [*edges[::2], len(text)], strict=True
            )
        )

        assert edges == sorted(edges)
        assert all(
            text[start:end].strip() == text[start:end] != "" for start, end in spans
        )
        assert not left_out.strip()


@given(TEXTS)
def test_every_sentence_lies_in_one_paragraph(text: str) -> None:
    homes = paragraphs(text)

    assert all(
        any(a <= start < end <= b for a, b in homes) for start, end in split(text)
    )


@pytest.mark.parametrize(
    "piece",
    ['"', ".", "“", '. "', "”. A", "([", "。”", ".[1]", "A.’", "  ", "“A!” De la "],
)
def test_long_damage_is_read_to_its_end(piece: str) -> None:
    text = piece * (60_000 // len(piece))  # minutes, if the time were quadratic
    spans = split(text)

    assert "".join("".join(_slices(text, spans)).split()) == "".join(text.split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_language_of_a_sentence_is_known(lang: str) -> None:
    assert language_of(LANGUAGES[lang]) == lang


@pytest.mark.parametrize(
    "text", ["", "123 456", "Berlin", "😀😀😀", "https://news.example/the-story"]
)
def test_too_few_words_have_no_language(text: str) -> None:
    assert language_of(text) == ""


def test_capitals_and_addresses_do_not_hide_the_language() -> None:
    text = (
        "BREAKING NEWS: THE PRESIDENT HAS RESIGNED https://nachrichten.example/politik"
    )

    assert language_of(text) == "en"


def test_threads_may_ask_for_languages_together() -> None:
    texts = list(LANGUAGES.values()) * 20
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(language_of, texts))

    assert answers == list(LANGUAGES) * 20
