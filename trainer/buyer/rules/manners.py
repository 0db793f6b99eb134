"""Plain talk: silence, other languages, "are you a robot?", "what?", small talk, rudeness."""

from __future__ import annotations

import re
from dataclasses import replace

from trainer.buyer.intents import intents_of
from trainer.buyer.likeness import alike, asking, sounds_kind
from trainer.buyer.moment import Moment, Reaction, admits, holds, nod, says
from trainer.buyer.patterns import ANY_FAULT, ASKED_AGAIN, GOT_IT_RIGHT, LOST
from trainer.buyer.rules.finding import fact_for, likest, questions
from trainer.buyer.state import Beat
from trainer.conversation import Act, Move
from trainer.words import telling


def puzzled_by_instructions(m: Moment) -> Reaction | None:
    """The rep talks to a machine that the buyer is not."""
    if not m.events.meta:
        return None
    return Reaction(
        (nod("odd", "you have no idea what that was about"),),
        f"That was not addressed to {m.name} and made no sense on a call.",
        m.state,
    )


def not_my_language(m: Moment) -> Reaction | None:
    if not m.events.foreign:
        return None
    reason = f"{m.name} could not follow the language."
    return Reaction(
        (nod("foreign", "you do not follow; ask for English", Act.QUESTION),), reason, m.state
    )


def makes_no_sense(m: Moment) -> Reaction | None:
    if not m.events.gibberish:
        return None
    reason = f"{m.name} could not make out a word of it."
    return Reaction((nod("gibberish", "you could not make that out"),), reason, m.state)


def takes_offence(m: Moment) -> Reaction | None:
    if not m.events.rude:
        return None
    reason = f"{m.name} was insulted. Trust and patience fell sharply."
    beat = nod("rude", "take offence, coolly", Act.CONCERN)
    return Reaction((beat,), reason, replace(m.state, warned=(*m.state.warned, "rude")))


def is_no_robot(m: Moment) -> Reaction | None:
    if not m.events.robot:
        return None
    return Reaction(
        (nod("robot", "brush off the question whether you are real", Act.ANSWER),),
        "A strange thing to ask a buyer; it was brushed off.",
        m.state,
        open=True,
    )


def says_who_they_are(m: Moment) -> Reaction | None:
    if not m.events.who:
        return None
    beat = nod("who", "say who you are and what you do there", Act.ANSWER)
    return Reaction((beat,), f"A fair question, and {m.name} answered it.", m.state)


def says_how_long(m: Moment) -> Reaction | None:
    """Asked how much time there is."""
    if not m.events.how_long:
        return None
    beat = nod("time_left", "say how many minutes you have left", Act.ANSWER)
    return Reaction((beat,), f"You asked for the time, and {m.name} told you.", m.state)


def explains(m: Moment) -> Reaction | None:
    """ "What do you mean?", "why not?": about what was said last, not about anything new."""
    if not m.events.why_that or not m.buyer_said:
        return None
    r = m.active
    if r is not None:
        if Move.PROBE in r.yields_to:
            return None
        return Reaction((admits(m, r),), f"You asked what was behind it. {r.because}", m.state)
    last = m.before.told[-1] if m.before.told else ""
    if last and not last.startswith("want:") and m.before.just_told(last):
        beats = (
            nod("in_other_words", "say it in other words"),
            Beat(Act.ANSWER, "say the same in other words", f"facts.{last}.says", last),
        )
        return Reaction(beats, f"You asked what {m.name} meant, and heard it again.", m.state)
    beat = nod("explain", "explain yourself in a general way", Act.ANSWER)
    return Reaction((beat,), f"You asked what {m.name} meant.", m.state)


def explains_a_word(m: Moment) -> Reaction | None:
    """ "Which list?", "what does the star mean?": about a word of the buyer's own last turn."""
    asked = questions(m.text)
    mine = telling(asked)
    if not m.events.question or not m.buyer_said or not mine or m.events.words > 14:
        return None
    about = intents_of(asked) == {"meaning"} or _WHICH.search(asked)
    if not about or not mine <= telling(m.buyer_said[-1]) | telling(m.scenario.persona.name):
        return None
    if likest(m) or fact_for(m):
        return None
    beat = nod("way_of_talking", "it was only a way of putting it", Act.ANSWER)
    return Reaction((beat,), f"You asked what {m.name} meant by that.", m.state)


_WHICH = re.compile(
    r"\b(?:which|what) \w+(?:, \w+)?\?|^\W*(?:sorry,? )?(?:an? |the )?\w+\?|\bof what\b",
    re.IGNORECASE,
)


def mends(m: Moment) -> Reaction | None:
    """The rep could not follow the buyer's last words: the buyer takes it on themselves."""
    if not m.events.lost or not m.buyer_said or m.did(Move.ASK) or likest(m):
        return None
    last = telling(m.buyer_said[-1])
    if ASKED_AGAIN.search(m.text) or any(
        s.endswith("?") and not LOST.search(s) and telling(s) - last for s in asking(m.text)
    ):
        return None  # they have asked it again already
    beat = nod("repair", "take the blame for being unclear, and let them ask again")
    return Reaction((beat,), f"{m.name} had been hard to follow, and said so.", m.state)


def agrees_with_the_summary(m: Moment) -> Reaction | None:
    """A summary that ends in "have I got that right?" is confirmed, or not, before all else."""
    if not sums_up(m) or (m.active and m.credit.has(*m.active.yields_to)):
        return None
    reason = f"You summed up and checked it. {m.name} said that it was so."
    return Reaction((confirms(m),), reason, m.state)


def sums_up(m: Moment) -> bool:
    """Whether the rep says what the buyer has told them, and asks whether that is right."""
    if not m.events.got_right or m.events.words < 14 or not m.buyer_said:
        return False
    if m.did(Move.ASK_SPECIFIC) and m.events.time:
        return False  # "Thursday at four, you, me and Bernie. Would that be all right?"
    if m.did(Move.ASK) and not all(GOT_IT_RIGHT.search(s) for s in asking(m.text)):
        return False
    return len(telling(m.text) & telling(" ".join(m.buyer_said))) >= 2


def confirms(m: Moment) -> Beat:
    """The buyer says that it is so, or, asked what is wrong or missing in it, that nothing is."""
    situation = "recap_complete" if ANY_FAULT.search(m.text) else "recap_yes"
    return nod(situation, "confirm what they said", Act.ANSWER)


def is_touched(m: Moment) -> Reaction | None:
    """A kind word about what went wrong, and nothing else."""
    if m.events.question or not m.before.told or m.events.words > 40:
        return None
    if m.did(*_MORE_THAN_KIND) or m.active or not sounds_kind(m.text):
        return None
    beat = nod("touched", "thank them for the kind word, briefly")
    return Reaction((beat,), f"You said a kind word, and {m.name} took it as one.", m.state)


_MORE_THAN_KIND = (
    *(Move.ASK, Move.RECAP, Move.RESOLVE, Move.PITCH, Move.TRADE, Move.INSIGHT, Move.REFOCUS),
    *(Move.PROMISE, Move.SELF_INTEREST, Move.PRESSURE, Move.ASSUME_CLOSE, Move.AGENDA),
)


def may_stay(m: Moment) -> Reaction | None:
    """ "Shall I leave you alone?": an honest answer."""
    if not m.events.may_go or not m.buyer_said:
        return None
    if m.state.patience > m.table.thresholds.leave_offered:
        beat = nod("stay", "no, they may stay", Act.ANSWER)
        return Reaction((beat,), f"You offered to go, and {m.name} did not want you to.", m.state)
    beat = nod("end_closed", "yes: say goodbye", Act.END)
    reason = f"You offered to go, and {m.name} took you up on it."
    return Reaction((beat,), reason, replace(m.state, over=True), ends=True)


def says_it_again(m: Moment) -> Reaction | None:
    """The rep did not catch it."""
    if not m.events.repeat or not m.buyer_said:
        return None
    beats = [nod("repeat", "you are asked to repeat yourself")]
    if m.active:
        beats.append(says(m, m.active))
    elif m.before.told and not m.before.told[-1].startswith("want:"):
        fact = m.before.told[-1]
        beats.append(Beat(Act.ANSWER, "say it again", f"facts.{fact}.says", fact))
    return Reaction(tuple(beats), f"You asked {m.name} to say it again.", m.state)


def fills_the_silence(m: Moment) -> Reaction | None:
    """ "ok", "mm", or nothing at all."""
    if not m.events.silent or m.events.greeting and m.before.exchanges == 0:
        return None
    if m.did(Move.ACCEPT_VAGUE) and m.active:
        return None
    if m.before.dated:
        return None
    state = m.state
    reason = f"You left it to {m.name} to carry the conversation."
    if m.active and m.rng.random() < m.table.thresholds.sticky:
        r = m.active
        state = replace(state, active_for=state.active_for + 1)
        beat = holds(m, r)
        return Reaction((beat,), reason + " " + r.because, state)
    return Reaction(
        (nod("awkward", "an awkward pause; wonder aloud what this is for"),), reason, state
    )


def chats(m: Moment) -> Reaction | None:
    """Small talk and nothing else."""
    if not m.events.smalltalk or m.credit.useful or m.did(Move.ASK):
        return None
    beats = [nod("smalltalk", "answer the small talk in your own way", Act.ANSWER)]
    state = m.state
    if m.active:
        beats.append(holds(m, m.active))
        state = replace(state, active_for=state.active_for + 1)
    reason = f"Small talk. {m.name} played along and waited for the point."
    return Reaction(tuple(beats), reason, state, open=not m.active)


def calls_out_gimmick(m: Moment) -> Reaction | None:
    if not m.did(Move.GIMMICK) or "gimmick" in m.before.warned:
        return None
    if m.credit.has(Move.AGENDA) and m.events.words >= m.table.thresholds.opening_reason:
        return None  # permission asked for with a reason to give it
    state = replace(m.state, warned=(*m.state.warned, "gimmick"))
    reason = (
        f"You asked for permission, or opened with a stunt, and gave {m.name} no reason to "
        "stay on the line."
    )
    beat = nod("gimmick_called", "call out the sales trick", Act.CONCERN)
    return Reaction((beat,), reason, state, open=not m.did(Move.ASK))


def tired_of_jargon(m: Moment) -> Reaction | None:
    if m.events.jargon <= m.table.thresholds.jargon or m.events.words < 6:
        return None
    beat = nod("jargon", "ask what that means in plain words", Act.QUESTION)
    reason = f"Fashionable words earn nothing with {m.name}; it was not clear what you meant."
    return Reaction((beat,), reason, m.state)


def heard_that_before(m: Moment) -> Reaction | None:
    if not m.credit.repeated or m.did(Move.ASK):
        return None
    if m.before.ducked and alike(questions(m.text), m.before.ducked):
        return None  # they never had an answer
    beat = nod("repeated", "point out that they said that already", Act.CONCERN)
    reason = (
        f"You had said that before. Saying it twice earned nothing and cost {m.name}'s patience."
    )
    return Reaction((beat,), reason, m.state)


def lost_in_the_speech(m: Moment) -> Reaction | None:
    if not m.events.rambling or m.did(Move.ASK) and m.credit.has(Move.ASK_SPECIFIC):
        return None
    beat = nod("rambling", "you lost the thread of that long speech", Act.QUESTION)
    reason = f"{m.events.words} words in one go. {m.name} stopped listening halfway."
    return Reaction((beat,), reason, m.state, open=True)
