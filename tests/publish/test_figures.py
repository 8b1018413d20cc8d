"""The figures: everything inside the frame, circles that grow, bars without gaps."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from dateline.model import When
from dateline.publish.figures import HEIGHT, WIDTH, gather_spots, map_svg
from dateline.publish.shapes import cut_ring, fit_frame, middle_of, ring_holds, thin_line
from dateline.publish.timeline import make_timeline, pick_unit, timeline_svg


@dataclass(frozen=True)
class Shape:
    iso2: str
    name: str
    level: Any
    rings: tuple[tuple[tuple[float, float], ...], ...]


def square(west: float, south: float, east: float, north: float) -> tuple[tuple[float, float], ...]:
    return ((west, south), (east, south), (east, north), (west, north), (west, south))


SHAPES: Any = (
    Shape("LY", "Libya & Co", "country", (square(9, 20, 25, 33),)),
    Shape("EG", "Egypt", "country", (square(23, 22, 35, 31),)),
    Shape("AU", "Australia", "country", (square(113, -39, 153, -11),)),
    Shape("LY", "Darnah", "admin1", (square(21, 30, 24, 33),)),
)


def on(first: date | None, last: date | None) -> When:
    return When(first, last, "day", "words", None)


def test_one_point_gets_room_and_stands_in_the_middle() -> None:
    frame = fit_frame([(22.6, 32.8)], WIDTH, HEIGHT)
    assert frame.place(22.6, 32.8) == (WIDTH / 2, HEIGHT / 2)
    assert HEIGHT / frame.scale == pytest.approx(3.2)


def test_all_points_stand_inside() -> None:
    points = [(-17.0, 14.0), (45.0, 13.0), (36.0, 69.0), (174.0, -41.0)]
    frame = fit_frame(points, WIDTH, HEIGHT)
    assert all(frame.holds(frame.place(*point)) for point in points)


def test_rings_are_cut_to_the_frame_or_dropped() -> None:
    frame = fit_frame([(20.0, 30.0)], WIDTH, HEIGHT)
    assert cut_ring(square(113, -39, 153, -11), frame) == []
    assert cut_ring((), frame) == []
    inside = cut_ring(square(-170, -80, 170, 80), frame)
    assert len(inside) >= 4 and all(frame.holds(point, 5) for point in inside)


def test_rings_are_thinned_and_weighed() -> None:
    assert len(thin_line([(n / 100, 0.0) for n in range(1000)])) < 20
    assert middle_of([(0.0, 0.0), (4.0, 0.0), (4.0, 2.0), (0.0, 2.0)]) == ((2.0, 1.0), 8.0)


def test_what_lies_inside_a_ring() -> None:
    bay = [(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (6.0, 9.0), (6.0, 3.0), (3.0, 3.0), (3.0, 9.0), (0.0, 9.0)]
    assert ring_holds(bay, (1.0, 8.0)) and ring_holds(bay, (4.5, 1.0))
    assert not ring_holds(bay, (4.5, 6.0)) and not ring_holds(bay, (20.0, 1.0))


def test_the_map(desk: Any) -> None:
    desk.report("r1", "One. Two. Three. Four. Five.")
    desk.event(desk.claim("One", place="Derna"), killed=(40, None, None))
    desk.event(desk.claim("Two", place="Derna"), killed=(3, 3, 3))
    desk.event(desk.claim("Three", place="Sirte"))
    desk.event(desk.claim("Four", place="Nowhere Hill"))
    desk.event(desk.claim("Five", place=None))
    spots = gather_spots(desk.events)
    assert [(spot.name, spot.events, spot.killed) for spot in spots] == [("Derna", 2, 43), ("Sirte", 1, None)]
    svg = map_svg(desk.events, SHAPES)
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img" and "Derna" in (root.get("aria-label") or "")
    assert svg.count("<circle") == 2 and 'class="spot dead"' in svg and 'class="spot calm"' in svg
    assert 'class="here"' in svg and 'class="land"' in svg and 'class="province"' in svg
    assert svg.count("<path") == 3, "Australia lies outside"
    for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", svg):
        assert -5 <= float(x) <= WIDTH + 5 and -5 <= float(y) <= HEIGHT + 5


def test_a_province_alone_is_hollow_and_nothing_is_drawn_for_nothing(desk: Any) -> None:
    desk.report("r1", "One.")
    desk.event(desk.claim("One", place="Borno"))
    assert 'class="spot calm hollow"' in map_svg(desk.events, ())
    assert map_svg([], SHAPES) == ""


def test_labels_do_not_run_into_one_another(desk: Any) -> None:
    desk.report("r1", "One.")
    desk.event(desk.claim("One", place="Taiz"), killed=(9, 9, 9))
    desk.event(desk.claim("One", place="Yemen"))
    svg = map_svg(desk.events, ())
    assert svg.count('class="name') == 2


@pytest.mark.parametrize(("days", "unit"), [(0, "day"), (35, "day"), (36, "week"), (246, "month"), (1827, "year")])
def test_units(days: int, unit: str) -> None:
    assert pick_unit(date(2016, 1, 1), date(2016, 1, 1) + timedelta(days=days)) == unit


def test_bars_have_no_gaps_and_count_the_dead(desk: Any) -> None:
    desk.report("r1", "One. Two. Three. Four.")
    desk.event(desk.claim("One", when=on(date(2016, 2, 3), date(2016, 2, 3))), killed=(2, 2, 2))
    desk.event(desk.claim("Two", when=on(None, date(2016, 2, 5))), killed=(1, 1, 1))
    desk.event(desk.claim("Three", when=None))
    desk.event(desk.claim("Four", when=on(date(2016, 1, 1), date(2016, 2, 5))))
    made = make_timeline(desk.events)
    assert [(bar.start.day, bar.sure, bar.vague, bar.killed) for bar in made.bars] == [
        (3, 1, 0, 2),
        (4, 0, 0, 0),
        (5, 0, 1, 1),
    ]
    assert made.left_out == 2
    root = ElementTree.fromstring(timeline_svg(made))
    assert root.get("role") == "img" and "2†" in "".join(root.itertext())


@pytest.mark.parametrize("years", [0, 1, 4, 40, 2015])
def test_any_span_makes_a_readable_number_of_bars(desk: Any, years: int) -> None:
    desk.report("r1", "One. Two.")
    for year in (2016 - years, 2016):
        desk.event(desk.claim("One", when=on(date(year, 3, 1), date(year, 3, 1))))
    bars = make_timeline(desk.events).bars
    assert sum(bar.sure for bar in bars) == 2 and [bar.start for bar in bars] == sorted({bar.start for bar in bars})


def test_a_window_leaves_out_what_lies_outside(desk: Any) -> None:
    desk.report("r1", "One. Two.")
    for day in (date(2011, 1, 1), date(2016, 2, 2)):
        desk.event(desk.claim("One", when=on(day, day)))
    made = make_timeline(desk.events, (date(2016, 2, 1), date(2016, 2, 9)))
    assert (len(made.bars), made.left_out) == (1, 1)
