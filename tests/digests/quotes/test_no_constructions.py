"""What only looks like a way of saying who spoke, language by language."""

import pytest

from tests.digests.quotes.reading import printed


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Hanna Petersen erhielt eine Nachricht: „Der Deich hält auch morgen.“"),
        (
            "de",
            "Hanna Petersen bekam darauf eine klare Antwort: „Der Deich hält auch morgen.“",
        ),
        ("de", "Jan Uhl kennt den Spruch: „Der Deich hält auch morgen.“"),
        (
            "de",
            "Jan Uhl wurde auf der Straße beschimpft: „Der Deich hält nicht bis morgen.“",
        ),
        (
            "de",
            "Das Publikum begrüßte Jan Uhl mit den Worten: „Der Deich hält auch morgen.“",
        ),
        ("de", "Ein Anwohner warf Jan Uhl vor: „Der Deich hält nicht bis morgen.“"),
        ("de", "Die Menge rief Jan Uhl zu: „Der Deich hält auch morgen.“"),
        ("de", "Auf dem Plakat von Jan Uhl stand: „Der Deich hält auch morgen.“"),
        ("de", "Jan Uhl traf Otto Brand auf dem Markt: „Der Deich hält auch morgen.“"),
        (
            "de",
            "Hanna Petersen traf Ute Kranz. „Der Deich hält auch morgen“, sagte sie.",
        ),
        (
            "de",
            "„Der Deich hält auch morgen“, sagte der Sprecher des Ministers, Jan Uhl.",
        ),
        ("de", "Der Roman von Jan Uhl beginnt so: „Der Deich hält auch morgen.“"),
        (
            "de",
            "Der Titel des Liedes von Jan Uhl lautet: „Der Deich hält auch morgen.“",
        ),
        ("de", "Jan Uhls Gegner waren empört: „Der Deich hält nicht bis morgen.“"),
        (
            "de",
            "Gegen Jan Uhl regte sich Widerstand: „Der Deich hält nicht bis morgen.“",
        ),
        (
            "de",
            "Jan Uhl wies das zurück. Die Kritik an Jan Uhl: „Der Deich hält nicht bis morgen.“",
        ),
        (
            "de",
            "Jan Uhl und Otto Brand zeigten sich zufrieden: „Der Deich hält auch morgen.“",
        ),
        (
            "de",
            "Der Spiegel zitiert Jan Uhl mit den Worten seines Vaters: „Der Deich hält auch morgen.“",
        ),
        ("de", "„Der Deich hält auch morgen“, heißt es in Kiel."),
        ("de", "„Der Deich hält auch morgen“, heißt es in einer Mitteilung."),
        ("de", "Jan Uhl zitierte den Minister: „Der Deich hält auch morgen.“"),
        ("de", "Über Jan Uhl heißt es: „Der Mann hält auch morgen durch.“"),
        ("de", "Jan Uhl hätte sagen können: „Der Deich hält auch morgen.“"),
        (
            "de",
            "Jan Uhl beschimpfte die Wirtin, die ihm antwortete: „Der Deich hält auch morgen.“",
        ),
        (
            "de",
            "Jan Uhl schrieb ein Buch über seine Mutter. Sie sagte: „Der Deich hält auch morgen.“",
        ),
        ("de", "Wikipedia über Jan Uhl: „Der Deich hält auch morgen.“"),
        ("de", "Frage an Jan Uhl: „Hält der Deich auch morgen?“"),
        ("de", "Jan Uhl trägt ein Hemd mit dem Satz: „Der Deich hält auch morgen.“"),
        ("de", "Jan Uhl glaubt nicht an das Motto: „Der Deich hält auch morgen.“"),
        ("de", "Jan Uhl ließ den Wirt ausrichten: „Der Deich hält auch morgen.“"),
        ("de", "Foto mit Jan Uhl: „Der Deich hält auch morgen.“"),
        (
            "de",
            "Jan Uhl machte sich über den Wetterbericht lustig: „Der Deich hält auch morgen.“",
        ),
        (
            "de",
            "Jan Uhl verlor die Wahl gegen seinen Gegner: „Der Deich hält auch morgen.“",
        ),
        ("de", "Brief an Jan Uhl: „Der Deich hält auch morgen.“"),
        ("de", "„Der Deich hält auch morgen“, sagte die frühere Gouverneurin Alaskas."),
        (
            "de",
            "Otto Brand erinnerte an die Worte der Kanzlerin: „Der Deich hält auch morgen.“",
        ),
        ("de", "Otto Brand zitierte aus dem Brief: „Der Deich hält auch morgen.“"),
        (
            "de",
            "Otto Brand schilderte die Worte der Ministerin: „Der Deich hält auch morgen.“",
        ),
        (
            "de",
            "Otto Brand lobte die Worte der Kanzlerin: „Der Deich hält auch morgen.“",
        ),
        (
            "de",
            "Merkel lobte Otto Brand. Brand reagierte auf den Vorwurf von Ute Kranz: „Der Deich hält nicht bis morgen.“",
        ),
        (
            "de",
            "Otto Brand nannte das Buch seines Vaters: „Der Deich hält auch morgen.“",
        ),
        (
            "de",
            "Otto Brand sprach über das Lied der Ärzte: „Der Deich hält auch morgen.“",
        ),
        (
            "de",
            "Otto Brand macht Werbung für die neue Kampagne: „Der Deich hält auch morgen.“",
        ),
        (
            "de",
            "Otto Brand griff den Satz der Kanzlerin auf: „Der Deich hält auch morgen.“",
        ),
        (
            "de",
            "Otto Brand verwies auf das Grundgesetz: „Die Würde des Menschen ist unantastbar.“",
        ),
        (
            "de",
            "Otto Brand verwies auf eine Aussage der Ministerin: „Der Deich hält auch morgen.“",
        ),
        (
            "de",
            "Otto Brand sieht das Problem in der Aussage des Amtes: „Der Deich hält auch morgen.“",
        ),
        (
            "de",
            "Otto Brand widersprach der Behauptung der Zeitung: „Der Deich hält nicht bis morgen.“",
        ),
        (
            "de",
            "Otto Brand gibt das Gespräch mit seiner Tochter wieder: „Papa, der Deich hält auch morgen.“",
        ),
        (
            "de",
            "Otto Brand gab eine Umfrage in Auftrag, das Ergebnis: „Der Deich hält auch morgen.“",
        ),
        ("de", "Otto Brand brachte ein Schild an: „Der Deich hält auch morgen.“"),
        ("de", "Otto Brand stellte eine Tafel auf: „Der Deich hält auch morgen.“"),
        (
            "de",
            "Otto Brand stellte seinen neuen Film vor: „Der Deich hält auch morgen“.",
        ),
        (
            "de",
            "Otto Brand zeigt seine neue Ausstellung: „Der Deich hält auch morgen“.",
        ),
        ("de", "Otto Brand veröffentlichte sein Buch: „Der Deich hält auch morgen“."),
        ("de", "Otto Brand legt sein neues Album vor: „Der Deich hält auch morgen“."),
        ("de", "Otto Brand hält einen Vortrag: „Der Deich hält auch morgen“."),
        (
            "de",
            "Otto Brand kritisierte die Überschrift in der Zeitung: „Der Deich hält nicht bis morgen.“",
        ),
        (
            "de",
            "Otto Brand sagte über Ute Kranz, sie habe gerufen: „Der Deich hält auch morgen.“",
        ),
        ("de", "„Der Deich hält auch morgen“, soll Otto Brand gesagt haben."),
        ("de", "„Der Deich hält auch morgen“, sagte niemand."),
        ("de", "„Der Deich hält auch morgen“, sagte einer der Helfer von Otto Brand."),
        ("de", "„Der Deich hält auch morgen“, wird ein Helfer von Otto Brand zitiert."),
        ("de", "„Der Deich hält auch morgen“, zitierte Otto Brand die Ministerin."),
        ("de", "„Der Deich hält auch morgen“, so die Antwort an Otto Brand."),
        ("de", "„Der Deich hält auch morgen“, so ein Bericht über Otto Brand."),
        ("de", "„Der Deich hält auch morgen“, so der Titel der Rede von Otto Brand."),
        ("de", "„Der Deich hält auch morgen“, hieß es aus dem Umfeld von Otto Brand."),
        ("de", "Ein Sprecher von Tesla teilte mit: „Wir bauen die Fabrik weiter aus.“"),
        (
            "de",
            "Jan Uhl kritisierte den Plan seines Gegners, der antwortete: „Der Deich hält auch morgen.“",
        ),
        ("en", "Ana Birch recalled the words of the mayor: “The bridge stays closed.”"),
        (
            "en",
            "Ana Birch criticized the slogan of the party: “The bridge stays closed.”",
        ),
        ("en", "“The bridge stays closed,” said a spokesman for the mayor, Nora Lund."),
        (
            "en",
            "Ana Birch, the mayor, and Tom Reyes, a baker: “The bridge stays closed.”",
        ),
        ("en", "Nora Lund Slams Bridge Plan Again: “The bridge stays closed.”"),
        ("fr", "« Le pont est sûr », n’a-t-elle pas dit à Anne Brun."),
        (
            "fr",
            "Anne Brun a croisé Lucie Garnier. « Le pont restera fermé », a-t-elle ajouté.",
        ),
        (
            "fr",
            "Anne Brun a quitté la salle. « Le pont restera fermé », a-t-il ajouté.",
        ),
        ("fr", "« Le pont restera fermé », a-t-on appris."),
        (
            "fr",
            "« Le pont restera fermé », a déclaré le porte-parole du ministre, Paul Lacaze.",
        ),
        ("fr", "Le film « Le pont restera fermé » de Paul Lacaze sort mardi."),
        ("fr", "Selon des sources, « le pont restera fermé »."),
        ("fr", "« Le pont restera fermé », ont dit Anne Brun et Paul Lacaze."),
        ("fr", "« Le pont restera fermé », a-t-elle ajouté, selon Anne Brun."),
        (
            "fr",
            "Anne Brun critique le film de Paul Lacaze : « Le pont restera fermé ».",
        ),
        ("fr", "Anne Brun dénonce le slogan du parti : « Le pont restera fermé »."),
        ("fr", "Anne Brun évoque le titre du journal : « Le pont restera fermé »."),
        ("fr", "Anne Brun décrit une banderole : « Le pont restera fermé »."),
        ("fr", "Anne Brun répète le mot d'ordre : « Le pont restera fermé »."),
        ("fr", "Anne Brun tient une pancarte : « Le pont restera fermé »."),
        ("fr", "Anne Brun a lu la lettre du maire : « Le pont restera fermé »."),
        ("fr", "« Le pont restera fermé », critique de film par Anne Brun."),
        ("fr", "Alerte orange : « Le pont restera fermé »."),
        ("fr", "« Le pont restera fermé », répond-il à Anne Brun."),
        (
            "fr",
            "Anne Brun et Lucie Garnier sont venues. « Le pont restera fermé », précise-t-elle.",
        ),
        ("fr", "« Le pont restera fermé », a dit un porte-parole de Total."),
        ("es", "«El puente sigue cerrado», habría dicho Elena Pardo."),
        (
            "es",
            "«El puente sigue cerrado», dijo el portavoz del ministro, Abel Terreros.",
        ),
        ("es", "Elena Pardo nunca ha dicho: «El puente sigue cerrado»."),
        (
            "es",
            "Elena Pardo vio a Julia Campos. «El puente sigue cerrado», afirmó ella.",
        ),
        ("es", "La película «El puente sigue cerrado» de Elena Pardo se estrena hoy."),
        ("es", "Según fuentes oficiales, «el puente sigue cerrado»."),
        ("es", "Elena Pardo defendió el lema del partido: «El puente sigue cerrado»."),
        ("es", "Elena Pardo criticó el titular del diario: «El puente sigue cerrado»."),
        ("es", "Elena Pardo valoró la película: «El puente sigue cerrado»."),
        ("es", "Elena Pardo leyó la carta del alcalde: «El puente sigue cerrado»."),
        (
            "es",
            "Elena Pardo recordó las palabras del alcalde: «El puente sigue cerrado».",
        ),
        (
            "es",
            "Elena Pardo respondió al mensaje de Julia Campos: «El puente sigue cerrado».",
        ),
        ("es", "«El puente sigue cerrado», ha dicho un portavoz de Repsol."),
        ("it", "Elena Pardi non ha mai detto: «Il ponte resta chiuso»."),
        ("it", "«Il ponte resta chiuso», avrebbe detto Elena Pardi."),
        ("it", "«Il ponte resta chiuso», secondo fonti del governo."),
        ("it", "Il film «Il ponte resta chiuso» di Elena Pardi esce oggi."),
        (
            "it",
            "Elena Pardi ha criticato lo slogan del partito: «Il ponte resta chiuso».",
        ),
        ("it", "Elena Pardi ricorda le parole del sindaco: «Il ponte resta chiuso»."),
        ("it", "«Il ponte resta chiuso», ha detto un portavoce di Enel."),
        ("pt", "Elena Prado nunca disse: “A ponte continua fechada”."),
        ("pt", "“A ponte continua fechada”, teria dito Elena Prado."),
        ("pt", "O filme “A ponte continua fechada” de Elena Prado estreia hoje."),
        ("pt", "“A ponte continua fechada”, disse uma fonte."),
        ("pt", "Elena Prado criticou o slogan do partido: “A ponte continua fechada”."),
        (
            "pt",
            "Elena Prado lembrou as palavras do prefeito: “A ponte continua fechada”.",
        ),
        ("pt", "“A ponte continua fechada”, disse um porta-voz da Galp."),
        ("ru", "Пётр Громов не говорил: «Мост останется закрытым»."),
        ("ru", "«Мост останется закрытым», — якобы сказал Пётр Громов."),
        ("ru", "«Мост останется закрытым», — сообщили источники."),
        (
            "ru",
            "Пётр Громов встретил Ивана Дубова. «Мост останется закрытым», — сказал он.",
        ),
        ("ru", "Фильм «Мост останется закрытым» Петра Громова вышел вчера."),
        (
            "ru",
            "Пётр Громов прокомментировал лозунг партии: «Мост останется закрытым».",
        ),
        ("ru", "Пётр Громов вспомнил слова мэра: «Мост останется закрытым»."),
        (
            "de",
            "Jan Uhl traf Uwe Kitz und sagte: „Der Deich hält auch morgen.“",
        ),
        (
            "de",
            "„Der Deich hält auch morgen“, zitiert die Stadtzeitung ein Mitglied des Rats.",
        ),
        ("es", "«El puente sigue cerrado», admitió el diputado UDI."),
        ("zh", "市长李明从未说过：“大桥将继续关闭。”"),
        ("zh", "据说市长李明说：“大桥将继续关闭。”"),
        ("zh", "市长李明会见了部长王刚。“大桥将继续关闭，”他说。"),
        ("zh", "市长李明视察了工地。市长王刚毅力惊人。“大桥将继续关闭，”他说。"),
        ("zh", "电影《大桥》的口号是“大桥将继续关闭”。"),
        ("zh", "市长李明视察了工地。“大桥将继续关闭，”他说。"),
        ("zh", "“大桥将继续关闭。”发言人说。"),
        ("ar", "لم يقل الوزير سامي حداد: «سيبقى الجسر مغلقا»."),
        ("ar", "قال مصدر مسؤول في الوزارة: «سيبقى الجسر مغلقا»."),
        ("ar", "نفى الوزير سامي حداد أنه قال: «سيبقى الجسر مغلقا»."),
        ("ar", "بحسب مصادر: «سيبقى الجسر مغلقا»."),
        ("ar", "وقال سامي حداد إن «سيبقى الجسر مغلقا»"),
        ("ar", "وأكدت الوزيرة ليلى ناصر أن الأمر محسوم، وقالت: «سيبقى الجسر مغلقا»."),
        ("ar", "وقالت امرأة عجوز: «سيبقى الجسر مغلقا»."),
        ("ar", "وقال رجل غاضب: «سيبقى الجسر مغلقا»."),
    ],
)
def test_what_only_looks_like_a_construction_prints_nothing(
    lang: str, text: str
) -> None:
    assert printed(text, lang=lang) == []
