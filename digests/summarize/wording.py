"""Words that betray a sentence which cannot stand in a digest, by language.

They are openers that lean on the sentence before, the writer's own voice, the site
talking about itself, bylines and captions.
"""

import re
from functools import cache

# Pronouns, demonstratives and connectives: each points at something said before.
_LEANING = {
    "en": """he she it they his her hers its their theirs him them this that these those such both neither either
        another others here there but and or nor so yet however moreover furthermore meanwhile instead therefore thus
        hence nevertheless nonetheless otherwise still then also besides additionally similarly likewise consequently
        accordingly indeed afterwards later elsewhere although though because whereas too plus again""",
    "de": """er sie es ihr ihre ihren ihrem sein seine seinen seinem dies diese dieser dieses diesem diesen beide hier
        dort aber und oder denn doch dennoch jedoch zudem außerdem dabei dazu daher deshalb darum dadurch damit
        daraufhin danach dann auch allerdings hingegen inzwischen unterdessen ferner sondern so trotzdem zugleich
        gleichzeitig hinzu dagegen zuvor mittlerweile derweil demnach demzufolge somit folglich stattdessen welche welcher
        welches hierzu hierbei hierfür hiervon davon darüber darin daran darauf""",
    "fr": """il elle ils elles ce cela ça ceci celui celle ceux celles cet cette ces son sa ses leur leurs lui mais et
        ou or donc car ainsi cependant toutefois pourtant ensuite puis aussi enfin néanmoins alors ailleurs également
        inversement""",
    "es": """él ella ellos ellas esto eso este esta estos estas ese esa su sus aquello ambos allí aquí pero y e o u así
        además también luego entonces después asimismo mientras aunque sino porque pues tampoco""",
    "it": """egli lui lei essi loro questo questa questi queste quello quella ciò suo sua suoi sue entrambi ma e o però
        quindi inoltre anche tuttavia poi infatti così dunque intanto perciò""",
    "pt": """ele ela eles elas isso isto este esta esse essa seu sua seus suas ambos ali aqui mas e ou porém além também
        assim então depois contudo entretanto portanto""",
    "nl": """hij zij ze dit dat deze die zijn haar hun beide hier daar maar en of dus ook echter daarom bovendien
        daarnaast toch toen vervolgens want""",
    "sv": """han hon det de hans hennes dess deras denna detta dessa båda här där men och eller så dock därför
        dessutom samtidigt sedan också""",
    "da": """han hun det de hans hendes dens dets deres denne dette disse begge her der men og eller så dog derfor
        desuden samtidig også""",
    "no": """han hun det de hans hennes dens dets deres denne dette disse begge her der men og eller så likevel
        derfor dessuten samtidig også""",
    "pl": """on ona ono oni one jego jej ich to ten ta te tam tu oba ale a i lub więc jednak także też ponadto potem
        dlatego natomiast""",
    "cs": """on ona ono oni jeho její jejich to ten ta ti tato tento toto tam tady oba ale a i nebo však proto také
        navíc potom přesto zároveň""",
    "ru": """он оно она они его её ее их это этот эта эти тот та те такой такая такие там здесь оба обе свой но а и или
        однако также тоже поэтому затем потом кроме при тем впрочем зато причём притом""",
    "uk": """він вона воно вони його її їх це цей ця ці той та ті такий там тут обидва але а і й або однак також тому
        потім проте""",
    "tr": """o bu şu onlar bunlar onun bunun ama fakat ancak ve veya ayrıca böylece dolayısıyla""",
    "ar": """هو هي هم هما هذا هذه هؤلاء ذلك تلك وهو وهي وهذا وهذه وذلك وتلك لكن ولكن كما أيضا لذلك ولذلك بينما غير
        وبعد ثم هناك هنا""",
}
# No spaces part the words of these, so how the sentence begins must do.
_LEANING_UNSPACED = {
    "zh": """他 她 它 这 這 那 此 其 该 該 但 而 并 並 因此 所以 然而 不过 不過 同时 同時 另外 此外 对此 對此 随后 隨後""",
    "ja": """彼 これ それ この その こう そう ここ そこ しかし だが また そして さらに だから ただ 一方 同 なお""",
    "ko": """그는 그녀 이는 이것 그것 이들 그들 이에 이와 그러나 하지만 그리고 또 또한 따라서 한편""",
}
_LEANING_PHRASE = re.compile(
    r"(?:as a result|in addition|for (?:example|instance)|(?:by|in) contrast|on the other hand|at the (?:same )?time"
    r"|in (?:response|turn|fact|return|other words)|(?:after|since|until|before|by) (?:that|this|then)|of (?:these|those|course)"
    r"|(?:despite|because of|in spite of) (?:this|that)|even (?:so|then)|the (?:former|latter|same|pair|duo|trio|couple)\b"
    r"|the \d+-year-old|sin embargo|por (?:eso|ello|tanto)|en (?:effet|revanche|outre|conséquence)|par (?:ailleurs|conséquent)"
    r"|de plus|c['’]est|d['’]autre part|das (?:ist|war|sei|hat|habe|wird|sind|gilt|zeigt|heißt|bedeutet|sagte|teilte)"
    r"|das (?-i:[a-zäöüß])\w*te (?:der|die|den|dem|eine?|am|auf|aus|im|in|zu|sich|auch|jedoch|nun)"
    r"|(?:anlass|auslöser|grund|hintergrund|schuld|ursache)(?: dafür| daran)? (?:ist|sei|sind|war|waren)"
    r"|zum (?:beispiel|einen|anderen))\b",
    re.IGNORECASE,
)
_NOT_LEANING = re.compile(
    r"there(?:['’]s| (?:is|are|was|were|has|have|had|will|would|may|could)\b)"
    r"|this (?:week|month|year|morning|evening|afternoon|season|summer|winter|spring|autumn|fall)\b"
    r"|it (?:is|was|remains) (?:\w+ly |not (?:\w+ly )?|un|still )?(?:clear|likely|known|certain|possible|thought|believed|expected)"
    r" (?:that|whether|if|how|why|when|what|who|where|which)\b"
    r"|both (?:the\b|of the\b|(?-i:[A-Z]))|es gibt\b|il y a\b|est[ea] (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|semana|mes|año)\b"
    r"|ce (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|matin|soir)\b|cette (?:semaine|année)\b"
    r"|diese (?:woche|tage)\b|dieses jahr\b",
    re.IGNORECASE,
)
# Who speaks here is the writer or a seller, not the news.
_ASIDES = {
    "en": "i we my our you your us me let's yourself ourselves",
    "de": "ich wir mein meine unser unsere unseren unserem uns euch euer",
    "fr": "je j nous mon notre nos vous votre vos",
    "es": "yo nosotros nuestro nuestra mi usted ustedes",
    "it": "io noi mio nostro nostra voi vostro",
    "pt": "eu nós meu nosso nossa você vocês",
    "nl": "ik wij we mijn ons onze jij je jouw u uw",
    "ru": "я мы мой наш наша вы ваш вас нам нас",
}
# German addresses its readers in capitals, in the middle of a sentence as well.
_FORMAL = re.compile(r"(?<=[\w,] )(?:Sie|Ihnen|Ihr|Ihre[mnrs]?)\b")

# These two are searched in lower-cased text: ignoring case is five times slower.
_SITE = re.compile(
    r"""
    \b(?: subscri(?:be|ption)s? | newsletters? | sign[ ]up | log[ ]?in | read[ ]more | click[ ]here
    | share[ ]this | follow[ ](?:us|him|her|me|@) | all[ ]rights[ ]reserved | cookies? | advertisements?
    | terms[ ](?:of[ ](?:use|service)|apply) | privacy[ ](?:policy|settings) | download[ ](?:the|our)[ ] | push[ ]alerts?
    | related[ ](?:articles?|stories|coverage|topics?) | you[ ]may[ ]also[ ]like | most[ ]read
    | pictured[ ](?:above|below|left|right|here) | seen[ ](?:above|below|here) | support[ ]our[ ]journalism | scroll[ ]down | watch[ ]below | enable[ ]javascript | got[ ]a[ ]tip
    | (?:image|photo|picture)[ ](?:caption|credit|source|copyright)s? | file[ ]photo | getty[ ]images
    | reporting[ ]by | editing[ ]by | (?:first|originally)[ ](?:published|appeared) | contributed[ ]to[ ]this
    | this[ ](?:article|story|post|page|website|site)[ ](?:was|has|is|uses|originally|first) | send[ ](?:us|your)[ ]
    | back[ ]to[ ]top | comments?[ ](?:section|are[ ]closed)
    | abonn(?:ieren|ez|er|ement\w*) | jetzt[ ]lesen | lesen[ ]sie | mehr[ ]zum[ ]thema | nutzungsbedingungen
    | lire[ ]aussi | à[ ]lire | inscrivez-vous | droits[ ]réservés | suscr[ií]b\w+ | lea[ ]también | leer[ ]más
    | síguenos | derechos[ ]reservados | подпи(?:ш|с)(?:ите|ывайтесь|ка)\w* | читайте[ ](?:также|нас) | поделит\w+ | все[ ]права
    | iscriviti | leggi[ ]anche | leia[ ](?:também|mais) | lees[ ]ook | czytaj[ ](?:też|także)
    )\b
    | \(pictured | https?:// | www\. | @(?<=\S@)\w+\.\w | © | اشترك | اقرأ[ ]أيضا | مقالات[ ]ذات[ ]صلة | تصوير: | 点击 | 點擊 | 关注我们
    | 网友评论 | 关注公众号 | 版权所有 | あわせて読みたい | 関連記事 | 無断転載
    """,
    re.VERBOSE,
)
_BYLINE = re.compile(
    r"""
    ^\W*(?: (?i:by|von|par|por|door|autor)[ ]+[A-ZÀ-ÞА-ЯЁ][\w.'’-]*(?:[ ][A-ZÀ-ÞА-ЯЁ][\w.'’-]*){0,3} \s* (?:[,.|;:–—-]|$)
    | (?i:published|updated|last[ ]updated|posted|modified|stand|aktualisiert|veröffentlicht|publié|mis[ ]à[ ]jour
      |publicado|actualizado|опубликовано|обновлено)\s*(?:[:|]|\b(?:on|am|le|el|at)\b|\d)
    | (?i:photo|image|picture|video|watch|listen|file|foto|bild|quelle|source|caption|фото|видео|crédit\w*|tags?|topics?
      |read|see[ ]also|related|more|correction|editor['’]s[ ]note|note|promoted|sponsored|live|about[ ]the[ ]author
      |story[ ]continues|credit)s?\s*[:|·]
    )
    """,
    re.VERBOSE,
)
_TAIL = re.compile(
    r"""
    ^\W*(?: related | more[ ](?:on|from|like|stories|news) | read[ ](?:more|next|also) | share[ ]this | most[ ](?:read|popular)
    | recommended | you[ ]may | comments? | tags?\b | topics?\b | back[ ]to[ ]top | about[ ]the[ ]author | sign[ ]up | newsletter
    | mehr[ ]zum[ ]thema | lesen[ ]sie[ ]auch | das[ ]könnte | artikel[ ]teilen | à[ ]lire | lire[ ]aussi | sur[ ]le[ ]même
    | lea[ ]también | le[ ]puede[ ]interesar | más[ ](?:noticias|sobre) | compartir | читайте[ ]также | по[ ]теме | поделиться
    | leggi[ ]anche | leia[ ]também | lees[ ]ook | czytaj[ ] | مقالات[ ]ذات | اقرأ[ ]أيضا | التعليقات | 网友评论 | 相关 | 関連記事
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)


@cache
def _openers(lang: str) -> frozenset[str]:
    return frozenset(_LEANING.get(lang, _LEANING["en"]).split())


@cache
def _unspaced_openers(lang: str) -> tuple[str, ...]:
    return tuple(_LEANING_UNSPACED.get(lang, "").split())


@cache
def _asides(lang: str) -> re.Pattern[str]:
    """Compile a language's words, small or with a capital: ``US`` is no ``us``."""
    words = _ASIDES.get(lang, "").split()
    either = (f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in words)
    return re.compile(rf"\b(?:{'|'.join(either)})\b" if words else r"\Z\A")


def points_back(sentence: str, first_word: str, lang: str) -> bool:
    """Whether a sentence opens with words that need the sentence before it."""
    if _NOT_LEANING.match(sentence):
        return False
    return (
        first_word in _openers(lang)
        or sentence.startswith(_unspaced_openers(lang))
        or _LEANING_PHRASE.match(sentence) is not None
    )


def is_in_own_voice(sentence: str, lang: str) -> bool:
    """Whether the writer speaks of themselves or to the reader."""
    formal = lang == "de" and _FORMAL.search(sentence) is not None
    return formal or _asides(lang).search(sentence) is not None


def is_about_the_site(sentence: str) -> bool:
    """Whether a sentence sells, credits, dates or links instead of telling."""
    return bool(_SITE.search(sentence.lower()) or _BYLINE.match(sentence))


def opens_the_tail(paragraph: str) -> bool:
    """Whether a short paragraph heads what follows an article: links, comments, tags."""
    return _TAIL.match(paragraph) is not None
