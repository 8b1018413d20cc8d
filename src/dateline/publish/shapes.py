"""Geometry of the map: the frame, the projection, and rings cut to the frame and thinned."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]

MARGIN = 0.22  # of the extent of the events, on each side
LEAST_DEGREES = 3.2  # the smallest height shown, so that one town does not fill the frame
TOP_LATITUDE = 84.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A window on the world and the picture it fills: centre in degrees, scale in pixels a degree of latitude."""

    lon: float
    lat: float
    scale: float
    width: float
    height: float

    def place(self, lon: float, lat: float) -> Point:
        """Where a point of the world stands in the picture (equirectangular, true at the centre)."""
        squeeze = math.cos(math.radians(self.lat))
        return (
            self.width / 2 + (lon - self.lon) * squeeze * self.scale,
            self.height / 2 - (lat - self.lat) * self.scale,
        )

    def holds(self, point: Point, margin: float = 0) -> bool:
        """Whether a point of the picture lies inside it."""
        x, y = point
        return -margin <= x <= self.width + margin and -margin <= y <= self.height + margin


def fit_frame(points: Iterable[Point], width: float, height: float) -> Frame:
    """The frame that shows all points (lon, lat) with room around them."""
    lons, lats = zip(*points, strict=True)
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    lat = max(-TOP_LATITUDE, min(TOP_LATITUDE, (south + north) / 2))
    squeeze = math.cos(math.radians(lat))
    tall = max((north - south) * (1 + 2 * MARGIN), LEAST_DEGREES)
    wide = max((east - west) * (1 + 2 * MARGIN) * squeeze, LEAST_DEGREES)
    return Frame((west + east) / 2, lat, min(height / tall, width / wide), width, height)


def cut_ring(ring: Sequence[Point], frame: Frame, margin: float = 4) -> list[Point]:
    """The ring in the picture, cut to the frame and thinned; empty where it lies outside."""
    points = [frame.place(lon, lat) for lon, lat in ring]
    right, foot = frame.width + margin, frame.height + margin
    xs, ys = [x for x, _ in points], [y for _, y in points]
    if not points or max(xs) < -margin or max(ys) < -margin or min(xs) > right or min(ys) > foot:
        return []
    points = thin_line(points)
    sides = ((0, -margin, True), (0, right, False), (1, -margin, True), (1, foot, False))
    for axis, limit, keep_above in sides:
        points = _cut(points, axis, limit, keep_above)
    return points if len(points) >= 3 else []


def thin_line(points: Sequence[Point], least: float = 0.7) -> list[Point]:
    """The points without those nearer than ``least`` pixels to the one kept before."""
    kept = [points[0]]
    for point in points[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= least:
            kept.append(point)
    return kept


def _cut(points: list[Point], axis: int, limit: float, keep_above: bool) -> list[Point]:
    """The polygon's part on one side of a line (Sutherland and Hodgman)."""

    def inside(point: Point) -> bool:
        return point[axis] >= limit if keep_above else point[axis] <= limit

    kept: list[Point] = []
    for n, point in enumerate(points):
        before = points[n - 1]
        if inside(point) != inside(before):
            share = (limit - before[axis]) / (point[axis] - before[axis])
            kept.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
        if inside(point):
            kept.append(point)
    return kept


def path_of(rings: Iterable[Sequence[Point]]) -> str:
    """The rings as the data of an SVG path."""
    parts = []
    for ring in rings:
        parts.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z")
    return "".join(parts)


def middle_of(ring: Sequence[Point]) -> tuple[Point, float]:
    """The centre of gravity of a ring in the picture, and its area."""
    area = x = y = 0.0
    for n, (x1, y1) in enumerate(ring):
        x0, y0 = ring[n - 1]
        cross = x0 * y1 - x1 * y0
        area += cross / 2
        x += (x0 + x1) * cross
        y += (y0 + y1) * cross
    if abs(area) < 1e-6:
        return ring[0], 0.0
    return (x / (6 * area), y / (6 * area)), abs(area)


def ring_holds(ring: Sequence[Point], point: Point) -> bool:
    """Whether a point of the picture lies inside a ring (crossings of a ray to the right)."""
    x, y = point
    inside = False
    for n, (x1, y1) in enumerate(ring):
        x0, y0 = ring[n - 1]
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            inside = not inside
    return inside
