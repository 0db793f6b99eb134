"""Makes the same words out of the same meaning: chat spelling, contractions, British and American.

`tokens` gives lower-case words with figures replaced by what they stand for (NUM, MONEY, PCT,
CLOCK, DAY, MONTH), so that neither names of days nor amounts nor spelling change a reading.
"""

from __future__ import annotations

import re
import unicodedata

_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-"})
_TOKEN = re.compile(
    r"[£$€₹¥]\s?\d[\d.,]*\s?(?:k|m|bn|grand)?\b"
    r"|\d{1,2}(?::\d\d|\.\d\d(?=\s?[ap]m))?\s?(?:am|pm)\b|\d{1,2}:\d\d"
    r"|\d[\d.,]*\s?%"
    r"|\d[\d.,/]*(?:st|nd|rd|th|k|m|bn)?\b"
    r"|[^\W\d_]+(?:'[^\W\d_]+)*"
    r"|\?|!"
)
FILLERS = frozenset(
    "um uh er erm em hmm hm mm mmm ah oh eh lol haha ha hehe pls please basically literally"
    " obviously kinda sorta".split()
)
_DAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur "
    "thurs fri mondays tuesdays wednesdays thursdays fridays saturdays sundays"
)
_MONTHS = (
    "january february april june july august september october november december jan feb apr "
    "jun jul aug sept sep oct nov dec christmas xmas easter"
)
_SMALL = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand million lakh crore dozen couple twentieth tenth ninth eighth seventh "
    "sixth fifth fourth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth "
    "eighteenth nineteenth thirtieth twentyfirst first"
)
_MONEY = (
    "quid bucks grand dollars pounds euros euro dollar pound rupees rand dirhams kroner pence "
    "cents fiver tenner"
)

# chat spelling, contractions and variants → plain words
_PLAIN = """
u you|ur your|r are|n and|y why|k ok|okay ok|okey ok|yeh yes|yep yes|yup yes|yeah yes|aye yes
ya yes|nope no|nah no|thx thanks|ty thanks|ta thanks|cheers thanks|plz please|tmrw tomorrow
tomoz tomorrow|tmr tomorrow|2moro tomorrow|wk week|wks weeks|mth month|mths months|mins minutes
min minutes|hr hour|hrs hours|yr year|yrs years|appt appointment|mtg meeting|msg message|wd would
wud would|cd could|cud could|shud should|shd should|bc because|cos because|coz because|cuz because
cause because|tho though|thru through|abt about|bout about|w with|b4 before|gd good|ppl people
biz business|mgr manager|dept department|dont do not|doesnt does not|didnt did not|cant can not
cannot can not|wont will not|wouldnt would not|couldnt could not|shouldnt should not|isnt is not
arent are not|wasnt was not|werent were not|hasnt has not|havent have not|hadnt had not
aint is not|don't do not|doesn't does not|didn't did not|can't can not|won't will not
wouldn't would not|couldn't could not|shouldn't should not|isn't is not|aren't are not
wasn't was not|weren't were not|hasn't has not|haven't have not|hadn't had not|ain't is not
mustn't must not|needn't need not|shan't will not|im i am|ive i have|id i would|ill i will
youre you are|youve you have|youd you would|youll you will|theyre they are|theyve they have
weve we have|hes he is|shes she is|thats that is|whats what is|whos who is|hows how is
wheres where is|theres there is|lets let us|itll it will|thatd that would|itd it would
wheres where is|whens when is|y'all you|i'm i am|i've i have|i'd i would|i'll i will|let's let us
ye you|yous you|yiz you|ya'll you|d'you do you|d'ye do you|gonna going to|gotta got to
wanna want to|lemme let me|gimme give me|dunno do not know|whatcha what do you|outta out of
colour color|favour favor|labour labor|behaviour behavior|centre center|metre meter|litre liter
cheque check|programme program|catalogue catalog|licence license|defence defense
travelling traveling|cancelled canceled|grey gray|tyre tire|whilst while|amongst among
enquiry inquiry|enquiries inquiries|learnt learned|organisation organization|e-mail email
mail email|diary calendar|fortnight NUM weeks|info information|ref reference|refs references
demo demo|asap now|eod today|eow week
""".replace("\n", "|")
_SUFFIXES = {
    "'s": ("is",),
    "'re": ("are",),
    "'ll": ("will",),
    "'ve": ("have",),
    "'d": ("would",),
    "n't": ("not",),
    "'m": ("am",),
}
_BRITISH = re.compile(r"^(.{3,})(is)(e|es|ed|ing|ation|ations|er|ers)$")
_ISE_KEPT = re.compile(
    r"^(?:prom|surpr|exerc|adv|superv|rev|comprom|franch|otherw|likew|expert|prec|no|ra|pra|prem|rise|wise)"
)


def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for entry in _PLAIN.split("|"):
        if entry.strip():
            word, *plain = entry.split()
            table[word] = tuple(plain)
    for words, mark in ((_DAYS, "DAY"), (_MONTHS, "MONTH"), (_SMALL, "NUM"), (_MONEY, "MONEY")):
        table.update({word: (mark,) for word in words.split()})
    table.update({word: () for word in FILLERS})
    return table


_KNOWN = _table()


def clean(text: str) -> str:
    """NFKC, lower case, plain quotes, no zero-width or control characters."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc") or c == "\n")
        text = text.translate(_QUOTES)
    return text.lower().replace("e-mail", "email")


def tokens(text: str) -> list[str]:
    """The plain words of one sentence; figures as NUM, MONEY, PCT, CLOCK; `?` kept."""
    found: list[str] = []
    for word in _TOKEN.findall(clean(text)):
        plain = _KNOWN.get(word)
        if plain is None:
            plain = _learn(word)
        found.extend(plain)
    return found


def _learn(word: str) -> tuple[str, ...]:
    plain = _plain(word)
    if len(_KNOWN) < 60_000:
        _KNOWN[word] = plain
    return plain


def _plain(word: str) -> tuple[str, ...]:
    if word == "?":
        return ("?",)
    if word == "!":
        return ()
    if word[0] in "£$€₹¥":
        return ("MONEY",)
    if word[0].isdigit():
        if word.endswith("%"):
            return ("PCT",)
        return ("CLOCK",) if ":" in word or word.endswith(("am", "pm")) else ("NUM",)
    for suffix, plain in _SUFFIXES.items():
        if word.endswith(suffix) and len(word) > len(suffix):
            return (*_KNOWN.get(word[: -len(suffix)], (word[: -len(suffix)],)), *plain)
    if (british := _BRITISH.match(word)) and not _ISE_KEPT.match(word):
        return (f"{british[1]}iz{british[3]}",)
    return (word,)
