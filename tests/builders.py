"""Made-up claims and documents of ours, and claims of gold, for the tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from dateline.model import Claim, Document, MadeBy, Party, Place, Quote, Status, Tally, Voice, VoiceAct, When

DAY = date(2021, 5, 4)


def make_document(name: str, outlet: str, day: date = DAY) -> Document:
    """A report of an outlet."""
    return Document(name, "wire", "", (), "", "", outlet=outlet, published=day, language="en")


def make_voice(name: str, act: VoiceAct = "report") -> Voice:
    """One that says so."""
    return Voice((name,), None, "indirect", act, "said", (), Quote(0, len(name), name))


def make_place(name: str, lat: float, lon: float, country: str = "LY") -> Place:
    """A town."""
    return Place(name, None, country, None, None, lat, lon, "town", None, "words", Quote(0, len(name), name))


NEAR = make_place("Tarsin", 31.5, 22.2)
FAR = make_place("Ouloud", 25.0, 14.0)


def make_claim(
    name: str,
    document: str,
    *,
    words: str = "Gunmen stormed a checkpoint outside Tarsin, killing soldiers",
    killed: int | None = 12,
    place: Place = NEAR,
    day: date = DAY,
    status: Status = "happened",
    actor: str = "Gunmen",
    kind: str = "attack",
    voices: tuple[Voice, ...] = (),
) -> Claim:
    """A claim of an attack on soldiers."""
    counts = (Tally("killed", killed, killed, False, "target", "soldiers", Quote(0, 2, "12")),) if killed else ()
    return Claim(
        id=name,
        document=document,
        corpus="wire",
        kind=kind,
        status=status,
        quote=Quote(0, len(words), words),
        trigger=Quote(7, 14, words[7:14]),
        actors=(Party(actor, None, Quote(0, len(actor), actor)),),
        targets=(Party("soldiers", None, Quote(0, 8, "soldiers")),),
        when=When(day, day, "day", "words", None),
        place=place,
        counts=counts,
        means=(),
        voices=voices,
        certainty="asserted",
        background=False,
        score=0.7,
        made_by=MadeBy("0", "t", None),
    )


def make_gold_claim(**slots: Any) -> dict[str, Any]:
    """A claim of gold that an attack happened, with nothing told of it but the ``slots``."""
    told = {"id": "c1", "kind": "attack", "status": "happened", "event": "jos", "when": None, "place": None}
    lists: dict[str, list[Any]] = {slot: [] for slot in ("actors", "targets", "counts", "means", "voices")}
    return {**told, **lists, **slots}
