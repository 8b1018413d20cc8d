"""Where the ids of events that are no more lead to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping


def make_redirects(
    before: Mapping[str, Iterable[str]],
    redirects: Mapping[str, str],
    after: Mapping[str, Iterable[str]],
) -> dict[str, str]:
    """Each id that is no more, with the event that holds most of its claims now (the smallest id where two hold as
    many). ``before`` and ``after`` are the claims of each event, ``redirects`` those kept so far; an id whose claims
    are all gone leads nowhere and is left out."""
    home = {claim: event for event, claims in after.items() for claim in claims}
    moved: dict[str, str] = {}
    for event, claims in before.items():
        if event in after:
            moved[event] = event
            continue
        homes = Counter(home[claim] for claim in claims if claim in home)
        if homes:
            moved[event] = min(homes, key=lambda id: (-homes[id], id))
    found = {old: moved[event] for old, event in redirects.items() if event in moved}
    found.update(moved)
    return {old: event for old, event in sorted(found.items()) if old not in after}
