"""What buyers say: cue tables by act. `matching` explains the notation.

As with the reps' tables, a cue is a hint that the learner weighs.
"""

BUYER_CUES: dict[str, str] = {
    "asks": """
        ^ (and|so|but|ok|well|right|then|sorry|hang|wait|no|yes) what|how|who|where|why|when|which|whose
        ^ (and|so|but|ok|well|then) is|are|do|does|did|can|could|would|will|have|has|was|were|should|am you|it|that|there|he|she|they|we|i|this|the|your|any|anyone
        what|how|who|where|why|when|which about|is|are|do|does|did|would|will|can|happens|makes|was|were|much|many|long|exactly|kind|sort|if|have|has
        do|does|did|are|is|can|could|would|will|have you|it|your|they|this|that
        tell|remind|explain|walk me|us
        i (am) wonder|wondering|curious""",
    "put_off": """
        think|mull|sleep|reflect|chew|consider|pray|ponder it|on|about|over|that|this|things
        let|leave|give me|us|it|that * think|sleep|talk|discuss|check|run|digest|see|days|week|weeks|month|few|couple|speak|mull|look|with|time|day|chew|until|till
        i|we|ill (will|would|have|need|want|should|had|better|must) (to|have|need|like|better) think|mull|sleep|talk|discuss|check|run|digest|consult|speak|chat|reflect|look|see|look|ask|read
        call|ring|try|come|phone|message|email|check|ask|catch|write|get|talk|speak|pick|circle (me|us|back|to|again|in|it|up) (back|again|to|in|me|us|up) * next|after|later|MONTH|spring|summer|autumn|winter|quarter|year|week|weeks|months|then|time|when|once|new|DAY|september|another|tomorrow
        not|no (now|today|yet|ready|this|the|at|a|right|really|just|in|before|until|till|going) (now|moment|time|week|month|quarter|year|right|good|ready|yet|point|there|until|before|at|to|be|stage)
        no rush|hurry|urgency|great|point
        next|another|following|new|later|coming|other quarter|year|month|week|season|time|spring|summer|autumn|day|budget
        busy|flat|mad|manic|snowed|swamped|slammed|underwater|hectic|mental|crazy|crunch|season|harvest|peak|stocktake|audit|rush
        after|until|till|once|when|before|wait|waiting (the|that|we|it|for|on|i|my|our|all) (the|that|we|are|is|have|it|of|new|our|my|summer|year|budget) * MONTH|done|over|through|settled|spring|summer|budget|board|year|harvest|audit|holidays|season|quarter|back|finished|quiet|running|calm|calms|dust|out|peak|results|election|move|term|merger|in|gone|new|down
        hold|leave|park|put|shelve|pause|keep|push|kick|sit|drop|freeze (it|that|this|off|things|on|the|them|everything) (on|off|for|till|until|with|to|a|back|in|there|down|alone|pause|hold|ice|now|where) *
        hold off|fire|on
        back|side burner
        down the road|line|track
        too|so|enough|lot|lots|plenty|much (much|many|lot|things) * on|going|plate|moment|now|time
        bad|wrong|poor|terrible|awkward|rotten|hopeless time|timing|moment|day|week
        middle of
        revisit|reconsider|relook|postpone|defer|delay|later|sometime|eventually|park
        few|couple|NUM|some days|weeks|months|time
        in (the|a|about) (new|spring|summer|autumn|winter|year|MONTH|while|NUM|fall|few|couple|second) (year|weeks|months|time|of|half|while)
        no time|bandwidth|headspace|appetite|capacity
        run|take|discuss|talk|put|pass|raise|bring (it|this|that) (past|by|to|with|over|up|through|around|front) (it) (my|the|our|with) @ROLE|team|husband|wife|partner|board|them|others|him|her
        depends|waiting on|for
        in|at a|the|this|meeting|middle|moment|car|queue|field|van|driving""",
    "warm_words": """
        sounds|looks|seems|all|very|that|it|is|this|quite (very|really|all|quite|is|like|so|a|sounds|looks) good|great|interesting|nice|lovely|promising|fine|useful|impressive|exciting|positive|grand|clever|wonderful|brilliant|super|fascinating|helpful|cool|fun
        keep|bear|have|hold you|it|that|this|us|in|your|him * mind|touch|file|posted|loop|warm|records|card|details|number|list
        we|i|ill|you will|shall|would|are|may (definitely|certainly|sure|for|be|see|get|all|probably|surely) (be|get|see|circle|have|hear|talk|come|shout|holler|keep|reach|let|give|revert|look|call|do|figure|take|catch) (in|back|to|you|a|it|what|from|out|soon|around|touch|how|something|each|up)
        be|stay|keep|get in touch
        let|will you know
        lots|lot|plenty|food|much to|of|for (think|chew|digest|like|thought|take|merit|consider|potential)
        maybe|perhaps|possibly|probably|someday|sometime|eventually|hopefully|definitely|certainly|absolutely|surely|potentially
        could|might|may (be|well|very|definitely|certainly|even) (interesting|something|worth|useful|well|be|good|fit|happen|do)
        love|like|loving|liked|appreciate it|that|the|this|what|how|your|idea|energy|you
        some|one point|day|stage|time
        at some
        see what|how|where|if
        leave it|that with
        no|not promises|saying|ruling|against|opposed
        i|im (am|will|would) sure|certain|hopeful|positive|minded|open|inclined|tempted|supportive
        good|nice|great|lovely|pleasure|useful stuff|to|talking|chat|work|one|conversation|session|idea|potential|meeting|talk
        in principle|theory|general
        something there|to|in|like|together|we|along
        great|good|big potential|stuff|opportunity|fan|things
        open to|minded
        we|i should|must|ought (to) do|talk|meet|catch|stay|keep|get|have
        exciting|intriguing|interesting|fascinating|wonderful
        soon|touch|onboard|board|synergy|momentum|aligned
        fingers|touch|hope|hopeful crossed|wood
        reach|circle|revert|loop|holler|shout out|back|$|you|if|when""",
    "price_first": """
        how much
        what|whats is|does|are|would|do|s the|it|your|that|this|they|you|we|price|damage * cost|costs|price|rate|rates|damage|charge|pricing|fee|fees|bottom|set|figure|number|run|ballpark|tune|per|talking|paying|looking|discount
        price|cost|rate|pricing|figure|number|ballpark|quote|fee|per|bottom|damage ?|line|first|list|then|is|a|per|for|head|month|only|and|before|please|up|sheet|book|that|range
        just|only|straight|simply|can|could|please|right|then|so|now|ok|look|skip|cut|jump|get|go|come|forget|lets (you|we|i|just|me|to|straight|all) (just|the|to|straight|get|have|see|me|us|skip|cut|jump|go|ahead|on|of|that) (price|number|cost|figure|demo|contract|proposal|quote|point|pricing|send|give|tell|show|chase|see|ballpark|terms|bit|best|rate|rates|it|end|money|paperwork|bottom|login|trial|paper|deck|the|me|screen|preamble|foreplay)
        send|email|give|get|show|tell|quote|draw|do|prepare|whatsapp|need|see|have|want|make|ping|write|raise|put (me|us|over|it|through|up|the|a|your|in|across|for|together|out|to|on) (the|a|your|over|what|across|best|up|me|us|an|it|some|writing) (price|prices|quote|quotation|proposal|contract|pricing|figure|figures|cost|costs|number|numbers|rates|demo|rate|offer|agreement|terms|best|ballpark|list|screen|thing|paperwork|invoice|order|it|product|final|full|written|draft)
        skip|cut|jump|forget|never the|to|ahead|mind|all|straight|that
        bottom line
        demo|proposal|contract|quote|paperwork|agreement|trial ?|and|first|is|then|over|today|now|or|this|by|before|straight|please|off|signed|$
        see|show|watch it|me|us|the|one|what|a * demo|working|screen|thing|product|action|system|running|move|does
        where do|is i|we|the|my * sign|contract|pen|dotted
        before|first|start|anything|else * price|cost|money|number|figure|how
        get|come|cut|straight to|the|on * point|price|chase|money|number|part|bit|numbers|contract
        save|spare us|me|both|yourself (the|both|time|us|all)
        discount|cheaper|cheapest|best
        MONEY|NUM or MONEY|NUM|less
        under|over|more|less than|MONEY|NUM ?
        is|what are|it|that|this MONEY|NUM (a|per|each)""",
    "wants_work": """
        send|email|pop|drop|ping|forward|whatsapp|share|mail|text|shoot|fire|chuck|bung|stick|post|sling|leave|attach|resend (it|me|us|that|over|something|on|across|them|a|the|through|your|some|in|this|along|whatever|what|everything|him|her) (me|over|across|through|on|to|a|the|your|some|something|in|an|it|what|that|info|over|details|email|whatever|by|and|us|samples|details|references|stuff|along)
        can|could|would|will|might you|u|ye|someone|your * @SEND|put|prepare|do|give|get|draft|write|make|run|set|find|check|ask|draw|show|knock|build|let|have|arrange|come|leave|price|pull|produce|summarize|resend|fill|translate|organize
        free|trial|sample|samples|pilot|reference|references|testimonial|testimonials|brochure|catalog|leaflet|deck|pdf|login|sandbox|info|literature|one-pager|samples|specs|certificate
        in|an|by email|writing|paper|document|black
        put|pull|knock|get|draw|throw|mock|work|do|write (it|that|something|together|up|a|me|us|the|some) (in|together|on|up|down|a|the|for|out|us|something|me|something|writing|few) (writing|together|paper|proposal|email|up|quote|something|options|page|comparison|us|for|business|me|plan|slides|sheet)
        give me|us * free|trial|list|names|reference|references|one|month|something|access|summary|sample|copy|login|few|breakdown|options|until
        need|want|like|love|get|see|have|take (a|the|to|some|you|it|something|your|NUM|see) (a|some|the|names|list|see|copy|three|few|NUM|written|case|full) (reference|references|proposal|quote|copy|breakdown|list|names|sample|samples|studies|summary|writing|paper|document|comparison|plan|trial|certificate)
        i|we will|would|can|could|may (have|take|give|read|like|get|show|look|pass|forward|even|certainly|happily|go) (a|it|at|look|read|wee|through|quick|over|to|see|you) (look|read|glance|at|it|through|over|that|wee|to|on|when|round)
        take|leave|get me|it|us|your|the * back|card|number|list|details|that
        over|across to|me|us|email
        you (just|can|could|go|do|work|write|send|put|might|will|get|prepare|sort|come|tell) (and|just|can|send|put|write|do|get|me|it|that|a|the|them|away|something|us|on|ahead|up)
        for|to my|our|the|us|show * @ROLE|records|file|team|boss|pile|look
        remind|resend|forward|confirm me|us|to|the|it|that
        whatever|what|something|anything you have|got|can|i|we|to|on|short|written
        please (send|email|share|forward|do|provide|quote|let|attach|find|prepare|revert|arrange|advise)
        do|run|make|build|prepare|draft|design me|us|up|a|an|the|it * free|comparison|sample|mock|analysis|design|one|audit|test|calculation|draft|version|report|proposal""",
    "says_no": """
        no|not|nope|never thanks|thank|interested|way|chance|for|thanks|interest|today|going|happening|mine|point|need|good|sale|love|worth|sorry|i|we|that|the|with|son|mate|deal|a|one|can|,
        ^ no|nope|never|not|absolutely|definitely|certainly|afraid (no|not|$|i|we|the|thanks|thank|way|chance|sorry|that|it|thats|mate|for|now|today|really|going|interested|here|one|a)
        i|we|it|that|he|she|they|there|id|you (am|are|will|would|do|can|is|have|could|should|really|just|does|did|shall) (really|just|definitely|certainly|honestly|simply|still|also|afraid|all|not|no|never) (not|no|going|need|want|to|be|have|see|do|rather|sign|put|give|take|bring|send|share|meet|let|go|get|pay|happen|that|doing|giving|having|signing|sitting|interested|changing|moving|looking|buying|wasting|open|put|switch|work|see|agree|commit|set|call|join|possible)
        rather not|you|keep|do|leave|stay|stick|they|he|she|i
        we|i (are|am) (already|all|fine|happy|sorted|good|covered|grand|set|okay|ok|with|quite|well|very|content|tied|locked|under) (with|set|happy|sorted|covered|fine|good|looked|as|thanks|thank|right|for|up|in|contract|tied|catered)
        do|does|would|will|did|have not (really|think|see|want|need|believe|have|like|be|work|do|go|happen|sign|touch|any) (want|need|you|so|it|to|another|any|that|see|a|the|point|one|anything|for|how|us|him|her|this|reason)
        take|remove|delete|strike me|us|my|this|our * list|off|number|details|database
        not for|our|my|us|me|a|in|one
        pass|decline|declined|refuse|cancel|unsubscribe|scrap|veto|forbid
        went|gone|going|chosen|choosing|signed|decided|go|picked (with|against|for|elsewhere|for|not|in) (someone|another|somebody|the|them|other|elsewhere|a|your|not|to|that|different)
        stop|quit|do|lose|leave calling|ringing|emailing|chasing|pushing|there|me|my|right|not (me|my|us|number|alone|call|ring|bring|send|come)
        out of|the question
        that|it|this|which will|is|does|would|has not|never|no|off (be|a|going|for|happening|work|possible|happen|on|necessary|what|how|the|my|our|something|fit) *
        i|we cannot|can|could|will|would not (do|give|let|sign|share|make|take|bring|see|agree|commit|justify|put|get|promise|ask|spend|have|say|send|be)
        without|over|nor|neither|nobody|nothing my|him|her|until|this|any|dead|else|that
        nobody|nothing|no (one|money|budget|need|room|interest|appetite|meeting|meetings|contract|demo|pilot|visit) *""",
    "will_do": """
        i|we|he|she|they|ill (will|shall|can|could|am|have|would|got) (be|get|have|bring|ask|pull|put|tell|send|talk|speak|call|ring|dig|see|sign|make|take|check|email|do|let|set|come|give|find|invite|introduce|print|share|block|move|book|forward|mention|show|walk|drop|go|meet|join|clear|look|write|confirm|need|raise|pick|pay|sort|warn|copy|free|run|drag|text|collect|lay|start|export|redact|add|leave|manage|arrange|pop|hand|fetch|order|read|stick|fill|gather|line|keep|try|shift|squeeze|hold|do|stay|reserve|nominate) (it|the|that|him|her|them|you|my|our|a|in|there|on|to|down|up|both|out|over|with|across|your|an|DAY|and|everyone|some|all|this|off|round|of|for|around|myself|around|NUM|CLOCK|together|back)
        DAY|CLOCK|then|NUM|that|it|tomorrow|morning|afternoon|half|ten|noon|nine|week|MONTH|eleven|two|time|lunch (at|then|the|works|suits|is|it|morning|afternoon|after|week|would|will|past|before|for|with|and|in|next|NUM|CLOCK|noon|lunch|half|should|does) (works|suits|is|fine|good|it|do|at|then|NUM|CLOCK|grand|perfect|be|for|half|ten|past|great|okay|ok|works|with|noon|in|on|NUM|best|better|possible|free)
        see|talk|speak|until|till|catch|meet (to|with) (you|then|ye|yous|DAY|soon|there) (DAY|then|there|at|on|tomorrow|CLOCK|NUM|both|next|the|morning)
        book|put|pencil|send|stick|get|pop|block|make|call|say|fix|lock|mark|set|write (it|me|us|the|that|an|a|him|down|through|over|out|her) (in|invite|calendar|down|for|DAY|CLOCK|NUM|half|it|a|over|up|link|time|that|on|tomorrow|through|next|the|then|both|to|at|and)
        done|deal|agreed|booked|confirmed|settled|signed|sold|yes|ok|right|fine|okay|perfect|sure|good|grand|alright|great (then|$|so|deal|go|DAY|let|i|we|do|book|fine|lets|NUM|CLOCK|put|on|that|tomorrow|done|send|make|half|see|count|you|bring|it|come|enough)
        let|lets us (do|go|get|start|say|make|try|sign|put|meet|book|set|fix|take|move|run|pencil|have|see|give)
        go (on|ahead|for|with) (then|so|ahead|it|that|and|go|yes|i|$|the|put)
        i|we|can|he|she|could (can|could|am|are|will|have|would|might|do) (do|make|manage|be|free|around|there|have|got|meet|give|spare|live|get|work|come|clear|offer|fit|squeeze|find) (DAY|CLOCK|NUM|that|it|half|a|in|there|on|an|from|tomorrow|the|ten|free|around|after|before|next|with|for|you)
        half past|NUM|nine|ten|eight|two|three|hour
        at|by|before|after|from NUM|CLOCK|half|noon|lunch|the|ten|nine|DAY|close|end
        come|bring|ring|call|pop|drop|meet|try|get (out|in|over|to|by|down|on|me|round|up|it|your|him|along|back|here|the|at|them) (DAY|on|at|to|and|tomorrow|the|then|CLOCK|NUM|after|before|for|next|in|by|when|here|this|from|around|site|office)
        you|he|she|they|ye|well will|have|can|shall|get|got|would (have|get|come|be|bring|join|see|a|it|your|sit|meet|the|my) (it|them|that|the|my|there|yourself|a|deal|on|him|by|in|signature|half|thirty|an|with|ten|NUM|both|from|DAY|tomorrow|along)
        in|on|to my|the|our calendar|book|board|planner
        all|count|we|i|you (right|me|are|am) (then|in|on|so|up|set|good|booked|signed)
        me|i|and|plus|with and|,|him|her|@ROLE|w (will|can|both|there|too|both|then|is|myself|come|as|along)
        happy|glad|willing|prepared|okay|ready to (do|meet|sign|share|go|give|try|come|join|bring|have|sit|start|look|put)""",
    "closes": """
        bye|goodbye|cheerio|ciao|toodle|adios|cheers|farewell|tschüss|slán|tata|ttyl|cya|regards
        take care|it
        speak|talk|see|chat|catch|hear soon|then|to|you|ye|later|DAY|again|tomorrow|up|from
        good|nice|lovely|thanks|thank|great (you|to|for|talking|speaking|so|very|chatting|a|again|and) (calling|ringing|day|luck|evening|afternoon|weekend|night|one|your|the|for|to|you|much|time|both|morning|bye|anyway|chat)
        have|enjoy|mind|safe|all|god|drive|stay|keep|wish (a|the|yourself|home|your|best|safe|travels|well|bless|how|you) (good|great|nice|lovely|one|day|weekend|rest|safely|well|home|back|best|luck|carefully|safe|go|super|warm)
        i|we|im|id (have|need|am|must|better|should|had|got|really|do|will|gotta|going) (to|got|better|away|late|off|needed|run|get|dash|go|to|let|leave|head|be|hang|hanging) (to|go|run|get|dash|jump|hop|head|take|off|let|late|leave|be|back|going|for|you|it|up|shoot|hang|on|dive|scoot|fly|hanging|ring)
        my|the|that|there|here|next|other (is|next|other|are|my|was|taxi) (door|taxi|bell|bus|train|meeting|call|NUM|line|driver|flight|o'clock|time|stop|phone|lift|gate|lot|cab|ride|exit|kids|visitor|turn|people)
        leave|let|end|stop|finish|wrap (it|you|things|this|that|there|here|us|up) (there|go|here|get|at|now|up|be|off|then)
        hang|hanging|ringing|ring|gone|dead|click|cut|ended|hung|left|offline (up|off|$|line|call)
        that|thats|it (is|will|was|me) (all|us|me|time|it|my|do|everything|enough|final|done) (then|time|from|for|done|i|now|today|folks|$|thanks|up|we)
        goodnight|good night
        off|away|out i|you|now|ye|to (go|pop|$|the|get)
        until|till (then|DAY|tomorrow|the|next)
        do|please not (call|ring|contact|come|phone|write|email) (again|me|here|back|us|this)
        we|i (are|am) done|finished|out|late|off""",
    "sidesteps": """
        anyway|anyhow|speaking|reminds|funny|incidentally|way
        by|on the|that|another (way|note|subject)
        i (would|could|can|will|shall|might|prefer|am|do) (rather|not|never|prefer|sooner|only|to) (not|to|say|tell|going|want|comment|discuss|get|answer|keep|go|know|be|speak|wish|like|have|remember|care|put) (say|tell|into|to|that|you|comment|answer|discuss|saying|go|there|talk|give|on|it|for)
        none|not|never of|your|my|mind|you|something|for|here (your|business|concern|business|to|i|we|place|on|you|that|say) *
        did|have|do|are|is|will you|ye|yous|they (ever|see|hear|seen|heard|know|follow|play|like|watch|catch|fish|golf|have|been|also|people|from|get|come|always|a) (the|that|about|it|a|what|of|up|him|golf|football|much|there|to|match|been|here|any|from|in|around|game|near|this)
        how|what is|about|are|did|was (the|your|you|that|things|business|weather|our|ye|it) (weather|traffic|kids|family|match|game|parking|coffee|football|golf|rugby|down|up|over|drive|out|trip|weekend|knee|like|day|train|mother)
        let|lets us|me|not (not|get|talk|go|start|stay|park|move|leave|stick|worry|skip|put|first|come|focus|change) (talk|into|there|about|that|get|go|it|on|ahead|with|down|worry|the|too|to)
        hard|difficult|tricky|impossible|early|long to|for (say|tell|know|me|put|answer|story)
        depends|varies|various|several|here|now|bits|all|many|different|ups|swings|give (on|who|what|how|and|bits|sorts|things|people|how|roundabouts|downs|or|kinds)
        who|god|lord|heaven|dear|goodness knows|indeed|only|can|am|what|me
        you|they|he|she|that|youd (would|will|have|had|should|better|must) (have|need|better|to|be) (to|ask|talk|speak|had|check) (ask|talk|speak|him|them|her|my|the|someone|to|with|check|@ROLE)
        confidential|between|secret|private|sensitive|classified|internal|commercial|nda|personal|gossip|telling
        ask|asking|tell|question|questions me|them|him|her|another|questions|you|that|is|my (another|something|another|that|wife|later|easier|when|no|on|again|again|mother|the)
        we|you|they|i|people|everybody (all|get|always|do|just|would|will|manage|muddle|cope|have|know|can|never|are|could) (sorts|by|do|what|manage|along|as|how|it|our|what|that|get|survive|ways|through|all|sort|all|guess|here)
        oh|ah|ach|ha|well|now|och|sure (oh|that|now|you|the|well|sure|do|i|here|don't|dear|is|it|we|there|god|who|look) *
        why|what do|does|is|would|are|business|makes (you|it|that|everyone|ask|they|people|matter|want|need|of) (ask|want|need|matter|always|asking|know|wants|to|yours|asks|care|think)
        nice|lovely|good|great|clever|interesting try|accent|weather|tie|office|question|one|view|jacket|that|website|name|mug|background|shoes|car
        joke|joking|kidding|rugby|football|golf|match|weather|rain|raining|traffic|holiday|dog|cat|cricket|fishing|biscuit|coffee|tea|parking|snow|wedding|grandkids|game""",
    "cools": """
        i|we (was|were|know|had|have|did|thought|got|may|might|am|spoke|said|been|told|would|must) (was|were|all|a|i|said|have|too|been|probably|for|very|bit|it|we|keen|that|quite|really|ready|both|going|perhaps|happy|on) (said|keen|excited|all|carried|for|bit|up|enthusiastic|hasty|ready|too|optimistic|agreed|was|quick|sure|thinking|were|happy|on|told|set|the|sold|have|about|gung|yes|going|rash|hot|nearly|it|we|to|overkeen) *
        got|getting|get (a|bit|little|ahead|too|swept) (bit|little|of|of|too|ahead|carried) (carried|ahead|too|excited|of|cold|nervous|swept)
        second|cold|cooler|colder thoughts|feet|light|of
        slept|sleeping|sat|reflected|dwelt|thinking|thought|chewed|prayed|looked|been (on|with|about|it|thinking|at|over|more|again) (it|that|about|this|over|more|since|and|again) (and|since|i|about|more|all|again|coldly|again)
        changed|changing|change my|our|his|her|mind|since|things|now
        cooled|cooling|wobble|wobbling|wobbly|backtrack|backpedal|unsure|reluctant|hesitant|itch|itchy|jitters|nerves|doubts
        last|yesterday|other|when|before|earlier|since|then|monday|DAY|in|that (week|time|month|day|we|i|our|you|MONTH|DAY|night|then) (i|we|was|it|spoke|met|talked|said|everyone|you|were|that|the|last|demo|meeting|call|felt|looked|had) (was|were|said|but|sounded|thought|keen|felt|i|have|spoke|had|and|would|looked|made|told|say)
        not|less|no|nt|never (as|so|longer|such|quite|sure|really|feeling|feel) (sure|keen|certain|ready|convinced|urgent|excited|longer|good|comfortable|there|simple|the|feeling|confident|where|able|it) (now|anymore|any|about|as|i|we|that|it|since|after|today|to|this|on)
        on|having|looking|coming (reflection|second|looking|at|slept|thought|back|said|the|cold|home|thinking) (it|thought|at|on|back|thinking|about|i|drive|cold) (cold|i|it|again|we|now|this|maybe|about|in)
        maybe|perhaps|think|feel|actually|wonder|suspect|afraid (we|i|it|that|this|maybe|perhaps|if) (we|i|it|is|was|should|have|had|should|jumped|are|rushed|not|better|to|moved|may|might|am|will|would|need) (rushed|jumped|too|better|hold|step|slow|leave|pull|not|stay|going|back|gotten|been|need|premature|park|wait|pause|a|getting)
        step|pull|back|slow|row|pause|walk|stay|back|go|draw|call|put back|out|off|down|away|brakes|things|it|away|where|this
        take|undo|un-book|unbook|withdraw|retract it|back|that|our|my
        but|now|since|only|then (now|then|that|i|since|the|when|my|it|we) (am|it|i|is|the|looking|that|we|a|not|are|has) (less|not|cooler|looking|nervous|think|wonder|wondering|having|unsure|feeling|the|no)
        bit|little|rather|slightly|somewhat (too|hasty|premature|fast|quick|previous|much|ahead|early|cold|strong|rushed|soon|nervous)
        talked|talking|spoke|speaking|mentioned|told|showed (to|it|with|my|him|her) (my|it|wife|husband|partner|her|him|them|the|to|since|and) (and|wife|husband|partner|since|last|now|he|she|they|to|brother) *
        excited|enthusiasm|keen|moment|heat|sold|honeymoon (at|about|when|on|then|last|of|and|before|wore|in|was|is|but|that)
        feel|felt|feels|feeling (bad|different|differently|awkward|guilty|it|rushed|uneasy|less|like|embarrassed|terrible|wrong)""",
    "doubts": """
        worry|worried|worries|concern|concerns|concerned|afraid|scared|nervous|doubt|doubts|skeptical|sceptical|wary|suspicious|fear|risk|risky|uneasy|hesitant|reservations|wince|bother|bothers|dread
        what if
        but|except|only|though|still|however (what|who|how|if|i|we|it|that|the|my|our|you|they|then|not|he|she|is|your|there)
        too|bit|very|awful|far|rather (much|expensive|small|big|late|good|complicated|many|old|steep|much|dear|high|risky|long|fast|clever|young|soon|rich|short|technical|easy|neat|simple|fancy|salesy|tight)
        last|previous|tried|other|before|burned|burnt|bitten|stung|once (time|lot|crowd|one|that|it|people|outfit|system|supplier|vendor|guy|fella|company|firm|ones|year|before|by|with|already|here|something|a|bunch|mob|salesman|rep)
        i|we|they|he|she (do|would|could|can|will|did|am|are|is) not (see|believe|trust|think|know|buy|like|want|understand|get|work|follow|quite|really|feel|use|have|convinced|sure|be|going|touch|need|care) (how|it|that|you|what|the|why|in|a|any|this|them|so|see|if|anyone|us|where|which|there)
        not|never|hardly|barely (sure|convinced|clear|certain|persuaded|so|comfortable|entirely|quite|happy|easy|going|cheap|work|touch|that|work|worth|use|what|trust) (that|it|about|we|i|how|what|this|whether|you|if|with|to|the|on|here|cheap)
        that|it|this|which|they|you|yours (is|sounds|seems|looks|are|all|would|still|always|feels) (a|an|all|what|quite|very|pretty|too|still|exactly|easy|expensive|like|just|sounds|more|double|steep|say|lot|the|not|nearly|only|even) (lot|steep|high|expensive|what|they|much|risk|dear|like|bit|money|problem|big|say|said|ask|a|leap|more|stretch|gamble|worry|you|salary|enough|another|same|pitch|brochure)
        never|nobody|no|none|nothing|not one|wont (one|will|would|going|works|use|does|ever|gets|is|has|reads|of|here|like|to|could|happens|guarantee|proof|way|did) *
        problem|thing|trouble|catch|snag|question|issue|rub|difficulty|hitch|worry|bother|fear (is|was|with|being|there|here|would|will|i|for|we|that)
        everyone|everybody|they|you|people|all|salesman|vendors|reps|vendor (all|always|people|lot|says|say|said|tells|told|promise|promised|guys|said|claims) (says|say|said|that|tell|promise|the|same|me|us|it|all|told|too|so)
        how|who|what|where|why do|does|is|would|will|can|pays|if|happens|are|gets|about|did|should (i|we|that|it|you|this|the|my|they|paying|your|if|when|one|a|pays) * know|trust|work|cope|pay|help|wrong|different|any|happen|breaks|stop|down|fix|fall|goes|fails|sure|believe|not|make|leave|dies|bust
        sounds|looks|seems|smells|heard|feels|reads (like|expensive|complicated|too|nice|a|lovely|very|great|that|it|fine|as) *
        my|our|the|these|half|most|those (people|guys|lads|team|staff|board|boss|drivers|girls|nurses|it|crew|members|customers|wife|partner|brother|finance|director|union|old|accountant|operators|managers|teachers|doctors|chefs|younger|system) (will|would|are|is|do|have|has|hate|hates|never|won't|can|cannot|does|already|might|did) *
        cost|costs|price|money|expensive|pricey|dear|steep|double|triple|cheaper|afford|budget|paying|extra|capex|lock|locked|hidden|small|print|penalty|clause
        could|would|might|will|going|may (be|go|break|lose|fail|stop|cost|end|have|get|say|walk|leave|hate|kill|just|all|never|quit|see|think|take) *
        if (it|that|you|they|something|the|we|he|she|one|this|your) (does|goes|do|is|breaks|fail|fails|go|stops|are|falls|wrong|gets|leaves|crash|sell|w) *
        you|your|yours|ye|they (have|are|do|will|would|said|people|lot|only|just|did|always|told|all|never|cannot|sound|could|keep|guys|want) (not|never|only|just|all|a|the|to|it|too|always|already|said|you|told|be|no|that|even|got|been|been|say) *
        easy|simple|fine|grand|lovely|great|nice|well (for|to|in|on|if|until|when|enough|and|but|say|said|they|you) *
        happy|fine|okay|ok|all|works|good|sorted|managed|manage|content|covered (with|as|for|already|without|enough|well|just|perfectly|right|where|by) *
        loyal|loyalty|years|relationship|incumbent|contract|tied|friend|family (with|to|of|in|and|we|business|for|until|till)""",
    "tells": """
        NUM|MONEY|PCT|half|dozen
        we|i|he|she|they (lost|lose|had|have|were|was|got|went|paid|pay|spent|spend|ran|missed|did|found|took|turned|sent|used|tried|bought|put|threw|sacked|hired|rang|drove|wrote|came|fell|sat|stood|just|still|already|once|never|keep)
        my|our|the @ROLE|@PEOPLE|boss|husband|wife
        honest|honestly|truth|frank|between|confess|admit|tell|secret|whisper|quietly
        last|this|every|in|since|by|before|next year|week|month|DAY|MONTH|winter|summer|spring|time|night|quarter|christmas
        @LOSS
        because|since|after|before|when
        nobody|no|none|never|always|every|everyone|only
        by hand|myself|post|email|phone|paper
        spreadsheet|spreadsheets|excel|paper|whiteboard|manual|manually|notebook|clipboard|hand|fax
        used to|by
        a|per|every|each year|month|week|day|time|night|shift
        i|we (want|need|would|wanted|hope|wish|like|hate|love|worry|dread|care|think|am|are)""",
    "replies": """
        ^ yes|no|not|about|maybe|well|roughly|around|mostly|sometimes|usually|both|neither|never|always|probably|depends|none|nobody|me|just|only|NUM|MONEY|PCT|DAY|MONTH|since|because|i|we|it|he|she|they|the|a|my|our|that|there|mine|most|all|fine|good|honestly|in|on|at|to|from|by|every|some|half|nothing|everyone|oh|ah
        i (would|think|guess|suppose|reckon|believe|say|mean|do|did|have|am|was) (say|so|not|guess|about|that|it|know|to|the|a)
        yes|no|both|neither|mostly|usually
        it|that|he|she|they (is|was|does|did|goes|went|takes|comes|depends|would|has|had|are|were|do)""",
}
