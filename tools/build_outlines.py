"""Makes resources/outlines.tsv from Natural Earth's countries at 1:50m, as npm's world-atlas 2.0.2 ships them.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/build_outlines.py package/countries-50m.json

Used when the outlines change, never at build or run time. Each border between two countries is thinned once, so that
neighbours keep sharing it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from dateline.knowledge.outlines import STEPS, Point, encode_ring  # noqa: E402
from dateline.knowledge.tables import read_table  # noqa: E402

TOLERANCE = 0.025  # degrees: how far a thinned line may stray
LEAST_POINTS = 4
UNCODED = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY", "Indian Ocean Ter.": "AU", "Siachen Glacier": ""}
HEADER = (
    "# source: Natural Earth 1:50m countries through npm world-atlas 2.0.2, thinned by tools/build_outlines.py\n"
    "# licence: public domain\n# date: 2026-11-25\niso2\tname\tlevel\trings\n"
)


def read_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The topology's lines in degrees, thinned."""
    (x_scale, y_scale), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * x_scale + x0, y * y_scale + y0))
        arcs.append(thin_line(points))
    return arcs


def thin_line(points: list[Point]) -> list[Point]:
    """The line with the points left out that lie within the tolerance of it (Douglas and Peucker); ends are kept."""
    if points[0] == points[-1] and len(points) > LEAST_POINTS:  # a closed line: thin its two halves
        half = len(points) // 2
        return thin_line(points[: half + 1])[:-1] + thin_line(points[half:])
    keep = {0, len(points) - 1}
    queue = [(0, len(points) - 1)]
    while queue:
        first, last = queue.pop()
        away, far = 0.0, first
        for n in range(first + 1, last):
            distance = distance_to_line(points[n], points[first], points[last])
            if distance > away:
                away, far = distance, n
        if away > TOLERANCE:
            keep.add(far)
            queue += [(first, far), (far, last)]
    return [points[n] for n in sorted(keep)]


def distance_to_line(point: Point, a: Point, b: Point) -> float:
    """How far a point lies from the line between two others, in degrees."""
    (x, y), (ax, ay), (bx, by) = point, a, b
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy
    along = 0.0 if square == 0 else max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / square))
    return float(((x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2) ** 0.5)


def read_rings(shape: dict[str, Any], arcs: list[list[Point]]) -> Iterator[list[Point]]:
    """The rings of a country, joined from the lines they share."""
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
    for polygon in polygons:
        for ring in polygon:
            points: list[Point] = []
            for number in ring:
                line = arcs[number] if number >= 0 else arcs[~number][::-1]
                points += line[1:] if points else line
            if len({(round(x * STEPS), round(y * STEPS)) for x, y in points}) >= LEAST_POINTS - 1:
                yield points


def main(source: str) -> None:
    """Writes the table."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    codes = {
        int(row["numeric"]): row for row in read_table("countries.tsv", ("id", "numeric", "name")) if row["numeric"]
    }
    arcs = read_arcs(topology)
    rows: list[str] = []
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        row = codes.get(int(shape["id"])) if shape.get("id") else None
        iso2 = row["id"] if row else UNCODED.get(name, "")
        rings = "|".join(encode_ring(ring) for ring in read_rings(shape, arcs))
        rows.append(f"{iso2}\t{row['name'] if row else name}\tcountry\t{rings}\n")
    (ROOT / "resources" / "outlines.tsv").write_text(HEADER + "".join(sorted(rows)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
