"""What reps say: cue tables by move. `matching` explains the notation.

A cue is a hint, not a verdict: the learner weighs it beside the words and the turn before. Several cues may serve one
move, and one cue several. Words are as `normalise` leaves them: "i'd" is `i would`, "thurs" is DAY.
"""

REP_CUES: dict[str, str] = {
    # opening
    "permission": """
        got|have|spare|steal|borrow|grab|take|need|want|give|for * NUM|a|half|couple|few|thirty * @DURATION
        @DURATION of your time
        quick|tiny|wee @DURATION|question|one
        hear me out
        can|could|may|might i steal|borrow|grab|pinch|nick|bother|trouble
        put|set a|the timer|clock|stopwatch""",
    "good_time": """
        good|bad|ok|terrible|awful|convenient|decent|right|rotten|busy time|moment|minute ?
        is|are now|this|it * good|bad|ok|convenient time|moment
        caught|catch|catching|got|get|getting you * time|moment|middle|middling|driving|busy
        catch|caught you at|in
        is now|this ok|alright|good
        ok|alright to talk""",
    "familiar": """
        long time no
        since we last|were
        we last spoke|met|chatted
        remember me|us|our
        how are|have you|things keeping|been|doing
        how is|was your week|weekend|day|morning|monday|year|summer
        bet|guess you
        do|please not hang
        before you hang|put|slam|tell
        you do|will not know me
        big|huge fan
        congrats|congratulations
        loved|love|saw|seen your|you|the post|profile|website|linkedin|company|article|talk
        it is me|personal
        stranger|stalk|stalking|stalker|joke|funny|riddle|guess
        cold call|caller|calling
        what if i told|said""",
    "intro": """
        my name is
        this is * from|at|with|of|here
        i am * from|with|at|of
        it is * from|here|at|with
        here from|at
        calling|ringing|writing|phoning|here from|on behalf""",
    "reason": """
        reason i|for|we|is
        calling|ringing|writing|phoning|here|rang|called|wrote|phone|call because|about|to|regarding|on|after
        i|we wanted|want|would to find|understand|see|ask|hear|talk|speak|learn|check|touch
        i am here to|for|because
        what i|we am|are after
        purpose|point|aim|goal of|for|is""",
    "agenda_order": """
        agenda|outline|structure
        first|firstly|start|begin|starting * then|after|next|and|finally
        then i|we|you|at|if|work|look|decide|see|talk
        then at|in the end
        by the end|time
        at|in the end * we|i|you|decide
        last|final|first|next NUM @DURATION
        we have|got|will|are|could (got) * NUM|half|an @DURATION
        plan for|is|was today|this|to
        for today|this
        two|three|couple|few|NUM|one things|parts|questions|points|bits
        what i|we would|will|want|thought|propose|suggest|have
        spend|take|use|keep NUM|a|the|half|ten|five * @DURATION
        i would like|want|love|propose|suggest to|we|that
        how about|does that work|sound|ok|suit
        if that is|suits|works|sounds|ok
        questions|numbers|you first
        next steps
        so here is|what
        my thought|idea|proposal is|was
        stop|finish|done|wrap at|by""",
    # value
    "you_gain": """
        you|he|she|they|everyone (all) leave|walk|walks|leaves|come|get|have|keep|keeps|gets|see|know|take|go * with|away|out|it|them|free|that|whatever
        you will|would|get|have * keep|know|see|walk|leave|have|get
        yours to|either|regardless|whatever|anyway|whether
        yours $
        either|any way
        whether|if you buy|ever|never|go|use|hire|choose|sign|work
        whether or|you|we|it
        even if you|we|it|nothing|the
        buy|with or|with not|without|do|us
        no charge|cost|strings|obligation|invoice|bill|catch|fee
        for|at free|nothing
        worst|at case|least|worst you
        worth your|the|NUM|it time|hour|minutes|while
        so that you|he|she|they|we
        so you|he|she|they can|know|have|get|see|are|will|would
        useful|helpful|handy to|for|whatever|even|either
        in|by return|exchange|doing
        regardless
        whatever you|happens
        at no
        even|without * buying|us
        gets|get that regardless|anyway|either
        you can|could use|take|hand|show|put|check|test|compare|hold
        to keep|use
        save you|your|him|her|them""",
    "pattern": """
        NUM in|out|of (of) NUM|every|the|ten
        PCT of|more|less|fewer|on|the
        most|many|half|nearly|roughly|lots of|people|firms|companies|places|teams|shops|owners|plants|@PEER|folk|sites
        most|typical|average @PEER|@PEOPLE|w
        we|i|what (usually|always|often|mostly|keep|typically|have) see|saw|seen|find|found|notice|noticed|hear|looked|measured|counted|checked|tracked
        tend|tends|typically|usually|normally|generally|often|average|median
        same|similar size|kind|boat|as|business|outfit|trade
        like you|yours|this|your
        in your|our|the|this (w) industry|sector|trade|line|area|region|patch|experience|county|town
        outfit|crowd|client|customer|practice|place|firm|plant|school|hotel|bakery|hospital|warehouse|shop|farm|site|company|team in|near|out|up|down|over|across|outside|like|we|i|had|did|of
        study|survey|research|report|regulator|audit|statistics|stats|data|figures|numbers shows|show|says|say|found|from|last|suggests|are
        turns|turned out
        nobody|no|none|few|people (one) notices|measures|sees|counts|tells|checks|looks|realize|realise|think|notice|see|spot|count
        people|they|everyone|folk|teams (usually|always|often|mostly) think|blame|assume|forget|expect|look
        the bit|part|thing|real|trick|hidden|surprise|reason|cause|driver|biggest nobody|people|is|cost|that|most|cause|they
        comes|come|came down|from|out
        new|from rule|rules|law|regulation|directive|guidance|standard|january|MONTH|april
        did|do you know|realize
        the ones|those|places|people|sites|teams who|that|which""",
    "open_q": """
        ^ what|how|who|where|why|when|which|whose|whom
        ^ (so) (and) (but) (ok) (right) (then) (well) what|how|who|where|why|when|which|whose
        ^ (so) (and) (ok) (in) tell|talk|walk|take|describe|explain|show|run|give|paint me|us|how|what
        what|how|who|where|why|which|when is|are|was|were|do|does|did|has|have|would|will|can|could|made|makes|happens|happened|about|would|should|had|becomes|became|got|gets|else|came|comes|goes
        how|what|who|where|when|why you|your|he|she|they|your|we
        how much|many|long|often|far|big|bad|come|old|well|soon|late
        what kind|sort|type|part|bit|else|exactly|time
        tell|walk|talk me|us about|how|what|more|through
        how * handle|manage|work|run|feel|deal|cope|look|go|going|getting|organize|decide|track
        love|like|curious|keen|interested|want to|how|what hear|know|understand|what|learn|how
        what is * like|look
        what does * look|mean|do
        what * look like
        which of|one|bit|part|is""",
    "yes_no_q": """
        ^ (so) (and) (but) (ok) is|are|was|were|do|does|did|have|has|had|can|could|would|will|should|any|am you|it|that|there|he|she|they|this|your|the|we|i|anyone|anybody|someone|any|anything
        is|are|was|do|does|did|have|has that|it|there|you|they|he|she|your|the **  ?
        right ?""",
    "impact": """
        what|who|how|where happens|happened|becomes|goes|suffers|pays|gets|breaks * if|when|to|the|wrong|hurt|blamed|blame|it
        what would|will|does|did|is|has|was|might|do * cost|costing|mean|happen|doing|do|lose|look|costs|losing|worth|cost
        if nothing|you|it|that|this|they|we * nothing|changes|stays|same|carries|keeps|continues|goes|leave|happens|again|wait|slips|wrong
        if|when it|that|this|he|she|they|one|things|something goes|happens|fails|breaks|stops|leaves|quits|slips|does|is
        do|doing|does nothing
        cost|costs|costing|costed|lose|losing|lost you|us|them|him|her|a|per|about|roughly|each|in|MONEY|NUM
        how many|much|often * @LOSS|a|per|in|lost|go|went|leave|hours|times
        how many of|a|per|in|times|hours|did|people|w are|were|do
        that is|would|comes|adds|makes (be) (to) (about|roughly|nearly|over|around) MONEY|NUM
        adds up|to
        NUM|MONEY times|x|by|a|per|multiplied NUM|MONEY|year|week|month|day
        a|per|every|each year|month|week|day|shift|time|quarter
        next|this|by|before|until|come MONTH|winter|summer|spring|christmas|year|time|season|audit|peak|then
        worst|what case|is|the
        who|what else * hurt|affected|pays|feels|blame|suffers|picks|eats|covers|carries|stands
        knock|on effect|on
        left|leave|leaving|stay|as (it) is|are|alone|way
        price|cost|bill|risk of|is|for
        carry|carries|carrying|keep|keeps|go|goes|going on|like|going|the
        still be|going|have|paying|doing
        how bad|worse|long
        so that|who|what is|are * MONEY|NUM|lost|gone|down
        damage|penalty|penalties|fine|fines|downtime|turnover|overtime|fall|consequence|lost|loses|losing
        without|if a|the|that|him|her|he""",
    "we_do": """
        we|our do|offer|provide|help|build|make|sell|supply|run|work|have|handle|cover|use|deliver|specialize|serve|look|give|take|are|have|can|connect|support|carry|fit|install|manage|put|guarantee|did|got
        our|us|we are|have * best|number|leading|market|biggest|only|proud|unique|different|experts|known|award
        our @PRODUCT
        our w|@PEOPLE|@PEER|@ROLE
        we are|have (got) a|the|in|over|NUM
        comes|come|ships|arrives with|in|out|as
        is|it|are included|includes|built|standard|designed|made
        you|it get|gets|got (a) (w) @PRODUCT|w
        trusted by
        clients|customers|users include|like|love|say|are|in|tell
        it (also) does|is|has|runs|plugs|connects|tells|shows|sends|lets|gives|works|takes|learns|reads|pulls|alerts|will|can|tracks|sits|picks|integrates|flags|monitors
        plus|also|and|on (there) is|there|it|we|top|you
        there is|are (also) a|an|the|no @PRODUCT|w
        the @PRODUCT|w is|does|has|runs|tells|shows|sends|gives|works|takes|will|can|comes|lets
        up to PCT|NUM
        save|saves|saving|cut|cuts|reduce|reduces|boost|increase|takes you|your|PCT|NUM|up|MONEY|about|off
        NUM year|hour|day|week|month warranty|guarantee|support|service|response|battery
        @PRODUCT @PRODUCT|and|with|that|for|is|which
        number|no NUM|one
        works with|on|in|alongside|out
        with us|our
        one of|bill|place|login|screen|platform
        from|starts|start MONEY|NUM|at""",
    "their_words": """
        you|he|she|they (just|already) said|mentioned|told|say|told|were|described|wanted|called|gave|told|talked|named|asked|put
        like|as|what you said|say|mentioned|put|told|described|want|wanted
        your own|words|w|@LOSS|@PEOPLE|@ROLE
        given|since|seeing|because|with|if|so (that) you|your|he|she|they
        for|in|on|with|at|from|to|of your|you|yours
        then|so you|your|he|she|they
        that|those|these|the|your NUM|MONEY
        you are|have|do|did|had|lost|lose|want|need|run|pay|get|would|could
        if * is|are the|your|where|what|who
        the w|@LOSS you|that|is
        same|that w|@LOSS
        with that|those|him|her|them
        is that|your|those""",
    # qualifying
    "who_decides": """
        who (else|all|in|at) * decide|decides|sign|signs|approve|approves|say|says|call|needs|need|agree|agrees|involved|holds|owns|final|ok|part|besides|weigh|yes|gets|has|makes|deals|looks|choose
        who else|besides|apart|other|would|will|does|has|is|signs|decides|holds|owns|makes
        whose call|decision|budget|money|name|job|say
        is|was|are|would it|that|this|you|he|she * you|your|yours|the|his|her|call|decision|decide|who|one|person|decides|sign|board|alone
        your|his|her|their|the call|decision|signature|say
        sign|signs|signed|signing off|it|this|that|the
        does|do|would|will|has|must|did|is it|that|this|he|she|they|you|anyone * go|board|approve|approval|sign|say|boss|committee|ok
        final|last|the say|word|decision|call|yes
        on your|his|her own
        besides|apart|other|aside you|from|than|yourself
        right|best|correct person|one
        how do|does|did|are|is * decide|decided|decisions|approved|bought|buy|signed|choose
        run|past|by (it) (past|by) anyone|someone|him|her|them|@ROLE
        go to|through|past (the) @ROLE""",
    "money_q": """
        budget|budgeted|budgets
        what|how|much do|does|did|are|is|would * pay|paying|spend|spending|paid|spent|budget|afford|invest
        put|set|money|funds|funding|cash|pot|line aside|by|set|for|in|there|from|put|available|this
        is|was|have|has|any|got|where there|you|any|does|is|would|did * money|budget|funds|funding
        worth (paying|spending|what|it|doing|fixing|your)
        willing|prepared|able|happy|ready to * spend|pay|invest|put
        price|cost|range|figure|number * work|scare|kill|stop|tolerate|nobody|realistic|too|mind
        afford|payback|roi|capex|opex|ballpark
        same money|price|budget
        what|how much * pay|charge|rate
        if|would|could it|this|that|he|she|they|you * NUM|MONEY|PCT stomach|cost|be|live""",
    "timing_q": """
        when * decide|decides|decided|decision|contract|renew|renewal|up|end|ends|start|need|needs|happen|budget|live|expire|expires|out|run|runs|looking|by|full|due|done|tender
        when|what is|are|does|do|would|will|did|day|date|month|time * you|your|the|he|she|they|it|that
        by when
        what|which month|date|deadline|timeline|year|timing|timescale|time
        when|is|how does|is|are|long * contract|lease|agreement|term|notice|licence|license
        contract|lease|agreement|term|notice up|end|ends|run|runs|renew|renewal|left|finish|period|long|with|auto
        how long|soon * left|contract|you|been|have
        this year|quarter|side
        how soon
        still in|on|for|april|MONTH|happening|planned|going
        in time for""",
    "fit_q": """
        fit|match ?
        is|are|was|would|does this|it|that|there|we|you * fit|priority|problem|worth|real|even|enough|serious|top|useful|waste|interest|match
        is it|this|that even|worth|a|really|actually
        need it|this|us|that|one|any
        do|would|did you (really|even|actually) need|want|have|use|plan|expect
        how (much) of a
        on a|the list|scale
        priority|priorities|plans|planning
        are you (already|currently|still|even|adding|looking|planning|happy|with|the|growing|hiring|on|in|open|thinking|considering)
        under|fewer|less|over|more than NUM
        have you (got|ever|any|already|had|looked|thought|tried|a|an|enough|considered)
        who|what do|are you|they (currently|now|use|with|on|using)
        how many|big w|@PEOPLE|@PEER|do|are|sites|people|of|have""",
    # towards a step
    "recap": """
        so|to far
        to|let|quick|just (me|us) sum|recap|summarize|wrap|summary|play|read|check|repeat
        recap|summary|summarize
        what i|we (have|am|are) heard|hear|have|got|understand|understood|wrote|noted|taking|know|agreed|learned|found
        as i|we have|understand|see|hear|understood
        did|have|tell i|me|we * right|miss|missed|wrong|correct|understood|fair
        got|get|have|is that|it|this|all right|correct|everything|fair
        so|then|ok (what) you|we|it|there have|are|is|agreed|said|want|told|lose|need|found|lost|had|pay
        here|this|that is what|where|how
        my|your|side|yours|mine notes|page|side|is|: 
        we|you have|are|both (all)? agreed|said|settled|found|got|covered|learned|established
        agreed|settled|confirmed|confirming|confirm
        putting|put|pulling it|that|all together
        that is the|it|what|three|where|your|NUM
        NUM things|problems|points|facts|then
        read|say|play it|that|this back""",
    "temperature": """
        what|which|anything * interest|interests|interesting|stood|stands|jumps|jumped|appeals|useful|grabbed|most|liked|like|matter|matters|landed|stuck|resonates|excites|struck|care
        where are|do|does|is|did|would|have you|that|your|this|it * stand|at|leave|with|head|on|land|come|got|sit
        how|what do|does|did|is|are|was|would you|that|this|it|he|she|they|your * feel|feeling|sit|sound|look|land|make|think|strike|thinking|reckon|read|seem|sounding|looking
        how|what does|do|is that|this|it|you|all|of|far * so
        what|anything|which|bit|something (is) * unclear|missing|clear|confusing|murky|fuzzy|muddy|woolly|worried|nervous|nagging|doubt|explain|questions|left|makes
        scale|out of|NUM
        temperature|gut|honest|honestly|first feeling|reaction|view|check|opinion|take|read
        hot|warm|cold|keen|lukewarm|warmer ?
        which|what bit|part|of|half|side|one|piece * most|you|that|would|was|is|those|these
        worth|want|like|interested|keen|happy|enough|willing|need * carrying|next|going|continuing|carry|go|keep|further|pursuing|step|on
        are|would|is|do you|it|this (interested|still|something|with|open|on|want)
        still|are|is * interested|keen|interest|with|on|up
        any|had|more|other thoughts|questions|doubts|reservations
        tell me straight|honestly|honest
        what (do) (you) think|reckon
        does|did|is that|this|it|any (all) * sense|fit|help|useful|interest|ring|match|sound|work|appeal|hit
        sound|sounds|make good|right|sense|fair ?
        what else
        more of|about""",
    "ask_step": """
        can|could|would|will|may|might you|we|i|he|she|they|u * @MEET
        can|could|would|will you|he|she|they|someone|u * @SEND|bring|get|introduce|sign|ask|give|put|join|share|have|pull|dig|check|talk|speak|show|let|take|confirm|choose|look|set|ring|find|pick|fill|agree|add|arrange|open|print|point|tell|do
        can|could|would|shall|should|may|might|will we|i * @MEET|@CALENDAR|do|get|put|look|go|start|try|come|speak|talk|agree|fix|set|do|sit|pick|run|take|have|say|grab|drop|pop
        shall|should|will we|i|you
        how|what about|if|would|say * DAY|CLOCK|NUM|@TIME|@MEET|we|you|i
        would|will|are|is|be|you|he|she you|it|he|she|they|that|be * open|willing|up|happy|able|free|around|available|possible|mind|ok|game|on
        let|lets us * @MEET|do|get|put|book|go|fix|say|start|agree|set|pick|try|look|take|sit|make|have|work
        let|allow me|us (to) * come|have|show|speak|see|talk|meet|in|bring|sit|join
        can|could|may|might i * get|have|come|see|speak|talk|meet|ask|book|put|show|borrow|bring|join|take|suggest|count|call|ring|drop|pop
        does|do|would|is|will DAY|CLOCK|NUM|that|it|the|either|@TIME|this|next * work|suit|do|ok|possible|good|free
        put|get|stick|pop|have|pencil|block|book|fix|throw * in|calendar|on|down|for
        book|pencil|schedule|block|reserve|lock|grab it|in|a|the|time|NUM|that|you|us|half|thirty
        give|lend|spare|grant me|us|him * NUM|a|half|an|the|your|@DURATION
        bring|get|have|ask|invite|include|loop|rope|pull|involve|introduce|connect|put|add your|the|him|her|them|me|us|@ROLE|along|w * @MEET|in|along|to|with|on|DAY|into|there|and|@ROLE
        i|we would|need|want|just|only|will (like|need|want|love|to|ask|you|your) * you|your|to|a|him|her|them|@MEET * @MEET|bring|sit|see|sign|@SEND|put|come|ask|show|join|speak|meet|walk
        i would|am (like|need|want|love|asking|after|ask|suggest|propose)
        sign|signature|autograph|initial
        go|press|hit|get ahead|started|going|go|moving
        fancy|care|mind|up|game|open|room|chance|time for|to|if|@MEET|a
        @MEET|@DURATION with|on|at|next|this|DAY|together|@ROLE
        ^ (so|then|and|ok) @SEND|bring|get|ask|give|put|ring|sign|tell|call|pick|show|take|come|book|have|let|talk|speak|check|meet|try me|him|her|them|it|your|the|us|a|NUM|@ROLE|to|with
        free|available|around|about|there|in|suit|works|work|ok DAY|on|at|this|next|CLOCK|for|tomorrow|then|around
        the NUM|two|three|four of us|you
        you and|, me|i|he|she|@ROLE|him|her|w
        next step|thing|move
        join|joins|attend|sit us|me|in|with|down
        i|we come|visit|drop|pop|swing|call|ring|see|meet|speak|talk (out|over|in|by|to|down|you|him|her|again) * DAY|CLOCK|@TIME|to|and|you|MONTH|?""",
    "when": """
        on|by|for|at|this|next|before|from|say|until|till|about|around|after|either DAY|CLOCK|MONTH|NUM|@TIME|noon|week|lunch
        DAY|MONTH|CLOCK|tomorrow|tonight|today|noon
        the NUM (of)
        next|this|following|coming week|month|DAY|time|afternoon|morning
        in NUM|a|the @TIME|@DURATION|couple|few
        NUM|half|an|twenty|ten|fifteen|thirty * @DURATION
        half NUM|past|an|hour|eight|ten
        at NUM|half|one|noon|lunch
        before|after lunch|work|close|open|opening|shift|service|payroll
        morning|afternoon|evening|friday""",
    "smaller": """
        instead|alternatively|otherwise|smaller|halfway
        what|how|then|or|and|so|ok|only if|about|could|can|would|just|we|maybe (we|you|i|a|the) * only|just|one|first|smaller|single|half|NUM|instead|start|without|try|park|leave
        at least
        only|just|even|merely NUM|one|a|the|ten|fifteen|half|you
        not|no the * just|only|but
        start small|with|smaller|just|by|there
        one|single|first|small|short|half|half-hour|quarter w|@MEET|@PEOPLE|site|team|branch|step|step|hour|unit|line|page|thing|department|question
        pilot|trial|test|taster|sample|trying|small
        in that case|event
        leave|park|forget|skip|drop|scrap|set|never|put|shelve|keep the|that|it|all|about|mind|aside|out
        if not|that|it|so|DAY|him|her|the|a|you|now|next (is) (not) (is|too|much|possible|that|then|now|him|her|work)
        something|anything|bit smaller|easier|lighter|shorter|less|simpler|different
        first (and|then|$)
        shorter|lighter|simpler|easier|less|cut
        without the|any|him|her|it|committing|signing|anyone|a|them
        before you|we|that|anybody|anyone|any
        meet|see me|you|us half|in
        would|could you at|just|only|even|still""",
    "assume": """
        DAY|CLOCK|morning|afternoon|am|MONTH|NUM|early or DAY|CLOCK|afternoon|pm|morning|tomorrow|MONTH|NUM|late|the
        i|we will|have|am|can|shall|just (just|go|already|now|taken|gone) (ahead|and|the) * put|book|send|get|start|reserve|draw|set|sign|order|process|raise|pencil|invoice|deliver|enter * contract|agreement|you|down|order|paperwork|invoice|started|in|going|up|slot|deposit|papers|form
        put|putting|pencil|booked|got|have|down|mark you|us|it|him|everyone down|in|for|on
        shall|should|do|will i|we|you * put|send|invoice|deliver|ship|book|start|install|order|contract|sign
        which|what|whose card|address|name|color|delivery|start|size|package|email|date|card * contract|invoice|on|for|go|deliver|send|suits|do
        when|where|how shall|should|do|will|would i|we|you * start|deliver|ship|begin|install|pay|want|come|kick
        so|then|great|perfect|right|ok|that is|we|all|you (are|is) (all) set|settled|done|sorted|agreed|good|go
        welcome aboard|on|to
        just|only|all need|needs|we|i|that * signature|sign|autograph|po|card|details|initials
        sign|initial|signature|tick|click here|on|below|at|the|page|box
        contract|agreement|order|invoice|paperwork|docusign|form|order is|on|over|ready|today|goes|form|now|will|to|coming
        get|let|lets you|us|your * signed|started|onboarded|going|up|over|rolling|live
        see you|ye|then DAY|then|at|on
        no|do not need to|think|wait
        consider it|yourself
        i take|assume|presume|gather|trust""",
    "promise": """
        i|we|ill (will|am|shall|can|could|have|would) (now|just|also|then|happily|going|gladly|personally|to|try|even|get|go|be|make|always) * @SEND
        i|we will|shall|am|can|could|have|would|may (now|just|also|then|going|to|gladly|personally|be|happy|go) do|check|find|get|put|write|look|call|ring|come|follow|bring|prepare|draft|ask|chase|draw|work|redo|sort|make|have|give|leave|set|arrange|try|hold|talk|speak|see|@PROMISE|@SEND|dig|build|pull|copy|reach|touch|revert|be|keep|take|go|show|let|run|update|tell|knock|print|throw|pass|confirm|note|drop
        let|leave|allow me|it|that|us|them (to|with) * @SEND|check|find|get|see|come|ask|me|us|confirm|look|go|take|speak|pull|put|work|talk|dig|do
        will do|send|revert|come|follow|be|get|sort|call|check|share|email|email|give|have
        i|we get|come|follow|report|write|ring|call|revert|circle|touch back|up|to|you
        get|come|ring|call|circle|revert|check|report|go back|to (to) (you|with)
        follow|following up
        on its|the|my way|list|side
        i|we have|am|just|are (just|already|now) sent|sending|send|attached|enclosed|put|emailed|forwarded|attaching|drafting|preparing
        attached|enclosed|herewith|forwarded|sending|sent
        with|to|in you|your|inbox by|before|tonight|today|tomorrow|this|on|within|inbox|DAY
        by|before|within|first|tonight|today close|end|eod|tonight|tomorrow|noon|DAY|thing|lunch|the|CLOCK|MONTH
        happy|glad|delighted|pleased|gladly to * send|do|put|share|email|help|prepare|get|give|bring
        you will|shall have|get|receive|see * by|it|tonight|before|DAY|tomorrow|from|in|today|quote|the|a|on
        on|for me|my * side|list|end|part
        take|write|note|do that|this|it (away|down|up)
        noted|done|sure|certainly|absolutely|consider $
        from my|our side|end
        in touch
        try|ring|call|email|message you|him|her|again|back
        my list|job|homework|action""",
    "let_go": """
        no|zero|not|without worries|problem|rush|pressure|hurry|stress|bother|drama|fuss|probs|problems
        take|take your|all|the|as time|long
        whenever|anytime|any you|suits|is|it|that|time|ready|$
        whenever|when|once|if|until|as|after you|things|it|that|they|he|she|the|everything|ye * ready|settled|know|decide|decided|suits|time|quiet|quieter|chance|sorted|down|minute|free|had|want|clearer|over|done|change|quietens|calm
        let|lemme me know
        give|drop|send|ping me|us a|an (quick) shout|call|bell|buzz|ring|line|message|holler|email|text|tinkle
        reach|shout|holler|yell|buzz|ping|call|ring|message|write|contact out|whenever|if|me|us|when|any|$
        wait|waiting|await|look|looking|hope|expect|hear to|for|forward|from|hearing|your * you|hear|from|word|call|news|hearing
        leave|leaving|park|drop|keep|rest it|that|you|things|this * with|there|for|at|to|alone|be|in|with|then|yourself|open|$
        ball|court
        know where|how to|i|we
        i|we|here am|are|is here|around|about|always|there|ready|not|at|where
        touch base|in
        check|circle|swing|come|try|pop|catch|ring|call|follow back|in|again|up|round * week|month|quarter|later|MONTH|year|weeks|then|time|NUM|spring|summer|autumn|touch|few|after|soon|some
        sounds|sound|that|all|is|very|works|makes good|great|perfect|fine|grand|fair|brilliant|like|lovely|sense
        keep|stay|be|we|remain in|at|you|posted|touch|disposal|loop
        good|best|have|all|enjoy|mind luck|the|a|your|yourself
        some|another|next|later|future time|other|day|year|date|on
        speak|talk|chat|catch|see soon|then|later|you|again|to|ye
        understand|course|sure|certainly|absolutely|totally|noted|fine|perfect|grand|lovely
        do|did not want|mean to * push|rush|bother|chase|keep|hassle
        leave it|you|that
        no|not need|bother|at|problem (to|all)
        forget|never|do about|mind|not worry
        until|till|catch then|next|up|later
        your|the court|call|time|ball|convenience|kind|leisure""",
    "comply": """
        MONEY|NUM|it|price * a|per|each|all|an|for|plus|upfront|including|annual|monthly month|head|seat|user|year|site|week|in|day|license|unit|person|van|room|piece|hour|vat|tax|included
        price|cost|rate|rates|fee|quote|list|pricing|it|that is|comes|would|starts|runs|are|works|around|between|of|be|from|at|costs|about
        here|there|attached|enclosed|sending|that is|are|it|you|find|the|our|your|a|goes|is
        MONEY|PCT off|discount|less|cheaper|upfront|discount
        free|trial|login|sandbox|access|account|credentials|pilot|sample
        let|i|lets|shall|can me|will|us|i|we|can|am (just|quickly|going) (show|share|demo|open|pull|give|walk|set|run|fire)
        set you|it up
        share|sharing|shared|show my|the|your|you screen|it|dashboard|demo
        of|sure|yes|no|absolutely|certainly|done|great|happy|ok|perfect|easy|definitely|right course|thing|no|problem|bother|can|will|i|here|it|to|away
        right|straight|on away|over|its|now|to
        NUM|MONEY to|and|or NUM|MONEY|so
        i can|could do|go|get|drop|knock|take|match|give|offer * MONEY|NUM|PCT|it|off|that|discount|down|you
        proposal|quote|contract|brochure|deck|pricing|proposal is|on|today|tonight|attached|over|by|tomorrow|now|this|to|in|coming""",
    "steer": """
        before i|we|you|that|any|anybody|anyone|the|price|pricing|numbers|then|it|sending|going|quoting|showing
        first (though|then|$|tell|let|can|could|i|we|what|how|who)
        if|were i|we * guess|guessing|wrong|useless|bin|file|delete|number|price|quote|sent|send|gave|give|threw|throw|quoted
        guess|guessing|guesswork|wrong|thumb|invent|made|mislead|misleading
        depends|depend|varies|vary|swings|moves
        i|we would|will|might|can|could|rather|prefer (rather|sooner|prefer|only|not) * not|know|hear|than|see|wait|instead
        rather|sooner not|than|know|hear|you|we|i|do|see|get
        come|get|coming|go|circle|bring|drag|back|return|take|pull|going|turn to|back|that|on|you|us|me|it * to|that|price|minute|second|question|point|it
        back to|on (the|your|what|that|business|track|those|where)
        can|may|could i|we * back|return|drag|bring|steer|pull|come|park|jump
        happy|glad|can|will|could|do|gladly (to) (do|send|give|that|it|show|you|so|all) * but|once|after|if|when|as|only|first|because
        but first|before|only|not|until|i|if|once|without|what|to|a|it
        park|leave|hold|set|pause|put|save|ignore that|it|price|the|this|on|aside|for
        no|not (point|use|good|much|worth|sense|yet) * until|before|unless|till|without|if|sending|pricing|quoting
        only|not makes|make|makes sense|once|if|when|after
        the|one|a reason|problem|trouble|thing|risk|danger|only|because is|i|with|being|for
        so|in order (that) i|we|it * right|wrong|guess|fits|actually|price|know|fit|waste
        without|until|till|once|after knowing|that|seeing|it|i|we|the|you
        will not|be|do help|mean|tell|use|much|good|any
        anyway|anyhow|though|meanwhile
        i (will|can) tell|give|answer|get (you|to) * in|after|when|once|if|at|then|but
        condition|deal|swap|exchange|return|promise
        one|two|three|quick|a question|questions|thing|things|minute * first|before|though|then
        but|and|so|though what|how|who|where|when|which|why|tell|can|could""",
    "hold": """
        still|must|insist|push|press|stubborn|pest|blunt|awkward|uncomfortable|delicate|nosy
        would|will|do|need|want|am|have|must (to) still|insist|keep|push|stand|press|be
        without|unless|until|if * him|her|them|finance|legal|@ROLE|not|there|room|that
        has|have|needs|need|must|ought|got|should to * in|hear|there|see|be|agree|know|come|sit|ask|face|happen|meet|sign|raise
        i|we|it know|get|understand|see|is|realize * uncomfortable|awkward|comfortable|hard|easy|not|fun|do|like|want|rather|comes
        rather|sooner|better * now|today|than|early|meet|hear|here|from|find|in
        he|she|they|it|@ROLE|w is|are|can|could|will|would|has * stop|sink|kill|block|veto|say|one|sign|no|decide|find|pay|late|bin|die|torpedo
        kill|kills|sink|sinks|block|blocks|die|dies|stall|stalls|falls|fall|stops|bite|bites|derail it|this|the|deals|things|us|you|over|apart|everything
        otherwise
        hard|awkward|difficult|uncomfortable|direct|nosy|blunt|tough|cheeky question|one|bit|part|conversation|thing
        i|we (am|have|do|would) (not|to|still|will|not) * ask|let|drop|skip|move|draft|go|round|past|around|leave|start|push
        go|going|went around|round|behind|over|past
        @ROLE|her|him|them|w has|have|needs|is|would|into|in|to|on|there|at
        anyone|somebody|someone|people|person * have|live|use|has|who|run|signs|veto|sign
        because|since|the if|he|she|they|when|that|reason|last|otherwise""",
    "easy_no": """
        say|tell|said|hear|telling|saying|give|get|is|a|your|be|rather|fine|means|with (me|us|you|it) (so|no|a|to|i|straight|if) no|stop|wrong|off|away|lost|so|now
        no is|a|hard|would|and|to|or|answer|be fine|feelings|ok|perfectly|good|yes|offense|as|acceptable|useful|also
        fine|ok|alright|fair|grand|perfectly|happy|good|cool|understand|allowed|hurt|hold|problem|question|worries (enough|with) (to|if|by) if|either|not|no|to|say|whichever
        if|maybe|perhaps|might|may|think|sure it|this|that|we|you|i|there|now|not|the * not|no|nothing|isnt|wrong|rubbish|waste|useless
        hang|tell|throw|kick|shoot|cut|stop up|me|us|out|lost
        no hard|obligation|pressure|offense|harm|strings|need|problem|foul|commitment
        not for|right|a|the|everyone|everybody|worth|your (everyone|fit|match|thing|time|right|you)
        say so|the|it|if|stop|no
        leave|stop|get|close|take|be|stay|vanish|disappear|away|never|cross|bother you|out|calling|your|it|away|i|us|alone|bothering|chasing|off|gone|again * alone|peace|hair|be|list|side|way|file|there|chasing|darken|off|hair
        be|honest|honestly|tell|straight|straight|brutal|truth|frank with|honest|me|straight|even|if|truth|blunt
        free|welcome|entitled|allowed|right to (say|stop|leave|walk|cancel|change)
        do|should|would|need|better|must not (have|to|think|hire|buy|sign|need|use|sign|should|do|move|switch|want|change) * us|hire|buy|need|sign|me|today|it|move|switch|spend
        if not|no|it|you|he|she (is|does|do|would|not|then) * walk|part|go|stop|leave|nothing|owe|shake|fine|end
        walk|part|go|shake|call|leave away|ways|friends|hands|it|off|separate|quits
        either|both|any|whichever way|answer|is|or
        decide|find|know|see|work|tell together|whether|if|out * worth|fit|not|sense|stop
        i|we will|would|am|can|not (not) (be|argue|push|try|hold|chase|talk|ring|call|take|mind|sulk|change|offended|pushing|twist)
        wrong|not person|tree|us|one
        stay|stick|keep|better|cheaper where|with|what|off|put|what
        worst|even|best if|outcome|thing
        or not|nothing|no|never|don't|leave""",
    # resistance
    "empathy": """
        fair|valid|good|reasonable|sensible|great|decent enough|point|play|question|comment|concern|to|position|call
        that|it|which|this|all|makes|make|quite|very|entirely|perfectly|totally|completely is|are|was|seems|makes|would (a|completely|totally|entirely|perfectly|very|only|all) fair|reasonable|sense|understandable|sensible|right|true|tough|rough|rotten|hard|horrible|natural|honest|useful|sound|wise|valid|normal|clear
        i|we (do|can|completely|totally|really|fully|would|quite|hear|get|honestly|entirely|only|absolutely|just) understand|hear|get|see|appreciate|respect|accept|agree|relate|sympathize|recognize|follow|take|believe|know|felt|feel
        understood|understand|understandable|heard|noted|appreciate|appreciated|agreed|indeed|true|exactly|ouch|oof|right|granted
        sorry|apologies|apologize|forgive|mea|regret
        thanks|thank|appreciate|glad|good|grateful|rather (you) (for|you|that|it) * telling|honest|honesty|saying|candor|straight|frank|direct|told|said|honestly|feedback|frankness|hearing|clear|it|tell|say|writing
        you|he|she|they are|have|is|were (quite|absolutely|completely|probably|not|dead|all|only) right|entitled|wrong|wise|correct|careful|every|cautious|reason|a
        i|anyone|anybody|most|everyone|we|id would (probably|be|feel|say|want|do|have|not|hate|worry) (feel|be|say|think|do|want|too|careful|exactly|the|ask) (same|too|wary|careful|that|in)
        why|how you * careful|wary|say|feel|would|cautious|reluctant|ask|hesitate|skeptical|want
        no|small|little wonder|surprise|argument|blame
        my|on|our|that fault|mistake|bad|me|us|doing|one|error|was
        not surprised|unreasonable|alone|wrong|argue|argument|blame|the|easy|going|fair
        been|had there|burned|stung|that
        must|sounds|that|sound have|be|like|is (been|was|a|sounds) hard|horrible|rough|rotten|tough|awful|grim|exhausting|frustrating|painful|nightmare|stressful|bruising|sore|hurt|lot
        lot|plenty|much|enough on|to (your|my) plate|swallow|take
        no|nobody|none|not * wants|likes|enjoys|loves|fun|pleasant
        fair play|enough|dos|do|call
        of course
        good|glad|better|helpful|useful to|that|you|i * know|said|asked|hear|told|brought|ask|raised|say
        deserved|deserve|owe|earned|wrong
        i should|shouldn't|was|went|jumped|pushed|got|asked|rushed * have|not|wrong|too|ahead|far|fast
        take|point|taken your|the|taken|point""",
    "their_aim": """
        you|he|she (said|told|wanted|want|mentioned|started|came|called|rang|asked|were|hoped|had) (me|us) * want|wanted|wants|hope|hoping|aim|goal|dream|need|needed|after|looking|wish|hated|tired|sick|love|like|matter|matters|mattered|back|home|started|came
        you|your wanted|hoped|aim|goal|reason|plan|dream|came|started|own
        what you|your|he|she|they (actually|really|said|told) want|wanted|said|told|were|need|told|gain|stand|hoped|asked
        why|what|when you|made|started|got|brought * first|here|looking|started|call|rang|called|about
        imagine|picture|think|suppose|say it|next|back|about|a|forward|what|that|this|you|yourself * MONTH|year|morning|monday|DAY|would|without|when|home|where|looks|day
        imagine|picture|remember|recall
        forget|leave|ignore|put|set|never|park|take|drop me|us|about|my|our|the|for|aside|mind|contract|price|that|it * aside|moment|side|second|minute|me|about|out|us|contract|software|product|proposal|price|for|signature
        still true|want|matter|matters|the|stand|stands|important|what|there|the
        this|that|by time|is|was|then next|why|what|where
        if|suppose|say|when|once that|it|this|everything|you|we|he|she (were|was|is|had|could|did) * fixed|sorted|gone|solved|done|worked|works|different|better|changed|happen|look|mean
        back|go|going|return to (the|what|why|your|where|that|when)
        nothing|not|less|more to|about do|me|us|with|my|you|the
        what (would|will|does|is|could) * mean|different|change|give|do|look|free|better|get (for|you|to)
        before|whatever|if you (park|go|decide|say|shelve|leave|put|drop)
        in|at|on|when|last|back the|your|our|we|march|MONTH|first|DAY|april * said|told|spoke|told|wanted|meeting|call|mentioned|talked|showed""",
    "probe": """
        what|which|something|anything|who|where is|are|was|has|would|makes|made|part|bit|about|does|exactly|about|has|did * behind|holding|stopping|stops|worrying|worries|bothering|bothers|changed|putting|off|hesitate|hesitating|back|mind|reluctant|reservation|driving|concern|concerns|concerned|worry|need|missing|keep|keeping|nervous|uneasy|happened|happen|weighed|wrong|scares|awake|spooked|cooled|nagging|real|snag|catch|trouble|thinking|blocking
        what|how|why changed|happened|came|makes|made|come|put|went|brought|prompted|turned|shifted|spooked
        is|was|are|were|would it|that|this|you|they (more|really|just|the|about|mainly|because|purely) ** or
        is|was it|that|this (the|really|about|more|because|me|us|something|a|just|mostly|price|money|timing) (price|money|timing|cost|trust|size|change|something|me|risk|someone|thing|people|team|product) ?
        when|if|by you|that|he|she|they say|says|said|mean|is|told
        what|how do|did|does|would you|that|he|she|it (actually|really|exactly) mean|need|have|want|take|see|like|expect|picture|by
        ^ why|how|what|meaning|because|is|such|like (not|come|so|that|is|as|now|$|?)
        why
        is|was|anything|there|something|what there|is|else|more|other|wrong * something|else|anything|more|behind|part|bit|concern|reason|mind|i|wrong
        else|more|something|anything going|to|behind|on|it|i|bothering|else|wrong
        did|have|has|was|are (i|we|something|someone|somebody|anything|they|you) (say|said|do|done|happen|happened|miss|missed|lost|put|get|hear|heard|burned|burnt|stung|changed|been)
        can|may|could|mind|do i|you|me ask|asking|say|tell|if * why|what|which|is|behind|was|how|me
        what|which (part|bit|piece|thing|side|one|would|of) (of) (it|that|the|them|those) (is|would|do|did|are|worries|you|makes|feels|has|was|gives|bothers)
        tell|say|help me|us|more (more|about|what|understand|why|see)
        think|thinking|mull|sleep|talk|check|discuss|chew|decide|look|weigh|thought|look about|over|on|with|it|through|at * what|which|is|?|or|most
        worried|worry|afraid|concerned|nervous|scared|wary|doubt|doubts|hesitation|hesitating
        how come|so
        out of interest|curiosity|ten
        if|suppose|say that|it|price|money|budget|time|this|we|the * not|fixed|solved|sorted|out|gone|right|would|would
        leave|left|where|so|does that|us|it|you|this""",
    "answer_it": """
        you|he|she|they|there|nobody|it|we|that|this do|does|will|would|can|could|is|are|need|not|only (not|never|no) * pay|need|have|touch|lose|lift|change|do|anything|owe|commit|see|happen|matter|sign|move|wait|stop|train|replace
        no|not|without|never (need|longer|more|one|setup|new|contract|lock|long) * needed|required|contract|risk|lock-in|minimum|tie|charge|commitment|installation|downtime|change|training|notice|fee|fees|up|longer|touching
        included|covered|free|waive|waived|refund|refunded|guarantee|guaranteed|cap|capped|insurance|insured|warranty|indemnity|escrow|cancel|penalty|clause|certified|compliant|encrypted|iso|gdpr|penalties
        if|when|unless|should it|we|that|they|anything|something|he|this|you|one does|do|is|are|miss|fail|fails|breaks|goes|stops|did|slips|find|not|wrong ** we|you|i|they|nothing|pay|free|stop|money|back|cancel|our|refund
        on us|me|our
        you|he|she|they|your can|could|may|might (always|just|still|also|then) cancel|stop|leave|switch|speak|ring|talk|call|ask|keep|see|check|walk|pause|test|see|have|end|choose|visit|exit|read|go
        talk|speak|ring|call|ask|phone|visit|see to|him|her|them|@ROLE|w|with|any|one * yourself|about|directly|same|number|will|who|they|had|too
        they|he|she|we|one|another|client|customer|w|@PEER had|have|were|was|felt|said|asked|thought|worried|did|got|went|ran|moved|took|started|saw (the|exactly) (same|exactly|similar|that|it|too|months|ago|weeks|live|NUM|because|just|worse)
        same|similar|exactly|identical worry|problem|fear|question|thing|concern|issue|doubt|story|position|trouble
        that|it|this|which|those is|are|was|will|would|can|does|has|stays|only|gets|goes|sits|lives|comes (why|in|under|on|because|already|the|handled|done|covered|where|what|included|only|all|not|easy|fine|stays|taken|a|no|never|from|before|separate|fixed|sorted|different|your|been)
        we|i|they|our|he can|could|would|will|do|have|fixed|changed|put|did|already|take|handle|run|cover|keep|are (put|write|do|cap|split|start|change|cut|build|leave|move|fit|cover|take|keep|hold|phase|stage|fix|add|drop|make|wait|set|work|stop|shift|run|have|the|all|add|swap|delay|not|it|that|do|give|both)
        short|straight|honest|simple|quick answer|version
        yes|no|both|neither|correct|it|true|right|exactly , |it|we|is|they|that|can|does|you|he|i|do|are|not|only
        stays|stay|keeps|keep|remain|remains|leave|untouched|alongside|parallel|same where|as|the|with|it|in|your|exactly|on|running|side|is
        so|that|this|then you|he|she|they|it|your|nobody|nothing|means|way|takes * not|never|no|still|only|can|stays|keep|changes|risk|out|care
        proof|evidence|certificate|reference|references|test|results|certificates|audit|audited|report|paper|numbers|data|written|writing|in|proved|proven
        instead of|takes|it
        what|how we|i|they (do|did|would|can|could|will|have) (is|do|here|about|then|instead|was|with|for)
        risk|cost|downtime|disruption is|on|with|for|our|mine|we|sits|carry
        reversible|undo|rollback|roll|back|out|exit|phase|phased|stages|parallel|pilot|gradual|gradually
        NUM|half|one|a @DURATION|@TIME|day|days (to|for|and|of|at|from|is|max|not|top|tops|per|a|no)
        from|in|since|for|has|been * NUM|year|the|years|day|week|weeks
        the|our|her|his|my @PEOPLE|engineer|team|technician|trainer|guy|support|w will|is|are|comes|come|does|do|stays|answers|has|was|run""",
    # self
    "self": """
        my|our|the|this|own boss|manager|target|targets|quota|number|numbers|commission|bonus|director|month|quarter|pipeline|forecast|job|figures|team|kids|mortgage|rent|neck|review|year|ranking|head|sales|wife|probation|desk|side|ass|payslip|pay|books|board
        help|helping|helps|save|do|doing|saving|throw me|us|a (out|a) (big|huge|real|solid|favor|bone|here)
        help|helps|do|hurts|hurt|kill|kills|killing|cost|costs|cover me|us|my|our
        i|we (really|do|honestly|badly|just|kind|so|am) need|needed|want|could|need|counting|short|behind|under|off|depend|depending|down|missing|desperate|begging|rely|counted|hoping|promised|told|forecast (of|on|to|your|you|this|this|a|the|one|some|it|target|with|my|NUM|two|my|for|him|her)
        i|we|id need this|it|you|one|your|something|a|that|the|some|to
        one|two|NUM (more|deal|deals|short|away|off) (deal|deals|short|away|off|signature|order|sale|from|this) (this|to|of|from|my|short|for)
        before|by|at|end|close|month|quarter|year|its (the|our|my|end|month|quarter|year) (end|close|of|month|quarter|year)
        i|we have|put|spent|worked|did|drove|came|gave|made|been|invested|spend (put|spent|worked|really|done|given|all|so|been|driven|already|come|invested|a|such|got) * hours|work|time|effort|weeks|months|this|into|hard|way|lot|months|you|here|evenings|weekend|long
        after|with all|everything (the|that|this|of|i|we|my)
        bad|trouble|fool|stupid|idiot|embarrassed|awkward|grief|hell|silly|egg for|with|in|on|from|me|of
        look|looks|looking|make|makes|made|making bad|me|good|like|us|a|silly (look|for|on|a|look|to) (bad|me|my|fool|stupid|to|us|good|idiot)
        counting|begging|pleading|desperate|gutted|disappointed|disappointing|upset|hurt|let|sick|crushed|heartbroken|embarrassing|ashamed on|you|down|for|to|me|about|that|with|i|!|$
        told|promised|said|tell|swore|explain my|him|her|them|the|upstairs|boss|to (boss|manager|team|director|it|we|you|my)
        for me|my|us|our (boss|side|too|personally|honestly|sake|numbers|target|here|team|this|as|$)
        would|it|this|you|be|mean|means|really (mean|make|help|be|doing|would|put) * me|my|us (a|the|lot|over|world|month|year|week|huge|to|out|up|quarter|line)
        favor|mercy|please|pity|beg|guilt|owe|feelings
        on|over|behind|short|under|off|from|hit|make|miss|missed|making|hitting|reach target|quota|plan|the|my|line|number|numbers|forecast|board|target
        eat|paid|fired|sacked|promotion|leaderboard|presidents|club|award|trip|prize|bonus|commission|quota|target|appraisal|contest|incentive|competition|payday
        closes|close|month|quarter|year (end|books|close)""",
    "push": """
        only|until|till|by|before|if|valid|good|ends|today|now|expires|runs|up|gone|after * today|tonight|tomorrow|DAY|midnight|month|week|MONTH|end|close|quarter|hour|noon|now|then
        offer|price|discount|deal|slot|rate|promotion|special|promo|quote|spot * ends|end|expires|goes|gone|only|today|till|until|up|back|disappears|hold|valid|away|DAY|tomorrow|expire|list|tonight|before|midnight|off
        if|when you|we|i|he|she (can|could|would|will|were|just|only|to|go|get) (sign|signed|decide|commit|order|say|go|book|confirm|buy|move|pay|agree|get|shake|take|wait|drag|do|leave|don't|not|walk|delay|hang) * today|now|this|tonight|before|by|week|DAY|MONTH|i|we|longer|then
        sign|signed|signature|decide|commit|order|yes|decision (it|up|me|this|now|the|on|for) * today|now|tonight|DAY|week|tomorrow|here|this|call
        last|final|only|few|NUM|one (NUM|few|one|two) (chance|one|slot|slots|offer|left|remaining|spot|spots|unit|places|place|units|time|price|day|call|warning)
        someone|somebody|others|another|other|people|two|three|NUM|competitor|competitors (else|other|people|companies|clients|firms|buyer|already|are|is|will|w) (interested|waiting|take|wants|want|queue|asking|has|have|looking|ahead|lined|eyeing|after|will|already|is|are|snap|gets)
        can|could|will|do not (hold|keep|guarantee|promise|wait|afford|sit|believe|do|see|honor|understand|get|leave) * price|it|this|forever|long|slot|rate|that|for|you|beyond|past|longer|to|why|how|not|around
        regret|miss|missing|sorry|kick|behind|foolish|crazy|mad|silly|mistake|shame|stupid|ridiculous|lazy|afraid|scared|naive|stubborn|nuts|daft (out|it|not|to|yourself|this|if|of|in|when|that|you|the)
        what|why|nothing|no|not|whats is|are|would|do|does|reason|point|wait|there|left|more|exactly|else|need|on|in (there|left|more|exactly|to|you|the|earth|else) (to|is|waiting|there|think|wait|waiting|decide|dragging|would|not|discuss|consider|lose|stopping|left|about)
        come|oh on|please|now
        with|no|all (due|all) respect|offense
        but|and|thought|last|yesterday|you (you|week|just|time) (said|agreed|told|promised|loved|were|knew|gave|wanted|shook|we|it|the)
        no brainer|reason|point|downside|risk|way|excuse
        do|dont|did|you|surely|does|would|cant (not|you|really|seriously) (you|not|want|care|see|realize|think|honestly|understand|trust|like|believe|get|even|really) (want|care|see|realize|understand|think|like|believe|the|to|that|your|you|me)
        everyone|everybody|all|others|nobody (else|of|your|the|has|is|in|serious) (is|does|has|else|doing|already|signs|signed|says|competitors|using|did|gets|takes|loves|needs)
        PCT|MONEY (off|discount|less|cheaper|knock|back|today|if|reduction)
        throw|knock|take|drop|shave|slash|match|waive|beat|sweeten|extra (in|off|a|the|it|another|on|PCT|MONEY|that|any|whatever|NUM|price)
        just|simply|only|go sign|do|say|commit|decide|trust|try|ahead|for|get|give|need|take|admit|put|let (it|yes|me|on|here|the|us|now|this|up|and|your|to|go|that)
        trust|believe|listen me|us
        you|youd would|will|are|have|need|cannot|can|should|must|not|cant|really|better (be|not|have|need|only|to|making|being|really|just|never|surely|lose|wrong|mad|crazy|going|afford|overthinking|seriously|find|pay|wasting|always|never|end|still) * wrong|mistake|regret|mad|crazy|behind|wait|afford|decide|miss|lose|better|now|overthinking|sign|money|time|cheaper|more|sorry|losing|difficult|late|stuck
        honestly|frankly|seriously|surely|really|obviously ?|you|it|that|the|though|what|,|i
        i (really|just|honestly) (do|must|have|am|think|would|will|cannot|need|can|ask) (not|to|say|you|disagree|strongly|surprised|push|ask|disappointed|insist|confused|again|need|an) (understand|see|get|believe|are|have|with|need|follow|why|how|answer|decision|yes|an|you|a|wrong|push|again|disagree|think)
        wrong|nonsense|rubbish|excuse|excuses|overthinking|dragging|dithering|wasting|stalling|hesitate|hesitating|delaying|delay|cheap|joking|kidding|ridiculous|mistaken|misunderstood
        prices|price|rates|rate|list (go|goes|going|are|is|will|rise|rises|went|jump|increase) (up|going|rise|by|in|next|from|on)
        today|tonight|now (only|or|and|is|$|though)
        are you sure|serious|kidding|joking|really|honestly
        time|clock|meter is|running|ticking|waits|money|short
        ask|asking|said|try again|once|one|again|more
        still|as|like i|we|you|i (said|told|think|say|have|believe)""",
}
