"""Events or claims as GeoJSON: points in lon, lat; what has no coordinates is counted, never drawn at 0, 0."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.model import Claim, Event, Place, When


def write_geojson(rows: Iterable[Event | Claim]) -> Iterator[str]:
    """The text of one FeatureCollection, a feature a line; its foreign member ``unplaced`` counts what has no place."""
    features = []
    unplaced = 0
    for row in sorted(rows, key=lambda row: row.id):
        place = row.display.place if isinstance(row, Event) else row.place
        if not has_point(place):
            unplaced += 1
            continue
        assert place is not None
        point = {"type": "Point", "coordinates": [place.lon, place.lat]}
        properties = _tell_event(row) if isinstance(row, Event) else _tell_claim(row)
        features.append({"type": "Feature", "id": row.id, "geometry": point, "properties": properties})
    yield f'{{"type": "FeatureCollection", "unplaced": {unplaced}, "features": [\n'
    for n, feature in enumerate(features):
        text = json.dumps(feature, ensure_ascii=True)
        yield text + (",\n" if n + 1 < len(features) else "\n")
    yield "]}\n"


def has_point(place: Place | None) -> bool:
    """Whether a place has coordinates that can be meant."""
    if place is None or place.lat is None or place.lon is None:
        return False
    return (place.lat, place.lon) != (0, 0) and abs(place.lat) <= 90 and abs(place.lon) <= 180


def _tell_event(event: Event) -> dict[str, Any]:
    toll = event.tolls.get("killed")
    return {
        "event": event.id,
        "title": event.display.title,
        "kind": event.display.kind,
        **_tell_when(event.display.when),
        **_tell_place(event.display.place),
        "killed_low": toll.low if toll else None,
        "killed_best": toll.best if toll else None,
        "killed_high": toll.high if toll else None,
        "disputed": list(event.disputed),
        "outlets": list(event.outlets),
        "documents": list(event.documents),
        "grading": event.grading,
    }


def _tell_claim(claim: Claim) -> dict[str, Any]:
    return {
        "claim": claim.id,
        "document": claim.document,
        "event": claim.event,
        "kind": claim.kind,
        "status": claim.status,
        "quote": claim.quote.text,
        **_tell_when(claim.when),
        **_tell_place(claim.place),
        "actors": [party.name for party in claim.actors],
        "targets": [party.name for party in claim.targets],
        "voices": [list(voice.names) for voice in claim.voices],
    }


def _tell_when(when: When | None) -> dict[str, Any]:
    return {
        "first": when.first.isoformat() if when and when.first else None,
        "last": when.last.isoformat() if when and when.last else None,
        "date_precision": when.precision if when else None,
    }


def _tell_place(place: Place | None) -> dict[str, Any]:
    return {
        "place": place.name if place else None,
        "within": place.within if place else None,
        "admin1": place.admin1 if place else None,
        "country": place.country if place else None,
        "place_precision": place.precision if place else None,
    }
