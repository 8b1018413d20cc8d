"""Where a province or district is put when the gazetteer is built."""

from __future__ import annotations

from tools.build_gazetteer import Area


def area(*points: tuple[float, float]) -> Area:
    found = Area("Kolo", 1, 1, "ML", ("Kolo",), None)
    for lat, lon in points:
        found.add(lat, lon, 10)
    return found


def test_an_area_lies_in_the_middle_of_its_places() -> None:
    assert area((10.0, 2.0), (10.5, 2.2), (10.9, 2.9), (11.0, 3.0)).middle == (10.5, 2.5)
    assert area((10.0, 2.0)).middle == (10.0, 2.0)
    assert area().middle == (None, None)


def test_a_place_filed_far_away_does_not_move_its_area() -> None:
    near = [(10.0 + n / 10, 2.0 + n / 10) for n in range(11)]
    assert area(*near, (10.5, 9.0)).middle == area(*near).middle == (10.5, 2.5)
