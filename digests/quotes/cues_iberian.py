"""Spanish and Portuguese cues."""

from digests.quotes.cues import Cues, genders, phrases, pronouns, words

SPANISH = Cues(
    nouns_first=True,
    hearsay=phrases(
        """
        lema titular título pancarta película libro novela canción cartel estribillo
        palabras_de palabras_del frase_de frase_del carta_de carta_del mensaje_de
        mensaje_del
        """
    ),
    passive=words("fue fueron sido es era"),
    fiction=words("novela película obra episodio canción serie"),
    posted=words("publicó escribió tuiteó comunicado mensaje"),
    incises=True,
    through=phrases("a al a_la"),
    definite=words("el la"),
    before_places=words("en"),
    saying=words(
        """
        dicho asegurado afirmado declarado explicado añadido agregado señalado indicado
        manifestado advertido sostenido reconocido apuntado subrayado destacado
        comentado respondido contestado insistido recordado lamentado expresado
        denunciado anunciado concluido precisado confesado escrito criticado aclarado
        admitido reiterado remarcado detallado relatado contado defendido recalcado
        """
    ),
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
        consideró considera alertó alerta criticaba recalcó recalca defendió defiende
        ratificó ratifica valoró valora estimó estima planteó plantea argumentó arguye
        ironizó sentenció sentencia avisó avisa espetó apostilló agradeció agradece
        prosiguió reveló revela informó informa puntualizó puntualiza reivindicó
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
    according=phrases(
        "según de_acuerdo_con en_palabras_de en_palabras_del a_juicio_de a_juicio_del"
    ),
    determiners=words("el la los las un una unos unas su sus este esta"),
    prepositions=words(
        "de del a al en con por para sobre entre desde hasta tras contra sin ante vía"
        " mediante"
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

PORTUGUESE = Cues(
    nouns_first=True,
    hearsay=phrases(
        """
        slogan lema título faixa cartaz filme livro romance canção palavras_de
        palavras_do palavras_da frase_de frase_do frase_da
        """
    ),
    passive=words("foi foram sido"),
    incises=True,
    through=phrases("a ao à"),
    definite=words("o a"),
    before_places=words("em no na"),
    saying=words(
        """
        dito declarado afirmado explicado acrescentado destacado ressaltado escrito
        contado respondido anunciado lembrado garantido admitido alertado comentado
        sublinhado concluído defendido criticado reforçado confirmado avaliado
        """
    ),
    said=words(
        """
        disse diz dizia declarou declara afirmou afirma explicou explica acrescentou
        acrescenta destacou destaca ressaltou ressalta escreveu escreve contou conta
        respondeu responde anunciou anuncia lembrou lembra garantiu garante admitiu
        admite alertou alerta comentou comenta frisou sublinhou concluiu conclui
        defendeu defende criticou reforçou confirmou confirma completou avaliou
        perguntou
        salientou salienta realçou realça referiu refere adiantou adianta indicou indica
        assegurou assegura assinalou assinala observou observa informou informa lamentou
        lamenta notou nota considerou considera insistiu insiste reiterou reitera
        apontou aponta prometeu promete ponderou argumentou argumenta disparou ironizou
        revelou revela relatou relata explicou-se desabafou esclareceu esclarece
        enfatizou enfatiza afirmava pontuou
        """
    ),
    auxiliary=words("tem têm havia tinha"),
    adverbs=words("também ainda depois ontem hoje então além"),
    denial=words("nunca não jamais negou desmentiu nega"),
    doubt=words("teria poderia deveria se supostamente"),
    pronouns=pronouns("ele", "ela", "", "eles elas nós eu"),
    according=phrases(
        "segundo de_acordo_com conforme nas_palavras_de nas_palavras_da nas_palavras_do"
    ),
    determiners=words("o a os as um uma seu sua seus suas este esta"),
    prepositions=words(
        "de do da dos das em no na com por para sobre entre desde até após contra ao à"
        " via mediante"
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
