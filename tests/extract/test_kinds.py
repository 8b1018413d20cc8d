"""Sentences of every kind of happening, of every status, and of none."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.model import Block, Claim, Document, Span
from dateline.pipeline import Coder, code_document


def code(text: str, coder: Coder) -> tuple[Claim, ...]:
    block = Block(Span(0, len(text)), "paragraph")
    document = Document("d", "c", text, (block,), "", "", published=date(2019, 6, 12), language="en")
    return code_document(document, coder)[0]


KINDS = [
    ("airstrike", "Warplanes carried out an airstrike on a bakery in Idlib."),
    ("shelling", "Artillery shelled the suburbs of Donetsk overnight."),
    ("bombing", "A roadside bomb exploded next to a police patrol in Kabul."),
    ("suicide_bombing", "A suicide bomber blew himself up outside a mosque in Maiduguri."),
    ("chemical_attack", "A chemical attack on the village killed 20 people."),
    ("clash", "Fighting broke out between herders and farmers in Plateau state."),
    ("attack", "Insurgents ambushed a convoy near Gao."),
    ("killing", "The judge was assassinated in Medellin."),
    ("abduction", "Pirates kidnapped six sailors off the coast of Benin."),
    ("abuse", "Guards tortured prisoners in the jail."),
    ("airstrike", "The air force launched a series of airstrikes on hideouts near Homs."),
    ("takeover", "The army took Gao on Monday."),
    ("takeover", "Sinjar has been liberated by Kurdish fighters."),
    ("displacement", "Hundreds of villagers have left their homes near Bria."),
    ("siege", "Some 200 militants blocked a road near Gao."),
    ("abduction", "The rebels are holding nine engineers in a school near Gao."),
    ("arrest", "Police held five students near the campus."),
    ("arrest", "Two brothers were caught by the police on Friday."),
    ("release", "The rebels handed over three constables to the Red Cross."),
    ("aid", "The agency delivered rice and blankets to the camp."),
    ("talks", "The two delegations met in Doha."),
    ("agreement", "The government and the rebels signed a protocol in Doha."),
    ("restriction", "Kenya closed its border with Somalia."),
    ("restriction", "Curfew from dusk to dawn in Srinagar."),
    ("destruction", "They looted five rifles from the post."),
    ("takeover", "They took a checkpoint near Gao."),
    ("takeover", "The army captured an airstrip near Gao."),
    ("trial", "Two officers went on trial in Dakar."),
    ("allegiance", "Forty soldiers went over to the rebels."),
    ("displacement", "Some 300 villagers took refuge in a church in Bria."),
    ("takeover", "Rebels captured the town of Bunagana."),
    ("destruction", "The militia burned down dozens of houses in the village."),
    ("interdiction", "Police defused a bomb in Peshawar."),
    ("arrest", "The army detained a journalist in Yangon."),
    ("siege", "Fighters besieged the town of Djibo."),
    ("displacement", "Thousands of villagers fled the fighting."),
    ("restriction", "The government imposed a curfew in Srinagar."),
    ("trial", "A court sentenced the rebel commander to life in prison."),
    ("deployment", "The army deployed troops to the border."),
    ("withdrawal", "French troops withdrew from Timbuktu."),
    ("recruitment", "The militia recruited children in the camp."),
    ("leadership", "The group appointed a new commander."),
    ("allegiance", "The group pledged allegiance to ISIS."),
    ("backing", "Sudan gave the rebels military support."),
    ("aid", "The Red Cross delivered aid to the town."),
    ("agreement", "The government and the rebels agreed to a ceasefire."),
    ("talks", "The foreign minister met rebel leaders in Doha."),
    ("release", "The rebels released ten prisoners."),
    ("protest", "Thousands of people held a protest in Khartoum."),
    ("riot", "Rioters threw stones at police in Dhaka."),
    ("threat", "The group threatened to attack the embassy."),
    ("statement", "The ministry condemned the killing of the journalist."),
]
STATUSES = [
    ("planned", "The rebels plan to attack the barracks in Goma."),
    ("denied", "The army denied that it had shelled the hospital in Taiz."),
    ("happened", "Ten hostages were executed by the militia."),
    ("threatened", "The militia threatened to kill the hostages."),
]
SILENT = [
    "The studio launched a series of airstrikes dramas.",
    "She left her home keys in the car.",
    "The ministers held a lunch in Gao.",
    "The museum is holding a vase from Gao.",
    "The teacher handed out homework to the class.",
    "They took a bus to Gao.",
    "The bank signed a lease in Doha.",
    "The firm delivered sofas to the hotel.",
    "The player crossed into the box.",
    "The goalkeeper saved a shot in the final minute.",
    "The novel describes a massacre in a mining town.",
    "Veterans gathered on the anniversary of the battle.",
    "The navy held an exercise in which sailors fought off a mock attack.",
    "Shares of the bank plunged after the report.",
    "The boxer hit his rival in the third round.",
    "A storm killed three fishermen.",
]


@pytest.mark.parametrize(("kind", "text"), KINDS, ids=[k for k, _ in KINDS])
def test_kind(kind: str, text: str, coder: Coder) -> None:
    assert kind in [claim.kind for claim in code(text, coder)]


@pytest.mark.parametrize(("status", "text"), STATUSES)
def test_status(status: str, text: str, coder: Coder) -> None:
    assert status in [claim.status for claim in code(text, coder)]


@pytest.mark.parametrize("text", SILENT)
def test_silent(text: str, coder: Coder) -> None:
    assert [claim.kind for claim in code(text, coder)] == []


@pytest.mark.parametrize(
    ("text", "kind", "targets"),
    [
        ("Soldiers set fire to two lorries on Monday.", "destruction", ["two lorries"]),
        ("Two villages were put to the torch on Monday.", "destruction", ["Two villages"]),
        ("The attackers marched off with a dozen officers.", "abduction", ["a dozen officers"]),
        ("Four women were raped by soldiers on Monday.", "abuse", ["Four women"]),
        ("Rebels butchered the villagers on Sunday.", "killing", ["the villagers"]),
    ],
)
def test_what_follows_a_triggers_own_preposition_suffers_it(
    text: str, kind: str, targets: list[str], coder: Coder
) -> None:
    found = [(claim.kind, [party.name for party in claim.targets]) for claim in code(text, coder)]
    assert (kind, targets) in found


@pytest.mark.parametrize(
    "text",
    ["The band marched off with a prize.", "The critics butchered the film.", "The rapper rapped about his people."],
)
def test_nobody_suffers_prizes_films_and_songs(text: str, coder: Coder) -> None:
    assert [claim.kind for claim in code(text, coder)] == []


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The army accused the rebels of the raid in Gao.", "the rebels"),
        ("The raid in Gao was claimed by Boko Haram.", "Boko Haram"),
        ("Boko Haram claimed responsibility for the raid.", "Boko Haram"),
        ("Boko Haram was behind the raid in Gao.", "Boko Haram"),
        ("Boko Haram was responsible for the raid in Gao.", "Boko Haram"),
        ("The army lost eleven men in the battle for Gao.", "The army"),
    ],
)
def test_who_is_said_to_be_behind_it(text: str, actor: str, coder: Coder) -> None:
    assert [party.name for claim in code(text, coder) for party in claim.actors] == [actor]


def test_the_attack_that_somebody_answers_for_is_of_the_kind_told_before(coder: Coder) -> None:
    found = code(
        "A car bomb killed six soldiers in Gao on Monday. Boko Haram claimed responsibility for the attack.", coder
    )
    assert [(claim.kind, [party.name for party in claim.actors]) for claim in found][-1] == ("bombing", ["Boko Haram"])
    assert found[-1].voices[-1].act == "claim_responsibility"


def test_a_bomb_that_explodes_is_one_happening(coder: Coder) -> None:
    found = code("Police said 21 people were killed when a car bomb exploded at an academy in Gao.", coder)
    assert [claim.kind for claim in found] == ["bombing"]
