"""Patterns of plain words that judging leans on: days and times, figures, work asked of the buyer,
people who have a say, a purpose stated, a farewell for lack of fit."""

from __future__ import annotations

import re

_DAY = (
    r"mon(?:day)?|tues?(?:day)?|wed(?:s|nesday)?|thurs?(?:day)?|fri(?:day)?|sat(?:urday)?|"
    r"sun(?:day)?"
)
_MONTH = (
    r"january|february|march|april|june|july|august|september|october|november|december|"
    r"jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_NUMBER = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    r"fifty|sixty|seventy|eighty|ninety|hundred|thousand|million"
)
TIME = re.compile(
    rf"\b(?:{_DAY})s?\b|\b(?:{_MONTH})\b|\bmay \d|\b\d{{1,2}}(?:[:.]\d\d)?\s?(?:am|pm)\b"
    rf"|\b\d{{1,2}}[:.]\d\d\b|\b\d{{1,2}}(?:st|nd|rd|th)\b|\bo'?clock\b|\bnoon\b|\btomorrow\b"
    rf"|\btonight\b|\btoday\b|\bthis (?:morning|afternoon|evening|week)\b|\bnext week\b"
    rf"|\bweek (?:\d+|of|{_NUMBER})\b|\bthe (?:\w+(?:th|first|second|third)|twenty-\w+)\b"
    rf"|\bhalf (?:past|{_NUMBER}|\d)|\bquarter (?:past|to)\b|\b(?:at|by|before) (?:{_NUMBER})\b"
    rf"|\b(?:in|within) (?:a|one|two|three|\d+) (?:days?|weeks?)\b|\bend of (?:the )?(?:day|week)\b"
    rf"|\b(?:seven|eight|nine|ten|eleven|twelve|one|two|three|four|five|six)[- ]"
    rf"(?:fifteen|thirty|forty-five)\b",
    re.IGNORECASE,
)
FIGURE = re.compile(
    rf"[£$€₹]\s?\d|\b\d[\d,.]*\s?(?:k|%|per ?cent|percent|hours?|hrs?|days?|weeks?|euros?|dollars?"
    rf"|pounds?|quid|rand|rupees?|lakhs?|crores?|dirhams?|grand)\b|\b\d{{2,}}\b"
    rf"|\b(?:{_NUMBER})\b",
    re.IGNORECASE,
)
_DO = (
    r"get|bring|send|share|dig|pull|export|give|ask|check|put|ring|call|phone|sign|decide|invite|"
    r"find|snap|mark|list|speak|talk|let|have|choose|pick|look|count|fill|add|confirm|tell|show|run"
)
EFFORT = re.compile(
    rf"\b(?:can|could|would|will|might|if) (?!i\b|we\b)\w+\b[^.?!]{{0,25}}\b(?:{_DO})\b"
    rf"|\b(?:you|ye|u|y'all) (?:{_DO})\b"
    r"|\b(?:send|give|bring|share|show|tell) (?:me|us|him|her|them)\b"
    r"|\bi(?:'d)? (?:only |just )?need (?:\w+ )?(?:things?|your|you|a|the|one)\b"
    r"|\b(?:go|walk|look|work|run) (?:through|over|at) \w+(?: \w+)? together\b"
    r"|\b(?:with|between|and) (?:you|yourself|the two of you) and\b|\byou(?:,| and) [A-Z]\w+"
    r"|\b(?:with|of|bring) (?:both|all) of you\b|\bwhoever\b"
    r"|\byour (?:\w+ )?(?:director|manager|boss|cfo|finance|partner|team|accountant|board|data|"
    r"figures|numbers|list|records|log|file|schedule|analyst|engineer|controller|brother|sister)\b"
    r"|\b(?:decide|decision|yes or no|tell me) by\b",
    re.IGNORECASE,
)
RECEIVE = re.compile(
    r"\b(?:can|could|may|shall|should|want me to|like me to|if i) (?:i |we )?(?:just )?"
    r"(?:send|drop|leave|e-?mail|forward|post|share)\b",
    re.IGNORECASE,
)
_ROLE = (
    r"boss|board|partners?|director|finance|legal|procurement|purchasing|accounts?|controller|"
    r"cfo|ceo|coo|cto|md|gm|head office|hq|owner|committee|union|operations|compliance|lawyers?|"
    r"solicitor|landlord|brother|sister|husband|wife|father|mother|uncle|colleagues?|the team"
)
ROLES = re.compile(rf"\b(?:{_ROLE})\b", re.IGNORECASE)
OTHERS = re.compile(
    rf"\b(?:{_ROLE}|sign(?:s|ed)? (?:it )?off|decides?|approv\w+|has to (?:sign|agree|okay))\b",
    re.IGNORECASE,
)
PUTS_OFF = re.compile(
    r"\b(?:let me|give (?:me|us)|leave (?:it|that) (?:with me|for|till|until|to)|sleep on it|"
    r"think (?:(?:it|this|that) over|about it|on it)|(?:come|get) back to you|will revert|"
    r"(?:once|when|after) (?:i|we|it|this|that|they|things|the \w+|\w+)\b[^.?!]{0,30}\b"
    r"(?:over|done|through|checked|settled?s?|back|finished|calms?|quiet\w*)|"
    r"not (?:just )?(?:now|yet)|later|(?:some|more|another) time|"
    r"for (?:now|the moment|the time being)|next (?:week|month|quarter|year)|"
    r"in the (?:new year|spring|summer|autumn|fall|winter)|ask around)\b",
    re.IGNORECASE,
)
QUALIFYING = re.compile(
    r"\b(?:who(?:se| else)?\b[^.?!]{0,40}\b(?:decid|sign|pay|say|approv|bless|budget|pocket|ok)|"
    r"(?:cost|pay|spend|budget|afford|worth)\w*\b[^.?!]{0,40}\?|"
    r"(?:when|what date|by when|how soon|deadline)\b[^.?!]{0,50}\?|what have you got|"
    r"(?:who|anyone) (?:else|decides|signs)|in the budget|your (?:call|decision)|up to you)",
    re.IGNORECASE,
)
NO_FIT = re.compile(
    r"(?:don'?t|do not|wouldn'?t|would not|can'?t|cannot) (?:think|believe|see|say|honestly|"
    r"recommend|feel)[^.?!]{0,40}\b(?:should|need|fit|hire|buy|worth|make sense|help|good|right|"
    r"use us|us)\b"
    r"|\b(?:not|isn'?t|aren'?t|wouldn'?t be) (?:a |the |really |quite |going to be )*"
    r"(?:good |right |great |sensible )?(?:fit|match|use to you|for you|worth (?:your|it)|"
    r"right for)\b"
    r"|\b(?:we'?re|we are|i'?m) (?:not|no) (?:the )?(?:right|what you|your|the ones?)\b"
    r"|\b(?:save|keep) your money\b|\bwaste of your (?:money|time)\b"
    r"|\bwrong (?:fit|people|size|tool)\b|\bwon'?t hear from me\b"
    r"|\byou(?:'d| would) (?:be )?(?:pay|spend|wast)\w*[^.?!]{0,60}\b(?:to|for|and)\b",
    re.IGNORECASE,
)
PURPOSE = re.compile(
    r"\b(?:i'?m|i am|i was|just|reason i|why i'?m|only) (?:\w+ ){0,2}(?:call|ring|writ|phon|messag|"
    r"check|follow|giv)\w*\b[^.?!]{0,20}\b(?:about|because|to|on|as|if)\b"
    r"|\b(?:reason|purpose|point|aim|idea|objective) (?:of|for|i|is|was|today)\b"
    r"|\bit'?s (?:about|a sales call|regarding)\b|\bi (?:write|call|ring) (?:you )?(?:because|"
    r"about)"
    r"|\bi(?:'d| would)? (?:like|love|want|wanted|hoped|hope|came|was hoping|"
    r"thought i'd) (?:to )?(?:see|"
    r"hear|talk|ask|find|understand|check|spend|start|go|show|cover|run|walk|know|learn)"
    r"|\bi(?:'m| am)? (?:here|ringing|calling|writing) (?:to|about|because)|\bi saw (?:your|"
    r"the|that|ur)"
    r"|\bone (?:question|thing|reason)\b|\bnot here to sell|\bwhat i(?:'d| would) (?:like|suggest)"
    r"|\bi (?:suggest|propose)\b|\bshall we (?:start|begin)|\bagenda\b|\bthe plan (?:is|for)\b"
    r"|\bbefore (?:we|i) (?:start|get|go)",
    re.IGNORECASE,
)
ORDER = re.compile(
    r"\b(?:first|start)\b[^?!]{0,80}\bthen\b|\band then\b|\b(?:\d+|five|ten|fifteen|twenty|"
    r"thirty|forty) "
    r"(?:minutes|mins) (?:on|for|about)\b|\bthe last (?:\w+ )?(?:minutes|five|ten)\b|"
    r"\bin that order\b|"
    r"\bat the end (?:we|you|of)\b|\bif (?:it's|it is|the answer is) (?:a )?no\b",
    re.IGNORECASE,
)
QUESTION = re.compile(r"\w[^\w.!?]{0,3}\?")
