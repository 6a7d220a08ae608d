"""French, Spanish, Italian and Portuguese cues."""

from digests.quotes.cues import Cues, genders, phrases, pronouns, words

FRENCH = Cues(
    passive=words("été fut furent"),
    fiction=words("roman film pièce épisode chanson série"),
    posted=words("publié écrit tweeté communiqué message"),
    incises=True,
    through=phrases("à au"),
    definite=words("le la"),
    before_places=words("en dans à au aux"),
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
    according=phrases("selon d'après pour"),
    determiners=words("le la les l' un une des son sa ses leur leurs ce cette notre"),
    prepositions=words(
        """
            de du des à au aux en dans sur sous avec par pour chez vers contre depuis
            lors après avant
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

SPANISH = Cues(
    passive=words("fue fueron sido es era"),
    fiction=words("novela película obra episodio canción serie"),
    posted=words("publicó escribió tuiteó comunicado mensaje"),
    incises=True,
    through=phrases("a al a_la"),
    definite=words("el la"),
    before_places=words("en"),
    said=words(
        """
        dijo dice decía declaró declara afirmó afirma aseguró asegura explicó explica
        añadió añade agregó agrega señaló señala indicó indica manifestó manifiesta
        advirtió advierte sostuvo sostiene reconoció reconoce apuntó apunta subrayó
        subraya destacó destaca comentó comenta respondió responde contestó contesta
        insistió insiste recordó recuerda lamentó lamenta expresó expresa expuso
        denunció denuncia anunció anuncia concluyó concluye precisó precisa confesó
        confiesa escribió escribe criticó aclaró aclara admitió admite reiteró reitera
        prometió remarcó detalló relató cuenta contó preguntó pregunta exclamó replicó
        leyó resumió celebró bromeó matizó zanjó opinó opina
        """
    ),
    auxiliary=words("ha han había habían"),
    adverbs=words(
        """
            también además después luego ayer hoy así entonces lunes martes miércoles
            jueves viernes sábado domingo entre risas
            """
    ),
    denial=words("nunca no jamás tampoco negó desmintió niega"),
    doubt=words("habría podría debería si supuestamente presuntamente"),
    pronouns=pronouns("él", "ella", "", "ellos ellas nosotros yo"),
    according=phrases("según de_acuerdo_con en_palabras_de"),
    determiners=words("el la los las un una unos unas su sus este esta"),
    prepositions=words(
        "de del a al en con por para sobre entre desde hasta tras contra sin ante"
    ),
    conjunctions=words("y e pero que cuando si porque o u aunque mientras como"),
    conjoined=words("y e o"),
    that=words("que"),
    relative=words("quien que"),
    openers=words(
        """
        el la los las un una unos unas en de del a al con por para sobre tras según y e
        pero que cuando si su sus él ella ellos no sí este esta estos lunes martes
        miércoles jueves viernes sábado domingo ayer hoy también además así entonces
        luego después
        """
    ),
    roles=genders(
        masculine="""
            señor sr don rey presidente ministro senador director portavoz alcalde
            pescador entrenador abogado juez fiscal doctor profesor general diputado
            """
        "secretario consejero vicepresidente concejal gobernador",
        feminine="""
            señora sra doña reina presidenta ministra senadora directora alcaldesa
            entrenadora abogada jueza doctora profesora diputada secretaria
            """
        "consejera vicepresidenta concejala gobernadora",
        either="dr dra",
    ),
    documents=words("informe comunicado carta texto estudio documento nota"),
    bodies=words(
        """
            policía gobierno ministerio empresa sindicato partido ayuntamiento fiscalía
            comisión
            """
    ),
    crowds=words(
        "manifestantes gente expertos vecinos testigos fuentes autoridades multitud"
    ),
    labels=words(
        """
            llamado llamada denominado denominada apodado apodada titulado titulada
            película libro novela operación palabra término lema boletín
            """
    ),
    quoted_by=phrases("citado_por citada_por"),
    translated=words("traducción traducido intérprete"),
    press=words(
        """
            país mundo abc vanguardia efe agencia cadena ser radio televisión onda
            diario periódico clarín nación reuters rtve faro heraldo
            """
    ),
    told_to=words("dijo declaró explicó contó"),
)

ITALIAN = Cues(
    passive=words("stato stata viene venne"),
    incises=True,
    through=phrases("a al alla"),
    definite=words("il la lo"),
    before_places=words("in nel nella"),
    said=words(
        """
        detto disse dice dichiarato dichiara affermato afferma affermò spiegato spiega
        aggiunto aggiunge sottolineato sottolinea commentato commenta scritto scrive
        ricordato ricorda ribadito ribadisce assicurato assicura raccontato racconta
        risposto risponde osservato osserva annunciato annuncia precisato precisa
        concluso conclude sostenuto sostiene ammesso ammette avvertito avverte
        denunciato denuncia confermato conferma
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
    according=phrases("secondo per"),
    determiners=words("il lo la i gli le un uno una l' suo sua loro"),
    prepositions=words(
        "di del della dei a al alla in nel nella con per su sul da dal dalla tra fra"
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

PORTUGUESE = Cues(
    passive=words("foi foram sido"),
    incises=True,
    through=phrases("a ao à"),
    definite=words("o a"),
    before_places=words("em no na"),
    said=words(
        """
        disse diz dizia declarou declara afirmou afirma explicou explica acrescentou
        acrescenta destacou destaca ressaltou ressalta escreveu escreve contou conta
        respondeu responde anunciou anuncia lembrou lembra garantiu garante admitiu
        admite alertou alerta comentou comenta frisou sublinhou concluiu conclui
        defendeu defende criticou reforçou confirmou confirma completou avaliou
        perguntou
        """
    ),
    auxiliary=words("tem têm havia tinha"),
    adverbs=words("também ainda depois ontem hoje então além"),
    denial=words("nunca não jamais negou desmentiu nega"),
    doubt=words("teria poderia deveria se supostamente"),
    pronouns=pronouns("ele", "ela", "", "eles elas nós eu"),
    according=phrases("segundo de_acordo_com conforme"),
    determiners=words("o a os as um uma seu sua seus suas este esta"),
    prepositions=words(
        "de do da dos das em no na com por para sobre entre desde até após contra ao à"
    ),
    conjunctions=words("e mas que quando se porque ou enquanto como"),
    conjoined=words("e ou"),
    that=words("que"),
    relative=words("quem que"),
    openers=words(
        """
            o a os as um uma em no na de do da com por para e mas que quando se ele ela
            eles ontem hoje também segundo
            """
    ),
    roles=genders(
        masculine="""
            senhor sr rei presidente ministro senador diretor porta-voz prefeito
            treinador técnico advogado juiz doutor professor general deputado secretário
            governador
            """,
        feminine="""
            senhora sra rainha presidenta ministra senadora diretora prefeita treinadora
            advogada juíza doutora professora deputada secretária governadora
            """,
        either="dr dra",
    ),
    documents=words("relatório comunicado carta texto estudo documento nota"),
    bodies=words(
        "polícia governo ministério empresa sindicato partido prefeitura comissão"
    ),
    crowds=words(
        "manifestantes multidão especialistas moradores testemunhas fontes autoridades"
    ),
    labels=words(
        """
            chamado chamada denominado apelidado intitulado filme livro romance operação
            palavra termo slogan
            """
    ),
    quoted_by=phrases("citado_por citada_por"),
    translated=words("tradução traduzido intérprete"),
    press=words(
        """
            globo folha estado público lusa agência rádio televisão tv jornal correio
            expresso reuters
            """
    ),
    told_to=words("disse declarou contou"),
)
