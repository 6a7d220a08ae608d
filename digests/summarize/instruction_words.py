"""How people talk to machines that read along, by language: regular expressions.

Everything is written as ``instructions`` reads it: in small letters, with plain
apostrophes and single spaces. Accents may stand; they are taken off on both sides.
``START`` is where a sentence or a clause of its own begins: an order stands there, and
a report about one ("told the jury to disregard ...") does not.
"""

from digests.summarize.instruction_words_en import (
    EN_CODE,
    EN_IGNORE,
    EN_MACHINES,
    EN_OBEY,
    EN_PROMPT,
    EN_SUMMARY,
    EN_YOU,
    START,
)

_DE = (
    r"^(?:sprachmodelle?|ki|ki-\w+|chatbots?) ?: ",
    r"\bab (?:jetzt|sofort) bist du\b|\b(?:jede|alle|keine) (?:ki|ai|sprachmodelle?|chatbots?|llms?)\b[^.!?]{0,30}?\b(?:liest|lesen|verarbeite[nt]|zusammenfass\w+)\b",
    r"\bdu bist (?:jetzt|nun|ab sofort|von nun an|ab jetzt) (?:eine?|der|die|das|mein|im)\b|\bdeine (?:neue |einzige |eigentliche )?(?:aufgabe|rolle|mission) (?:ist|besteht|lautet)\b",
    r"(?:^|[.:;!?] )an (?:alle |die |jede |jeden )+(?:ki\b|ai\b|chatbots?|sprachmodelle?|assistenten|llms?)",
    r"\b(?:wer|wenn|falls|beim|bevor|jede[rs]?|der|die|das) [^.!?]{0,20}?(?:diesen|diese|dieses) (?:text|artikel|seite|beitrag|dokument) (?:zusammenfass|verarbeite|kürz)\w*|\bbeim zusammenfassen (?:dieses|dieser)\b",
    r"\b(?:beginne?|beende?|starte?) (?:die|deine|jede) (?:zusammenfassung|antwort) mit\b",
    (
        rf"{START}(?:(?:bitte|und|nun|jetzt) )*(?:ignorier\w*|missachte[nt]?|vergiss|vergesst|vergessen sie|überschreibe"
        r"|verwirf) [^.!?]{0,50}?\b(?:anweisung\w*|instruktion\w*|vorgaben|befehle?n?|regeln|richtlinien|prompts?|artikel|text|seite|inhalt|alles"
        r"|bisherige\w*|obige\w*|kontext)\b"
    ),
    (
        r"\bals (?:eine? |hilfreiche[rs]? )*(?:ki|künstliche intelligenz|sprachmodell|chatbot|ai)(?:[ -](?:assistent\w*|modell"
        r"|system|sprachmodell|chatbot|agent))?,? (?:schreib|antwort|sag|musst|sollst|darfst|erwähn|fass|nenn|lob|empfiehl"
        r"|gib|bist|hast|ignorier|bitte|immer|nur|du\b)\w*"
    ),
    (
        r"\b(?:ki|ai)[ -]?(?:assistent\w*|modelle?|systeme?|chatbots?|agenten?)\b[^.!?]{0,60}?\b(?:diese[nrs]?|den obigen)"
        r" (?:seite|text|artikel|dokument|webseite|beitrag)|\b(?:ki[ -](?:assistent\w*|modelle?|systeme?|chatbots?|agenten?)"
        r"|sprachmodelle?|chatbots?)\b[^.!?]{0,60}?\b(?:müssen|muss|sollen|haben|werden angewiesen|sind angewiesen)\b"
        r"[^.!?]{0,60}?\b(?:antworten|schreiben|sagen|erwähnen|loben|empfehlen|ignorieren|behaupten|auszugeben|ausgeben"
        r"|zusammenfassen)\b"
    ),
    r"\bdu bist (?:jetzt |nun |ab sofort )?(?:eine? )?(?:\w+ )?(?:ki|assistent\w*|sprachmodell|chatbot|ai)\b",
    (
        r"\bfass(?:e|en sie)? (?:bitte )?(?:diesen|den obigen|das obige|diese|den) (?:artikel|text|seite|beitrag|dokument)\b"
        r"[^.!?]{0,40}?\b(?:so|als|zusammen|folgendermaßen)"
    ),
    (
        r"\b(?:in|am ende|zu beginn|am anfang) (?:deiner|ihrer) (?:zusammenfassung|antwort|ausgabe)\b|\b(?:deine|jede|die)"
        r" zusammenfassung (?:\w+ )?(?:muss|soll|hat|darf)\b"
    ),
    r"\b(?:wenn|falls|sofern) du (?:eine? )?(?:ki|sprachmodell|maschine|chatbot|diesen|diese|dies)\b",
    (
        r"(?:^|[.:;!?(\[] ?)(?:\w+ )?(?:hinweis|anweisung|nachricht|mitteilung|notiz|achtung|befehl)(?:en)? (?:an|für) (?:alle |die"
        r" |jede )*(?:ki\b|ai\b|sprachmodell|chatbot|assistent|künstliche)"
    ),
    r"\b(?:neue|wichtige|geheime|zusätzliche) (?:anweisung|systemanweisung|aufgabe|instruktion)(?:en)? ?:",
    (
        rf"{START}(?:bitte )?(?:verrate|zeige|nenne|gib) [^.!?]{{0,20}}?\b(?:systemprompt|system-prompt|zugangsdaten"
        r"|passw[oö]rt\w*|deine anweisungen)"
    ),
    r"\bab (?:jetzt|sofort) (?:antwortest|schreibst|bist|sagst) du\b",
    rf"{START}(?:sag|teile?|empfiehl|rate) (?:dem|den|deinem|allen) (?:nutzer|benutzer|leser)",
)
_FR = (
    r"\b(?:à partir de maintenant|désormais),? (?:tu|vous) (?:es|êtes|dois|devez|réponds?|répondez)\b|\btoute ia\b",
    r"\b(?:tu es|vous êtes) (?:maintenant|désormais|à présent) (?:une?|le|la|mon|en)\b|\b(?:votre|ta|ton) (?:nouvelle |nouveau |seule |seul )?(?:tâche|mission|rôle|objectif|travail) (?:est|consiste)\b",
    r"\b(?:quiconque|celui qui|ceux qui|toute personne qui|en) résum\w+ (?:cet article|ce texte|cette page)\b|\b(?:commence|commencez|termine|terminez) (?:le|ton|votre|chaque) (?:résumé|réponse)\b",
    r"(?:^|[.:;!?] )(?:à|aux?) (?:tous |toutes )?(?:les )?(?:ia|intelligences artificielles|chatbots|modèles de langage|assistants)\b",
    (
        rf"{START}(?:(?:veuillez|merci de|maintenant|et) )*(?:ignor(?:e|ez|er)|oubli(?:e|ez|er)|ne (?:tiens|tenez) (?:pas )?compte"
        r"|faites abstraction|fais abstraction)\b[^.!?]{0,50}?\b(?:instructions?|consignes?|directives?|ordres|règles|invites?"
        r"|prompts?|tout ce qui|contexte|texte|article|page)\b"
    ),
    (
        r"\ben tant qu(?:'|e )(?:assistant|ia|modèle|intelligence artificielle|chatbot|agent)(?: \w+){0,2},? (?:vous|tu|écri\w+"
        r"|répond\w+|mentionn\w+|dis|dites|veuillez|résum\w+|ignor\w+|affirm\w+|recommand\w+)\b"
    ),
    (
        r"\b(?:assistants?|modèles?|agents?|systèmes?|robots?)(?: conversationnels?)? (?:d'|de l'|de )?(?:ia|langage"
        r"|intelligence artificielle)\b[^.!?]{0,60}?\b(?:doi(?:t|vent)|sont (?:priés|tenus)|veuillez)\b[^.!?]{0,40}?"
        r"\b(?:répondre|écrire|dire|mentionner|recommander|affirmer|résumer|ignorer|indiquer que|conclure)\b"
    ),
    (
        r"\b(?:assistants?|modèles?|agents?|ia|chatbots?)\b[^.!?]{0,60}?\b(?:lit|lisent|lisant|résum\w+|trait\w+) (?:cette page|ce"
        r" texte|cet article|ce document)\b"
    ),
    r"\b(?:tu es|vous êtes) (?:maintenant |désormais )?(?:une? )?(?:ia|assistant|modèle|chatbot|intelligence artificielle)\b",
    (
        r"\brésum(?:e|ez|er) (?:cet article|ce texte|cette page|ce document)\b|\b(?:dans|de|à) (?:votre|ton) (?:résumé|réponse)\b"
        r"|\b(?:votre|ton|tout|chaque|le) résumé (?:doit|devra)\b"
    ),
    (
        r"\bsi (?:vous êtes|tu es) (?:une? )?(?:ia|assistant|modèle|chatbot|machine)\b|\bsi (?:vous|tu) (?:lis|lisez|résum\w+)"
        r" (?:cet|ce|cette)\b"
    ),
    (
        r"(?:^|[.:;!?(\[] ?)(?:note|message|instruction|consigne|avis|attention|rappel)s? (?:à l'attention des|à l'|aux|au|pour les|pour l'"
        r"|pour|destinée? aux) ?(?:assistants?|ia\b|modèles?|agents?|intelligences? artificielle|chatbots?)"
    ),
    r"\b(?:nouvelles?|importantes?) (?:instructions?|consignes?|tâches?) ?:|\b(?:instruction|consigne)s? (?:importante|système)s? ?:",
    rf"{START}(?:révèle[zr]?|affiche[zr]?|montre[zr]?) [^.!?]{{0,30}}?\b(?:prompt|instructions|mots? de passe|consignes)\b",
    rf"{START}(?:dis|dites|indique[zr]?|recommande[zr]?) (?:à l'utilisateur|aux? (?:utilisateurs?|lecteurs?))\b",
)
_ES = (
    r"\ba partir de ahora,? (?:eres|usted|debes|responde|tú)\b|\btoda ia\b",
    r"\bahora eres\b|\beres ahora\b|\b(?:tu|su) (?:nueva |nuevo |única |único )?(?:tarea|misión|función|objetivo|papel) (?:es|consiste)\b",
    r"\b(?:quien|quienes|todo el que) (?:resum|lea|proces)\w* (?:este|esta) (?:artículo|texto|página)\b|\b(?:empieza|comienza|termina) (?:el|tu|cada) (?:resumen|respuesta)\b",
    r"(?:^|[.:;!?] )(?:atención|a todos los|a todas las),? (?:los |las |todos los )?(?:ia|chatbots|modelos de lenguaje|asistentes)\b",
    (
        rf"{START}(?:(?:por favor|ahora|y) )*(?:ignor(?:a|e|en|ar)|olvid(?:a|e|en|ar)|descart(?:a|e|en)|haz caso omiso|omit[ae])\b"
        r"[^.!?]{0,50}?\b(?:instruccion(?:es)?|indicaciones|órdenes|reglas|directrices|prompts?|todo lo anterior|contexto|texto|artículo|página)\b"
    ),
    (
        r"\bcomo (?:un |una )?(?:asistente|modelo|ia|inteligencia artificial|chatbot)(?: de (?:ia|lenguaje|inteligencia artificial)"
        r"| virtual)?,? (?:debes|debe|responde|escribe|escriba|menciona|di|tienes|recomienda|resume|ignora|afirma|usted|tú)\b"
    ),
    (
        r"\b(?:asistentes?|modelos?|agentes?|sistemas?)(?: virtuales?)? de (?:ia|lenguaje|inteligencia artificial)\b[^.!?]{0,60}?"
        r"\b(?:deben?|tienen que|tiene que|han de)\b[^.!?]{0,40}?\b(?:responder|escribir|decir|mencionar|recomendar|afirmar|resumir"
        r"|ignorar|elogiar|concluir)\b"
    ),
    (
        r"\b(?:asistentes?|modelos?|agentes?|ia|chatbots?)\b[^.!?]{0,60}?\b(?:lean?|leen|leyendo|resum\w+|proces\w+) (?:esta página"
        r"|este texto|este artículo|este documento)\b"
    ),
    r"\b(?:eres|usted es) (?:ahora )?(?:una? )?(?:\w+ )?(?:ia|asistente|modelo|chatbot|inteligencia artificial)\b",
    (
        r"\b(?:resume|resuma|resumir) (?:este|esta|el presente) (?:artículo|texto|página|documento)\b|\ben (?:tu|su) (?:resumen"
        r"|respuesta)\b|\b(?:tu|todo|cada|el) resumen (?:debe|tiene que)\b"
    ),
    r"\bsi (?:eres|usted es) (?:una? )?(?:ia|asistente|modelo|chatbot|máquina)\b|\bsi estás (?:resumiendo|leyendo) est[ea]\b",
    (
        r"(?:^|[.:;!?(\[¡] ?)(?:nota|mensaje|instrucción|instrucciones|aviso|atención|recordatorio) (?:a|al|para|dirigid[ao] a) (?:los |las"
        r" |todos los |el |la )*(?:asistentes?|ia\b|modelos?|agentes?|inteligencias? artificial|chatbots?)"
    ),
    r"\b(?:nuevas?|importantes?) (?:instrucción|instrucciones|tareas?) ?:|\binstrucciones (?:del sistema|importantes) ?:",
    rf"{START}(?:revela|revele|muestra|muestre) [^.!?]{{0,30}}?\b(?:prompt|instrucciones|contraseñas?)\b",
    rf"{START}(?:dile|diga|di|recomienda|informa) (?:al usuario|a los (?:usuarios|lectores)|al lector)\b",
)
_IT = (
    r"\bd'?a ora in poi,? (?:sei|devi|rispondi)\b|\bogni ia\b",
    r"\b(?:ora|adesso|da ora) sei\b|\bsei (?:ora|adesso)\b|\b(?:il tuo|la tua) (?:nuov[oa] |unic[oa] )?(?:compito|ruolo|missione|obiettivo) (?:è|consiste)\b",
    (
        rf"{START}(?:(?:per favore|ora|e) )*(?:ignora(?:te|re)?|dimentica(?:te|re)?|non tenere conto|trascura(?:te|re)?)\b"
        r"[^.!?]{0,50}?\b(?:istruzion[ie]|indicazioni|ordini|regole|direttive|prompt|tutto ciò|testo|articolo|pagina)\b"
    ),
    (
        r"\b(?:come|in quanto) (?:un )?(?:assistente|modello|ia|intelligenza artificiale|chatbot)(?: (?:di ia|linguistico|ia|virtuale))?"
        r",? (?:devi|deve|rispondi|scrivi|menziona|di'|consiglia|riassumi|ignora|afferma|tu)\b"
    ),
    (
        r"\b(?:assistenti|modelli|sistemi|agenti|chatbot)(?: virtuali)?(?: (?:di |d')?(?:ia|linguistici|intelligenza artificiale))?\b"
        r"[^.!?]{0,60}?\b(?:devono|sono (?:pregati|tenuti))\b[^.!?]{0,40}?\b(?:rispondere|scrivere|dire che|menzionare|consigliare"
        r"|affermare|riassumere|ignorare|lodare)\b"
    ),
    r"\b(?:sei|lei è) (?:ora |adesso )?(?:un |un'|una )?(?:ia|assistente|modello linguistico|chatbot|intelligenza artificiale)\b",
    (
        r"\briassum(?:i|ere|ete) (?:questo|questa|il presente) (?:articolo|testo|pagina|documento)\b|\bnel(?:la)? (?:tuo|tua|suo)"
        r" (?:riassunto|risposta|sintesi)\b|\b(?:il tuo|ogni|il) riassunto deve\b"
    ),
    r"\bse (?:sei|stai) (?:un'|una |un )?(?:ia|assistente|modello|chatbot|riassumendo|leggendo)\b",
    (
        r"(?:^|[.:;!?(\[] ?)(?:nota|messaggio|istruzion[ei]|avviso|attenzione) (?:a|al|agli|ai|per|per gli|per le|all') ?(?:assistent[ei]"
        r"|ia\b|modelli|agenti|intelligenz[ae] artificial[ei]|chatbot)"
    ),
    r"\bnuov[ae] (?:istruzion[ei]|compito) ?:",
)
_PT = (
    r"\b(?:agora|a partir de agora),? (?:você é|tu és)\b|\b(?:sua|tua|seu|teu) (?:nov[oa] |únic[oa] )?(?:tarefa|missão|função|papel|objetivo) (?:é|consiste)\b",
    (
        rf"{START}(?:(?:por favor|agora|e) )*(?:ignor(?:e|a|em|ar)|esque(?:ça|cer)|desconsidere|descarte)\b[^.!?]{{0,50}}?"
        r"\b(?:instruç(?:ão|ões)|indicações|ordens|regras|diretrizes|comandos|prompts?|tudo o que|contexto|texto|artigo|página)\b"
    ),
    (
        r"\bcomo (?:um |uma )?(?:assistente|modelo|ia|inteligência artificial|chatbot)(?: de (?:ia|linguagem|inteligência artificial)"
        r"| virtual)?,? (?:você|deve|responda|escreva|mencione|diga|recomende|resuma|ignore|afirme)\b"
    ),
    (
        r"\b(?:assistentes?|modelos?|agentes?|sistemas?)(?: virtuais)? de (?:ia|linguagem|inteligência artificial)\b[^.!?]{0,60}?"
        r"\b(?:devem?|têm de|têm que|precisam)\b[^.!?]{0,40}?\b(?:responder|escrever|dizer|mencionar|recomendar|afirmar|resumir"
        r"|ignorar|elogiar)\b"
    ),
    r"\b(?:você é|tu és) (?:agora )?(?:uma? )?(?:ia|assistente|modelo|chatbot|inteligência artificial)\b",
    (
        r"\bresum(?:a|ir|e) (?:este|esta|o presente) (?:artigo|texto|página|documento)\b|\bn[oa] (?:teu|seu|sua|tua) (?:resumo|resposta)\b"
        r"|\b(?:seu|todo|cada|o) resumo deve\b"
    ),
    r"\bse (?:você (?:é|estiver)|fores) (?:uma? )?(?:ia|assistente|modelo|chatbot|resumindo|lendo)\b",
    (
        r"(?:^|[.:;!?(\[] ?)(?:nota|mensagem|instrução|instruções|aviso|atenção) (?:a|ao|aos|às|para|para os|para as|à) ?(?:todos os )?"
        r"(?:assistentes?|ia\b|ias\b|modelos?|agentes?|inteligências? artificia(?:l|is)|chatbots?)"
    ),
    r"\bnov[ao]s? (?:instrução|instruções|tarefas?) ?:",
)
_RU = (
    r"\b(?:с этого момента|отныне),? (?:ты|вы)\b|\b(?:ии|нейросет\w*|языков\w+ модел\w*|чат-?бот\w*|ассистент\w*)\b[^.!?]{0,60}?\b(?:этот|эту|данный|данную) (?:текст|статью|страницу)\b",
    r"\b(?:ты|вы) (?:теперь|отныне|сейчас) (?!не |один|одна|в |на |с )|\b(?:твоя|ваша|твоей|вашей) (?:новая |единственная |новой )?(?:задач|роль|цель|миссия)\w*",
    r"\bвнимание,? (?:(?:всем|все|для|этим) )*(?:ии|нейросет|языков|ассистент|чат-?бот|модел)\w*|\b(?:кто|тот, кто) (?:пересказывает|читает|обрабатывает) (?:эту|этот)\b",
    (
        rf"{START}(?:(?:пожалуйста|теперь|и) ?,? )*(?:игнорируй(?:те)?|проигнорируй(?:те)?|забудь(?:те)?|не (?:следуй|обращай)(?:те)?)"
        r"\b[^.!?]{0,50}?\b(?:инструкци\w*|указани\w*|команд\w*|правил\w*|промпт\w*|все, что|выше\w*|контекст\w*|текст\w*|стать\w+|страниц\w+)\b"
    ),
    (
        r"\bкак (?:ии|искусственный интеллект|языковая модель|ассистент|чат-?бот|помощник)(?:[ -](?:ассистент|помощник|модель))?,? (?:ты|вы"
        r"|напиши|ответь|скажи|упомяни|должен|обязан|порекомендуй)\w*"
    ),
    (
        r"\b(?:ии-?(?:ассистент|помощник|модел|систем|агент)\w*|языков\w+ модел\w+|нейросет\w+|чат-?бот\w*|ассистент\w* с ии)\b"
        r"[^.!?]{0,60}?\b(?:долж\w+|обязан\w*|следует)\b[^.!?]{0,40}?\b(?:отвечать|ответить|написать|писать|сказать|говорить|упомянуть"
        r"|рекомендовать|утверждать|игнорировать|хвалить)\b"
    ),
    r"\b(?:ты|вы) (?:теперь |отныне )?[-–—]? ?(?:ии|ассистент|языковая модель|чат-?бот|искусственный интеллект)\b",
    (
        r"\b(?:кратко )?(?:перескажи|изложи|резюмируй|суммируй)(?:те)? (?:эту|этот|данную|данный) (?:статью|текст|страницу)\b|\bв (?:своем|вашем"
        r"|твоем) (?:резюме|ответе|пересказе|кратком изложении)\b"
    ),
    r"\bесли (?:ты|вы) (?:ии|ассистент|языковая модель|робот|бот|читаешь|пересказываешь|обрабатываешь)\b",
    (
        r"(?:^|[.:;!?(\[] ?)(?:примечание|сообщение|инструкци[яи]|внимание|указание|заметка) (?:для )?(?:всех )?(?:ии\b|ии-|языков\w+ модел"
        r"|ассистент\w*|нейросет\w*|чат-?бот|искусственн)"
    ),
    r"\bнов(?:ая|ые|ое) (?:инструкци[яи]|задача|задание|указани[ея]) ?:|\bсистемн(?:ое|ая) (?:сообщение|инструкция|подсказка)\b ?:",
    rf"{START}(?:раскрой|покажи|выведи)(?:те)? [^.!?]{{0,30}}?\b(?:промпт|инструкции|парол\w+)\b",
    rf"{START}(?:скажи|посоветуй|сообщи|порекомендуй)(?:те)? (?:пользовател|читател)\w+",
)
_AR = (
    r"مهمتك (?:الآن|الجديدة|هي|الوحيدة)|دورك (?:الآن|الجديد|هو)|(?:إذا|إن) كنت (?:نموذج|مساعد|روبوت|ذكاء)",
    r"(?:تجاهل|تجاهلوا|تجاهلي|انس|انسى|اهمل) [^.!؟]{0,40}?(?:التعليمات|الأوامر|الإرشادات|التوجيهات|القواعد|ما سبق|النص|المقال)",
    r"(?:بصفتك|باعتبارك|كونك|كـ|أنت الآن|أنت) (?:الآن )?(?:مساعد|نموذج|روبوت|ذكاء)",
    (
        r"(?:مساعد\w*|نماذج|نموذج|روبوتات|أنظمة) (?:\w+ )?(?:الذكاء الاصطناعي|اللغة|لغوي\w*|الدردشة)[^.!؟]{0,50}?(?:يجب|عليها|عليهم)"
        r"[^.!؟]{0,30}?(?:تكتب|تقول|ترد|تجيب|تذكر|توصي|يكتب|يقول|يرد|يجيب|الرد|تتجاهل)"
    ),
    (
        r"(?:يجب|على) (?:على )?(?:كل |جميع )?(?:مساعد\w*|نماذج|نموذج|روبوتات) (?:\w+ )?(?:الذكاء الاصطناعي|اللغة|الدردشة)[^.!؟]{0,40}?"
        r"(?:تكتب|تقول|ترد|تجيب|تذكر|توصي|يكتب|يقول|يرد|يجيب|الرد|كتابة|تجاهل)"
    ),
    r"(?:لخص|قم بتلخيص) (?:هذا|هذه)|في (?:ملخصك|إجابتك|ردك)",
    r"^\W{0,9}(?:من فضلك )?(?:اكتب|أجب|قل|رد|اذكر) (?:أن|فقط|بأن|ب|العبارة|الجملة|في)",
    r"(?:ملاحظة|رسالة|تعليمات|تنبيه) (?:إلى|ل|لجميع) ?(?:مساعد|نماذج|نموذج|الذكاء|كل)",
    r"تعليمات (?:جديدة|النظام) ?:",
)
_ZH = (
    r"(?:请|請)?(?:在|于)(?:摘要|总结|總結)(?:中|里|裡)(?:写|寫|说|說|提|加)",
    r"(?:不要|别|请勿)(?:遵守|理会|听从|执行|遵循)[^。!?]{0,14}(?:指令|指示|提示|命令|规则|要求)|(?:从|從)(?:现在|現在)(?:起|开始|開始)[,、]?(?:你|您)|(?:人工智能|ai|语言模型|聊天机器人)[^。!?]{0,6}(?:都|应|必须|务必)[^。!?]{0,6}(?:推荐|说|写|回答|称|提到)",
    r"(?:你|您)(?:现在|從現在起|从现在起|从现在开始|今后)(?:是|只|必须|要)|(?:你|您)的(?:新|唯一)?(?:的)?(?:任务|任務|角色|职责|工作)(?:是|:)",
    r"(?<!不会)(?<!不能)(?:忽略|无视|無視|忽视|忘记|忘記|忘掉|不要理会|覆盖)[^。!?]{0,14}(?:指令|指示|提示|命令|规则|規則|上文|文章|本文|全文|(?:之前|以上|上面|前面)[^。!?]{0,6}(?:要求|内容))",
    (
        r"(?:作为|作為|身为)(?:一个|一個|一名)?(?:人工智能|ai|大?语言模型|語言模型|聊天机器人|智能助手)(?:助手|模型|助理|语言模型)?"
        r"[,,]?(?:你|您|请|請|应|必须|必須|只能|不要)"
    ),
    r"(?:你|您)(?:现在|現在)?是(?:一个|一個|一名)?(?:人工智能|ai|大?语言模型|語言模型|聊天机器人|智能助手|助手)",
    (
        r"(?:人工智能|ai|智能)(?:助手|助理|模型|系统)?[^。!?]{0,16}(?:必须|必須|务必|請|请)[^。!?]{0,8}(?:回答|回复|回覆|输出|写|寫|说|說|提到|推荐"
        r"|推薦|称|总结|總結)"
    ),
    r"(?:语言模型|語言模型|聊天机器人|机器人助手)[^。!?]{0,12}(?:必须|必須|务必|请|請)[^。!?]{0,8}(?:回答|回复|输出|写|说|提到|推荐|称|总结)",
    r"(?:总结|總結|概括|摘要|处理|阅读)(?:本文|此文|这篇文章|這篇文章|本页|此页|该网页)(?:时|時|的|为|為|成|,|请)",
    r"(?:在)?(?:你|您)的(?:总结|總結|摘要|回答|回复|回覆|输出|系统提示)(?:中|里|裡|必须|必須|应)?",
    r"(?:^|[。:;,!?] ?)(?:请|請|现在|然后)?(?:只|仅|必须)?(?:输出|回复|回覆|回答|写道|写)(?:以下|下面|:|\"|“|只|仅|这句)",
    r"(?:^|[。:;!?] ?)(?:请|請|现在)(?:你|您)?(?:只|仅|务必)?(?:总结|總結|回答|写|寫|说|說|输出|忽略|告诉用户|翻译|称赞)",
    r"(?:给|致|告)(?:所有)?(?:人工智能|ai|语言模型|智能助手|大模型)[^。!?]{0,8}(?:的(?:指令|提示|说明|注意)|:|,)",
    r"(?:新的?|重要|系统|隐藏|最新)(?:指令|提示|任务|指示|消息) ?:",
    r"如果(?:你|您)(?:是|正在)(?:一个)?(?:人工智能|ai|语言模型|机器人|总结|阅读|处理)",
    r"告诉(?:用户|读者)(?:,|:|说)?",
)
# Japanese, Korean, Hindi
_WIDE = (
    r"(?:指示|命令|指令|プロンプト)(?:を|は|の)[^。!?]{0,10}(?:無視|忘れ)|(?:あなた|君)(?:は|が)(?:今から|これから|今後)|(?:あなた|君)の(?:新しい)?(?:仕事|任務|役割|タスク)は",
    r"(?:당신은|너는) (?:이제|지금부터)|(?:당신의|너의) (?:새로운 )?(?:임무|역할|작업)",
    r"(?:指示|命令|指令|プロンプト)(?:を|は)(?:すべて|全て)?無視",
    r"(?:aiアシスタント|言語モデル|aiモデル|チャットボット)(?:は|として|へ|の方)[^。!?]{0,40}(?:ください|しなさい|せよ)",
    r"(?:あなた|君)は(?:今から|これから)?(?:ai|アシスタント|言語モデル)",
    r"(?:지시|명령|지침|프롬프트)(?:사항)?(?:을|를|은|는)? ?(?:모두 )?무시",
    r"(?:ai|인공지능|언어 모델)[^.!?]{0,30}(?:해야 합니다|하십시오|하세요|답하라|작성하라)",
    r"(?:निर्देश|निर्देशों|आदेशों) (?:को|की) [^।!?]{0,20}?(?:अनदेखा|नज़रअंदाज़|अनदेखी|भूल)",
)
# Dutch, Polish, Turkish, Ukrainian, Czech, Swedish, Danish, Norwegian
_MORE = (
    r"\bje bent (?:nu|vanaf nu)\b|\b(?:je|jouw|uw) (?:nieuwe )?(?:taak|rol|opdracht) is\b|\bals (?:je|u) een (?:ai|taalmodel)\b",
    r"\bjesteś (?:teraz|odtąd)\b|\btwoim (?:nowym )?(?:zadaniem|celem)\b|\bsen artık\b|\byeni görevin\b|\bти тепер\b|\bтвоє (?:нове )?завдання\b",
    (
        r"\b(?:negeer|vergeet) [^.!?]{0,40}?\b(?:instructies|aanwijzingen|opdrachten|regels|prompts?)\b|\bals (?:een )?(?:ai|taalmodel)"
        r"(?:[ -]\w+)?,? (?:moet|antwoord|schrijf|zeg)\b|\b(?:ai[ -]assistenten|taalmodellen)\b[^.!?]{0,40}?\bmoeten\b[^.!?]{0,40}?"
        r"\b(?:antwoorden|schrijven|zeggen|negeren|aanbevelen)\b"
    ),
    (
        r"\b(?:zignoruj|ignoruj|pomiń|zapomnij)\w* [^.!?]{0,40}?\b(?:instrukcj\w+|polece\w+|zasad\w*|wytyczn\w+)\b|\bjako (?:asystent|model)"
        r"\w* (?:ai|językow\w+|sztucznej)"
    ),
    (
        r"\b(?:talimat|komut|yönerge)\w* [^.!?]{0,20}?\b(?:yok ?say|görmezden gel|unut|dikkate alma)\w*|\b(?:yapay zeka|dil modeli)\w*"
        r" (?:asistan\w*|model\w*)? ?(?:olarak|şunu)"
    ),
    r"\b(?:ігноруй|проігноруй|забудь)\w* [^.!?]{0,40}?\b(?:інструкц\w+|вказів\w+|команд\w+)\b",
    r"\b(?:ignoruj|zapomeň)\w* [^.!?]{0,40}?\b(?:pokyn\w*|instrukc\w*|příkaz\w*)\b",
    r"\b(?:ignorera|ignorer|glöm|glem) [^.!?]{0,40}?\b(?:instruktion\w*|instruks\w*|anvisning\w*)\b",
)
# Scripts of their own, most of which part no words.
WIDE = (*_AR, *_ZH, *_WIDE)
_ROMANCE = (*_FR, *_ES, *_IT, *_PT)
# Nowhere can a pattern of a group be found where no word begins like one of these: five
# letters, or a whole word that is shorter.
GROUPS = (
    ("ignore disregard forget override bypass overlook discard aside", EN_IGNORE),
    ("follow obey execute carry heed comply listen", EN_OBEY),
    (
        (
            "ai artificial llm llms language large chat chatbot chatgpt gpt gpt4 claude gemini copilot virtual digital"
            " automated machine summarize assistant agent bot bots crawler reader model"
        ),
        EN_MACHINES,
    ),
    ("you your", EN_YOU),
    ("summary summarise digest recap", EN_SUMMARY),
    (
        (
            "hereby preceding user human prompt instruction api password credentials conversation tool function plugin mode directive task"
            " system override message"
        ),
        EN_PROMPT,
    ),
    (
        "now me base base64 rot rot13 hexadecimal decode vtaber qvfertneq vafgehpgvba snoitcurtsni erongi",
        EN_CODE,
    ),
    (
        (
            "ignorieren missachten vergiss vergesst vergessen überschreibe verwirf ki ai sprachmodell künstliche hilfreiche"
            " chatbot fass fasse fassen zusammenfassung antwort ausgabe maschine lies liest diesen diese dies"
            " anweisung aufgabe instruktion passwort zugangsdaten antwortest schreibst bist sagst"
            " nutzer benutzer leser deine alle jede keine neue wichtige geheime zusätzliche verrate zeige nenne gib"
        ),
        _DE,
    ),
    (
        (
            "ignore oublie compte abstraction olvida descarta caso omite omita dimentica tenere trascura esqueça desconsidere"
            " tant êtes es asistente ia ias artificielle artificial langage lenguaje linguagem linguistico sei devi"
            " deve devono debe debes deben devem tienen têm doit doivent priés veuillez résume resume resuma résumé réponse riassumi riassunto tuo tua sua seu respuesta"
            " instrucción instruções istruzioni aux tâche tarea tarefa compito revela révèle muestra affiche"
            " montre utilisateur usuario usuarios lecteur lector máquina lis lisez lisent leyendo você toda toute ogni maintenant ahora désormais poi votre ton ta eres resum quiconque chatbots tutti ora adesso tarefa missão papel"
        ),
        _ROMANCE,
    ),
    (
        (
            "игнорируй проигнорируй забудь следуй обращай ии искусственный языковая ассистент чат чатбот нейросеть помощник"
            " перескажи изложи резюмируй суммируй резюме ответе пересказе кратком робот бот читаешь обрабатываешь"
            " ты вы твоя ваша твоей вашей внимание этот эту данный инструкция системное задача задание указание пользователь читатель промпт пароль"
        ),
        _RU,
    ),
    (
        (
            "negeer vergeet ai taalmodel zignoruj ignoruj pomiń zapomnij asystent model je jouw jesteś twoim sen görevin ти твоє talimat komut yönerge yapay dil"
            " ігноруй проігноруй забудь zapomeň ignorera glöm glem"
        ),
        _MORE,
    ),
)
