"""Russian, Ukrainian, Czech and Polish cues."""

from digests.quotes.cues import Cues, genders, phrases, pronouns, words

RUSSIAN = Cues(
    hearsay=phrases(
        "лозунг лозунга девиз плакат фильм книгу роман песню слова заголовок"
    ),
    incises=True,
    before_places=words("в во из"),
    said=words(
        """
        сказал сказала сказали сказало говорит говорил говорила заявил заявила заявили
        заявляет отметил отметила отметили отмечает добавил добавила подчеркнул
        подчеркнула сообщил сообщила сообщили сообщает рассказал рассказала рассказывает
        пояснил пояснила объяснил объяснила объясняет считает уверен уверена написал
        написала пишет ответил ответила признал признала признался призналась
        предупредил предупредила напомнил напомнила утверждает утверждал уточнил
        уточнила указал указала продолжил продолжила воскликнул прокомментировал
        прокомментировала возразил возразила спросил спросила пошутил пошутила пообещал
        пообещала резюмировал поделился поделилась заверил заверила подчеркивает
        подчёркивает подчёркнул подчёркнула заметил заметила замечает полагает поясняет
        уточняет предупреждает напоминает отвечает констатировал констатировала
        констатирует возмутился возмутилась отрезал отрезала объявил объявила
        высказался высказалась обещает признаёт признает вспоминает вспомнил вспомнила
        подтвердил подтвердила подтверждает подытожил подытожила резюмировала заключил
        заключила призвал призвала убежден убеждена убеждён продолжила указывает
        настаивает парировал парировала
        """
    ),
    adverbs=words(
        """
            также потом затем позже вчера сегодня тогда далее ранее ему ей им нам мне
            журналистам
            """
    ),
    denial=words("не никогда опроверг опровергла отрицает отрицал"),
    doubt=words("бы якобы если будто мог могла"),
    pronouns=pronouns("он", "она", "оно", "они мы я"),
    according=phrases("по_словам по_мнению согласно"),
    prepositions=words(
        """
            в во на с со из к ко от до по о об у за под над при про для без через после
            перед
            """
    ),
    conjunctions=words("и а но что как когда если чтобы или потому"),
    conjoined=words("и или"),
    that=words("что будто"),
    relative=words("который которая кто"),
    openers=words(
        """
            в во на с из к от до по о и а но что как когда если он она они мы я это его
            её ее их так также вчера сегодня позже затем после
            """
    ),
    roles=genders(
        masculine="""
            президент министр премьер губернатор директор депутат сенатор мэр генерал
            посол начальник сопредседатель
            """,
        feminine="пенсионерка депутатка спикерка",
        either="глава пресс-секретарь председатель",
    ),
    documents=words("отчёт отчет доклад заявление письмо документ"),
    bodies=words("полиция правительство министерство компания агентство газета"),
    crowds=words("эксперты источники очевидцы местные власти жители некоторые многие"),
    labels=words(
        """
            называемый называемая называемое называемые фильм книга роман слово термин
            лозунг газета журнал операция компания компании
            """
    ),
    quoted_by=phrases("цитирует цитируют"),
    translated=words("перевод переводе переводчик"),
    press=words(
        """
            агентство агентству агентства газета газете тасс интерфакс риа рбк радио
            телеканал телеканалу коммерсант ведомости известия reuters newsweek рейтер
            """
    ),
    told_to=words(
        "сказал сказала заявил заявила рассказал рассказала сообщил рассказывает"
    ),
)

UKRAINIAN = Cues(
    incises=True,
    before_places=words("в у з"),
    said=words(
        """
        сказав сказала сказали каже говорить заявив заявила заявляє зазначив зазначила
        додав додала наголосив наголосила повідомив повідомила розповів розповіла
        пояснив пояснила написав написала пише відповів відповіла вважає переконаний
        переконана підкреслив підкреслила
        """
    ),
    adverbs=words("також потім згодом вчора сьогодні тоді"),
    denial=words("не ніколи спростував заперечує"),
    doubt=words("би якби нібито якщо"),
    pronouns=pronouns("він", "вона", "воно", "вони ми я"),
    according=phrases("за_словами на_думку згідно_з"),
    prepositions=words("в у на з із до від по про за під при для через після"),
    conjunctions=words("і й та а але що як коли якщо щоб або"),
    conjoined=words("і та й"),
    that=words("що"),
    relative=words("який яка хто"),
    openers=words(
        """
            в у на з до від по про і й та а але що як коли він вона вони ми я це його її
            так також
            """
    ),
    roles=genders(
        masculine="президент міністр губернатор депутат",
        feminine="депутатка",
        either="голова речник",
    ),
    crowds=words("експерти джерела очевидці"),
    labels=words("фільм книга слово термін"),
    press=words("агентство агентству укрінформ радіо газета"),
)

CZECH = Cues(
    before_places=words("v ve"),
    said=words(
        """
        řekl řekla řekli říká říkal říkala uvedl uvedla uvádí dodal dodala dodává
        prohlásil prohlásila prohlašuje poznamenal poznamenala konstatoval konstatovala
        tvrdí tvrdil tvrdila odpověděl odpověděla upozornil upozornila upozorňuje
        vysvětlil vysvětlila vysvětluje komentoval komentovala sdělil sdělila napsal
        napsala oznámil oznámila připomněl připomněla myslí zdůraznil zdůraznila soudí
        míní doplnil doplnila popsal popsala
        """
    ),
    adverbs=words("také pak potom později včera dnes skromně nám"),
    denial=words("neřekl nikdy popřel popřela"),
    doubt=words("by kdyby prý údajně"),
    pronouns=pronouns("on", "ona", "ono", "oni my já"),
    according=phrases("podle dle"),
    prepositions=words(
        "v ve na s se z ze k ke od do po o u za pod nad při pro bez přes před"
    ),
    conjunctions=words("a i ale že jak když jestli aby nebo protože"),
    conjoined=words("a i nebo"),
    that=words("že"),
    relative=words("který která kdo"),
    openers=words(
        """
            v ve na s z k od do po o u za při pro a i ale že jak když on ona oni to jeho
            její tak také podle včera dnes
            """
    ),
    roles=genders(
        masculine="""
            prezident ministr premiér starosta ředitel trenér kouč poslanec senátor
            mluvčí předseda pan
            """,
        feminine="prezidentka ministryně starostka ředitelka trenérka poslankyně paní",
    ),
    crowds=words("odborníci svědci zdroje"),
    labels=words("takzvaný takzvaná tzv film kniha román slovo pojem"),
    press=words("čtk agentura agentuře deník deníku deníkem rádio televize"),
)

POLISH = Cues(
    before_places=words("w we"),
    said=words(
        """
        powiedział powiedziała powiedzieli mówi mówił mówiła stwierdził stwierdziła
        stwierdza dodał dodała dodaje oświadczył oświadczyła podkreślił podkreśliła
        podkreśla zaznaczył zaznaczyła wyjaśnił wyjaśniła wyjaśnia poinformował
        poinformowała napisał napisała pisze odpowiedział odpowiedziała ocenił oceniła
        ocenia przyznał przyznała przyznaje zapewnił zapewniła tłumaczy tłumaczył
        zauważył zauważyła przekonuje twierdzi
        """
    ),
    adverbs=words("także potem później wczoraj dziś również"),
    denial=words("nie nigdy zaprzeczył zaprzeczyła"),
    doubt=words("by gdyby rzekomo jeśli"),
    pronouns=pronouns("on", "ona", "ono", "oni one my ja"),
    according=phrases("według zdaniem"),
    prepositions=words("w we na z ze do od po o u za pod nad przy dla bez przez przed"),
    conjunctions=words("i a ale że jak kiedy gdy jeśli aby lub bo"),
    conjoined=words("i oraz lub"),
    that=words("że"),
    relative=words("który która kto"),
    openers=words(
        """
            w we na z do od po o u za przy dla i a ale że jak kiedy on ona oni to jego
            jej tak także według wczoraj dziś
            """
    ),
    roles=genders(
        masculine="""
            prezydent minister premier burmistrz dyrektor trener poseł senator rzecznik
            pan
            """,
        feminine="""
            prezydentka ministra burmistrzyni dyrektorka trenerka posłanka senatorka
            rzeczniczka pani
            """,
    ),
    crowds=words("eksperci świadkowie źródła"),
    labels=words("film książka powieść słowo termin"),
    press=words("pap agencja agencji gazeta gazecie radio telewizja tvn onet"),
)
