"""German cues."""

from digests.quotes.cues import Cues, genders, phrases, pronouns, words

GERMAN = Cues(
    passive=words("wurde wurden wird werden worden"),
    fiction=words("roman film stück theaterstück folge sketch lied serie"),
    posted=words("postete twitterte schrieb erklärung mitteilung nachricht"),
    through=phrases("dem der im gegenüber gegenüber_dem gegenüber_der in_der"),
    definite=words("der die das"),
    before_places=words("in im aus nach ins"),
    said=words(
        """
        sagte sagt sagten erklärte erklärt erklärten meinte meint betonte betont
        ergänzte ergänzt berichtete berichtet warnte warnt fügte fügt teilte teilt
        kündigte kritisierte kritisiert forderte fordert antwortete antwortet schrieb
        schreibt äußerte äußert bekräftigte bekräftigt kommentierte kommentiert
        behauptete behauptet bestätigte bestätigt versicherte versichert mahnte mahnt
        räumte räumt ließ lässt ließen fuhr fährt führte führt gab gibt erwiderte erwidert entgegnete
        entgegnet rief ruft fragte fragt spottete spottet erläuterte erläutert
        unterstrich unterstreicht stellte stellt twitterte twittert klagte klagt lobte
        lobt resümierte bilanzierte scherzte verkündete verkündet gestand gesteht
        urteilte urteilt formulierte formuliert bemerkte bemerkt wies so sagten gesagt
        erzählte erzählt beschrieb bedauerte bedauert beklagte begründete begründet
        äußerten meldete meldet argumentierte argumentiert schilderte schildert
        beschreibt hoffte hofft versprach verspricht appellierte appelliert plädierte
        plädiert konterte kontert prophezeit vermutete vermutet glaubte glaubt findet
        tadelte rügte rügt rechtfertigte rechtfertigt verlangte verlangt wünschte
        wünscht analysierte analysiert mutmaßte witzelte jubelte schimpfte empfahl
        empfiehlt würdigte würdigt dankte dankt merkte merkt hob hebt resümiert
        bilanziert charakterisierte charakterisiert präzisiert meinten bekannte
        beklagt freute freut empörte empört reagierte beteuert konstatiert
        gerufen geantwortet geschrieben mitgeteilt angekündigt gewarnt betont eingeräumt
        hinzugefügt ausgeführt angedeutet versprochen beschrieben gemeint
        verteidigte konstatierte präzisierte hieß heißt beteuerte prophezeite
        """
    ),
    said_with=phrases("zeigte_sich zeigt_sich gab_sich gibt_sich äußerte_sich"),
    soft=words("lachte lächelte seufzte schloss schließt begann fuhr"),
    auxiliary=words("hat hatte habe haben hatten ist wurde wird"),
    adverbs=words(
        """
            auch später dann gestern heute zuvor bereits weiter außerdem zudem dazu
            daraufhin danach schließlich jedoch aber am weiterhin wörtlich hierzu
            anschließend abschließend relativierend erklärend warnend ergänzend einschränkend wiederum ferner selbst
            lediglich nun ebenfalls ausdrücklich deutlich sich heftig scharf weiters
            folgendes unterdessen indes hingegen dagegen allerdings zudem nochmals
            """
    ),
    denial=words("nie niemals nicht kein keine bestritt dementierte"),
    doubt=words(
        """
            würde könnte hätte hätten wäre wären könnten würden soll sollte sollen dürfte müsste wolle angeblich falls wenn ob
            habe
            """
    ),
    pronouns=pronouns("er", "sie", "es", "wir ich man"),
    according=phrases(
        """
        laut so_der so_die nach_angaben_von nach_den_worten_von nach_worten_von
        nach_angaben_des nach_angaben_der nach_den_worten_des nach_den_worten_der
        nach_worten_des nach_worten_der nach_ansicht_von nach_ansicht_des
        nach_ansicht_der nach_meinung_von nach_meinung_des nach_meinung_der
        nach_auffassung_von nach_auffassung_des nach_auffassung_der
        nach_einschätzung_von nach_einschätzung_des nach_einschätzung_der
        nach_darstellung_von nach_darstellung_des nach_darstellung_der nach_aussage_von
        nach_aussage_des nach_aussage_der nach_aussagen_von nach_aussagen_des
        nach_aussagen_der aus_sicht_von aus_sicht_des aus_sicht_der
        """
    ),
    according_after=words("zufolge"),
    determiners=words(
        """
            der die das den dem des ein eine einen einem einer sein seine ihr ihre
            dieser diese unser unsere
            """
    ),
    prepositions=words(
        """
            in im am an auf aus bei mit nach von vom zu zum zur über unter vor für gegen
            durch um seit während wegen gegenüber
            """
    ),
    conjunctions=words(
        """
            und aber dass daß weil wenn als ob obwohl während denn oder sondern nachdem
            bevor damit
            """
    ),
    conjoined=words("und sowie oder bzw"),
    that=words("dass daß ob wie"),
    relative=words("der die das welcher welche"),
    particles=words("von van zu de la al bin el vom"),
    openers=words(
        """
        der die das ein eine einer einem einen er sie es wir ich man in im am an auf aus
        bei mit nach von vom zu zum zur über unter vor für gegen und aber doch auch dazu
        damit dabei daraufhin danach dann so wie wenn als während seit laut gestern
        heute montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar
        märz april mai juni juli august september oktober november dezember dies diese
        dieser dieses sein seine ihr ihre unser weiter weiterhin außerdem zudem
        schließlich jedoch bereits zuvor später wörtlich hierzu
        """
    ),
    roles=genders(
        masculine="""
            herr könig papst sprecher präsident minister vorsitzende kanzler
            bundeskanzler bürgermeister professor direktor trainer richter anwalt
            """
        """
            gouverneur stellvertreter leiter chef bischof pfarrer senator autor sänger schauspieler landrat
            oberbürgermeister innenminister außenminister ministerpräsident
            """
        """
            regierungssprecher polizeisprecher geschäftsführer generalsekretär
            staatssekretär premierminister premier verteidigungsminister finanzminister
            """
        """
            bundespräsident amtsleiter experte wissenschaftler forscher abgeordnete
            abgeordneter landtagsabgeordnete bäckermeister pressesprecher kommissar
            us-präsident
            """,
        feminine="""
            frau königin sprecherin präsidentin ministerin kanzlerin bundeskanzlerin
            bürgermeisterin professorin direktorin trainerin richterin anwältin
            """
        """
            gouverneurin stellvertreterin leiterin chefin bischöfin senatorin autorin innenministerin außenministerin
            ministerpräsidentin regierungssprecherin geschäftsführerin
            """
        """
            generalsekretärin staatssekretärin justizministerin expertin forscherin
            polizeisprecherin pressesprecherin
            """,
        either="""
            sohn tochter bruder schwester vater mutter ehemann ehefrau gatte gattin
            freund freundin kollege kollegin partner partnerin
            dr prof dipl ing general oberst parteichef parteichefin fraktionschef
            fraktionschefin vorstandschef
            """,
    ),
    documents=words(
        """
            bericht mitteilung erklärung pressemitteilung schreiben brief urteil studie
            stellungnahme aussendung begründung text dokument gutachten antrag beschluss
            """
    ),
    bodies=words(
        """
            polizei regierung ministerium unternehmen firma gewerkschaft verband gericht
            partei behörde staatsanwaltschaft kommission zeitung verein bundesregierung
            amt landesamt fraktion komitee institut bank konzern senat parlament rat
            universität kammer stiftung bündnis präsidium kanzleramt landgericht stadt
            agency institution council university group party association institute
            centre center union society foundation committee ministry department office
            commission board
            """
    ),
    crowds=words(
        """
            demonstranten experten kritiker beobachter anwohner zeugen behörden medien
            augenzeugen menschen
            """
    ),
    labels=words(
        """
        sogenannte sogenannten sogenannter sogenanntes genannt genannte namens titel
        film buch roman song spruch sprichwort satz schild plakat transparent aufschrift
        überschrift frage album zeitung zeitschrift magazin schiff aktion projekt
        operation wort begriff motto parole slogan stichwort thema nannte nennt
        bezeichnete bezeichnet bezeichneten als
        """
    ),
    stating=phrases("heißt_es hieß_es steht_es"),
    quoted_by=phrases("mit_den_worten_zitiert mit_dem_satz_zitiert zitiert"),
    translated=words("übersetzung übersetzt dolmetscher dolmetscherin"),
    listeners=words("journalisten reportern reporter zuschauern"),
    press=words(
        """
        zeitung spiegel zeit welt bild tagesspiegel anzeiger rundschau
        nachrichtenagentur agentur sender radio fernsehen rundfunk kurier blatt
        wirtschaftsblatt tageblatt tagblatt morgenpost abendblatt handelsblatt focus
        stern ard zdf wdr ndr swr mdr dpa afp reuters ap bbc cnn deutschlandfunk presse
        merkur post zeitungen magazin
        """
    ),
    opening=words("ich wir"),
    told_to=words("sagte sagt erklärte berichtete spottete"),
    straight=True,
    heralds=words(
        """
        zeigte_sich zeigt_sich äußerte_sich äußert_sich gab_sich gibt_sich reagierte reagiert kritisierte kritisiert begrüßte
        begrüßt lobte lobt warb wirbt bekannte bekennt bedankte bedankt gratulierte
        gratuliert wies weist verteidigte verteidigt schloss schließt griff greift
        attackierte attackiert bezeichnete bezeichnet beschrieb beschreibt schilderte
        schildert sparte wandte_sich wendet_sich sieht nannte nennt bestreitet
        freute_sich freut_sich bat bittet forderte fordert drohte droht lehnte lehnt rechtfertigte
        rechtfertigt begründete begründet kündigte plädierte plädiert beklagte beklagt
        bedauerte bedauert distanzierte distanziert entschuldigte würdigte würdigt dankte dankt resümierte resümiert kommentierte
        kommentiert warnte warnt mahnte mahnt appellierte appelliert empörte empört
        widersprach widerspricht konterte kontert bilanzierte bilanziert ärgerte ärgert
        wehrte wehrt meldete fasste fasst erläuterte erläutert
        """
    ),
    split={
        **dict.fromkeys(("stellte", "stellt"), words("klar fest heraus")),
        **dict.fromkeys(("gab", "gibt"), words("bekannt an zu preis sich protokoll")),
        **dict.fromkeys(("führte", "führt"), words("aus an fort")),
        **dict.fromkeys(("wies", "weist"), words("hin zurück darauf")),
        **dict.fromkeys(("hob", "hebt"), words("hervor")),
        **dict.fromkeys(("merkte", "merkt"), words("an")),
        **dict.fromkeys(("teilte", "teilt", "teilten"), words("mit")),
        **dict.fromkeys(
            ("ließ", "lässt", "ließen"), words("verlauten wissen mitteilen ausrichten")
        ),
        **dict.fromkeys(("fuhr", "fährt"), words("fort")),
    },
    cites=words("zitiert zitierte"),
    views=words("meinung ansicht auffassung einschätzung darstellung überzeugung"),
    words_of=phrases("zitat_von zitat"),
    meaning=words("meinte meint meinten meinen"),
    telling=words(
        """
        warf wirft warfen werfen bat bittet baten drohte droht drohten geht ging gehen
        erwartet erwartete fürchtet fürchtete befürchtet befürchtete befürchten betonen
        erklären meinen sagen fordern beklagten beklagen glauben hoffen warnen warnten
        versichern versicherten beteuern beteuerten rechnet rechnete verwies verweist
        stellten kritisieren kritisierten hält hielt erinnerte erinnert setzte setzt
        wandte wendet riet rät fand findet konstatiert hieß vertritt
        vertrat
        """
    ),
    mood=words(
        """
        sei seien habe hätten hätte werde würde würden könne könnten müsse müssten solle
        sollten dürfe dürften wolle wollten gebe gäbe gäben komme kämen gehe gingen stehe
        stünden liege lägen lasse bleibe blieben mache brauche wisse wüssten sehe führe
        handele handle bestehe trage zeige nehme fehle gelte bringe biete halte helfe
        spreche treffe verstehe wahre diene drohe laufe finde ließen ließe
        """
    ),
    mood_or_wish=words(
        "hätte würde könnten müssten sollten dürften wollten gingen kämen ließen blieben"
    ),
    told=words(
        """
        genannt gesprochen gewertet gelobt gewürdigt begrüßt verurteilt betrachtet
        gefeiert versprochen beteuert gewarnt gebeten gedroht erwähnt verkündet zitiert
        """
    ),
    asking=words("fragte fragt fragten erkundigte erkundigt"),
    calling={
        **dict.fromkeys(words("nannte nannten nennt nennen"), frozenset({""})),
        **dict.fromkeys(
            words(
                """
                bezeichnete bezeichneten bezeichnet kritisierte kritisiert begrüßte
                begrüßt lobte lobt würdigte würdigt verurteilte verurteilt beschrieb
                beschreibt charakterisierte charakterisiert attackierte attackiert
                feierte feiert wertete wertet bewertete bewertet betrachtet betrachtete
                sieht sah wies weist
                """
            ),
            frozenset({"als"}),
        ),
        **dict.fromkeys(words("sprach spricht sprachen"), frozenset({"von", "vom"})),
        **dict.fromkeys(words("warnte warnt warnten"), frozenset({"vor"})),
        **dict.fromkeys(
            words("forderte fordert forderten beklagte beklagt verlangte verlangt"),
            words("einen eine ein mehr weniger"),
        ),
    },
    hearsay=phrases(
        """
        worte_der worte_des worte_von worte_seines worte_seiner worte_ihres worte_ihrer
        vorwurf vorwürfe überschrift schild plakat titel motto spruch slogan parole
        aufschrift gespräch aussage aussagen behauptung
        """
    ),
    thinking=words(
        """
        glaubte glaubt hoffte hofft findet vermutete vermutet wünschte wünscht freute
        freut mutmaßte
        """
    ),
    receiving=words(
        """
        erhielt erhält erhielten bekam bekommt las liest hörte hört fand kennt kannte
        zitierte zitiert empfing empfängt trug trägt hielt antwort nachricht mail
        e-mail sms anruf zettel reaktion zuruf rufe vorwurf vorwürfe kommentar
        kommentare zuschrift zuschriften aussage aussagen behauptung lied film buch
        album ausstellung vortrag kampagne rede artikel umfrage zitat grundgesetz ließ lässt ließen begegnet begegnete traf trifft sang singt
        spielte spielt erinnert erinnerte
        """
    ),
    nouns_capital=True,
)
