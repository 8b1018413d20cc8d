"""Voices: who says so, and what of the sentence is his. Braces mark the stretch a voice speaks for."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from dateline.annotate.parser import Parser
from dateline.annotate.voices import find_voices
from dateline.knowledge.cues import CueTable, load_cues
from dateline.knowledge.outlets import OutletTable, load_outlets
from dateline.model import Attribution, Block, BlockKind, Document, Span


@pytest.fixture(scope="module")
def loaded() -> tuple[Parser, CueTable, OutletTable]:
    return Parser(), load_cues(), load_outlets()


def document(text: str, kinds: str = "") -> Document:
    """A document of one block a line; ``kinds`` gives the kind of each by its first letter (paragraph by default)."""
    names: dict[str, BlockKind] = {"t": "title", "h": "heading", "p": "paragraph", "b": "bullet"}
    blocks, start = [], 0
    for n, line in enumerate(text.split("\n")):
        blocks.append(Block(Span(start, start + len(line)), names[kinds[n] if n < len(kinds) else "p"]))
        start += len(line) + 1
    return Document("d", "c", text, tuple(blocks), "", "")


def voices(loaded: tuple[Parser, CueTable, OutletTable], text: str, kinds: str = "") -> tuple[Attribution, ...]:
    parser, cues, outlets = loaded
    doc = document(text, kinds)
    found = find_voices(doc, parser.parse(doc), (), cues, outlets)
    for attribution in found:
        quote = attribution.voice.quote
        assert text[quote.start : quote.end] == quote.text
        assert all(0 <= s.start < s.end <= len(text) for s in attribution.scope)
    return found


def unmark(marked: str) -> tuple[str, list[str]]:
    """The text without braces, and what stood in them."""
    return re.sub(r"[{}]", "", marked), re.findall(r"\{([^}]*)\}", marked)


SAID = [
    ("{A bomber killed 12 people in Kabul}, the interior ministry said on Monday.", "indirect", "report",
     ["the interior ministry"]),
    ("{Three soldiers died in the ambush}, a provincial official said.", "indirect", "report",
     ["a provincial official"]),
    ("Police said {gunmen attacked a bus near Quetta}.", "indirect", "report", ["Police"]),
    ("The mayor said on Tuesday that {shells hit two schools}.", "indirect", "report", ["The mayor"]),
    ("The rebels claimed that {the road was clear}.", "indirect", "report", ["The rebels"]),
    ("The army confirmed that {four of its men were captured}.", "indirect", "confirm", ["The army"]),
    ("Witnesses and medics said {jets bombed the market}.", "indirect", "report", ["Witnesses", "medics"]),
    ("The governor announced that {the curfew would be lifted}.", "indirect", "announce", ["The governor"]),
    ("The United Nations estimates that {nine thousand people fled the town}.", "indirect", "estimate",
     ["The United Nations"]),
    ("The militia warned that {it would attack the port}.", "indirect", "threaten", ["The militia"]),
    ("The guerrillas threatened {to blow up the pipeline}.", "indirect", "threaten", ["The guerrillas"]),
    ("The opposition alleged that {police beat the prisoners}.", "indirect", "accuse", ["The opposition"]),
    ("Investigators suspect that {the fire was started on purpose}.", "indirect", "suspect", ["Investigators"]),
    ("The ministry denied that {its planes had hit the hospital}.", "indirect", "deny", ["The ministry"]),
    ("The ministry denied {carrying out the raid}.", "indirect", "deny", ["The ministry"]),
    ("The Taliban {claimed responsibility for the attack on the convoy}.", "indirect", "claim_responsibility",
     ["The Taliban"]),
    ("The group {claims responsibility}.", "indirect", "claim_responsibility", ["The group"]),
    ("ISIL {claims responsibility}.", "indirect", "claim_responsibility", ["ISIL"]),
    ("Al-Shabaab has {claimed responsibility for the bombing}.", "indirect", "claim_responsibility", ["Al-Shabaab"]),
    ("The rebels claim {they shot down a helicopter}.", "indirect", "claim_responsibility", ["The rebels"]),
    ("The rebels {denied involvement in the massacre}.", "indirect", "deny", ["The rebels"]),
    ("The president {blamed separatists for the explosion}.", "indirect", "accuse", ["The president"]),
    ("Kyiv {accused Moscow of shelling a clinic}.", "indirect", "accuse", ["Kyiv"]),
    ("The general {ordered his troops to retreat from the bridge}.", "indirect", "order", ["The general"]),
    ("Reuters reported {the death of two hostages}.", "indirect", "report", ["Reuters"]),
    ("The state news agency SANA said {the army had entered the town}.", "indirect", "report", ["SANA"]),
    ('Television channel "Al-Mayadeen" reported that {the road was cut}.', "indirect", "report", ["Al-Mayadeen"]),
    ("Initial reports indicate that {five miners were kidnapped}.", "indirect", "report", []),
    ('{"We saw bodies everywhere,"} said Karim Salim, a shopkeeper.', "direct", "report", ["Karim Salim"]),
    ('{"The army shot at our house,"} she told reporters.', "direct", "report", ["she"]),
    ('The minister said: {"Our soldiers killed twenty rebels."}', "direct", "report", ["The minister"]),
    ("The spokesman said, {“The enemy has lost two tanks.”}", "direct", "report", ["The spokesman"]),
    ("{According to residents, two boys were shot at the checkpoint.}", "according_to", "report", ["residents"]),
    ("{Six people were hurt, according to the fire service.}", "according_to", "report", ["the fire service"]),
    ("{Rebels took the hill, according to the observatory}, but the army said it had held its lines.",
     "according_to", "report", ["the observatory"]),
    ("Rebels took the hill, according to the observatory, but the army said {it had held its lines}.",
     "indirect", "report", ["the army"]),
    ("{Gunmen reportedly killed four farmers.}", "adverb", "report", []),
    ("{Soldiers allegedly burned the village.}", "adverb", "accuse", []),
    ("{The commander was reported killed last year.}", "passive", "report", []),
    ("{The attackers are believed to have crossed the border.}", "passive", "suspect", []),
    ("It was reported that {three men were abducted}.", "passive", "report", []),
    ("{The bombing was claimed} by the Islamic State.", "passive", "claim_responsibility", ["the Islamic State"]),
    ("{The driver was accused of smuggling rockets.}", "passive", "accuse", []),
    ("State media reported, citing a military source, that {two soldiers were killed}.", "indirect", "report",
     ["a military source"]),
    ("{A nurse told AFP that nine people had died.}", "indirect", "report", ["AFP"]),
    ("A nurse told AFP that {nine people had died}.", "indirect", "report", ["A nurse"]),
    ("A nurse told this newspaper that {nine people had died}.", "indirect", "report", ["A nurse"]),
    ("{Nine people had died, a nurse told Radio Kivu.}", "indirect", "report", ["Radio Kivu"]),
    ("{The mayor said on state television that nine people had died.}", "indirect", "report", ["state television"]),
    ("{A nurse said in an interview with the daily Ordi that nine died.}", "indirect", "report", ["the daily Ordi"]),
    ("A nurse told the crowd that {nine people had died}.", "indirect", "report", ["A nurse"]),
    ("{Gunmen killed a judge in Mosul} (Reuters, BBC).", "parenthetical", "report", ["Reuters", "BBC"]),
    ("{Gunmen killed a judge in Mosul} (AFP).", "parenthetical", "report", ["AFP"]),
    ("{A mine killed two herders} (Desert Courier, March 3, 2014).", "parenthetical", "report", ["Desert Courier"]),
    ("{A mine killed two herders}. (oasisnews.net)", "parenthetical", "report", ["oasisnews.net"]),
    ("{A mine killed two herders} (Yahoo! News)", "parenthetical", "report", ["Yahoo! News"]),
    ("NAIROBI (Reuters) - {A mine killed two herders near the river.}", "parenthetical", "report", ["Reuters"]),
    ("{A mine killed two herders near the river.} -AFP", "parenthetical", "report", ["AFP"]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "form", "act", "names"), SAID, ids=lambda value: str(value)[:60])
def test_voice(
    loaded: tuple[Parser, CueTable, OutletTable], marked: str, form: str, act: str, names: list[str]
) -> None:
    text, wanted = unmark(marked)
    found = [a for a in voices(loaded, text) if list(a.voice.names) == names and a.voice.form == form]
    assert found, [(a.voice.names, a.voice.form) for a in voices(loaded, text)]
    assert found[0].voice.act == act
    told = [text[s.start : s.end].rstrip(" .,") for s in found[0].scope]
    assert told == [words.rstrip(" .,") for words in wanted]


SILENT = [
    "No group has claimed responsibility for the attack.",
    "The group did not claim responsibility for the attack.",
    "Nobody claimed responsibility.",
    "Police did not say who was behind the shooting.",
    "The army declined to say how many men it had lost.",
    "If the ministry confirms that he is dead, his deputy will lead.",
    "It is unclear whether the rebels said that they would leave.",
    "The troops attacked Abu Salim (Martyrs' Brigade) at noon.",
    "The council (a jihadi organisation linked to al-Qaeda) fought the army.",
    "Its leader (aged 12 at the time) was born in Tikrit.",
    "The singer (born March 3, 1970) was shot in the street.",
    "The poet (killed March 3, 2011) was buried at home.",
    "Both men (and a third) were shot near the mosque.",
    "A bomb exploded in the market and killed nine people.",
    "The chief of the clan was buried in the village on Friday.",
    "Trains will run according to plan.",
    "The book shows the war in pictures.",
    "The government declared war on the cartel.",
    "The fighting claimed the lives of forty soldiers.",
]


@pytest.mark.parametrize("text", SILENT)
def test_no_voice(loaded: tuple[Parser, CueTable, OutletTable], text: str) -> None:
    assert voices(loaded, text) == ()


CITED = [
    ("(Al-Wasat Portal, March 4 and 6, 2015)", [("Al-Wasat Portal", date(2015, 3, 4)),
                                                ("Al-Wasat Portal", date(2015, 3, 6))]),
    ("(Delta Echo; riverpress, May 1, 2012)", [("Delta Echo", None), ("riverpress", date(2012, 5, 1))]),
    ("(Hill Radio, 5 June 2013; Reuters, 6 June 2013)", [("Hill Radio", date(2013, 6, 5)),
                                                         ("Reuters", date(2013, 6, 6))]),
    ("(northnews.org, 2019-02-03)", [("northnews.org", date(2019, 2, 3))]),
    ("(AP via Star Tribune)", [("AP", None), ("Star Tribune", None)]),
    ("[Reuters]", [("Reuters", None)]),
    ("(Port Journal, March 4)", [("Port Journal", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("citation", "cited"), CITED)
def test_citation(
    loaded: tuple[Parser, CueTable, OutletTable], citation: str, cited: list[tuple[str, date | None]]
) -> None:
    (found,) = voices(loaded, f"A patrol found two bodies in the canal {citation}.")
    assert [(c.name, c.date) for c in found.voice.cited] == cited
    assert found.voice.quote.text == citation


@pytest.mark.parametrize(
    ("citation", "day"),
    [("(Port Journal, March 4)", date(2019, 3, 4)), ("(Port Journal, 20 December)", date(2018, 12, 20))],
)
def test_a_citation_without_a_year_is_of_the_last_such_day_before_publication(
    loaded: tuple[Parser, CueTable, OutletTable], citation: str, day: date
) -> None:
    parser, cues, outlets = loaded
    doc = replace(document(f"A patrol found two bodies in the canal {citation}."), published=date(2019, 3, 6))
    (found,) = find_voices(doc, parser.parse(doc), (), cues, outlets)
    assert [c.date for c in found.voice.cited] == [day]


def test_citation_speaks_back_to_the_one_before(loaded: tuple[Parser, CueTable, OutletTable]) -> None:
    text = "Jets hit the port. A ship sank (Reuters). Troops left the hill. They burned a depot (AFP)."
    first, second = voices(loaded, text)
    assert [text[s.start : s.end] for s in first.scope] == ["Jets hit the port. A ship sank"]
    assert [text[s.start : s.end] for s in second.scope] == ["Troops left the hill. They burned a depot"]


def test_citation_stops_at_another_outlets_sentence(loaded: tuple[Parser, CueTable, OutletTable]) -> None:
    text = "Al Jazeera reported that a ship sank. Troops left the hill (AFP)."
    citation = next(a for a in voices(loaded, text) if a.voice.form == "parenthetical")
    assert [text[s.start : s.end] for s in citation.scope] == ["Troops left the hill"]


def test_credit_at_the_end_speaks_for_the_report(loaded: tuple[Parser, CueTable, OutletTable]) -> None:
    text = "Port burns\nJets hit the port.\nA ship sank. -AFP"
    (found,) = voices(loaded, text, "tpp")
    assert [text[s.start : s.end] for s in found.scope] == ["Jets hit the port.\nA ship sank."]


def test_citation_stays_in_its_bullet(loaded: tuple[Parser, CueTable, OutletTable]) -> None:
    text = "Jets hit the port.\nA ship sank (Reuters)."
    (found,) = voices(loaded, text, "bb")
    assert [text[s.start : s.end] for s in found.scope] == ["A ship sank"]


def test_block_source(loaded: tuple[Parser, CueTable, OutletTable]) -> None:
    text = "River Monitor reported the following this week:\nNorth\nJets hit the port.\nA ship sank.\nWe thank you."
    (found,) = voices(loaded, text, "phbbp")
    assert (found.voice.names, found.voice.form) == (("River Monitor",), "block")
    assert found.voice.quote.text == "River Monitor reported the following this week"
    assert text[found.scope[0].start : found.scope[0].end] == "North\nJets hit the port.\nA ship sank."


HEADLINES = [
    ("{Blast kills nine in Lahore}: police", ["police"]),
    ("Ministry: {twelve rebels killed in the north}", ["Ministry"]),
    ("{Blast kills nine in Lahore}, police say", ["police"]),
    ("{Rebels shot down a jet over the delta} - Reuters", ["Reuters"]),
]


@pytest.mark.parametrize(("marked", "names"), HEADLINES)
def test_headline(loaded: tuple[Parser, CueTable, OutletTable], marked: str, names: list[str]) -> None:
    text, wanted = unmark(marked)
    found = voices(loaded, text, "t")
    assert [list(a.voice.names) for a in found] == [names]
    assert found[0].voice.form in ("headline", "parenthetical")
    assert [text[s.start : s.end].rstrip(" ,") for s in found[0].scope] == wanted


FOLLOWED = [
    ("A colonel said two men were shot. He added that a third had fled.", "He added that", ["A colonel"]),
    ("The ministry said a ship sank. It also said the crew was safe.", "It also said", ["The ministry"]),
    ("Maria Lopez, who saw the raid, said four men fired. She said they fled.", "She said", ["Maria Lopez"]),
]


@pytest.mark.parametrize(("text", "quote", "names"), FOLLOWED)
def test_pronoun_follows_the_speaker(
    loaded: tuple[Parser, CueTable, OutletTable], text: str, quote: str, names: list[str]
) -> None:
    last = voices(loaded, text)[-1].voice
    assert (last.quote.text, list(last.names)) == (quote, names)


SOURCES = [
    ("A doctor said nine people died.", "medic"),
    ("Eyewitnesses said nine people died.", "witness"),
    ("Relatives said he was abducted.", "relatives"),
    ("The foreign ministry said a ship sank.", "ministry"),
    ("The Guardian reported that a ship sank.", "The Guardian"),
    ("An army spokesman said a ship sank.", "spokesperson"),
]


@pytest.mark.parametrize(("text", "source"), SOURCES)
def test_source(loaded: tuple[Parser, CueTable, OutletTable], text: str, source: str) -> None:
    assert [a.voice.source for a in voices(loaded, text)] == [source]


def test_quotation_that_runs_on(loaded: tuple[Parser, CueTable, OutletTable]) -> None:
    text = '"They came at night," said Omar Haddad. "They burned four houses."'
    (found,) = voices(loaded, text)
    assert found.covers(text.index("burned"))
