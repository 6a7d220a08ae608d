"""Common ways of saying who spoke, language by language."""

import pytest

from tests.digests.quotes.reading import found, printed


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        (
            "de",
            "„Der Deich hält auch morgen“, so Bürgermeisterin Hanna Petersen.",
            "Hanna Petersen",
        ),
        (
            "de",
            "„Der Deich hält auch morgen“, fügte Jan Uhl am Abend hinzu.",
            "Jan Uhl",
        ),
        (
            "de",
            "„Der Deich hält auch morgen“, gab Ministerin Hanna Petersen bekannt.",
            "Hanna Petersen",
        ),
        (
            "de",
            "„Der Deich hält auch morgen“, wird Jan Uhl in der Zeitung zitiert.",
            "Jan Uhl",
        ),
        (
            "de",
            "Jan Uhl wird mit den Worten zitiert: „Der Deich hält auch morgen.“",
            "Jan Uhl",
        ),
        (
            "de",
            "Bundesumweltministerin Hanna Petersen zeigte sich zufrieden: „Der Deich hält auch morgen.“",
            "Hanna Petersen",
        ),
        (
            "de",
            "In Kiel warb Hanna Petersen für den Bau mit den Worten: „Der Deich hält auch morgen.“",
            "Hanna Petersen",
        ),
        (
            "de",
            "Jan Uhl wird von der „Stadtzeitung“ mit den Worten zitiert: „Der Deich hält auch morgen.“",
            "Jan Uhl",
        ),
        (
            "de",
            "„Der Deich hält auch morgen“, zitiert die Stadtzeitung den Minister Jan Uhl.",
            "Jan Uhl",
        ),
        (
            "de",
            "„Der Deich hält auch morgen“, ließ Jan Uhl am Abend verlauten.",
            "Jan Uhl",
        ),
        (
            "de",
            "Jan Uhl verteidigte den Bau und sagte: „Der Deich hält auch morgen.“",
            "Jan Uhl",
        ),
        (
            "de",
            "Minister Jan Uhl hat am Abend mitgeteilt: „Der Deich hält auch morgen.“",
            "Jan Uhl",
        ),
        (
            "de",
            "Die Kommission tobte: So sagte Jan Uhl, Kommissar: „Der Deich hält auch morgen.“",
            "Jan Uhl",
        ),
        (
            "de",
            "Direktor Otto Uhl hat anlässlich des Festes erklärt: „Der Deich hält auch morgen.“",
            "Otto Uhl",
        ),
        (
            "de",
            "Analyst Otto Uhl von der Deichbank sagte: „Der Deich hält auch morgen.“",
            "Otto Uhl",
        ),
        (
            "de",
            "Zitat von Jan Uhl hierzu: „Der Deich hält auch morgen.“",
            "Jan Uhl",
        ),
        (
            "de",
            "Ursula von der Ahn war da. Von der Ahn betonte: „Der Deich hält auch morgen.“",
            "Ursula von der Ahn",
        ),
        (
            "de",
            "CDU-Innenexperte Jan Uhl wörtlich: „Der Deich hält auch morgen.“",
            "Jan Uhl",
        ),
        (
            "de",
            "„Der Deich hält auch morgen“, sagte die Sprecherin der Behörde, Hanna Petersen.",
            "Hanna Petersen",
        ),
        (
            "de",
            "„Der Deich hält auch morgen“, teilte das Auswärtige Amt mit.",
            "das Auswärtige Amt",
        ),
        (
            "de",
            "„Der Deich hält auch morgen“, heißt es in einer Mitteilung des Umweltministeriums.",
            "Mitteilung des Umweltministeriums",
        ),
        (
            "de",
            "In der Erklärung der Behörde heißt es: „Der Deich hält auch morgen.“",
            "Erklärung der Behörde",
        ),
        (
            "de",
            "„Der Deich hält auch morgen“, heißt es in einer Pressemitteilung von Jan Uhl.",
            "Jan Uhl",
        ),
        (
            "de",
            "Laut Jan Uhl sei das sicher. „Der Deich hält auch morgen“, so Uhl weiter.",
            "Jan Uhl",
        ),
        (
            "de",
            "Hanna Petersen besuchte den Bau. Dazu sagte Petersen: „Der Deich hält auch morgen.“",
            "Hanna Petersen",
        ),
        (
            "de",
            "Hanna Petersen besuchte den Bau. So wird sie mit den Worten zitiert: „Der Deich hält auch morgen.“",
            "Hanna Petersen",
        ),
        (
            "de",
            "„Der Deich hält auch morgen“, erklärte Hanna Petersen gegenüber dem Harzer Kurier.",
            "Hanna Petersen",
        ),
        (
            "de",
            "Otto Brand kam nach Peru. Juan Mendoza führte ihn. Der Deutsche Brand blieb lange. Im Radio erklärte er: „Der Deich hält auch morgen.“",
            "Otto Brand",
        ),
        (
            "de",
            "„Der Deich hält auch morgen“, hatte Minister Otto Brand am Montag in Kiel erklärt.",
            "Otto Brand",
        ),
        (
            "de",
            "„Mein Brot kommt am Morgen an.“ So beschreibt es Bäckermeister Anselm Trögl.",
            "Anselm Trögl",
        ),
        (
            "de",
            "Jan Uhl, Sprecher des Deichverbands erklärte: „Der Deich hält auch morgen.“",
            "Jan Uhl",
        ),
        (
            "de",
            "Otto Brand besuchte die Hauptstadt Kiel. „Der Deich hält auch morgen“, sagte er.",
            "Otto Brand",
        ),
        (
            "de",
            "Der Leiter des Amtes, Otto Brand, kam spät. „Der Deich hält auch morgen“, sagte er.",
            "Otto Brand",
        ),
        (
            "de",
            "Trainer Jan Uhl sah den Sieg. In der Kabine zeigte sich der Trainer zufrieden: „Der Deich hält auch morgen.“",
            "Jan Uhl",
        ),
        (
            "en",
            "“The bridge stays closed,” said the director of the agency, Nora Lund.",
            "Nora Lund",
        ),
        (
            "en",
            "Nora Lund, president of the council: “The bridge stays closed.”",
            "Nora Lund",
        ),
        (
            "fr",
            "« Le pont restera fermé », a déclaré Paul Lacaze mardi.",
            "Paul Lacaze",
        ),
        ("fr", "« Le pont restera fermé », selon la maire Anne Brun.", "Anne Brun"),
        ("fr", "Anne Brun a déclaré : « Le pont restera fermé. »", "Anne Brun"),
        (
            "fr",
            "« Le pont restera fermé », s’est félicitée la ministre Anne Brun.",
            "Anne Brun",
        ),
        ("fr", "« Le pont restera fermé », a fait savoir Anne Brun.", "Anne Brun"),
        (
            "fr",
            "Anne Brun a visité le chantier. « Le pont restera fermé », a-t-elle ajouté.",
            "Anne Brun",
        ),
        (
            "fr",
            "Anne Brun a visité le chantier. « Le pont restera fermé », précise-t-elle.",
            "Anne Brun",
        ),
        (
            "fr",
            "« Le pont restera fermé », a déclaré le président de la commission, Paul Lacaze.",
            "Paul Lacaze",
        ),
        (
            "fr",
            "« Le pont restera fermé », a confié Anne Brun au Dauphiné.",
            "Anne Brun",
        ),
        (
            "fr",
            "D’après Paul Lacaze, « Le pont restera fermé jusqu’en mai ».",
            "Paul Lacaze",
        ),
        (
            "fr",
            "« Le pont restera fermé », s’indigne l’avocat Paul Lacaze.",
            "Paul Lacaze",
        ),
        (
            "fr",
            "« Le pont restera fermé », prévient Anne Brun, directrice du port.",
            "Anne Brun",
        ),
        ("es", "«El puente sigue cerrado», dijo Elena Pardo el martes.", "Elena Pardo"),
        (
            "es",
            "«El puente sigue cerrado», según la alcaldesa Elena Pardo.",
            "Elena Pardo",
        ),
        ("es", "Elena Pardo dijo: «El puente sigue cerrado».", "Elena Pardo"),
        (
            "es",
            "La ministra de Fomento, Elena Pardo, aseguró: «El puente sigue cerrado».",
            "Elena Pardo",
        ),
        ("es", "«El puente sigue cerrado», ha dicho Elena Pardo.", "Elena Pardo"),
        (
            "es",
            "«El puente sigue cerrado», ha asegurado el portavoz Abel Terreros.",
            "Abel Terreros",
        ),
        (
            "es",
            "Elena Pardo visitó la obra. «El puente sigue cerrado», afirmó ella.",
            "Elena Pardo",
        ),
        (
            "es",
            "«El puente sigue cerrado», declaró Elena Pardo al Faro.",
            "Elena Pardo",
        ),
        (
            "es",
            "De acuerdo con Elena Pardo, «El puente sigue cerrado hasta mayo».",
            "Elena Pardo",
        ),
        (
            "es",
            "En palabras del alcalde Abel Terreros: «El puente sigue cerrado».",
            "Abel Terreros",
        ),
        (
            "es",
            "«El puente sigue cerrado», señaló el presidente de la comisión, Abel Terreros.",
            "Abel Terreros",
        ),
        ("es", "—El puente sigue cerrado —dijo Elena Pardo.", "Elena Pardo"),
        ("it", "«Il ponte resta chiuso», ha detto Elena Pardi martedì.", "Elena Pardi"),
        (
            "it",
            "«Il ponte resta chiuso», secondo la sindaca Elena Pardi.",
            "Elena Pardi",
        ),
        ("it", "Elena Pardi ha detto: «Il ponte resta chiuso».", "Elena Pardi"),
        (
            "it",
            "La ministra dei Trasporti, Elena Pardi, ha dichiarato: «Il ponte resta chiuso».",
            "Elena Pardi",
        ),
        ("it", "«Il ponte resta chiuso», spiega il sindaco Carlo Neri.", "Carlo Neri"),
        ("it", "«Il ponte resta chiuso», ha fatto sapere Elena Pardi.", "Elena Pardi"),
        (
            "it",
            "Elena Pardi ha visitato il cantiere. «Il ponte resta chiuso», ha detto lei.",
            "Elena Pardi",
        ),
        (
            "it",
            "«Il ponte resta chiuso», ha dichiarato Elena Pardi al Corriere.",
            "Elena Pardi",
        ),
        (
            "it",
            "«Il ponte resta chiuso», ha commentato il presidente della commissione, Carlo Neri.",
            "Carlo Neri",
        ),
        (
            "it",
            "«Il ponte resta chiuso – ha detto Elena Pardi – fino a maggio».",
            "Elena Pardi",
        ),
        (
            "pt",
            "“A ponte continua fechada”, disse Elena Prado na terça-feira.",
            "Elena Prado",
        ),
        (
            "pt",
            "“A ponte continua fechada”, segundo a prefeita Elena Prado.",
            "Elena Prado",
        ),
        ("pt", "Elena Prado disse: “A ponte continua fechada”.", "Elena Prado"),
        (
            "pt",
            "A ministra dos Transportes, Elena Prado, afirmou: “A ponte continua fechada”.",
            "Elena Prado",
        ),
        (
            "pt",
            "“A ponte continua fechada”, tinha dito o prefeito Caio Neves.",
            "Caio Neves",
        ),
        (
            "pt",
            "Elena Prado visitou a obra. “A ponte continua fechada”, afirmou ela.",
            "Elena Prado",
        ),
        (
            "pt",
            "“A ponte continua fechada”, disse Elena Prado ao Correio.",
            "Elena Prado",
        ),
        (
            "pt",
            "De acordo com Elena Prado, “A ponte continua fechada até maio”.",
            "Elena Prado",
        ),
        (
            "pt",
            "“A ponte continua fechada”, declarou o presidente da comissão, Caio Neves.",
            "Caio Neves",
        ),
        (
            "pt",
            "“A ponte continua fechada”, salientou o deputado Caio Neves.",
            "Caio Neves",
        ),
        (
            "ru",
            "«Мост останется закрытым», — сказал Пётр Громов во вторник.",
            "Пётр Громов",
        ),
        (
            "ru",
            "«Мост останется закрытым», — отметила министр Анна Лебедева.",
            "Анна Лебедева",
        ),
        ("ru", "Пётр Громов заявил: «Мост останется закрытым».", "Пётр Громов"),
        (
            "ru",
            "Глава комиссии Пётр Громов сообщил: «Мост останется закрытым».",
            "Пётр Громов",
        ),
        (
            "ru",
            "Пётр Громов приехал на стройку. «Мост останется закрытым», — добавил он.",
            "Пётр Громов",
        ),
        (
            "ru",
            "«Мост останется закрытым», — рассказал Пётр Громов газете.",
            "Пётр Громов",
        ),
        (
            "ru",
            "Как заявил Пётр Громов, «Мост останется закрытым до мая».",
            "Пётр Громов",
        ),
        (
            "ru",
            "«Мост останется закрытым», — подчёркивает Анна Лебедева.",
            "Анна Лебедева",
        ),
        (
            "ru",
            "«Мост останется закрытым», — заверил журналистов Пётр Громов.",
            "Пётр Громов",
        ),
        ("zh", "市长李明表示：“大桥将继续关闭。”", "李明"),
        ("zh", "“大桥将继续关闭。”市长李明说。", "李明"),
        ("zh", "市长李明在发布会上说：“大桥将继续关闭。”", "李明"),
        ("zh", "市长李明周二对记者表示：“大桥将继续关闭。”", "李明"),
        ("zh", "市长李明视察了工地。李明强调：“大桥将继续关闭。”", "李明"),
        ("zh", "據市長李明說：「大橋將繼續關閉。」", "李明"),
        ("zh", "市长李明指出，“大桥将继续关闭到五月。”", "李明"),
        ("ar", "قال الوزير سامي حداد: «سيبقى الجسر مغلقا».", "سامي حداد"),
        ("ar", "«سيبقى الجسر مغلقا»، قال الوزير سامي حداد.", "سامي حداد"),
        (
            "ar",
            "وأضاف الرئيس سامي حداد في مؤتمر صحفي: «سيبقى الجسر مغلقا».",
            "سامي حداد",
        ),
        ("ar", "وأشار الوزير سامي حداد قائلا: «سيبقى الجسر مغلقا».", "سامي حداد"),
        ("ar", "وشددت الوزيرة ليلى ناصر: «سيبقى الجسر مغلقا».", "ليلى ناصر"),
        ("ar", "بحسب الوزير سامي حداد: «سيبقى الجسر مغلقا».", "سامي حداد"),
    ],
)
def test_the_common_constructions_of_a_language_name_the_speaker(
    lang: str, text: str, speaker: str
) -> None:
    shown = printed(text, lang=lang)

    assert shown
    assert {name for _, name in shown} == {speaker}


def test_a_translated_interview_names_the_station_of_the_sentence_before() -> None:
    text = (
        "Nora Lund, 61, spoke to Coast Voice Radio in the Sori language."
        " “The bridge stays closed for now,” she said, in the station's translation."
    )

    (quote,) = found(text)

    assert (quote.speaker, quote.via) == ("Nora Lund", "Coast Voice Radio")


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        (
            "en",
            "“The river will be back by March,” said Odile des Prés.",
            "Odile des Prés",
        ),
        (
            "en",
            "“The river will be back by March,” said Baark Volunteer Coordinator Bonnie Hale.",
            "Bonnie Hale",
        ),
        (
            "en",
            "“The river will be back by March,” Supervisor Nora Hale said.",
            "Nora Hale",
        ),
        (
            "fr",
            "“Le fleuve reviendra avant la fin mars”, a déclaré le maire d’Orval, Luc Arnaud.",
            "Luc Arnaud",
        ),
        (
            "fr",
            "Le maire d'Orval, Luc Arnaud, a déclaré : “Le fleuve reviendra avant la fin mars”.",
            "Luc Arnaud",
        ),
        (
            "it",
            "“Il fiume tornerà prima della fine di marzo”, ha detto il sindaco d’Orba, Luca Bruni.",
            "Luca Bruni",
        ),
    ],
)
def test_small_words_and_offices_leave_the_whole_name(
    lang: str, text: str, speaker: str
) -> None:
    assert [name for _, name in printed(text, lang=lang)] == [speaker]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "fr",
            "“Le fleuve reviendra avant la fin mars”, selon un proche d'Édouard Lambert.",
        ),
        (
            "fr",
            "“Le fleuve reviendra avant la fin mars”, a déclaré l’avocat d’Édouard Lambert.",
        ),
        ("es", "Contestó vía Twitter que “el río volverá antes de finales de marzo”."),
        ("de", "„Der Deich hält auch morgen“, sagte Olivier zu den Interviews."),
    ],
)
def test_who_belongs_to_another_is_not_that_other(lang: str, text: str) -> None:
    assert printed(text, lang=lang) == []
