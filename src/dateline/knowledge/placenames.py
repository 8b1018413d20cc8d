"""The keys under which place names are found: plain, without "province of", and loose for romanised Arabic."""

from __future__ import annotations

import re

LOOSE_MARK = "~"
"""Stands before a loose key, so that it never meets a plain one."""

GENERIC = frozenset(
    "governorate province district state region oblast county department prefecture division popularate municipality"
    " raion wilaya muhafazah mutasarrifiyat subdistrict commune township city town village area".split()
)
"""Words beside a name that tell its kind."""

ROMANISED = frozenset("AE BH DJ DZ EG EH ER IL IQ IR JO KM KW LB LY MA MR OM PS QA SA SD SO SY TD TN YE".split())
"""Countries whose names reach English by romanising Arabic or Persian, each time in another way."""

_ARTICLES = frozenset("al el ar er as es ash esh ad ed adh at et ath az ez an en ul ur us uz il".split())
_SOUNDS = (("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"), ("ay", "i"), ("ai", "i"), ("ei", "i"), ("ey", "i"),
           ("aw", "u"), ("ow", "u"), ("au", "u"), ("dh", "d"), ("kh", "h"), ("gh", "g"), ("q", "k"), ("w", "u"),
           ("y", "i"), ("e", "i"), ("o", "u"), ("j", "g"))  # fmt: skip


def strip_generic(key: str) -> str:
    """The key without a word for its kind: "aleppo governorate" and "province of aleppo" give "aleppo"."""
    words = key.split()
    if len(words) > 1 and words[-1] in GENERIC:
        words = words[:-1]
    if len(words) > 1 and words[0] in GENERIC:
        words = words[2:] if words[1] in ("of", "de", "du") and len(words) > 2 else words[1:]
    return " ".join(words)


def strip_article(key: str) -> str:
    """The key without an Arabic article at its head: "al bab" gives "bab"; the key itself where there is none."""
    head, _, rest = key.partition(" ")
    return rest if rest and head in _ARTICLES else key


def loose_key(key: str, country: str | None = None) -> str | None:
    """A key that the romanisations of one Arabic name share ("dayr az zawr", "deir ezzor" do not, "deir el zor" does);
    None where it would be too short to tell names apart, or the ``country`` does not romanise."""
    if country is not None and country not in ROMANISED:
        return None
    words = [word for word in key.split() if word not in _ARTICLES]
    text = " ".join(words)
    for written, sound in _SOUNDS:
        text = text.replace(written, sound)
    text = re.sub(r"(\w)\1", r"\1", text)
    text = re.sub(r"(?<=[a-z]{3})[ai]?h?\b", "", text)
    return text if len(text) >= 4 else None
