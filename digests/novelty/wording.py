"""Words that tell a change, a plan, a correction or mere background, by language."""

import re
from collections.abc import Mapping
from functools import lru_cache

from digests.terms import fold

# Before the figure that was wrong: “one school, not three”.
NOT: Mapping[str, frozenset[str]] = {
    lang: frozenset(row.split())
    for lang, row in {
        "en": "not",
        "de": "nicht keine",
        "fr": "pas non",
        "es": "no",
        "it": "non",
        "pt": "não",
        "nl": "niet geen",
        "ru": "не",
        "uk": "не",
        "pl": "nie",
    }.items()
}
# What may stand before the wrong figure: “not to 6.2”.
BEFORE_FIGURES = frozenset(
    "to by on in of at auf um mit bei a à de sur en da di em на до от w do na op".split()
)
AGE = re.compile(
    r"(?:years?-?old|aged|jährige?[nrms]?|jaar-?oude?|летн\w{2,3}|річн\w{2,3}|letni\w{0,3}|jarige|ans|años|anni|anos)\Z"
)

# What a figure after it numbers: “the number 14 bus”, “Flug Nr. 7”.
LABELS = frozenset(
    "number no nr nummer numéro n° número numero № номер page seite flight room hall".split()
)
# Before the hours of a clock: “at nine”, “um 9 Uhr”.
HOURS = frozenset("at past um às alle om".split())

_CHANGE = {
    "en": r"ris(?:es?|en|ing)|rose|gr[eo]wn?|grows?|climb\w{0,4}|increas\w{1,3}|jump\w{0,4}|widen\w{0,3}|extend\w{0,3}|doubled?|tripled?"
    r"|rais\w{1,3}|lower\w{0,3}|fall(?:s|en)?|fell|dropp?\w{0,4}|shr[aiu]nk|reach\w{0,4}|cut|reduc\w{1,3}|updat\w{1,3}|revis\w{1,3}|now|so far"
    r"|slow\w{0,3}|another|further|bringing|brought|no longer",
    "de": r"stieg\w{0,2}|steig\w{1,3}|gestiegen\w{0,1}|erhöht\w{0,3}|wuchs\w{0,2}|gewachsen|sank\w{0,2}|gesunken|gefallen|ausgeweitet|verdoppelt\w{0,2}|verlänger\w{1,3}"
    r"|inzwischen|mittlerweile|nun|bislang|bisher|weitere\w{0,1}|nunmehr|korrigiert\w{0,1}|gekürzt|gesenkt|angehoben",
    "fr": r"augment\w{1,5}|mont\w{1,4}|grimp\w{1,4}|pass[ée]\w{0,3}|atte\w{3,6}|baiss\w{1,4}|recul\w{1,4}|élargi\w{0,3}|doubl\w{1,4}|désormais|maintenant|porté\w{0,2}|s['’]est alourdi",
    "es": r"aument\w{1,4}|sub(?:e|ió|en|ido)|crec\w{2,4}|elev\w{1,4}|alcanz\w{1,4}|asciend\w{1,2}|ascendió|baj(?:a|ó|ado)|ca(?:e|yó|ído)|ampli\w{1,4}|duplic\w{1,4}|ahora|ya|hasta ahora",
    "it": r"aument\w{1,4}|sal(?:e|ito|gono|ita)|cresc\w{1,5}|raggiun\w{1,5}|scend\w{1,4}|sceso|cal(?:a|ato)|raddoppi\w{1,4}|ora|finora",
    "pt": r"aument\w{1,4}|sub(?:iu|ir|iram|ido)|cresce\w{0,3}|eleva\w{0,3}|ating\w{1,4}|caiu|caíram|baix\w{1,4}|ampli\w{1,4}|duplic\w{1,4}|agora|até agora",
    "nl": r"steeg|stijgt|gestegen|opgelopen|gegroeid|groeit|daal\w{1,3}|gedaald|verhoogd|verlaagd|uitgebreid|verdubbeld|inmiddels|nu|tot nu toe",
    "ru": r"вырос\w{0,2}|увелич\w{3,6}|возрос\w{0,2}|достиг\w{0,3}|сниз\w{3,6}|упал\w{0,1}|сократи\w{2,4}|расшири\w{2,4}|теперь|уже|удвои\w{2,4}",
    "uk": r"зрос\w{1,3}|збільши\w{2,4}|досяг\w{1,3}|знизи\w{2,4}|впа\w{2,3}|скороти\w{2,4}|розшири\w{2,4}|тепер|вже|подвої\w{2,4}",
    "pl": r"wzros\w{1,4}|zwiększy\w{1,3}|osiągn\w{2,4}|spad\w{1,3}|zmala\w{1,3}|rozszerz\w{2,4}|podwoi\w{1,3}|teraz|już|dotychczas",
}
_VICTIMS = {
    "en": r"died|dead|killed|injured|wounded|missing|arrested|infected|homeless|evacuated|rescued|recovered",
    "de": r"tote\w{0,1}|todesopfer\w{0,1}|verletzte\w{0,1}|verletzt|vermisste\w{0,1}|vermisst|gestorben|getötet|festgenommen\w{0,1}|infiziert\w{0,1}|evakuiert\w{0,1}|gerettet",
    "fr": r"mort\w{0,2}|bless[ée]\w{0,3}|disparu\w{0,2}|tué\w{0,2}|arrêté\w{0,2}|évacué\w{0,2}|secouru\w{0,2}",
    "es": r"muert\w{2}|fallecid\w{2}|herid\w{2}|desaparecid\w{2}|detenid\w{2}|evacuad\w{2}|rescatad\w{2}",
    "it": r"mort[ieao]|vittime|ferit[ieao]|dispers[ieao]|arrestat[ieao]|evacuat[ieao]|sfollat[ieao]",
    "pt": r"mort[oe]s?|ferid[oa]s?|desaparecid[oa]s?|detid[oa]s|evacuad[oa]s|resgatad[oa]s",
    "nl": r"doden?|gewonden?|vermisten?|overleden|aangehouden|geëvacueerd|gered",
    "ru": r"погиб\w{0,4}|ранен\w{0,3}|пострада\w{1,5}|пропа\w{2,5}|задержан\w{0,2}|эвакуир\w{4,6}|спас\w{2,5}|умер\w{0,3}",
    "uk": r"загин\w{2,4}|поранен\w{0,2}|постражда\w{1,4}|зник\w{1,4}|затриман\w{0,2}|евакуй\w{3,6}|врятов\w{2,4}|помер\w{0,3}",
    "pl": r"zginęł\w{1,2}|zabit\w{1,4}|rann\w{1,3}|zaginion\w{1,3}|zatrzyma\w{1,4}|ewakuowa\w{1,4}|uratowa\w{1,4}|zmarł\w{0,2}",
}
_AHEAD = {
    "en": r"will|due|expected|plan(?:s|ned|ning)?|until|scheduled|to (?:be|begin|start|open|close|meet|vote|resume)|would|appeal|seek\w{0,3}|from (?:now|next)",
    "de": r"wird|werden|soll|sollen|geplant\w{0,1}|plant|erwartet\w{0,1}|bis|will|wollen|ab|angesetzt|kündig\w{1,3}",
    "fr": r"sera|seront|\w{2,20}(?:era|eront|ira|iront|dra|dront)|prévu\w{0,2}|attendu\w{0,2}|doit|doivent|va|vont|jusqu\w{0,3}",
    "es": r"será|serán|\w{2,20}(?:ará|arán|erá|erán|irá|irán|drá|drán)|previst\w{2}|prevé|debe|va a|van a|hasta",
    "it": r"sarà|saranno|\w{2,20}(?:erà|eranno|irà|iranno|drà|dranno)|previst\w|attes\w|deve|devono|fino",
    "pt": r"será|serão|\w{2,20}(?:ará|arão|erá|erão|irá|irão)|previst\w{1,2}|deve|devem|vai|vão|até",
    "nl": r"zal|zullen|wordt|worden|gepland|verwacht|tot|wil|willen|vanaf",
    "ru": r"будет|будут|состоится|начн[её]тся|откроется|планиру\w{2,4}|намерен\w{0,1}|ожида\w{2,4}|должн\w{1,2}",
    "uk": r"буде|будуть|відбудеться|почнеться|відкриється|плану\w{1,3}|має намір|очіку\w{2,4}|повинн\w{1,2}",
    "pl": r"będzie|będą|odbędzie|rozpocznie|planuj\w{1,3}|zamierza\w{0,2}|oczekuj\w{1,3}",
}
_CORRECTION = {
    "en": r"corrected|corrects (?:its|the|an?|our)|correction:|(?:a|issued|published) correction|an earlier version|wrong(?:ly)? (?:figure|number|said|gave|stated|reported)|(?:gave|reported|published) (?:the|a) wrong"
    r"|misstated|erroneously|in error|counted twice|misread|retract(?:s|ed)",
    "de": r"korrigiert\w{0,1}|korrektur|berichtig\w{1,5}|richtigstellung|(?:in )?einer früheren (?:fassung|version)|irrtümlich\w{0,2}|fälschlich\w{0,6}|doppelt gezählt|stellte? richtig",
    "fr": r"corrigé\w{0,2}|corrige|rectifi\w{1,6}|rectificatif|erratum|une version (?:antérieure|précédente)|par erreur|comptée?s? deux fois",
    "es": r"corrig\w{1,4}|corrección|rectific\w{1,5}|fe de erratas|una versión anterior|por error|contad\w{2} dos veces",
    "it": r"corrett[oaei]|corregge|correzione|rettific\w{1,4}|errata corrige|una versione precedente|per errore|contat\w due volte",
    "pt": r"corrig\w{1,4}|correção|retific\w{1,5}|errata|uma versão anterior|por engano|por erro|contad\w{2} duas vezes",
    "nl": r"gecorrigeerd\w{0,1}|correctie|rectificatie|rectificeert|een eerdere versie|ten onrechte|abusievelijk|dubbel geteld",
    "ru": r"исправ\w{3,6}|поправк\w|в более ранней версии|ошибочно|по ошибке|посчитан\w{1,2} дважды",
    "uk": r"виправ\w{3,6}|поправк\w|у попередній версії|помилково|через помилку|пораховано двічі",
    "pl": r"poprawi\w{1,5}|sprostowa\w{2,4}|sprostuj\w{1,3}|korekta|skorygowa\w{1,4}|we wcześniejszej wersji|omyłkowo|błędnie|policzon\w dwa razy",
}
# Deeds that make news, each by its words in any language, so that one known in German is
# met in English: beginnings, or whole words where a point ends them. Left out is what
# is often said by the way, or in too many words: rejected, cancelled, delayed.
_DEEDS = {
    "arrest": """arrested arrests. arresting detained custody festgenomm verhaft festnahm arrêté. arrêtés. interpell detenid
        detuv arrestat preso. presos. aangehoud gearrest арест задержан задержал затриман затримал aresztow zatrzyman""",
    "charge": """charged. indict prosecut angeklagt anklag staatsanwalt inculp procureur acusad imputad procura. indagat
        aangeklaagd обвин прокур звинувач oskarż prokurat""",
    "inquiry": """inquiry inquiries enquiry investigat ermittlung ermittelt ermittler enquêt investig inchiest indagin onderzoekt
        onderzoeker расслед следств розслід слідств śledztw dochodzen""",
    "trial": """convict sentenced acquit verdict verurteil freigesproch condamn acquitt condenad absuelt sentencia. condannat
        assolt assolto absolvid veroordeel vrijgesprok приговор оправда вирок засудж skazan uniewinn wyrok""",
    "lawsuit": """lawsuit sued. sues. suing. verklagt demandó. querell ajuizou aangespann позов pozew pozw""",
    "resignation": """resign quits. rücktritt zurückgetret démission dimisión dimite. dimitió. dimission dimette. dimesso demissão
        demitiu aftreden. afgetreden отставк відставк rezygnacj dymisj""",
    "dismissal": "sacked. dismissed. dismissal entlassen. entließ. gefeuert licencié despedid licenziat demitid ontslag увол звільн zwolnion",
    "death": """died. dead. deadly killed. kills. dies. deaths body. bodies. corpses toll. leiche tote. toten. todesopfer gestorb
        getötet mort. morts. tué. tués. tuée. tuant. décès. décéd muert murió. murieron. fallecid falleci cadáver víctimas morti. morto. morte. vittim
        uccis deced mortos. mortes. doden. dode. overled gedood погиб умер смерт загин помер zginęl zginął zginę zmarł śmierć""",
    "rescue": "rescued. saved. geborgen. gerettet. sauvé. sauvés. secourus. rescatad salvat. soccors resgatad gered. спасен спасли врятован врятували uratowa",
    "approval": """approv authoris authoriz consent genehmig gebilligt billigt zustimm autoris autoriz aprob aprov approuv goedgekeurd
        toestemm одобр разреш согласов схвал дозвол zatwierdz zgod""",
    "suspension": "suspend suspens ausgesetzt ausgesetzten geschorst opgeschort приостанов призупин zawiesz zawiesi",
    "reopening": "restor wiederhergestellt rétabli restablec ripristin restabelec hersteld восстановл reopen refloat wiedereröffn rouvr rouvert reabrir reabier reabrió riapr riapert reabert heropen возобнов відновл wznow",
    "mourning": "mourning. trauertag staatstrauer deuil. luto. lutto. rouw. траур жалоб żałob",
    "agreement": "agreement deal. pact. settlement compromise einigung geeinigt acuerdo. accord. accordo. akkoord соглашени угода. угоду. угоди. porozumien",
    "ban": "banned. bans. ban. verbot. verboten. interdit prohib vietat divieto proibi verbod запрети запрет заборон zakaz",
    "appeal": "appeal. appeals. appealed. berufung. anfecht apelación. recurso. recurr impugn ricorr ricorso. apelação. апелляц апеляц apelac",
    "bankruptcy": "bankrup insolv faillite quiebra. falliment falência faillissement банкрот bankruct upadłoś",
    "recall": "recalled. recalls. rückruf rappel. teruggeroep отозва відклик wycofan",
    "election": "elected. gewählt. élu. élue. elegid elett eleit gekozen избран обран wybran",
    "theft": "stolen. theft robbery gestohlen diebstahl robado. robo. rubat furto. roubad gestolen похищ краж викрад kradzież",
    "arson": "arson. arsonist brandstift incendiaire. brandsticht поджог поджег підпал podpal",
}
# What was so long before the news, and what a place looks, sounds and feels like.
_BACKGROUND = {
    "en": r"founded|built in|opened in \d{4}|born|employs|inhabitants|population|since \d{4}|for \d+ years|best known|history|in (?:19|20)\d\d"
    r"|smell\w{0,3}|remember\w{0,3}|grandmother|grandfather|childhood|used to|once|ever since|years ago|is home to|lies|stands|sky|smiled|wept|sang",
    "de": r"gegründet\w{0,1}|erbaut\w{0,1}|geboren\w{0,1}|beschäftigt|einwohner\w{0,1}|seit \d{4}|bekannt für|geschichte|erinner\w{1,3}|roch|duft\w{0,3}|großmutter|großvater|kindheit|früher|einst|vor \w+ jahren|liegt|himmel",
    "fr": r"fondée?|construite?|né\w{0,2}|emploie|habitants|depuis \d{4}|histoire|souvien\w{1,3}|odeur|enfance|autrefois|jadis|il y a \w+ ans|ciel",
    "es": r"fundad\w|construid\w|nacid\w|emplea|habitantes|desde \d{4}|historia|recuerd\w{1,3}|olor|infancia|antaño|hace \w+ años|cielo",
    "it": r"fondat\w|costruit\w|nat[oa]|abitanti|dal \d{4}|storia|ricord\w{1,3}|odore|infanzia|un tempo|\w+ anni fa|cielo",
    "pt": r"fundad\w|construíd\w|nascid\w|emprega|habitantes|desde \d{4}|história|lembr\w{1,3}|cheiro|infância|outrora|há \w+ anos|céu",
    "nl": r"opgericht|gebouwd|geboren|inwoners|sinds \d{4}|geschiedenis|herinner\w{1,3}|geur|jeugd|ooit|vroeger|\w+ jaar geleden|hemel",
    "ru": r"основан\w{0,2}|построен\w{0,2}|родил\w{2,3}|жител\w{1,3}|с \d{4}|истори\w{1,2}|помн\w{2,3}|запах\w{0,2}|детств\w{1,2}|когда-то|некогда|лет назад|небо",
    "uk": r"заснован\w{0,2}|збудован\w{0,2}|народи\w{3,4}|мешкан\w{2,4}|з \d{4}|істор\w{2,3}|пам['’]ята\w{2,3}|запах\w{0,2}|дитинств\w{1,2}|колись|років тому|небо",
    "pl": r"założon\w{1,3}|zbudowan\w{1,3}|urodz\w{2,5}|mieszkańc\w{1,3}|od \d{4}|histori\w{1,2}|pamięta\w{0,2}|zapach\w{0,2}|dzieciństw\w{1,3}|niegdyś|kiedyś|lat temu|niebo",
}
_SHORTEST_DEED = 4
_EACH = [(word, deed) for deed, row in _DEEDS.items() for word in row.split()]
_WORDS = {fold(word[:-1]): deed for word, deed in _EACH if word.endswith(".")}
_BEGINNINGS = {fold(word): deed for word, deed in _EACH if not word.endswith(".")}
_NEVER = re.compile(r"\Z\A")


def _compiled(table: Mapping[str, str]) -> Mapping[str, re.Pattern[str]]:
    return {
        lang: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
        for lang, words in table.items()
    }


_CHANGES, _PLANS = _compiled(_CHANGE), _compiled(_AHEAD)
_TOLLS = _compiled(_VICTIMS)
_CORRECTIONS, _SCENES = _compiled(_CORRECTION), _compiled(_BACKGROUND)


def tells_a_change(text: str, lang: str) -> bool:
    """Whether a text says that something has become more, less or other than it was."""
    return _CHANGES.get(lang, _NEVER).search(text) is not None


def counts_victims(text: str, lang: str) -> bool:
    """Whether figures in a text count people whose number grows in the days after."""
    return _TOLLS.get(lang, _NEVER).search(text) is not None


def looks_ahead(text: str, lang: str) -> bool:
    """Whether a text says what is planned or expected."""
    return _PLANS.get(lang, _NEVER).search(text) is not None


@lru_cache(maxsize=60_000)
def deed(word: str) -> str | None:
    """Name the deed that a word tells, the same for every language."""
    folded = fold(word)
    if (whole := _WORDS.get(folded)) is not None:
        return whole
    beginnings = (folded[:end] for end in range(_SHORTEST_DEED, len(folded) + 1))
    return next((_BEGINNINGS[b] for b in beginnings if b in _BEGINNINGS), None)


def corrects(text: str, lang: str) -> bool:
    """Whether a text takes back what was reported."""
    return _CORRECTIONS.get(lang, _NEVER).search(text) is not None


def sets_the_scene(text: str, lang: str) -> bool:
    """Whether a text tells of long ago, or what things look like."""
    return _SCENES.get(lang, _NEVER).search(text) is not None
