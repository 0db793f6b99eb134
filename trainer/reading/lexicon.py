"""Words grouped by what they are about in a sales talk: one cue covers many ways of saying it.

In a skeleton a word counts for the first class that lists it. Words bring their inflections;
those with `=` stand as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

CLASSES: dict[str, str] = {
    "MEET": """
        meet meeting call calls =zoom =teams visit chat session workshop walkthrough =walk-through
        demo demonstration =sit catchup =catch-up appointment review =webinar =huddle =tour coffee
        lunch conversation slot =invite
    """,
    "SEND": """
        send =sent email forward share ping drop =pop text post attach whatsapp =shoot =over
        supply =enclosed =attached
    """,
    "DOC": """
        proposal quote quotation contract brochure deck pdf catalog pricelist =one-pager onepager
        datasheet case study reference testimonial invoice spreadsheet report agreement document
        paperwork leaflet link video detail information sample presentation slide material link
        summary =info flyer booklet spec specification offer tender bid sow paper =docs writeup
        =write-up form
    """,
    "PRICE": """
        price pricing cost rate fee discount budget money spend =spent pay =paid cheap cheaper
        expensive dear afford tariff figure ballpark =upfront =pricey =pricy investment payback
        =roi deposit instalment invoice
    """,
    "LOSS": """
        lose =lost loss fine penalty risk fail failure break =broke =broken breakdown delay
        complaint complain =late waste downtime outage accident hurt injure injury churn error
        mistake overtime =stuck miss =gone damage leak crash scrap rework backlog shortage
        turnover problem trouble issue pain struggle headache nightmare suffer worry burn =burnt
        clawback recall return reject refuse overrun fall =fell downside exposure liability
        lawsuit bleed
    """,
    "ROLE": """
        boss cfo ceo coo cto cio director manager finance procurement legal board partner owner
        chief controller accountant committee engineer supervisor foreman =it trustees trustee
        chair chairman shareholder purchasing head leadership stakeholder =md =fd =hr operations
        compliance auditor lawyer counsel president treasurer superintendent principal =vp =gm
        husband wife brother sister son daughter father mother dad mum mom team colleague exec
        secretary council
    """,
    "DECIDE": """
        decide decision sign signature approve approval =signoff =sign-off authorize commit agree
        choose =chose ratify veto =blessing
    """,
    "THINK": """
        think =thought consider mull discuss digest reflect ponder =sleep reckon weigh decide
        =chew
    """,
    "PRODUCT": """
        platform software system app dashboard feature service solution machine kit model tool
        automation integration cloud support warranty training portal module version product
        device technology api sensor unit equipment engine installation =award-winning =24/7 =ai
        scanner =unlimited =seamless seamlessly =cutting-edge =state-of-the-art =leading
        =intuitive =world-class =bespoke =guaranteed =included includes =patented =fastest
    """,
    "PEER": """
        =others firm firms company companies client clients customer customers =most typically
        average =usually peer competitor industry sector business businesses =folks =places
        =elsewhere =shops sites plant =teams practice organization
    """,
    "TIME": """
        =week =weeks =month =months =today =tomorrow =tonight =morning =afternoon =evening =noon
        =midday =lunchtime =weekend =quarter =year =years =day =days =date =january =spring
        =summer =autumn =winter =oclock =o'clock
    """,
    "DURATION": "=minutes =hour =hours =seconds =minute =moment =mins",
    "GOOD": """
        =great =good =perfect =lovely =brilliant =fantastic =excellent =wonderful =super =grand
        =cool =awesome =nice =amazing =interesting =impressive =promising =useful =helpful
        =terrific =cracking =deadly =fab =happy
    """,
    "SORRY": "=sorry apologize apology =apologies =forgive =regret",
    "AGREE": """
        =fair =understand =understandable =understood =sense =appreciate =appreciated =respect
        =noted =reasonable =valid =entirely =totally
    """,
    "SELF": "target quota commission bonus =numbers =leaderboard =kpi =payslip rent mortgage",
    "RUSH": """
        deadline expire =expires =limited =hurry =rush =urgent =urgently =immediately =asap
        =straightaway =last
    """,
    "CALENDAR": """
        calendar =invite schedule pencil =slot book booking =available =availability =free =suits
        =suit
    """,
    "CHANGE": """
        change switch move replace migrate =swap migration implement =install rollout =adopt
        cutover
    """,
    "PROMISE": """
        prepare =draft organize arrange =revert confirm calculate =chase sort check =update
    """,
    "INTEREST": """
        interest interested excite excited curious keen appeal appealing attractive attract =stood
        =jumps =grabbed =resonate =resonated
    """,
    "CONCERNED": """
        afraid worried nervous skeptical doubt doubtful unsure hesitant concern concerned
        reservation wary cautious uncomfortable burned suspicious sceptical
    """,
    "WANT": "want aim goal hope wish need =looking plan priority objective dream",
    "PEOPLE": """
        staff people driver nurse operator worker guys lads crew employee patient guest student
        tenant farmer resident volunteer kids girls rep
    """,
}

FUNCTION = frozenset(
    """
    i you we he she it they me us him her them my your our his its their mine yours ours this that
    these those here there who whom whose what which when where why how a an the and or but so if
    then than because as while until till unless before after since though although with without
    for from to of in on at by about into onto off over under up down out through between against
    around away back is are am was were be been being do does did done doing have has had having
    will would can could shall should may might must not no yes never ever always now just only
    even still yet already again too also more most less least much many few some any all both
    each every other another same such own one nothing something anything everything nobody
    somebody anybody anyone someone everyone ok right well sure look listen hi hello hey morning
    thanks thank bye goodbye let get got go going gone come came take took make made give gave
    given put say said says tell told talk speak ask asked hear heard know see saw seen show look
    think mean use used work works try keep leave left bring brought help start stop want need
    like love hate rather maybe perhaps probably really actually honestly fine worth instead else
    whatever whenever either neither end happen happens happened matter matters wait hold worry
    feel felt find found turn run long short first last next two best better worst worse ever once
    twice enough part bit lot thing things way kind sort ? NUM MONEY PCT CLOCK DAY MONTH
    """.split()
)


def inflected(lemma: str) -> set[str]:
    """The usual English forms of a word."""
    if lemma.startswith("="):
        return {lemma[1:]}
    forms = {lemma, lemma + "s", lemma + "ed", lemma + "ing"}
    if lemma.endswith("e"):
        forms |= {lemma + "d", lemma[:-1] + "ing"}
    elif lemma.endswith("y"):
        forms |= {lemma[:-1] + "ies", lemma[:-1] + "ied"}
    elif len(lemma) <= 5:
        forms |= {lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
    if lemma.endswith(("s", "h", "x")):
        forms.add(lemma + "es")
    return forms


@cache
def words_of(name: str) -> frozenset[str]:
    """Every form in one class."""
    return frozenset().union(*(inflected(lemma) for lemma in CLASSES[name].split()))


@cache
def _classes() -> dict[str, str]:
    table: dict[str, str] = {}
    for name in CLASSES:
        for word in words_of(name):
            table.setdefault(word, name)
    return table


def skeleton(words: list[str]) -> list[str]:
    """The sentence with content words replaced by their class; `w` for any other run of words."""
    table, found = _classes(), []
    for word in words:
        if word in FUNCTION:
            found.append(word)
        elif (name := table.get(word)) is not None:
            found.append(name)
        elif not found or found[-1] != "w":
            found.append("w")
    return found


def classes_of(words: Iterable[str]) -> list[str]:
    """The class of every word that has one."""
    table = _classes()
    return [table[word] for word in words if word in table]


_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "er", "ers")


@cache
def stem(word: str) -> str:
    """A crude stem, enough to see that two words are the same word."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)].rstrip("ey")
    return word.rstrip("ey") if len(word) > 4 else word
