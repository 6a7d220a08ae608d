"""Turkish cues, and the empty table of the scripts that wide.py reads."""

from digests.quotes.cues import Cues, genders, phrases, pronouns, words

UNSPACED = Cues(said=frozenset(), spaced=False)
SPACED = Cues(said=frozenset(), least=3)

TURKISH = Cues(
    said=words(
        """
        dedi diyor söyledi söylüyor belirtti belirtiyor açıkladı vurguladı ekledi yazdı
        konuştu sordu yanıtladı kaydetti
        """
    ),
    adverbs=words("da de şöyle ise dün bugün"),
    denial=words("asla yalanladı değil demedi"),
    doubt=words("eğer sözde iddiaya"),
    pronouns=pronouns("", "", "", "o onlar biz ben"),
    according=phrases("göre"),
    determiners=words("bir bu şu"),
    conjunctions=words("ve ama fakat ancak çünkü"),
    conjoined=words("ve"),
    that=words("ki"),
    openers=words("bir bu şu ve ama o dün bugün göre"),
    roles=genders(
        masculine="bey sayın",
        feminine="hanım",
        either="""
            başkan başkanı bakan bakanı cumhurbaşkanı başbakan sözcü sözcüsü doktor
            """
        "profesör müdür müdürü vali valisi",
    ),
    crowds=words("uzmanlar kaynaklar yetkililer"),
    labels=words("adlı isimli film kitap roman"),
    press=words("gazetesi ajansı ajans trt cnn ntv hürriyet milliyet"),
    least=3,
)
