"""Who is meant: short names, pronouns and "the group" lead back to the fullest name in the text."""

from __future__ import annotations

import pytest

from dateline.annotate.mentions import find_mentions
from dateline.knowledge.gazetteer import gazetteer_path
from dateline.model import Block, Document, Party, Span
from dateline.pipeline import Coder, code_document
from dateline.resolve.names import NameBook

pytestmark = pytest.mark.skipif(not gazetteer_path().is_file(), reason="the gazetteer is not built")


def book(text: str, coder: Coder, outlet: str = "") -> NameBook:
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block(Span(start, start + len(line)), "paragraph"))
        start += len(line) + 1
    document = Document("d", "c", text, tuple(blocks), "", "", language="en")
    parse = coder.parser.parse(document)
    states = {country.iso2: country.name for country in coder.tables.gazetteer.countries}
    mentions = find_mentions(document, parse, coder.tables)
    return NameBook(text, parse, mentions, coder.tables.actors, coder.tables.nouns, outlet=outlet, states=states)


def party(marked: str, coder: Coder, outlet: str = "") -> Party:
    """The party of the words between square brackets."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    found = book(text, coder, outlet).resolve_party(Span(start, end))
    assert found.quote.text == text[start:end]
    return found


NAMED = [
    ("[ISIS] took the bridge.", "ISIS", "isis"),
    ("[ISIS operatives] took the bridge.", "ISIS", "isis"),
    ("[ISIS fighters] burned two cars.", "ISIS", "isis"),
    ("[Members of ISIS] burned two cars.", "ISIS", "isis"),
    ("[Three members of ISIS] were seen.", "ISIS", "isis"),
    ("[Boko Haram militants] raided a farm.", "Boko Haram", "boko-haram"),
    ("[The Taliban] denied the raid.", "Taliban", "taliban"),
    ("Soldiers shot at [the Taliban's fighters].", "Taliban", "taliban"),
    ("[The Free Syrian Army (FSA)] held the hill.", "Free Syrian Army", "fsa"),
    ("[Hezbollah] fired at a patrol.", "Hezbollah", "hezbollah"),
]
FORCES = [
    ("[Ukrainian drones] struck a depot.", "Ukraine", "ua-forces"),
    ("[Israeli warplanes] struck a depot.", "Israel", "il-forces"),
    ("[An Israeli aircraft] struck a depot.", "Israel", "il-gov"),
    ("[Israeli jets] struck a depot.", "Israel", "il-forces"),
    ("[Syrian forces] left the town.", "Syrian forces", "sy-forces"),
    ("[Libyan police] held nine men.", "Libyan police", "ly-police"),
    ("[Turkish artillery] shelled the village.", "Turkey", "tr-forces"),
    ("[Two Ukrainian soldiers] died.", "Ukrainian soldiers", "ua-forces"),
    ("[The Syrian government] denied the raid.", "Syrian government", "sy-gov"),
    ("[Syria] denied the raid.", "Syria", "sy-gov"),
    ("[Moscow] denied the raid.", "Moscow", "ru-gov"),
    ("The Libyan army sent trucks. [The army] lost two of them.", "Libyan army", "ly-forces"),
]
UNNAMED = [
    ("[Unidentified gunmen] shot a teacher.", "Unidentified gunmen", None),
    ("Gunmen shot [two women].", "two women", None),
    ("Gunmen shot [a Syrian teacher].", "a Syrian teacher", None),
    ("Gunmen shot [an ISIS hostage's brother].", "an ISIS hostage's brother", None),
    ("[He] shot a teacher.", "He", None),
    ("[The group] shot a teacher.", "The group", None),
    ("It rained. [They] shot a teacher.", "They", None),
    ("Villagers saw [the wife of Omar Haddad].", "the wife of Omar Haddad", None),
]
BACK = [
    ("Peter Lindqvist came home. Later [Lindqvist] was shot.", "Peter Lindqvist", None),
    ("Peter Lindqvist came home. Later [Lindqvist's] car burned.", "Peter Lindqvist", None),
    ("Boko Haram burned a school. [It] took nine girls.", "Boko Haram", "boko-haram"),
    ("Boko Haram burned a school. [They] took nine girls.", "Boko Haram", "boko-haram"),
    ("Boko Haram burned a school. [The group] took nine girls.", "Boko Haram", "boko-haram"),
    ("Boko Haram burned a school. [The organization] took nine girls.", "Boko Haram", "boko-haram"),
    ("Boko Haram burned a school. [Its men] took nine girls.", "Boko Haram", "boko-haram"),
    ("Boko Haram burned a school. [The militants] took nine girls.", "Boko Haram", "boko-haram"),
    ("Peter Lindqvist came home. [He] was shot at the door.", "Peter Lindqvist", None),
    ("Peter Lindqvist met Karl Brandt. [He] was shot at the door.", "Peter Lindqvist", None),
    ("Maria Duarte met Karl Brandt. [She] was shot at the door.", "Maria Duarte", None),
    ("Peter Lindqvist came home. A shot rang out. [He] fell.", "Peter Lindqvist", None),
    ("Insurgents say [they] hold the town.", "Insurgents", None),
    ("Boko Haram burned a school. [The army] lost two men.", "The army", None),
    ("The Red Cross counted nine dead. [The militants] left.", "The militants", None),
    ("A policeman was shot after [he] drew a knife.", "A policeman", None),
    ("Fighters came at noon. [They] took the well.", "Fighters", None),
    ("Prices rose at noon. [They] took the well.", "They", None),
    ("Russia says [it] fired a missile.", "Russia", "ru-gov"),
    ("Russia says [its troops] took the hill.", "Russia", "ru-gov"),
    ("Boko Haram burned a school. [The same group] took nine girls.", "Boko Haram", "boko-haram"),
    ("The Syrian Democratic Forces came. [The SDF] took the dam.", "Syrian Democratic Forces", "sdf"),
    ("Peter Lindqvist came. It rained. It snowed. It froze. It thawed. It rained. [He] fell.", "He", None),
]
KUNYA = [
    ("Abu Omar al-Masri led the cell. [Abu Omar] was shot.", "Abu Omar al-Masri", None),
    ("Abu Bakr al-Masri led the cell. [Abu Omar] was shot.", "Abu Omar", None),
    ("Khalid Abu Omar led the cell. [Abu Omar] was shot.", "Abu Omar", None),
    ("Abu Omar al-Masri met Abu Omar al-Libi. [Abu Omar] was shot.", "Abu Omar", None),
    ("Peter Lindqvist met Anna Lindqvist. [Lindqvist] was shot.", "Lindqvist", None),
]


@pytest.mark.parametrize(("marked", "name", "actor"), [*NAMED, *FORCES, *UNNAMED, *BACK, *KUNYA])
def test_party(marked: str, name: str, actor: str | None, coder: Coder) -> None:
    found = party(marked, coder)
    assert (found.name, found.actor) == (name, actor)


def test_the_councils_of_derna_and_benghazi_never_meet(coder: Coder) -> None:
    text = "The Shura Council of Derna met the Shura Council of Benghazi Revolutionaries."
    names = book(text, coder)
    spans = [Span(text.index(n), text.index(n) + len(n)) for n in ("Shura Council of Derna", "Shura Council of Beng")]
    spans[1] = Span(spans[1].start, len(text) - 1)
    assert [names.resolve_party(span).actor for span in spans] == ["derna-shura", "benghazi-shura"]


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("Peter Lindqvist, aka Karl Brandt, was shot.", "Peter Lindqvist", "Karl Brandt"),
        ("Peter Lindqvist, also known as Karl Brandt, was shot.", "Peter Lindqvist", "Karl Brandt"),
        ("Karl Brandt is the codename of Peter Lindqvist.", "Peter Lindqvist", "Karl Brandt"),
        ("Peter Lindqvist (nom de guerre Karl Brandt) was shot.", "Peter Lindqvist", "Karl Brandt"),
    ],
)
def test_alias(text: str, name: str, alias: str, coder: Coder) -> None:
    found = book(text, coder).aliases()
    assert [(a, b) for a, b, _ in found] == [(name, alias)]
    assert all(name in text[s.start : s.end] and alias in text[s.start : s.end] for _, _, s in found)


def test_a_text_without_aliases_has_none(coder: Coder) -> None:
    assert book("Peter Lindqvist met Karl Brandt in Oslo (Norway).", coder).aliases() == ()


def test_mention_of(coder: Coder) -> None:
    names = book("ISIS operatives left.", coder)
    mention = names.mention_of(Span(0, 15))
    assert mention is not None and (mention.key, mention.span) == ("isis", Span(0, 4))
    assert names.mention_of(Span(16, 20)) is None


def test_the_same_text_gives_the_same_parties(coder: Coder) -> None:
    marked = "Boko Haram burned a school. [It] took nine girls."
    assert party(marked, coder) == party(marked, coder)


def test_we_is_who_issued_the_statement(coder: Coder) -> None:
    told = party("[Our fighters] took the base.", coder, outlet="Al-Shabaab press office")
    assert (told.name, told.actor) == ("Al-Shabaab", "al-shabaab")
    assert party("[Our fighters] took the base.", coder, outlet="The Nara Post").actor is None


def test_the_attackers_are_those_who_did_the_deed_told_before(coder: Coder) -> None:
    text = "Several masked rebels stormed a post in Benghazi, killing six soldiers. The attackers burned two cars."
    document = Document("d", "c", text, (Block(Span(0, len(text)), "paragraph"),), "", "")
    claims = code_document(document, coder)[0]
    assert [[p.name for p in claim.actors] for claim in claims] == [["Several masked rebels"]] * 2
    assert claims[1].actors[0].quote.text == "The attackers"
