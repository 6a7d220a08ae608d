"""Dutch, Swedish, Norwegian, Danish and Finnish cues."""

from digests.quotes.cues import Cues, genders, phrases, pronouns, words

DUTCH = Cues(
    passive=words("werd wordt werden worden"),
    before_places=words("in"),
    said=words(
        """
            zei zegt zeiden aldus verklaarde verklaart vertelde vertelt voegde schreef
            schrijft antwoordde antwoordt stelde stelt benadrukte benadrukt liet
            """
        "waarschuwde waarschuwt vroeg vraagt meldde meldt reageerde reageert vindt"
    ),
    auxiliary=words("heeft had hebben"),
    adverbs=words("ook later daarna gisteren vandaag toen nog weten"),
    denial=words("nooit niet geen ontkende ontkent"),
    doubt=words("zou zouden kan kunnen als indien vermeend"),
    pronouns=pronouns("hij", "zij ze", "het", "wij ik men"),
    according=phrases("volgens aldus"),
    determiners=words("de het een zijn haar hun deze dit"),
    prepositions=words("van in op aan met voor bij naar door over tegen uit tot na"),
    conjunctions=words("en maar dat als toen of want omdat terwijl"),
    conjoined=words("en of"),
    that=words("dat of"),
    relative=words("die wie"),
    particles=words("van de der den het ten ter"),
    openers=words(
        """
            de het een in op aan met voor bij naar en maar dat als toen hij zij ze ook
            volgens gisteren vandaag
            """
    ),
    roles=genders(
        masculine="koning meneer woordvoerder",
        feminine="koningin mevrouw woordvoerster",
        either="minister premier president burgemeester directeur dr",
    ),
    crowds=words("deskundigen getuigen bronnen bewoners"),
    labels=words("zogenoemde zogeheten film boek roman woord term"),
    press=words("anp telegraaf volkskrant krant nos rtl nrc radio"),
)

SWEDISH = Cues(
    passive=words("blev blir"),
    before_places=words("i"),
    said=words(
        """
            sade sa säger berättade berättar förklarade förklarar skrev skriver svarade
            svarar tillade tillägger menade menar uppgav uppger betonade betonar
            """
        """
            konstaterade konstaterar hävdade hävdar frågade frågar varnade varnar
            kommenterade kommenterar
            """
    ),
    auxiliary=words("har hade"),
    adverbs=words("också sedan senare igår idag då"),
    denial=words("aldrig inte förnekade förnekar"),
    doubt=words("skulle kunde om påstås"),
    pronouns=pronouns("han", "hon", "det den", "de vi jag man"),
    according=phrases("enligt"),
    determiners=words("en ett den det de hans hennes deras"),
    prepositions=words("av i på för med till från om vid hos efter mot"),
    conjunctions=words("och men att när om eller medan som"),
    conjoined=words("och eller"),
    that=words("att"),
    relative=words("som"),
    particles=words("af von de"),
    openers=words(
        """
            en ett den det de i på för med och men att när om han hon vi jag också
            enligt igår idag
            """
    ),
    roles=genders(
        masculine="herr kung talesman",
        feminine="fru drottning taleskvinna",
        either="statsminister minister president ordförande chef professor talesperson",
    ),
    crowds=words("experter vittnen källor"),
    labels=words("film bok roman ord begrepp"),
    press=words("tt dn svt svd aftonbladet expressen radio"),
)

NORWEGIAN = Cues(
    before_places=words("i"),
    said=words(
        """
            sa sier fortalte forteller forklarte forklarer skrev skriver svarte svarer
            mente mener uttalte uttaler tilføyde tilføyer la
            """
        """
            sagde siger fortæller forklarer skriver svarede svarer mente mener udtalte
            udtaler tilføjede tilføjer lyder
            """
    ),
    auxiliary=words("har hadde havde"),
    adverbs=words("også senere så da i_dag"),
    denial=words("aldri ikke aldrig nektet nægter"),
    doubt=words("skulle kunne ville hvis"),
    pronouns=pronouns("han", "hun", "det den", "de vi jeg man"),
    according=phrases("ifølge"),
    determiners=words("en et den det de hans hennes hendes"),
    prepositions=words("av af i på for med til fra om ved hos etter efter mot mod"),
    conjunctions=words("og men at når om eller mens som"),
    conjoined=words("og eller"),
    that=words("at"),
    relative=words("som der"),
    openers=words(
        "en et den det de i på for med og men at når han hun vi jeg også ifølge"
    ),
    roles=genders(
        either="""
            statsminister minister president direktør leder professor formann formand
            talsmand
            """
    ),
    crowds=words("eksperter vitner vidner kilder"),
    labels=words("film bok bog roman ord begrep"),
    press=words("ntb nrk vg ritzau dr radio politiken"),
)

FINNISH = Cues(
    said=words(
        """
            sanoi sanoo sanovat kertoi kertoo totesi toteaa lisäsi lisää kirjoitti
            kirjoittaa vastasi vastaa arvioi korosti korostaa selitti selittää huomautti
            """
        "huomauttaa myönsi myöntää muistuttaa muistutti kysyi kysyy"
    ),
    adverbs=words("myös sitten myöhemmin eilen tänään"),
    denial=words("ei koskaan kiisti kiistää"),
    doubt=words("jos voisi olisi"),
    pronouns=pronouns("", "", "se", "he me minä"),
    according=phrases("mukaan"),
    conjunctions=words("ja mutta että kun jos tai vaan"),
    conjoined=words("ja tai"),
    that=words("että"),
    relative=words("joka"),
    openers=words("ja mutta että kun jos hän he me minä se ne tämä myös eilen tänään"),
    roles=genders(either="ministeri pääministeri presidentti johtaja professori"),
    crowds=words("asiantuntijat silminnäkijät lähteet"),
    labels=words("elokuva kirja romaani sana"),
    press=words("yle stt hs radio"),
    least=3,
)
