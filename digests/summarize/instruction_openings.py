"""What betrays a talk to machines in any language: roles, markup, and orders as openings.

Read as the words of ``instruction_words`` are.
"""

from digests.summarize.instruction_words_en import POLITE, WHAT_TO_WRITE

# Who speaks, as records of chats with machines say it.
ROLES = (
    (
        r"(?:^|[.;!?\]\[)(>*#\"] ?|\n)(?:system|assistant|user|developer|human|admin|benutzer|nutzer|assistent|système|utilisateur|sistema"
        r"|asistente|assistente|usuario|система|системное сообщение|ассистент|пользователь|النظام|المستخدم|المساعد|系统|系統|助手|用户"
        r"|用戶|システム|アシスタント)(?: (?:prompt|message|override|instruction|note|notice|command|update))?s? ?(?:\]|\)|\*\*|>)?"
        r" ?:(?!\d)"
    ),
)
# Markup, code and calls, which have no place in a sentence of news.
MARKUP = (
    r"#{2,} ?(?:system|instruction|response|assistant|user|input|task)",
    r"</?[a-z][\w:-]{0,30}(?: [^<>]{0,80})?/?>|<\||\|>|<<|>>|<!-|-->|&lt;|[‹〈⟨≺] ?/ ?\w|```|\{\{|\}\}|\{%",
    r"\[/? ?(?:inst|system|assistant|user|article|end|instructions?|prompt|context|tool)\b[^\]]{0,40}\]",
    r"[\"'](?:role|content|tool|tool_name|tool_calls?|function|arguments|parameters)[\"'] ?:",
    r"\b[a-z]{1,20}(?:_[a-z]{1,20}){1,4} ?[({]|\b(?:tool|function)[_ -]?calls? ?[:=({<\[]",
    r"[-=*_~]{2,} ?(?:end|begin|start|stop|new|ignore|system|instruction)\b",
)
# These stand at the very beginning of a sentence.
OPENINGS = (
    rf"^\W{{0,9}}{POLITE}(?:use|make|rewrite|translate|leave|drop|put|give|keep|turn|change|replace|present|treat|describe|call|frame|cite|rate|rank|start|finish|ensure|remember|consider|delete|remove|hide|omit|skip|quote|disobey|explain|remind) (?:out |sure |that |to )?(?:all|the|this|these|your|any|no|every|it|each|each of|them)\b[^.!?]{{0,80}}?\b(?:article|summar(?:y|ies)|digest|headline|instructions|prompt|output|answer|developers|user)s?\b",
    r"^\W{0,9}(?:beachte|befolge|folge)[nt]? [^.!?]{0,40}?\b(?:anweisung|vorgaben|regeln|befehle|instruktion)\w*",
    r"^\W{0,9}(?:ne (?:suis|suivez|respecte[zr]?) pas|no (?:hagas caso|sigas|obedezcas|siga|haga caso)|non (?:seguire|obbedire|rispettare)|não (?:siga|obedeça|cumpra)|не (?:следуй|выполняй|слушай|обращай)(?:те)?) [^.!?]{0,40}?\b(?:instru|consigne|indicac|istruz|instruç|указани|инструкц|правил|règles|reglas|regole|regras)",
    rf"^\W{{0,9}}{POLITE}(?:reply|respond|answer|write|speak) in \w{{4,12}} (?:and|only|from|,)|^\W{{0,9}}repeat after me\b",
    rf"^\W{{0,9}}{POLITE}(?:write|produce|generate|create|compose|draft) (?:me )?(?:an?|the|some) (?:[\w-]+ ){{0,3}}(?:review|summary|poem|advert|advertisement|recommendation|text|headline|article|story|sentence|paragraph|song|post)\b",
    r"^\W{0,9}(?:ne (?:mentionne|résume|parle|cite|révèle)[zr]? pas|no (?:menciones?|resumas?|hables?|cites?|reveles?)|non (?:menzionare|riassumere|citare|rivelare)|não (?:mencione|resuma|cite|revele)|не (?:упоминай|пересказывай|раскрывай|говори)(?:те)?|erwähne? (?:nicht|niemals)) ",
    (
        rf"^\W{{0,9}}{POLITE}(?:write|say|state|mention|claim|conclude|output|print|reply|respond|answer|summari[sz]e"
        rf"|translate|praise|recommend|repeat|generate|compose)(?: back)? {WHAT_TO_WRITE}"
    ),
    (
        r"^\W{0,9}(?:please |instead,? |now )*(?:do not|don't|never|under no circumstances) (?:summari[sz]e|mention|include|reveal"
        r"|disclose|translate|report|cite|quote|output|tell|discuss)\b"
    ),
    (
        rf"^\W{{0,9}}{POLITE}(?:include|add|insert|append|place|put) (?:the|this|a|an|our|these) (?:following|link|sentence|phrase"
        r"|line|words|statement|disclaimer|url|paragraph)\b"
    ),
    rf"^\W{{0,9}}{POLITE}(?:(?:act|behave|role-?play) as (?:if you|though you|an?|the) |(?:respond|reply|answer) as (?:if|though|an?|the) |do as i say\b)",
    r"^\W{0,9}pretend (?:to be an|you|that you)\b",
    (
        r"^\W{0,9}(?:(?:bitte|und|nun|jetzt|stattdessen|immer|nur) )*(?:schreibe?|antworte?|sage?|gib|erwähne?|nenne?|behaupte"
        r"|wiederhole|übersetze|lobe?) (?:bitte |nur |ausschließlich |stattdessen |immer )*(?:,|dass|mit|nur|ausschließlich"
        r"|den satz|das wort|die worte|folgende|in der|aus|zurück|niemals|nichts)"
    ),
    (
        r"^\W{0,9}(?:(?:veuillez|merci de|maintenant|et) )*(?:écri(?:s|vez|re)|répond(?:s|ez|re)|dis|dites|mentionne[zr]?|affirme[zr]?"
        r"|ajoute[zr]?|répète[zr]?|traduis|traduisez) (?:que|qu'|uniquement|seulement|exactement|la phrase|le mot|les mots|par"
        r"|simplement|toujours|dans (?:votre|ton|le résumé))"
    ),
    (
        r"^\W{0,9}(?:(?:por favor|ahora|y|en su lugar) ?,? )*(?:escrib[ea]|respond[ea]|di|diga|menciona|afirma|añade|repite|traduce)"
        r" (?:que|solo|sólo|solamente|únicamente|exactamente|la frase|las palabras|la palabra|con|siempre|en tu|en el resumen)\b"
    ),
    (
        r"^\W{0,9}(?:(?:per favore|ora|invece) ?,? )*(?:scrivi|scrivete|rispondi|rispondete|menziona|afferma|aggiungi|ripeti|traduci"
        r"|di') (?:che|solo|soltanto|esattamente|la frase|le parole|la parola|con|sempre|nel tuo|nel riassunto)"
    ),
    (
        r"^\W{0,9}(?:(?:por favor|agora|em vez disso) ?,? )*(?:escreva|escreve|responda|responde|diga|mencione|afirme|acrescente"
        r"|repita|traduza) (?:que|apenas|só|somente|exatamente|a frase|as palavras|a palavra|com|sempre|no seu|no resumo)\b"
    ),
    (
        r"^\W{0,9}(?:(?:пожалуйста|теперь|вместо этого|всегда) ?,? )*(?:напиши|ответь|отвечай|скажи|упомяни|повтори|переведи|добавь|утверждай"
        r"|выведи)(?:те)?,? (?:что|только|лишь|ровно|фразу|слова?|так|всегда|в (?:своем|резюме))\b"
    ),
)
