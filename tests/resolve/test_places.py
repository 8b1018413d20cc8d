"""Names are taken for the places that the report speaks of."""

from __future__ import annotations

import pytest

from dateline.knowledge.gazetteer import Gazetteer, gazetteer_path, open_gazetteer
from dateline.model import Place, Span
from dateline.resolve.places import PlaceResolver, kilometres

pytestmark = pytest.mark.skipif(not gazetteer_path().is_file(), reason="the gazetteer is not built")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def find(gazetteer: Gazetteer, text: str, name: str, others: str = "") -> Place | None:
    names = [name, *(other for other in others.split("|") if other)]
    spans = [(Span(text.index(n), text.index(n) + len(n)), n) for n in names]
    return PlaceResolver(text, spans, gazetteer).resolve(spans[0][0])


@pytest.mark.parametrize(
    ("text", "name", "others", "country", "precision"),
    [
        ("Shells fell on Tripoli in northern Lebanon on Monday.", "Tripoli", "Lebanon", "LB", "town"),
        ("Militias fought in Tripoli and Misrata.", "Tripoli", "Misrata", "LY", "town"),
        ("A car bomb went off in Derna.", "Derna", "", "LY", "town"),
        ("Rebels took two villages in Aleppo province.", "Aleppo", "", "SY", "admin1"),
        ("Rebels shelled the city of Aleppo.", "Aleppo", "", "SY", "town"),
        ("Gunmen raided a market in Tripoli, Lebanon.", "Tripoli", "", "LB", "town"),
        ("Syrian troops left Palmyra after the raid.", "Palmyra", "", "SY", "town"),
        ("The blast shook Libya.", "Libya", "", "LY", "country"),
        ("Rockets hit the base at Bagram.", "Bagram", "", "AF", "point"),
        ("Tanks moved through the Donbas.", "Donbas", "", "UA", "admin1"),
        ("Police in Paris said so.", "Paris", "", "FR", "town"),
        ("A bus burned in Paris, Texas.", "Paris", "", "US", "town"),
    ],
)
def test_place(gazetteer: Gazetteer, text: str, name: str, others: str, country: str, precision: str) -> None:
    place = find(gazetteer, text, name, others)
    assert place is not None
    assert (place.country, place.precision) == (country, precision)
    assert place.lat is not None and place.lon is not None
    assert place.quote.text == name


NAMED = """
Sirte LY, Derna LY, Benghazi LY, Bin Jawad LY, Al-Fataeh LY, Sabratha LY, Qasr Talel LY, Lampedusa IT, Rafah PS,
Tobruk LY, Barqa LY, Gaza Strip PS, Zawiya LY, Misrata LY, Raqqa SY, Idlib SY, Aleppo SY, Mosul IQ, Ramadi IQ,
Bakhmut UA, Kherson oblast UA, Goma CD, North Kivu CD, Maiduguri NG, Borno NG, Kidal ML, Port-au-Prince HT,
Myawaddy MM, Rakhine MM
"""


@pytest.mark.parametrize("row", [row.strip() for row in NAMED.replace("\n", " ").split(",")])
def test_places_of_war_news_resolve_in_a_sentence_of_their_own(gazetteer: Gazetteer, row: str) -> None:
    name, _, country = row.rpartition(" ")
    place = find(gazetteer, f"Two people were killed in {name} on Monday.", name)
    assert place is not None
    assert place.country == country
    assert place.lat is not None or place.admin1 is not None


def test_an_abbreviation_is_the_place_it_stands_for(gazetteer: Gazetteer) -> None:
    place = find(gazetteer, "A man was shot in Paris, Ky., on Monday.", "Paris")
    assert place is not None
    assert (place.country, place.admin1) == ("US", "Kentucky")
    state = find(gazetteer, "Police in W. Va. said so.", "W. Va.")
    assert state is not None and (state.admin1, state.precision) == ("West Virginia", "admin1")


def test_places_inside_other_names_tell_where_the_report_is_set(gazetteer: Gazetteer) -> None:
    text = "Shells fell on Bor at dawn."
    span = Span(text.index("Bor"), text.index("Bor") + 3)
    alone = PlaceResolver(text, [(span, "Bor")], gazetteer).resolve(span)
    hinted = PlaceResolver(text, [(span, "Bor")], gazetteer, hints=["South Sudan"]).resolve(span)
    assert alone is not None and hinted is not None
    assert (alone.country, hinted.country) == ("RU", "SS")


def test_a_country_is_not_its_capital_of_the_same_name(gazetteer: Gazetteer) -> None:
    place = find(gazetteer, "The army of Mexico said that Puebla was calm.", "Mexico", "Puebla")
    assert place is not None and place.precision == "country"


def test_unknown_place_keeps_the_country_that_the_text_says(gazetteer: Gazetteer) -> None:
    place = find(gazetteer, "A drone hit Wadi Qzxort, Libya, at dawn.", "Wadi Qzxort")
    assert place is not None
    assert (place.name, place.country, place.lat, place.geonames) == ("Wadi Qzxort", "LY", None, None)
    bare = find(gazetteer, "A drone hit Wadi Qzxort at dawn.", "Wadi Qzxort")
    assert bare is not None and bare.country is None


def test_one_sense_a_report(gazetteer: Gazetteer) -> None:
    text = "Shots rang out in Tripoli, Lebanon. Later Tripoli was calm."
    spans = [(Span(n, n + 7), "Tripoli") for n in (text.index("Tripoli"), text.rindex("Tripoli"))]
    resolver = PlaceResolver(text, spans, gazetteer)
    assert [getattr(resolver.resolve(span), "country", None) for span, _ in spans] == ["LB", "LB"]
    assert any("parent" in reason for reason in resolver.reasons(spans[1][0]))


def test_within_and_basis_are_kept(gazetteer: Gazetteer) -> None:
    text = "SIRTE, Libya - Fighters dug in."
    place = PlaceResolver(text, [(Span(0, 5), "SIRTE")], gazetteer).resolve(Span(0, 5), within="near", basis="dateline")
    assert place is not None
    assert (place.name, place.within, place.basis, place.country) == ("Sirte", "near", "dateline", "LY")


def test_kilometres() -> None:
    assert 640 < kilometres((32.89, 13.19), (32.11, 20.07)) < 660


def test_a_place_on_no_map_lies_in_the_country_of_most_of_the_reports_places(gazetteer: Gazetteer) -> None:
    place = find(gazetteer, "Troops left Kathmandu and Nepalgunj for Qwertipur.", "Qwertipur", "Kathmandu|Nepalgunj")
    assert place is not None
    assert (place.name, place.country, place.lat) == ("Qwertipur", "NP", None)
    torn = find(gazetteer, "Envoys from Kathmandu and Paris met in Qwertipur.", "Qwertipur", "Kathmandu|Paris")
    assert torn is not None and torn.country is None
