"""The timeline of a digest: an SVG picture of how many events were on each day, week, month or year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Literal

from dateline.model import Event, When
from dateline.publish.figures import killed_of

Unit = Literal["day", "week", "month", "year"]

WIDTH = 760.0
TALL, TOP, FOOT = 60.0, 26.0, 26.0
LONGEST: dict[Unit, int] = {"day": 1, "week": 7, "month": 31, "year": 366}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: where its time begins, the events surely and only probably in it, and the reported dead."""

    start: date
    sure: int
    vague: int
    killed: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars in order, without gaps, what one stands for, and how many events have no day fit to be shown."""

    unit: Unit
    bars: tuple[Bar, ...]
    left_out: int


def day_shown(when: When | None) -> date | None:
    """The one day at which an event is drawn: its last possible day, else its first; None where none is known."""
    return None if when is None else when.last or when.first


def make_timeline(events: Iterable[Event], window: tuple[date, date] | None = None) -> Timeline:
    """The bars of a timeline over all events, or over those whose day lies in the window; the unit is the smallest
    that gives a readable number of bars."""
    events = tuple(events)
    shown = [event for event in events if _within(day_shown(event.display.when), window)]
    days = [day for event in shown if (day := day_shown(event.display.when))]
    if not days:
        return Timeline("day", (), len(events))
    unit = pick_unit(min(days), max(days))
    starts = list(_starts(min(days), max(days), unit))
    sure, vague, killed = (dict.fromkeys(starts, 0) for _ in range(3))
    left_out = len(events) - len(shown)
    for event in shown:
        when = event.display.when
        day = day_shown(when)
        if when is None or day is None or _length(when) > max(2 * LONGEST[unit], 7):
            left_out += 1
            continue
        start = start_of(day, unit)
        exact = when.first is not None and start_of(when.first, unit) == start
        (sure if exact else vague)[start] += 1
        killed[start] += killed_of(event) or 0
    return Timeline(unit, tuple(Bar(s, sure[s], vague[s], killed[s]) for s in starts), left_out)


def _within(day: date | None, window: tuple[date, date] | None) -> bool:
    return day is not None and (window is None or window[0] <= day <= window[1])


def pick_unit(first: date, last: date) -> Unit:
    """Days up to five weeks, weeks up to eight months, months up to five years, else years."""
    span = (last - first).days
    return "day" if span <= 35 else "week" if span <= 245 else "month" if span <= 1826 else "year"


def start_of(day: date, unit: Unit) -> date:
    """The first day of the day's week (Monday), month or year; the day itself for days."""
    if unit == "week":
        return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _starts(first: date, last: date, unit: Unit) -> Iterable[date]:
    start, end = start_of(first, unit), start_of(last, unit)
    while start <= end:
        yield start
        if (start.year, unit) == (date.max.year, "year") or date.max - start < timedelta(days=32):
            return
        start = start_of(start + timedelta(days={"day": 1, "week": 7, "month": 31, "year": 366}[unit]), unit)


def _length(when: When) -> int:
    return 0 if when.first is None or when.last is None else (when.last - when.first).days + 1


def timeline_svg(timeline: Timeline) -> str:
    """The timeline as one SVG element; "" where there are no bars."""
    bars = timeline.bars
    if not bars:
        return ""
    most = max(bar.sure + bar.vague for bar in bars) or 1
    step = WIDTH / len(bars)
    said = escape(f"Events a {timeline.unit}, {_long(bars[0].start)} to {_long(bars[-1].start)}")
    height = TOP + TALL + FOOT
    parts = [
        f'<svg class="time" viewBox="0 0 {WIDTH:g} {height:g}" role="img" aria-label="{said}"><title>{said}</title>',
        f'<line class="axis" x1="0" x2="{WIDTH:g}" y1="{TOP + TALL:g}" y2="{TOP + TALL:g}"/>',
    ]
    every = max(1, round(len(bars) / 13))
    room = -1.0
    for n, bar in enumerate(bars):
        middle = (n + 0.5) * step
        parts += _bar(bar, middle, min(34.0, step * 0.62), TALL / most, timeline.unit)
        if bar.killed:
            text = f"{bar.killed:,}†"
            half = len(text) * 3.7
            if middle - half > room:
                top = TOP + TALL - (bar.sure + bar.vague) * TALL / most - 6
                parts.append(f'<text class="n" x="{_held(middle, half):.1f}" y="{top:.1f}">{text}</text>')
                room = middle + half
        if n % every == 0:
            label = _label(bars, n, every, timeline.unit)
            look = "day" if (n // every) % 2 == 0 else "day minor"
            x = _held(middle, len(label) * 3.2)
            parts.append(f'<text class="{look}" x="{x:.1f}" y="{TOP + TALL + 18:.1f}">{label}</text>')
    return "".join([*parts, "</svg>"])


def _held(middle: float, half: float) -> float:
    """The middle of a text moved so far that the text stays in the picture."""
    return max(half, min(WIDTH - half, middle))


def _bar(bar: Bar, middle: float, wide: float, unit_height: float, unit: Unit) -> list[str]:
    x, foot = middle - wide / 2, TOP + TALL
    told = f"{_long(bar.start)}: {bar.sure + bar.vague} events, {bar.killed} reported killed"
    parts = []
    if bar.sure:
        tall = bar.sure * unit_height
        parts.append(f'<rect class="bar" x="{x:.1f}" y="{foot - tall:.1f}" width="{wide:.1f}" height="{tall:.1f}"/>')
        foot -= tall
    if bar.vague:
        tall = bar.vague * unit_height
        size = f'x="{x:.1f}" y="{foot - tall:.1f}" width="{wide:.1f}" height="{tall:.1f}"'
        parts.append(f'<rect class="bar vague" {size}/>')
    title = f"<title>{told if unit == 'day' else f'{unit} of {told}'}</title>"
    return [f"<g>{title}{''.join(parts)}</g>"] if parts else []


def _label(bars: Sequence[Bar], n: int, every: int, unit: Unit) -> str:
    """What stands under a bar: the day, with its month at the first bar and where the month changes."""
    start = bars[n].start
    before = bars[n - every].start if n >= every else None
    if unit == "year":
        return str(start.year)
    if unit == "month":
        month = MONTHS[start.month - 1]
        return f"{month} {start.year}" if before is None or before.year != start.year else month
    if unit == "day" and before is not None and before.month == start.month:
        return str(start.day)
    return f"{start.day} {MONTHS[start.month - 1]}"


def _long(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
