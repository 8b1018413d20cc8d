"""Words that name a time: found here, understood in ``resolve.dates``.

Every rule is a regular expression over the folded text (``fold_marks``); all are tried at once, the first that matches
wins, so the longer forms stand first. Prepositions that bound a time ("since", "until", "by", "before", "after",
"between", "from") belong to the words; those that only point at it ("on", "in", "at") do not.

Words that name a time but no days (how long, how often, "now", an hour) have rules of their own, which stand last: the
claims have no use for them, TIMEX3 has (``resolve.timex``).
"""

from __future__ import annotations

import re

from dateline.knowledge.calendar import (
    DECADES,
    EASTER_FEASTS,
    FEASTS,
    ISLAMIC_FEASTS,
    MONTH_NAMES,
    NUMBERS,
    SEASONS,
    WEEKDAY_NAMES,
    either,
)
from dateline.model import Document, Span, TimeWords
from dateline.text import fold_marks

_UNSAFE = ("May", "March")  # verbs and nouns, too: they need a day, a year or a preposition
_FULL_MONTH = either([*MONTH_NAMES, *(name.upper() for name in MONTH_NAMES)])
_SAFE_MONTH = either(name for name in MONTH_NAMES if name not in _UNSAFE)
_SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
_MONTH = rf"(?:{_FULL_MONTH}\b|{_SHORT_MONTH})"
_WEEKDAY = rf"{either([*WEEKDAY_NAMES, *(name.upper() for name in WEEKDAY_NAMES)])}\b"
_ANY_WEEKDAY = rf"(?:{_WEEKDAY}|(?:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\b\.?)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%/]|[.,:]\d)"
_YEAR = r"(?:1[89]|20)\d\d(?!\d|[.,]\d|-\d{3})"
_OF_YEAR = rf"(?:,?\s+(?:of\s+)?{_YEAR}|,?\s+(?:of\s+)?(?:last|this|next|the same|that)\s+year)"
_NUMBER = rf"(?:\d{{1,3}}|(?i:{either(NUMBERS)}|a\s+couple\s+of|a\s+few|several|some|many))"
_UNIT = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|year|decade)s?\b"
_SEASON = r"(?:spring|summer|autumn|fall|winter)\b"
_DAYPART = r"(?:morning|afternoon|evening|night|noon|midday|dawn|dusk)\b"
_PART_OF = r"(?:(?i:the\s+)?(?i:early\s+hours|morning|afternoon|evening|night|eve|dawn)\s+of\s+)"
_EDGE = (
    r"(?:(?i:the\s+)?(?i:(?:very\s+)?(?:end|start|beginning|middle|close|first\s+half|second\s+half|first\s+quarter"
    r"|second\s+quarter|third\s+quarter|fourth\s+quarter|last\s+quarter|turn|last\s+half)\s+of\s+(?:the\s+year\s+)?"
    r"|early[-\s]+(?:in\s+)?|late[-\s]+(?:in\s+)?|later\s+in\s+|earlier\s+in\s+|mid[-\s]))"
)
_LATE = r"(?:(?i:early|late|later|earlier)\s+(?:on\s+)?)"
_WITH_PART = rf"(?:\s+(?:(?:early|late|in\s+the|at)\s+)?{_DAYPART})?"
_MONTH_DAY = rf"{_MONTH}\s*(?:the\s+)?{_DAY}"
_DAY_MONTH = rf"{_DAY}(?:\s+of)?[\s-]*{_MONTH}"
_DATE = rf"(?:{_ANY_WEEKDAY},?\s+(?:the\s+)?)?(?:{_MONTH_DAY}|{_DAY_MONTH})(?:{_OF_YEAR}|-{_YEAR})?"
_AND = r"(?:\s*(?:-|–|—|&)\s*|\s*,\s*(?:and\s+)?|\s+(?:and|to|or|until|till|through)\s+)"
_TO = r"(?:\s*(?:-|–|—)\s*|\s+(?:to|until|till|through)\s+)"
_MONTH_YEAR = rf"{_MONTH}{_OF_YEAR}"
_YEARS = r"(?:1[89]|20)\d\d"
_ABOUT = r"(?:(?i:about|around|nearly|almost|over|more\s+than|less\s+than|at\s+least|just|only|some)\s+)?"
_WHICH = r"(?i:last|this|next|this\s+past|this\s+coming|the\s+past|the\s+following|the\s+previous)"
_NO_CLAUSE = r"(?=\s*(?:[,.;:)]|$)|\s+(?:in|at|on|and|when|near|by|from|as)\b)"  # not "two days after the blast"
_BOUND = r"(?:(?i:ever\s+since|since|until|till|by|before|after|prior\s+to|as\s+of)\s+)?"
_IN = r"(?:(?<=\bin )|(?<=\bIn )|(?<=\bof )|(?<=\bby )|(?<=\bsince )|(?<=\bSince )|(?<=\buntil )|(?<=\bBy )"
_IN += r"|(?<=\bduring )|(?<=\bDuring )|(?<=\bfrom )|(?<=\bbetween )|(?<=\bafter )|(?<=\bbefore )|(?<=\d\d\d\d and )"
_IN += r"|(?<=\blate )|(?<=\bearly )|(?<=\bthroughout ))"
_NO_PEOPLE = (
    r"(?!\s+(?:people|men|women|children|persons|civilians|soldiers|troops|fighters|police|dead|killed|wounded"
    r"|injured|homes|houses|families|deaths|casualties|victims|percent|dollars|meters|metres|km|miles|feet|tons"
    r"|tonnes|shares|votes)\b|%|\s*[AaPp]\.?[Mm]\b)"
)
_NOT_NAME = r"(?!'?s?\s+[A-Z][a-z]+\s+(?:said|says|told)\b|\s+[A-Z][a-z])"
_PERIOD = r"(?:day|week|weekend|month|year|quarter)\b"
_CLOCK = (
    r"(?:(?:[01]?\d|2[0-3]):[0-5]\d(?:\s?[AaPp]\.?[Mm]\b\.?)?|(?:1[0-2]|[1-9])\s?[AaPp]\.?[Mm]\b\.?)"
    r"(?:\s+(?:GMT|UTC|E[SD]?T|C[SDE]?[ES]?T|P[SD]T|local\s+time|Moscow\s+time))?"
)
_AT = rf"(?:(?:{_CLOCK}|(?i:noon|midnight|midday)),?\s+(?:(?i:on|of)\s+)?)?"
_OWNED = r"(?<=\()|(?<=\bthe )|(?<=\bThe )|(?<=\ba )|(?<=\bhis )|(?<=\btheir )|(?<=\bits )"
_FEAST_NAMES = either(
    [
        *(name.title() for name in ISLAMIC_FEASTS),
        *(name.title().replace("'S", "'s") for name in (*FEASTS, *EASTER_FEASTS)),
    ]
)
_FEAST = (
    rf"(?:(?:the\s+)?(?:holy\s+)?(?:month\s+of\s+)?(?:Eid\s+[Aa]l[- ][FfAa](?:itr|dha)|Eid|{_FEAST_NAMES})\b"
    rf"(?:,?\s+(?:in\s+|of\s+)?{_YEAR})?)"
)

# The order matters: the first rule that matches at a place wins.
RULES: tuple[tuple[str, str], ...] = (
    ("iso", rf"{_YEARS}([-/.])(?:1[0-2]|0?[1-9])\1(?:3[01]|[12]\d|0?[1-9])(?:T\d\d:\d\d(?::\d\d)?Z?)?(?!\d)"),
    ("numeric", rf"(?:3[01]|[12]\d|0?[1-9])([-/.])(?:3[01]|[12]\d|0?[1-9])\1(?:{_YEARS}|\d\d)(?![\d/]|[.,]\d)"),
    ("day_range", rf"(?i:between|from)\s+{_DATE}\s+(?:and|to|until|till|through)\s+{_DATE}"),
    ("day_range", rf"(?:(?i:between|from)\s+)?{_DAY}(?:{_AND}{_DAY})+(?:\s+of)?\s+{_MONTH}{_OF_YEAR}?"),
    ("day_range", rf"(?:(?i:between|from)\s+)?{_MONTH}\s+{_DAY}(?:{_AND}{_DAY}(?!\s+[a-z]+s\b))+{_OF_YEAR}?"),
    ("day_range", rf"{_DATE}{_TO}{_DATE}"),
    ("day", rf"{_BOUND}{_AT}(?:{_LATE}|{_PART_OF})?{_DATE}{_WITH_PART}"),
    ("month_range", rf"(?i:between|from)\s+{_FULL_MONTH}{_OF_YEAR}?\s+(?:and|to|until|through)\s+{_MONTH}{_OF_YEAR}?"),
    ("month_range", rf"{_FULL_MONTH}{_OF_YEAR}?{_TO}{_MONTH}{_OF_YEAR}"),
    ("month", rf"{_BOUND}{_EDGE}?{_MONTH}{_OF_YEAR}"),
    ("month", rf"{_BOUND}{_EDGE}{_FULL_MONTH}(?!\s+{_DAY})"),
    ("month", rf"{_BOUND}{_WHICH}\s+{_FULL_MONTH}\b"),
    ("month", rf"(?i:since|until|till)\s+{_FULL_MONTH}\b"),
    ("month", rf"{_IN}{_FULL_MONTH}\b(?!\s+{_DAY})"),
    ("month", rf"{_SAFE_MONTH}\b{_NOT_NAME}"),
    ("season", rf"{_BOUND}{_EDGE}?(?:the\s+)?{_SEASON}{_OF_YEAR}"),
    ("season", rf"{_BOUND}{_EDGE}?{_WHICH}\s+{_SEASON}"),
    ("season", rf"{_IN}the\s+(?:spring|summer|autumn|winter)\b(?!\s+of\b)"),
    (
        "quarter",
        r"(?i:the\s+)?(?i:(?:latest|current|fiscal|year-ago|year-earlier|same|last|this|next|previous)\s+)*"
        rf"(?i:first|second|third|fourth)\s+(?i:fiscal\s+)?(?i:quarter){_OF_YEAR}?(?!-)\b",
    ),
    (
        "quarter",
        r"(?i:(?:fiscal|year-ago|year-earlier)\s+)?(?i:first|second|third|fourth)-(?i:quarter)(?!-)\b",
    ),
    ("quarter", r"(?i:the)\s+(?i:(?:latest|current|year-ago|year-earlier|same|previous)\s+)+(?i:quarter|period)\b"),
    ("quarter", r"(?i:the\s+)(?i:quarter)\b(?!\s+of\b|-)"),
    ("weekday_range", rf"(?:(?i:between|from)\s+)?{_WEEKDAY}{_WITH_PART}{_AND}{_WEEKDAY}{_WITH_PART}"),
    (
        "weekday",
        rf"{_BOUND}{_AT}{_LATE}?{_PART_OF}?(?:{_WHICH}\s+)?{_WEEKDAY}(?!'s)"
        rf"(?:,?\s+(?:of\s+)?(?:last|this|next|that)\s+week\b)?{_WITH_PART}",
    ),
    ("weekday", _WEEKDAY),
    ("year_range", rf"(?i:between|from)\s+{_YEAR}\s+(?:and|to|until|through)\s+{_YEAR}"),
    ("year_range", rf"{_YEARS}\s?[-–]\s?(?:{_YEARS}|\d\d)(?![\w-]|[.,:/]\d)"),
    ("decade", r"(?:(?i:the)\s+)?(?:(?i:early|mid|late)[-\s]+)?(?:(?:1[89]|20)\d0|'[2-9]0)'?s\b"),
    ("decade", rf"(?i:the)\s+(?:(?:early|mid|late)[-\s]+)?{either(DECADES)}\b"),
    ("year", rf"(?i:since|until|till)\s+{_EDGE}?{_YEAR}{_NO_PEOPLE}"),
    ("year", rf"{_BOUND}{_EDGE}{_YEAR}{_NO_PEOPLE}"),
    ("year", rf"(?i:fiscal|calendar)\s+(?:year\s+)?{_YEAR}"),
    ("year", rf"(?:{_IN}|{_OWNED}){_YEARS}\b(?!-\w+-old|[.,:/]\d|-\d){_NO_PEOPLE}"),
    ("feast", rf"{_BOUND}(?:(?i:last|this|next)\s+)?{_FEAST}"),
    ("today", rf"{_BOUND}{_LATE}?(?i:the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow)\b{_WITH_PART}"),
    ("today", rf"{_BOUND}{_AT}{_LATE}?(?i:today|yesterday|tomorrow)\b{_WITH_PART}"),
    ("tonight", rf"{_BOUND}{_LATE}?(?i:tonight|last\s+night|this\s+(?:morning|afternoon|evening))\b"),
    ("tonight", r"(?i:overnight)\b(?!\s+(?:stays?|guests?|trains?|bus|accommodation)\b)"),
    ("ago", rf"{_ABOUT}{_NUMBER}(?:\s+and\s+a\s+half)?[\s-]+{_UNIT}\s+ago\b(?:\s+(?:today|(?:on\s+)?{_WEEKDAY}))?"),
    ("later", rf"{_ABOUT}{_NUMBER}\s+{_UNIT}\s+(?:earlier|later|previously|beforehand|afterwards)\b"),
    ("later", rf"{_ABOUT}{_NUMBER}\s+{_UNIT}\s+(?:before|after)\b{_NO_CLAUSE}"),
    (
        "later",
        rf"{_LATE}?(?i:(?:the|that)\s+same|the\s+(?:previous|following|next|preceding)|that)\s+(?:{_PERIOD}|{_DAYPART})",
    ),
    ("later", rf"(?i:the)\s+(?:day|night|week|month|year)\s+(?:before|after)\b{_NO_CLAUSE}"),
    ("later", r"(?i:the)\s+(?:day|night|week|month|year)\s+earlier\b"),
    (
        "past",
        r"(?i:the\s+|these\s+)?"
        rf"(?i:last|past|previous|recent|next|coming)\s+{_NUMBER}(?:\s+and\s+a\s+half)?[\s-]+{_UNIT}",
    ),
    ("past", rf"(?i:the|this|these)\s+(?i:past|coming)\s+{_UNIT}"),
    (
        "past",
        r"(?i:the\s+)?(?i:last|past|recent|coming|next)\s+(?:few\s+)?"
        r"(?:hours|days|weeks|months|years|decades)\b",
    ),
    ("period", rf"{_BOUND}(?:{_EDGE}|{_LATE})?(?i:this|last|next)\s+(?:(?!day){_PERIOD}|decade\b|century\b|quarter\b)"),
    (
        "period",
        r"(?i:later|earlier)\s+(?:in\s+)?the\s+(?:day|week|month|year)\b|(?i:the)\s+weekend\b",
    ),
    (
        "ordinal",
        r"(?:(?<=\bon )|(?<=\bOn ))the\s+(?:1st|2nd|3rd|21st|22nd|23rd|31st|(?:[4-9]|1\d|20|2[4-9]|30)th)"
        r"(?:\s+of\s+(?:this|last|the|next)\s+month\b|(?=\s*[,.;)]))",
    ),
)

_MANY = rf"(?:(?i:half\s+an?)|\d+\s\d/\d|\d+[.,]\d+|{_NUMBER}(?:\s+and\s+a\s+half)?)"
_LENGTHS = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century)"
_UNDATED_RULES: tuple[tuple[str, str], ...] = (
    ("clock", rf"{_CLOCK}(?!\w)"),
    ("clock", r"(?<=\bat )(?:noon|midnight|midday)\b"),
    ("set", rf"(?i:every|each)\s+(?:(?:other|single|two|three|few)\s+)?(?:{_LENGTHS}s?|{_DAYPART}|{_WEEKDAY})\b"),
    ("set", r"(?i:daily|nightly|weekly|monthly|yearly|annually|hourly)\b(?!\s+[A-Z])"),
    ("set", rf"(?:(?<=\d )|(?<=times )|(?<=once )|(?<=twice )|(?<=people )|(?<=percent ))a\s+{_LENGTHS}\b"),
    (
        "duration",
        rf"{_ABOUT}(?:(?i:the\s+)?(?i:first|next|last)\s+|(?i:the|another|these|those)\s+)?{_MANY}"
        r"(?:\s+(?i:more|full|whole|straight|consecutive|long|additional))?[\s-]+"
        rf"{_LENGTHS}s?(?:-long)?\b(?!-old|\s+old\b)",
    ),
    (
        "duration",
        r"(?:(?<=\bfor )|(?<=\bin )|(?<=\bwithin )|(?<=\bafter )|(?<=\bof )|(?<=\btake ))"
        rf"(?:many\s+)?{_LENGTHS}s\b",
    ),
    ("duration", rf"(?i:{_LENGTHS}s?-long)\b"),
    ("reference", r"(?i:now|nowadays|currently|presently|at\s+present|at\s+the\s+moment)\b(?!-)"),
    ("reference", r"(?i:current|recent)\b(?=\s+[a-z])"),
    ("reference", r"(?i:recently|lately|formerly)\b"),
    ("reference", r"(?i:the\s+(?:near\s+|not-too-distant\s+)?(?:future|past|present))\b"),
)
UNDATED = frozenset(name for name, _ in _UNDATED_RULES)
"""The rules whose words name no days."""

# A cheap look at the first word spares most places of a text the trial of every rule.
_FIRST_WORDS = (
    "since until till by before after prior as ever between from the early late later earlier mid last this next these "
    "that these those morning afternoon evening night eve dawn today yesterday tomorrow tonight overnight about around "
    "nearly almost over more less at just only some several many few past previous recent coming all holy month "
    "first second third fourth fiscal quarter year "
    "every each daily nightly weekly monthly quarterly yearly annually hourly another half noon midnight midday "
    "seconds minutes hours days nights weeks weekends months years decades centuries day-long week-long month-long "
    "now nowadays currently presently current recently lately formerly"
)
_CAPITALS = {name[:3] for name in (*MONTH_NAMES, *WEEKDAY_NAMES)}
_ANY_MONTH_OR_DAY = either(_CAPITALS | {name.upper() for name in _CAPITALS})
_FIRST_FEAST = either(
    {name.split()[0].title().replace("'S", "") for name in (*ISLAMIC_FEASTS, *FEASTS, *EASTER_FEASTS)}
)
_FIRST = rf"(?=['\d]|(?i:{either([*_FIRST_WORDS.split(), *NUMBERS, *SEASONS])})\b|{_ANY_MONTH_OR_DAY}|{_FIRST_FEAST})"
_STARTS = r"(?<![\w$€£/])(?<!\d[.,:-])" + _FIRST


def _number_groups(rules: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """One pattern with a group ``r0``, ``r1`` ... a rule; back references are renumbered to their rule's own group."""
    parts, groups = [], 0
    for n, (_, pattern) in enumerate(rules):
        groups += 1
        parts.append(f"(?P<r{n}>" + pattern.replace(r"\1", f"(?:\\{groups + 1})") + ")")
        groups += re.compile(pattern).groups
    return re.compile(_STARTS + "(?:" + "|".join(parts) + ")")


_ALL_RULES = (*RULES, *_UNDATED_RULES)
_PATTERN = _number_groups(_ALL_RULES)


def find_times(document: Document) -> tuple[TimeWords, ...]:
    """The words of a document that name days, in text order; none overlaps another or leaves its block."""
    return tuple(time for time in find_time_words(document) if time.rule not in UNDATED)


def find_time_words(document: Document) -> tuple[TimeWords, ...]:
    """The words of a document that name a time of any sort, in text order, without overlap."""
    folded = fold_marks(document.text)
    found = []
    for block in document.blocks:
        for match in _PATTERN.finditer(folded, block.span.start, block.span.end):
            rule = _ALL_RULES[int(str(match.lastgroup)[1:])][0]
            found.append(TimeWords(Span(match.start(), match.end()), rule))
    return tuple(found)
