"""Inputs that are known to be unreadable before their bytes are looked at: a Raw that its reader refuses."""

from __future__ import annotations

from typing import NoReturn

from dateline.errors import ReadError
from dateline.model import Raw

REFUSED = "application/x-dateline-refused"


def refuse(path: str, corpus: str, reason: str, place: str = "") -> Raw:
    """A Raw whose bytes are the sentence that tells why the input cannot be read."""
    return Raw(reason.encode("utf-8", "replace"), REFUSED, path, corpus, place)


def read_refused(raw: Raw) -> NoReturn:
    """Nothing: raises the ReadError whose sentence the Raw carries."""
    raise ReadError(raw.data.decode("utf-8", "replace"))
