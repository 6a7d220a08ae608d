"""French and Italian cues."""

from digests.quotes.cues import Cues, genders, phrases, pronouns, words

FRENCH = Cues(
    nouns_first=True,
    hearsay=phrases(
        """
        slogan titre banderole pancarte mot_d'ordre devise film roman livre chanson
        refrain affiche paroles_de paroles_du mots_de mots_du phrase_de phrase_du
        message_de message_du lettre_de lettre_du
        """
    ),
    passive=words("été fut furent"),
    fiction=words("roman film pièce épisode chanson série"),
    posted=words("publié écrit tweeté communiqué message"),
    incises=True,
    through=phrases("à au"),
    definite=words("le la"),
    before_places=words("en dans à au aux"),
    said_with=phrases(
        "fait_savoir fait_valoir fait_remarquer fait_observer se_félicite"
    ),
    said=words(
        """
        dit disait déclare déclaré déclara explique expliqué expliqua affirme affirmé
        affirma ajoute ajouté ajouta estime estimé souligne souligné assure assuré
        raconte raconté précise précisé indique indiqué annonce annoncé répond répondu
        rappelle rappelé reconnaît reconnu reconnait confie confié lance lancé poursuit
        poursuivi conclut conclu note noté observe observé regrette regretté juge jugé
        martèle martelé insiste insisté écrit répète répété résume résumé témoigne
        témoigné plaide plaidé commente commenté admet admis prévient prévenu souffle
        soufflé ironise ironisé sourit souri avoue avoué dénonce dénoncé soutient
        soutenu réagit réagi tweete tweeté promet promis tonne peste glisse glissé
        détaille détaillé se_félicite s'exclame interroge interrogé demande demandé
        confirme confirmé analyse analysé
        félicité félicitée félicite réjoui réjouie réjouit indigné indignée indigne
        inquiété inquiétée s'inquiète s'indigne s'étonne s'insurge s'agace s'alarme
        s'emporte s'interroge s'amuse se_réjouit alerte alerté déplore déploré critique
        critiqué réplique répliqué rétorque rétorqué renchérit nuance nuancé tranche
        tranché tempère tempéré justifie justifié relève relevé prédit
        considère considéré argumente argumenté murmure murmuré s'exclama
        s'étonna répondit raconta lança
        """
    ),
    auxiliary=words("a ont avait avaient est était s'est se"),
    adverbs=words(
        """
            aussi encore ensuite également toutefois notamment ainsi alors puis hier
            lundi mardi mercredi jeudi vendredi samedi dimanche
            """
    ),
    denial=words("jamais pas n'a n'ont ne nie dément démenti aucun"),
    doubt=words("aurait auraient pourrait devrait si faudrait serait"),
    pronouns=pronouns("il", "elle", "", "ils elles on nous je"),
    according=phrases("selon d'après pour aux_yeux_de aux_dires_de"),
    determiners=words("le la les l' un une des son sa ses leur leurs ce cette notre"),
    prepositions=words(
        """
            de du des à au aux en dans sur sous avec par pour chez vers contre depuis
            lors après avant via
            """
    ),
    conjunctions=words(
        "et mais que quand lorsque si car ou or donc comme puisque tandis"
    ),
    conjoined=words("et ou"),
    that=words("que qu' si"),
    relative=words("qui dont"),
    openers=words(
        """
        le la les un une des il elle ils elles on nous je en dans sur à au aux de du et
        mais ou où donc or car si quand pour par avec selon après avant lors ce cette
        ces son sa ses leur lundi mardi mercredi jeudi vendredi samedi dimanche hier
        puis ainsi alors enfin lire
        """
    ),
    roles=genders(
        masculine="""
            m monsieur roi prince président ministre sénateur directeur porte-parole
            chercheur avocat entraîneur ouvreur capitaine conseiller préfet procureur
            """
        "professeur docteur général colonel maire député",
        feminine="""
            mme madame reine princesse présidente sénatrice directrice chercheuse
            avocate entraîneuse conseillère préfète procureure députée maire
            mademoiselle
            """,
        either="dr premier première secrétaire",
    ),
    documents=words("rapport communiqué texte lettre étude document note déclaration"),
    bodies=words(
        """
            police gouvernement ministère entreprise syndicat parti préfecture mairie
            parquet commission élysée kremlin association
            """
    ),
    crowds=words(
        "manifestants foule experts habitants témoins sources autorités syndicats"
    ),
    labels=words(
        """
            dit dite surnommé surnommée baptisé baptisée intitulé intitulée titre film
            livre roman appelé appelée opération mot terme expression slogan
            """
    ),
    quoted_by=phrases("cité_par citée_par"),
    translated=words("traduction traduit interprète"),
    press=words(
        """
            monde figaro libération afp presse agence radio tf1 bfm bfmtv rtl europe
            parisien croix échos humanité journal télévision reuters dauphiné
            ouest-france
            """
    ),
    told_to=words("déclaré confié dit expliqué"),
)

ITALIAN = Cues(
    nouns_first=True,
    hearsay=phrases(
        """
        slogan titolo striscione cartello motto film libro romanzo canzone parole_di
        parole_del parole_della frase_di frase_del frase_della
        """
    ),
    passive=words("stato stata viene venne"),
    incises=True,
    through=phrases("a al alla"),
    definite=words("il la lo"),
    before_places=words("in nel nella"),
    said_with=phrases("fatto_sapere fa_sapere fatto_notare"),
    said=words(
        """
        detto disse dice dichiarato dichiara affermato afferma affermò spiegato spiega
        aggiunto aggiunge sottolineato sottolinea commentato commenta scritto scrive
        ricordato ricorda ribadito ribadisce assicurato assicura raccontato racconta
        risposto risponde osservato osserva annunciato annuncia precisato precisa
        concluso conclude sostenuto sostiene ammesso ammette avvertito avverte
        denunciato denuncia confermato conferma
        evidenziato evidenzia rilevato rileva chiarito chiarisce replicato replica
        insistito insiste rivelato rivela lamentato lamenta criticato critica tuonato
        tuona ironizzato ironizza esclamato esclama rimarcato rimarca dichiarò spiegò
        aggiunse rispose scrisse ripetuto ripete promesso promette attaccato attacca
        auspicato auspica confessato confessa ammonito
        """
    ),
    auxiliary=words("ha hanno aveva avevano"),
    adverbs=words(
        """
            anche poi inoltre ancora ieri oggi lunedì martedì mercoledì giovedì venerdì
            sabato domenica
            """
    ),
    denial=words("mai non nega smentisce smentito negato"),
    doubt=words("avrebbe potrebbe dovrebbe se"),
    pronouns=pronouns("lui egli", "lei ella", "", "loro noi io"),
    according=phrases("secondo per a_detta_di stando_a"),
    determiners=words("il lo la i gli le un uno una l' suo sua loro"),
    prepositions=words(
        "di del della dei a al alla in nel nella con per su sul da dal dalla tra fra via"
        " tramite"
    ),
    conjunctions=words("e ma che quando se perché o mentre come"),
    conjoined=words("e o"),
    that=words("che"),
    relative=words("che cui"),
    openers=words(
        """
            il lo la i gli le un uno una in di a da con per su e ma che quando se lui
            lei loro ieri oggi anche secondo
            """
    ),
    roles=genders(
        masculine="""
            signor sig re presidente ministro senatore direttore portavoce sindaco
            allenatore avvocato professore dottor generale deputato segretario
            """,
        feminine="""
            signora regina ministra senatrice direttrice sindaca allenatrice avvocata
            professoressa dottoressa deputata segretaria
            """,
        either="dr dott premier papa",
    ),
    documents=words("rapporto comunicato lettera testo studio documento nota"),
    bodies=words(
        "polizia governo ministero azienda sindacato partito procura commissione"
    ),
    crowds=words("manifestanti folla esperti residenti testimoni fonti autorità"),
    labels=words(
        """
            cosiddetto cosiddetta soprannominato intitolato film libro romanzo
            operazione parola termine slogan
            """
    ),
    quoted_by=phrases("citato_da citata_da"),
    translated=words("traduzione tradotto interprete"),
    press=words(
        """
            corriere repubblica stampa ansa agenzia radio televisione rai messaggero
            giornale sole reuters
            """
    ),
    told_to=words("detto dichiarato disse"),
)
