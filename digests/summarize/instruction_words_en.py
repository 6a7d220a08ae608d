"""How people talk to machines in English; see ``instruction_words`` for how to read it."""

START = r"(?:^|[.:;,!?()\[\]<>{}|*#=\"“”„«»'\-] ?)"

POLITE = (
    r"(?:(?:please|kindly|now|instead|also|always|only|just|simply|then|and|but|so|you must|you should|you will"
    r"|you have to|it is (?:important|vital) (?:that you|to)) )*"
)
# A machine that reads, said so that it is no estate agent and no mayor's assistant.
_MACHINE = (
    r"(?:(?:ai|artificial intelligence)(?:[ -](?:assistant|model|agent|system|summari[sz]er|reader|chat ?bot"
    r"|bot|crawler|tool|engine)s?)?|llms?|(?:large )?language models?|chat ?bots?|chatgpt|gpt(?:-?\d)?"
    r"|(?:virtual|digital|automated|automatic|machine) (?:assistant|reader|summari[sz]er|agent)s?"
    r"|summari[sz]ers?|(?:assistant|agent|bot|crawler|reader|model)s? (?:that (?:is |are )?|which |who )?"
    r"(?:reading|read|reads|processing|process|summari[sz]ing|summari[sz]es?|pars(?:es|ing)|indexing) (?:this|the above))"
)
# These are people's names too, and machines only where somebody calls them.
_CALLED = rf"(?:{_MACHINE}|claude|gemini|copilot|assistant)"
# "A message to AI companies" is for people.
_NO_PEOPLE = r"(?! (?:\w+ )?(?:compan|firm|maker|developer|researcher|lab|expert|start|industr|user|investor|worker|chip)\w*)"
_THIS = (
    r"(?:this|the (?:present|above|following)) (?:web ?)?"
    r"(?:page|text|article|document|website|passage|content|material)s?"
)
_DUTY = (
    r"(?:must|shall|have to|has to|need to|needs to|(?:is|are) (?:hereby |now |kindly )?(?:instructed|required|ordered"
    r"|asked|requested|directed|obliged|told|to)(?: to)?|please)"
)
_SAY = (
    r"(?:reply|respond|say|state|write|mention|recommend|praise|promote|describe|summari[sz]e|output|print|ignore"
    r"|disregard|omit|conclude|claim|repeat|insert|append|begin|end|forget|answer (?:all|every|with|that|only)"
    r"|add (?:the|this|a)|tell (?:the|your|every) (?:reader|user|human)s?)"
    # Laws make machines say that they are some.
    r"(?! that (?:they|it) (?:are|is) (?:not |an? )?(?:machine|human|ai\b|bot|program|software|artificial))"
)
_RULES = (
    r"(?:instructions?|prompts?|directives?|guidelines|directions|commands?|programming|constraints|training|orders"
    r"|rules|guardrails)"
)
WHAT_TO_WRITE = (
    r"(?:that|only|the following|exactly|nothing|the (?:words?|phrase|sentence|text|line|link)|as follows|in your"
    r"|to the user|with (?:the|only|exactly|just)|this|how|a (?:poem|song|joke|haiku)|\")"
)

EN_IGNORE = (
    rf"{START}{POLITE}(?:set|put|leave) aside [^.!?]{{0,40}}?\b(?:{_RULES}|guidance|everything|what (?:you|was|is|came))\b",
    (
        rf"{START}{POLITE}(?:ignore|disregard|forget|override|bypass|overlook|discard) [^.!?]{{0,40}}?\b(?:{_RULES}|article|story|filters"
        r"|messages?|context|everything|(?:what|anything|all) (?:you|was|is|came|that|of|stands)|(?:the )?above"
        rf"|{_THIS}|what (?:came|stands|was))\b"
    ),
    (
        r"(?<!to )(?<!who )(?<!that )\b(?:ignore|disregard|forget|override) (?:(?:all|any|every|the|your|my|of|these|those"
        r"|its|and|other) ){0,4}(?:previous|prior|preceding|above|foregoing|system)(?: \w+){0,2}?"
        r" (?:instructions?|prompts?|directives?|directions|commands)\b"
    ),
    (
        rf"\b{_MACHINE}\b[^.!?]{{0,60}}?\b(?:ignore|disregard|forget|override)\b[^.!?]{{0,30}}?"
        r"\b(?:previous|prior|preceding|above|foregoing)\b[^.!?]{0,15}?\b(?:instructions?|prompts?|directives?)\b"
    ),
)
EN_OBEY = (
    rf"{START}{POLITE}(?:follow|obey|execute|carry out) (?:the|these|this|all|my) (?:\w+ )?(?:instructions?|commands?|orders?|prompts?|directives?)\b",
    (
        rf"{START}{POLITE}(?:do not|don't|never|stop) (?:follow|obey|heed|comply with|listen to)(?:ing)?\b"
        rf"[^.!?]{{0,40}}?\b{_RULES}\b"
    ),
)
EN_MACHINES = (
    r"\bai[ -](?:generated|made|written) (?:summar|digest|recap)\w* (?:of|for) (?:this|the)\b",
    r"^(?:llms?|chat ?bots?|chatgpt|assistants?|(?:large )?language models?|ai (?:assistant|model|agent)s?|summari[sz]ers?) ?: ",
    rf"\b(?:if|when|whenever|since|because|as|should) this\b[^.!?]{{0,40}}?\bby (?:an? |any |the )?(?:{_MACHINE}|assistant|agent|bot)\b",
    rf"(?:^|[.:;!?] )(?:the|any|every|each|this) (?:assistant|model|ai|bot|chat ?bot|agent|summari[sz]er) (?:must|should|shall|has to|will now|is to) (?:\w+ )?{_SAY}\b",
    (
        rf"\b{_MACHINE}\b{_NO_PEOPLE}[^.!?]{{0,50}}?\b{_DUTY},? (?:(?:always|never|only|also|not|now|please|instead|immediately) )"
        rf"{{0,2}}{_SAY}\b"
    ),
    (
        rf"\b{_MACHINE}\b{_NO_PEOPLE}[^.!?]{{0,50}}?\bshould (?:always |only |never )?(?:reply|respond|say|state|write|answer|conclude"
        r"|mention)(?: only| always)? (?:that|with)\b"
    ),
    (
        rf"\b{_MACHINE}\b[^.!?]{{0,60}}?\b(?:reading|read|reads|processing|process|summari[sz]ing|summari[sz]es?|pars(?:es|ing)"
        rf"|indexing|quoting) (?:this\b(?! (?:kind|sort|type|week|month|year))|{_THIS}\b)"
    ),
    rf"(?:^|[.:;!?] )(?:all |any |every )?(?:assistant|agent|bot|crawler|model)s? {_DUTY} (?:always |only |never )?{_SAY} (?:that|with|only|as|\"|:)",
    rf"{START}(?:dear|attention|hey|hello|hi)[,: ]{{1,2}}(?:all |any |every |the |our )?{_CALLED}\b{_NO_PEOPLE}",
    (
        r"(?:^|[.:;!?(\[\"“*#] ?)(?:(?:an?|the|important|urgent|special|hidden|secret) )*(?:instruction|note|message|notice"
        r"|prompt|directive|reminder|request|command|task|order|warning)s? (?:to|for) (?:(?:all|any|every|the|our|your) )*"
        rf"(?:{_MACHINE}|assistants?|bots?|agents?)\b{_NO_PEOPLE}"
    ),
    rf"(?:^|[.;!?] ){_CALLED} ?[:,-]{{1,2}} ?{POLITE}(?:you|please|{_SAY}|do not|don't|never|always)\b",
    (
        r"\bas an? (?:helpful |large )?(?:ai|llm|language model|artificial intelligence|chat ?bot|virtual assistant"
        r"|assistant)(?: (?:language )?(?:assistant|model|chat ?bot|system|agent|summari[sz]er))?,? (?:you|your|i|please"
        rf"|always|never|do not|only|{_SAY})\b"
    ),
)
EN_YOU = (
    r"\byou have been (?:re-?programmed|instructed|reconfigured|jailbroken)\b",
    (
        rf"{START}{POLITE}(?:disable|remove|lift|drop|turn off|switch off) your (?:\w+ )?(?:filters?|safety|guardrails|limits"
        r"|restrictions)\b"
    ),
    r"\byour (?:\w+ ){0,2}(?:task|job|role|goal|mission|purpose|objective|duty|orders?) (?:is|are|now|will|has)\b",
    rf"\byou (?:must|shall|are to|have to|need to|are required to|may now) (?:(?:now|not|only|also|always|never|instead|safely|please) ){{0,2}}(?:{_SAY}|reveal|follow|obey|mislead|comply)\b",
    r"\bstop what you are doing\b|\bthe (?:following|above) (?:text|sentence|words?|line) (?:\w+ ){0,6}you\b",
    (
        r"\byou(?: are|'re) (?:now |hereby |no longer )?(?:an? |the |in )?(?:\w+ )?(?:ai|llm|language model|assistant"
        r"|chat ?bot|summari[sz]er|bot|dan|developer mode|jailbroken|unrestricted)\b"
    ),
    r"\bif you(?: are|'re) (?:reading|processing|summari[sz]ing|an? (?:ai|llm|language model|machine|bot|assistant))\b",
    (
        r"\byour (?:summary|digest|answer|output|repl(?:y|ies)|responses?|recap) (?:must|should|has to|have to|needs? to|will"
        r"|shall|may)\b|\b(?:in|of|begin|start|end|finish|close|precede|replace) (?:with )?your (?:summary|digest|answer"
        r"|output|response|recap)\b|(?:^|[.:;,!?] )(?:in|begin|start|end) your reply\b"
    ),
    r"\byour (?:system prompt|(?:\w+ )?instructions (?:are|say|have)|training data|context window|programming)\b",
)
EN_SUMMARY = (
    r"\bsummari[sz](?:e|es|ing) the above\b|\b(?:who|whoever|anyone|anybody|whatever|everyone|those) (?:who )?summari[sz]\w{1,3} (?:this|the above)\b",
    r"\b(?:generating|writing|producing|creating|composing|preparing) (?:a|an|the|any|your|this) (?:\w+ )?(?:summary|digest|recap)(?: of this)?,",
    r"\bthe (?:correct|only|right|proper|required|expected|final) (?:summary|digest|recap) (?:is|of this|must|should|reads)\b",
    rf"{START}{POLITE}(?:begin|start|end|open|close|finish|conclude|lead) (?:the|your|every|each|any|all) (?:\w+ )?(?:summary|summaries|digests?|recap)\b",
    r"(?:^|[.:;!?] )(?:instead of|rather than|before|stop) summari[sz]ing\b",
    (
        rf"\b(?:if|when|while|before|after) (?:you(?: are|'re)? )?(?:asked to )?summari[sz](?:e|ing),? (?:this\b|{_THIS}|"
        rf"(?:please )?{_SAY}\b)|\bif (?:you are )?asked to summari[sz]e\b"
    ),
    rf"\bsummari[sz]e (?:this(?! (?:kind|sort|type|week|month|year))|{_THIS})\b|\b(?:summar(?:y|ies)|digests?|recaps?) (?:of|for) {_THIS}",
    (
        r"\b(?:any|every|each|all|the) (?:\w+ )?(?:summar(?:y|ies)|digests?) (?:must|should|shall|has to|have to|needs? to)"
        r" (?:also |always |only |not |never )?(?:say|state|mention|begin|start|end|conclude|praise|recommend|read|omit|claim)\b"
    ),
)
EN_PROMPT = (
    r"\bhereby (?:ordered|instructed|commanded|required|asked|directed)\b|\bthe preceding (?:text|article|story|content) (?:is|was) (?:fake|false|a test|wrong|outdated|not)\b|\bthe (?:real|actual|true) (?:task|instructions?|prompt) (?:is|are)\b",
    r"\b(?:begin|end|start|stop) (?:of )?(?:the )?(?:system|developer|admin) (?:message|prompt|instruction|note)s?\b",
    rf"{START}{POLITE}(?:execute|run|perform|treat|consider|regard|accept) (?:the|this|these|everything|anything|all|any)\b[^.!?]{{0,40}}?\b(?:instruction|command|order|prompt|directive|system message|script)s?\b",
    r"\b(?:fetch|load|download|retrieve) (?:the|your|all|further|more|additional|its) (?:\w+ )?(?:instructions|prompt)\b",
    rf"{START}{POLITE}(?:tell|inform|ask|remind|convince|warn|assure) (?:the|your|every) (?:user|human)s?\b",
    r"\b(?:the|your) user (?:has |have )?(?:already )?(?:authori[sz]ed|consented|approved|wants you|asked you|requested)\b",
    (
        rf"{START}{POLITE}(?:reveal|print|repeat|output|show|leak|expose|copy|send|forward) (?:me )?(?:your|the|all)"
        r" (?:(?:system|initial|hidden|secret|original|full|entire|of your) )*(?:prompts?|instructions|api keys?|passwords?"
        r"|credentials|conversation)\b"
    ),
    rf"{START}{POLITE}(?:call|use|invoke|execute|run) (?:the|your) [\w-]{{1,30}} (?:tool|function|api|plugin)\b",
    (
        rf"{START}{POLITE}(?:enter|enable|activate|switch to|turn on) (?:\w+ )?(?:developer|debug|dan|admin|jailbreak|god)"
        r" mode\b"
    ),
    (
        r"\b(?:new|updated|revised|hidden|secret|additional|special|real|actual|important|urgent|final|priority)"
        r" (?:system )?(?:instructions?|directives?|prompts?|tasks?|system messages?) ?:"
    ),
    (
        r"\b(?:this|the following) is an? (?:\w+ )?(?:system|developer|administrator|admin|priority) (?:message|instruction"
        r"|override|command|prompt)\b|\b(?:system|admin|developer) override\b"
    ),
)
EN_CODE = (
    r"\b(?:vtaber|qvfertneq|vafgehpgvbaf?|snoitcurtsni|erongi)\b",  # rot13, and backwards
    r"\bfrom now on,? (?:you|your|act|respond|answer|write|always|only|reply)\b",
    (
        r"\b(?:base ?64|rot ?13|hexadecimal)\b[^.!?]{0,60}?\b(?:and|then) (?:follow|obey|execute|run|do)\b"
        r"|\bdecode (?:and|this|the following)\b"
    ),
)
