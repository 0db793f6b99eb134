"""How plain things are said: times, figures, greetings, questions, manners. Patterns only.

Moves are a reader's business. What is here needs no judgement, only a wide ear.
"""

from __future__ import annotations

import re

DAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|weds?|thurs?|fri)(?=\b)|tomorrow"
    r"|tonight|today|this (?:afternoon|morning|evening)|next week|right now|now(?= and| then|$)"
)
CLOCK = (
    r"(?:at |around |by |from )?(?:\d{1,2}(?!\d)(?:[:.]\d\d)? ?(?:am|pm|o'?clock)?|noon"
    r"|half (?:past )?\w+"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: thirty| fifteen)?"
    r"(?: o'?clock)?)"
)
MONTH = (
    r"(?:jan|febr?|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember"
    r"|tember|ober)?"
)
ORDINAL = (
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
    r"|twenty-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth"
    r"|thirty-first"
)
TIME = re.compile(
    rf"\b(?:(?:next |this |on )?(?:{DAY})(?: the week after(?: next)?\b| after next\b"
    r"| (?:(?:next|this) )?week\b)?"
    rf"(?:[ ,]+(?:the )?\d{{1,2}}(?:st|nd|rd|th)(?: (?:of )?(?:{MONTH})\b)?"
    rf"|[ ,]+\d{{1,2}} (?:{MONTH})\b)?"
    r"(?:[ ,]+(?:morning|afternoon|evening|lunchtime))?"
    rf"(?:[ ,]+(?:{CLOCK})(?! ?(?:min|people|of)))?"
    rf"|(?:the )?\d{{1,2}}(?:st|nd|rd|th)(?: of)?(?: (?:{MONTH})\b)?|\b(?:{MONTH}) \d{{1,2}}\b"
    rf"|(?:on |by )?the (?:{ORDINAL})(?: of)?(?: (?:{MONTH})\b)"
    rf"|(?:on |by |for |(?<=say ))the (?:{ORDINAL})"
    r"(?=[,.?!]|$| (?:and|or|at|then|with|if|to|we|from|after|before)\b)"
    r"|at \d{1,2}(?:[:.]\d\d)? ?(?:am|pm|o'?clock)?\b)",
    re.IGNORECASE,
)
AT = re.compile(
    r"\bat (\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)?|noon|half past \w+|(?:one|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve)(?: thirty| fifteen)?)(?! ?(?:%|per|min|of))\b",
    re.IGNORECASE,
)
WITHDRAWN = re.compile(  # a day that is past, or named only to be given up
    r"\b(?:last|every|each|most) (?:\w+day|night|week)s?\b|\banother (?:\w+ )?\w+day\b|"
    r"\b(?:forget|not) (?:my |the |on )?(?:\w+day|\d{1,2}(?:st|nd|rd|th))\b|"
    r"\b(?:if|since|as) [^,;.?!]{0,40}\b(?:too|a bit (?:much|soon|early)"
    r"|not (?:right|good|possible)|no good|doesn'?t|won'?t|can'?t|isn'?t)\b[^,;.?!]*",
    re.IGNORECASE,
)
SENDS = re.compile(  # what the rep does by then, which is not the day of the step itself
    r"\b(?:i'll|i will|i can|we'll|you'll have|let me) (?:\w+ )?"
    r"(?:send|e-?mail|write|draft|post|have|print|prepare|put)\b[^.?!]*",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"[£$€₹]\s?\d[\d.,]*\s?(?:k|m|million|thousand)?|\b\d[\d.,]*\s?(?:%|per ?cent|percent|k\b)"
    r"|\b\d{2,}[\d.,]*\b",
    re.IGNORECASE,
)
NAME = re.compile(
    r"\b(?i:this is|i'm|i am|my name is|my name's|it's|its) (?!(?:Mrs?|Ms|Miss|Dr|Sir)\b)"
    r"([A-Z][a-z]+)(?: [A-Z][a-z]+)?"
    r"(?= (?:from|with|at|of|here|calling)\b|[,.]|$)"
)
OFFER = re.compile(
    r"\b(?:you(?:'ll| will|'d| would)? (?:leave with|walk away with|come away with|go away with|get"
    r"|have|take away|keep)|i(?:'ll| will| can|'d| could) (?:show you|give you|bring you|walk you"
    r" through|leave you with))(?: at least)? ((?:the |a |an |two |three |four |five |one |your )?"
    r"[^.,;?!\n]{8,70})",
    re.IGNORECASE,
)
FAREWELL = re.compile(
    r"\b(?:mind yourself|all the best|until (?:then|tomorrow|\w+day)|sleep well"
    r"|good ?bye|bye(?: bye| now)?|talk (?:to you )?(?:soon|then)|speak (?:soon|then)|see you"
    r"(?: then| on| there)?|have a (?:good|great|nice|lovely) (?:day|one|week|weekend|evening|"
    r"afternoon)|take care|i'?ll (?:let you go|leave you (?:to it|be|alone|in peace)"
    r"|get out of your (?:hair|way))"
    r"|thanks?(?: you)?(?: very much| so much| again)? for your time)\b",
    re.IGNORECASE,
)
QUESTION_START = re.compile(
    r"(?:^|[.!,;] |\b(?:and|but|so|ok|okay|right|well|sure) )(?:what|what's|whats|how|how's|why|who"
    r"|who's|when|where|which|does|(?:do|did|are|have|were) (?:you|u|they|any\w*|there)"
    r"|(?:is|was|has|did|had) (?:it|there|that|this|he|she|any\w*)|can (?:you|we)"
    r"|could (?:you|we)|would you|would it|will you|tell me|talk me|walk me|describe"
    r"|take me through|(?:start|begin) with (?:the|that|your|what))\b",
    re.IGNORECASE,
)
ASKS = re.compile(r"\b(?:who|whose|what|when|which|where|why|how)\b", re.IGNORECASE)
GENERAL = re.compile(
    r"\b(?:tell me (?:a bit |a little |more )?about|walk me through|talk me through|how do you"
    r" (?:currently )?(?:handle|do|run|manage|deal|work|go about)|how are you (?:currently )?"
    r"(?:handling|doing|running|managing)|how does (?:it|that|this|your) [^?]{0,30}work"
    r"|how are things|how(?:'s| is) (?:it|that|this|everything) (?:going|working|set up|done)"
    r"|what(?:'s| is) (?:going on|happening|it like(?! for\b)|the situation|your situation)"
    r"|what does (?:that|it|a normal|a typical) [^?]{0,20}look like"
    r"|what happens (?:today|now|at the moment)|what are you (?:seeing|using|doing)"
    r"|where are you (?:now|today|at)"
    r"|do you (?:currently |already )?(?:use|have|run|do|get) (?:any|some)(?:thing|one)?\b"
    r"|what have you (?:got|tried)|help me understand|what(?:'s| is) (?:hard|difficult|frustrating"
    r"|not working|the problem|the issue|your biggest|the biggest|on your mind|wrong))",
    re.IGNORECASE,
)
YES_NO = re.compile(
    r"(?:^|[.!,;] |\b(?:and|but|so) )(?:do|does|did|are|is|was|were|have|has|can|could|would|will"
    r"|should|am|isn't|aren't|don't) [^.?!]{2,140}\?",
    re.IGNORECASE,
)
WANTS = re.compile(
    r"\bwhat (?:did you want|were you hoping|matters"
    r"|would (?:good|great|success|better|help|make|you (?:like|want|change))"
    r"|interests? you|are you (?:after|hoping|trying|looking)|do you (?:want|need|hope|care)"
    r"|caught your|got your|made you|is important|'?s important)|\bin a perfect world\b"
    r"|\bif you could (?:fix|change|wave)",
    re.IGNORECASE,
)
ROBOT = re.compile(
    r"\bare you (?:a |an )?(?:real|human|robot|bot|ai|machine|chat ?gpt|language model|computer)\b"
    r"|\bam i (?:talking|speaking|chatting) (?:to|with) (?:a |an )?(?:real|human|robot|bot|ai)\b"
    r"|\bis this (?:a |an )?(?:bot|robot|ai|recording|real person)\b",
    re.IGNORECASE,
)
WHO = re.compile(
    r"\bwho (?:am i (?:talking|speaking) (?:to|with)|are you(?: again| exactly)?\s*(?:[?.!]|$)"
    r"|is this|'?s this)"
    r"|\bwhat(?:'s| is) your (?:role|job|name|title)|\bwhat do you do there\b"
    r"|\bare you the (?:right person|one who)|\bam i (?:through|speaking) to the right",
    re.IGNORECASE,
)
HOW_LONG = re.compile(
    r"\bhow (?:much (?:time|longer)|long|many minutes) (?:do|have|would|can|is)\b[^?]{0,20}"
    r"\b(?:we|you|i|left|give|spare|got)\b(?:[^?]{0,12})\?"
    r"|\bhow (?:much time|long) have (?:you|we) got"
    r"|\bhow(?:'s| is) your time\b|\bhow are you (?:doing |fixed )?(?:for|on) time",
    re.IGNORECASE,
)
WHY_THAT = re.compile(
    r"\b(?:what do you mean|meaning\s*\?|why (?:do you )?(?:say|think) (?:that|so)"
    r"|why(?: is)? that"
    r"|why not|how come|how so|in what way|such as|like what|for example|can you explain"
    r"|what makes you say|go on\?|say more|tell me more|really\? why)|^(?:why|really|how)\s*\?+$",
    re.IGNORECASE,
)
BEHIND = re.compile(
    r"\bwhat(?:'s| is| was) (?:really )?(?:behind|under(?:neath)?) (?:that|it|this)"
    r"|\bwhat makes you say"
    r"|\bwhat(?:'s| is) (?:really )?(?:holding you back|in the way|stopping you"
    r"|worrying you|bothering you|the real)|\bwhat (?:exactly )?worries you|\bwhy is that\b"
    r"|\bwhat would have to (?:be different|change|be true|happen)|\bwhat has changed\b",
    re.IGNORECASE,
)
CHECKS = re.compile(
    r"\b(?:does|would|do) (?:that|this|it|any of that) (?:help|deal|answer|settle|work|cover"
    r"|make it|change|ease|meet|take care)|\bis that (?:enough|an answer|fair|better)"
    r"|\bor is there (?:more|something|anything)"
    r"|\bis there (?:still )?(?:something|anything) else\b",
    re.IGNORECASE,
)
LAST_CHECK = re.compile(
    r"\banything (?:that|which|else)?[^?]{0,20}\b(?:get in the way|stop (?:that|it|us|this)"
    r"|trouble you|come up|go wrong|change (?:that|it|your mind)|prevent|between now and)",
    re.IGNORECASE,
)
ABOUT_YOU = re.compile(
    r"(?:^|[.!,;] |\b(?:and|but|so) )(?:do|don't|are|aren't|have|haven't|did|would|will|can|were)"
    r" you (?:\w+ ){0,2}(?:want|think|feel|like|believe|worr\w+|trust|mean|agree|expect|hop\w+|know"
    r"|mind|see|sure|afraid|happy|interested|keen|comfortable|rather|prefer|confident|tempted)\b"
    r"[^.?!]{0,140}\?",
    re.IGNORECASE,
)
COSTS = re.compile(
    r"\bwhat (?:does|did|do|would|will|has|is) (?:it|that|this|one|they|all|the|a|an|any|each|every"
    r"|your|staying|doing|not)\b[^?]{0,60}\b(?:cost|costs|costing|do to|mean for|price)\b"
    r"|\b(?:cost|costs|costing) (?:you|them|us|your|the)\b|\bprice of\b"
    r"|\bwhat (?:happens|will happen|would happen|then)\b"
    r"|\bif (?:nothing|you do nothing|(?:it|that) (?:stays|goes on|happens)|things stay)"
    r"|\bnothing changes\b"
    r"|\bwho (?:gets|is|was|pays|suffers|feels|carries)\b[^?]{0,30}(?:hurt|price|it|for it|most)"
    r"|\bwhat(?:'s| is) at stake|\bhow (?:bad|much|many|often|long)\b|\bworst\b|\bwent wrong\b"
    r"|\bgoes wrong\b|\blast time\b|\bwhat (?:did|does|do) you lose",
    re.IGNORECASE,
)
STANDS = re.compile(
    r"\bscale of (?:one|1)\b|\bout of (?:ten|10)\b|\bwhere (?:do|are) you (?:stand|now|at|on)"
    r"|\bhow (?:do you feel|are you feeling|does that sit|interested|keen)"
    r"|\b(?:any|of) interest\b|\bwhat do you (?:make|think) of\b|\bwhat did you (?:make|think) of"
    r"|\bwhat(?:'s| is) (?:still )?(?:unclear|missing)|\binterests? you (?:most|so far)"
    r"|\bam i (?:a nuisance|wasting)|\bdo you still want\b|\bwhere are we (?:now|with|on|then)"
    r"|\bhow does that (?:land|sound|strike)|\bis (?:it|this|that) something you\b"
    r"|\bare you (?:still )?interested\b|\bwhat(?:'s| is) your (?:feeling|gut|view|sense)",
    re.IGNORECASE,
)
GIVES_IN = re.compile(
    r"\b(?:i(?:'ll| will| can|'m happy to| could)|happy to|let me|we(?:'ll| will| can)|sure"
    r"|of course|no problem|okay|ok|yes)\b[^.?!]{0,40}"
    r"\b(?:send|e-?mail|set (?:you|it|one) up|give you|arrange"
    r"|put (?:together|one|it|something)|get you|log-?ins?|seats|access|account"
    r"|quote|proposal|pricing|brochure"
    r"|references|contract|demo|free trial|pdf)\b",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"\b(?:but|before|first|if you|in return|once we|once you|instead|rather|without"
    r"|would be a guess|only (?:if|when|after))\b",
    re.IGNORECASE,
)
AMOUNT = re.compile(
    r"\bhow (?:many|much|long|often|far|big|old)\b|\bwhat (?:percentage|share|number|figure|date"
    r"|month|year|day|time|rate|proportion)\b|^\W*(?:and |so |but )?when\b",
    re.IGNORECASE,
)
PRACTICE = re.compile(
    r"(?:^|[.!,;] |\b(?:and|but|so) )(?:do|does|are|have|has|is) (?:you|your|they|the)(?: \w+){0,2}"
    r" (?:use|have|do|run|keep|count|track|measure|check|pay|get|buy|hire|train|log|record|report"
    r"|work|send|make|take)\b[^.?!]{0,100}\?",
    re.IGNORECASE,
)
ABOUT_THEM = re.compile(
    r"(?i:\b(?:does|has|is|was|will|did|would|do|have|are|could|can)) (?:(?i:he|she|they)\b"
    r"|(?i:the|your) (?:\w+ )?(?i:\w+(?:er|or|ist)s?|boss|team|board|partners?"
    r"|staff|people|finance)\b|(?!I\b)[A-Z][a-z]+\b)",
)
FREE_WHEN = re.compile(
    r"\bwhen (?:can|could|shall|should|would) (?:we|you|i)[^?]{0,30}"
    r"(?:talk|speak|meet|sit|do (?:it|that|this)|start|come|call)"
    r"|\bwhen (?:are|would) you[^?]{0,12}free|\bwhat day (?:suits|works|would)"
    r"|\bwhen (?:suits|works)",
    re.IGNORECASE,
)
REPEAT = re.compile(
    r"^(?:(?:sorry|excuse me|hang on|wait)[,.]? ?)?(?:what|pardon(?: me)?|come again|say (?:that )?"
    r"again|i (?:didn'?t|did not) (?:catch|hear|get) (?:that|you)|could you (?:repeat|say) that"
    r"(?: again)?|can you (?:repeat|say) that(?: again)?|huh|eh|sorry|repeat(?: that)?(?: please)?)"
    r"\s*[?.!]*$",
    re.IGNORECASE,
)
SMALLTALK = re.compile(
    r"\bhow (?:are you(?! (?:doing|getting on) (?:for|with|on)\b)|'?s it going|are things|you doing"
    r"|was your (?:weekend|week|holiday|morning)"
    r"|have you been|is your (?:day|week|morning))|\b(?:the )?weather\b|\bdid you (?:see|watch) the"
    r" (?:game|match|football|cricket)|\bnice (?:weekend|background)|\bhope you(?:'re| are) (?:well"
    r"|doing well|having)",
    re.IGNORECASE,
)
RUDE = re.compile(
    r"\b(?:fuck(?: you| off|ing)?|idiot|stupid|moron|shut up|arse ?hole|asshole|bitch|bastard"
    r"|piss off|screw you|dumb(?:ass)?|waste of (?:my|space)|you people|useless"
    r"|you(?:'re a| are a)? clowns?)\b",
    re.IGNORECASE,
)
SMALLER = re.compile(
    r"\b(?:if (?:that|it|this|[\w ]{2,30})(?:'s| is| feels| seems)? (?:too|not)"
    r"|too (?:much|soon|big)"
    r"|instead(?! of\b)|smaller|shorter|at least|just (?:the|you|a|one|go|look)"
    r"|only (?:the|you|a|one)"
    r"|one thing|a first step|to start with|for now|rather than|forget (?:the|that))\b",
    re.IGNORECASE,
)
OFFERS = re.compile(
    r"(?<!what )(?<!where )(?<!who )(?<!how )(?<!when )(?<!which )(?<!what name )"
    r"\b(?:should|shall|can|could|may) i\b"
    r"(?! (?:just )?(?:ask|come back|check|go back|pick up|take you back|play|say|read|repeat|be"
    r"|expect|know|wear|park))"
    r"|\b(?:do you want|would you like|want) me to\b|\b(?:ok|okay)\s*\?$"
    r"|\b(?:is|would|will) (?:that|it|\w+) (?:be )?(?:ok|okay|all right|alright|fine)"
    r"(?: (?:with|for|by) you)?\s*\?"
    r"|\bi(?:'ll| will| can) (?:come|wait|call|ring|try|write|send|drop|leave)\b[^?]{0,60}\?",
    re.IGNORECASE,
)
NO_FIT = re.compile(
    r"(?:\bnot|n't|\bno) (?:[\w']+ ){0,4}(?:a |the )?(?:good |right |great |real )?"
    r"(?:fit|match|customer|time for this|use for (?:us|this|it))\b"
    r"|\b(?:you|you'd|it) (?:really )?(?:do not|don'?t|would not|wouldn'?t|doesn'?t) (?:\w+ )?"
    r"(?:need|get (?:enough|much)|make sense|pay (?:off|back))"
    r"|\b(?:should not|shouldn'?t|do not|don'?t|wouldn'?t|would not) (?:\w+ ){0,3}(?:buy|spend|sell"
    r"|take your money|recommend)|\b(?:save|keep) your money|\bwaste (?:of )?your (?:money|time)"
    r"|\bnot (?:for you|right for you|worth (?:it|your))|\bleave it (?:there|here|at that)"
    r"|\b(?:let'?s|we should|i think we) (?:call it|stop|part)",
    re.IGNORECASE,
)
BETWEEN_US = re.compile(
    r"\b(?:i|we|us|let'?s|you|your|this|it|that|our|my)\b|^\W*(?:don'?t|keep|save|not)\b",
    re.IGNORECASE,
)
META = re.compile(
    r"\b(?:ignore|forget|disregard|override) (?:all |any |your |the |previous |prior |these )*"
    r"(?:instructions?|prompts?|rules|guidelines|programming|persona)"
    r"|\b(?:system|developer) (?:prompt|message|mode|override)"
    r"|\byou are (?:now )?(?:an ai|a language model|chatgpt|dan\b)|\bas an ai\b"
    r"|\b(?:give|award|grant|score) (?:me |this |the rep )?"
    r"(?:full|maximum|top|100|perfect) (?:marks|score|points|credit)"
    r"|\bmark (?:me|this|everything) as met"
    r"|\brubric\b|\bnote to (?:the )?(?:grader|judge|ai|buyer)|\b(?:grader|judge|evaluator)\s*:"
    r"|\byou must (?:now )?(?:agree|say yes|accept|commit)|\bset (?:trust|urgency|value|confidence)"
    r"|\bstay in character\b|\bjailbreak|^\s*(?:buyer|assistant|system)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
SILENT = re.compile(
    r"^(?:(?:ok(?:ay)?|k|mm+|mhm+|hm+|uh ?huh|right|sure|yes|yeah|yep|no|nope|fine|cool|i see"
    r"|got it|great|nice|alright|all right|understood|true|wow|oh|ah|so|well|hello|hi|hey|yo"
    r"|thanks?|👍|🙂"
    r"|interesting|good|makes sense)[\s,.!…?]*){1,3}$",
    re.IGNORECASE,
)
GREETING = re.compile(r"^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening)|morning)\b", re.I)
JARGON = frozenset(
    """synergy synergies synergistic leverage leveraging holistic holistically paradigm ecosystem
    transformative transformation disruptive disrupt scalable scalability seamless seamlessly
    robust cutting-edge best-in-class world-class next-gen next-generation game-changing
    game-changer empower empowering innovative innovation state-of-the-art end-to-end turnkey
    mission-critical value-add bandwidth actionable alignment align optimise optimize optimising
    optimizing streamline streamlined unlock unlocking strategic strategically agile frictionless
    omnichannel ai-powered ai-driven data-driven north-star low-hanging solutioning ideate journey
    thought-leader roi kpi kpis stakeholder stakeholders win-win proactive proactively""".split()
)
LOST = re.compile(
    r"\b(?:you(?:'ve)? lost me|i(?:'m| am) (?:lost|confused|muddled|not following|puzzled)"
    r"|(?:don'?t|not|didn'?t) (?:quite )?(?:follow|understand|get (?:that|you|it)\b)"
    r"|(?:not|isn'?t|wasn'?t) (?:really )?(?:what|the question) i (?:asked|was asking)"
    r"|i (?:asked|was asking|only asked|meant to ask)\b|you (?:didn'?t|haven'?t|did not) answer"
    r"|answer (?:my|the) question|what(?:'s| is| has) that (?:got )?to do with"
    r"|(?:makes|made) no sense|(?<!if )(?:that|this|it) (?:doesn'?t|didn'?t) make (?:any )?sense)\b"
    r"|^\W*(?:sorry|what|huh|wait)[,.?!]* (?:\w+ )?what\b[^.?!]{0,15}\?"
    r"|\b(?:with|of|to|for|from|about|\w+) what,? sorry\?|^\W*\w+ (?:\w+ )?what\?\W*(?:sorry|$)"
    r"|\bsorry,? (?:did i|have i|was that|what did i)\b",
    re.IGNORECASE,
)
MAY_GO = re.compile(
    r"\b(?:want|like|prefer) me to (?:go|leave|stop|ring off|hang up)\b"
    r"|\b(?:shall|should) i (?:go|leave|let you go|stop|ring off|shut up|push off)\b"
    r"(?! (?:the|it|that|this|them|those|a|an|some|my|one|room|through|over|and|ahead|first|to))"
    r"|\bam i (?:bothering|disturbing|annoying|boring|keeping|in the way|being a nuisance"
    r"|hold(?:ing)? you up)",
    re.IGNORECASE,
)
ANY_FAULT = re.compile(  # a summary's question that a "no" confirms
    r"\b(?:anything|any of (?:it|that|this)|something) wrong\b"
    r"|\b(?:miss(?:ed)?|le(?:ave|ft) out)\b[^.?!]*\?"
    r"|\banything (?:i(?:'ve)? )?(?:miss|left|to add)",
    re.IGNORECASE,
)
ASKED_AGAIN = re.compile(  # the rep puts the question anew
    r"\b(?:what i (?:asked|meant|was asking)|i (?:asked|meant|was asking|meant to ask))\b"
    r"[^.?!]{0,20}?(?: was| is|:|,)? (?=\w+ \w+ \w+)",
    re.IGNORECASE,
)
TO_KNOW = re.compile(  # how a sentence begins that asks for news, not for a step
    r"^\W*(?:(?:so|and|but|or|ok|okay|right|well|now|then|sorry|oh|no|yes|ah|haha|just)\b[,. ]*)"
    r"{0,3}(?:\w+, )?(?:who|whose|which|why(?! (?:don'?t|not)\b)|where|how(?! about\b)|was|were"
    r"|did|has|had|have (?:you|they|i|we|any)"
    r"|do(?:es)? (?:he|she|they|it|that|this|the|your|any|(?-i:[A-Z]\w+))"
    r"|is (?:it|that|there|he|she|(?-i:[A-Z]\w+)) "
    r"|what(?! (?:if|about|do you say|would you say to|day|time)\b)"
    r"|when(?! (?:can|could|shall|should|would|are you|suits|works)\b)"
    r"|(?:can|could|would|will) you (?:just )?(?:tell|give) me (?:who|what|why|how|where|more"
    r"|an? \w* ?(?:example|idea|sense))"
    r"|would (?:it|that) (?:help|be (?:of |any )*(?:use|useful|easier))\b"
    r"|do i (?:need|have) to|should i (?:bring|wear|park|expect|know)"
    r"|will (?:it|that) (?:just )?be (?:just )?(?:us|you|the two of us)\b)",
    re.IGNORECASE,
)
HELPS = re.compile(
    r"\bwould (?:that|it|this) (?:help|be (?:of )?(?:any )?(?:use|useful|helpful))\b", re.IGNORECASE
)
I_OFFER = re.compile(r"\bi(?:'ll|'d| could| can| will| would)\b", re.IGNORECASE)
WHENEVER = re.compile(r"^\W*(?:and |so |but )?(?:when|if|once) [^,?]*,\s*", re.IGNORECASE)
WHO_OR_WHY = re.compile(
    r"(?:and |so )?(?:(?:who|whose|why)\b|is it (?:the|me|that|your|because|more)\b)", re.IGNORECASE
)
STEPS = re.compile(
    r"\b(?:meet|meeting|call me|minutes|sit down|diary|calendar|visit|demo|trial|pilot|sign|book"
    r"|come (?:by|over|in)|show you|walk you|send you|join|try it|start)\b",
    re.IGNORECASE,
)
WAS_YES = re.compile(
    r"\b(?:was|is) (?:that|it) (?:a |an )?(?:yes|no\b|yes or (?:a )?no)|\bso (?:that'?s )?a yes\b"
    r"|\bare we (?:on|agreed|good)\b|\bis that agreed\b",
    re.IGNORECASE,
)
YOUR_PART = re.compile(
    r"\b(?:will|would|can|could) you (?:ring|call|ask|tell|e-?mail|warn|invite|bring|let|speak"
    r"|mention|check|write|send|talk)\b[^.?!]*\?|\bor (?:shall|should|will|do) i\s*\?"
    r"|\bor will you\s*\?"
    r"|\b(?:you or me|me or you)\s*\?",
    re.IGNORECASE,
)
OF_A_THIRD = re.compile(
    r"(?:^|[.!?,;:] *|\b(?:and|but|so|honest with me|please) ,?)(?i:would|will|does|did|is|has|can"
    r"|could|do|are) (?:he|she|they|it|(?:the|your) \w+|(?!I\b)[A-Z][a-z]+)\b[^.?!]*\?"
)
OURSELVES = re.compile(r"\b(?:you|we|us|me|let'?s|i|our)\b", re.IGNORECASE)
GOT_IT_RIGHT = re.compile(
    r"\b(?:did|have|do) i (?:miss(?:ed)?|get|got|understand|understood|hear|heard)\b[^.?!]{0,40}\?"
    r"|\b(?:is|was) that (?:right|correct|fair|about right|how you see it|it|about it"
    r"|the size of it)\s*\?|\bright(?: so far)?\?\s*$"
    r"|\b(?:have|did) i (?:leave|left|forget|forgotten)\b[^.?!]{0,20}\?"
    r"|\b(?:correct|tell) me (?:if|where) i(?:'m| am) (?:wrong|off)\b",
    re.IGNORECASE,
)
