"""Bytes to text: the encoding that was meant, and a warning where it is not the one declared."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

from dateline.errors import ReadError
from dateline.model import Raw

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Share of characters that no text holds above which bytes are no text: one stray byte in a hundred is a dirty file.
_BINARY_SHARE = 0.01
# Share of bytes above 127 above which Windows-1252 (a Latin alphabet) is unlikely and the encoding has to be guessed.
_FOREIGN_SHARE = 0.15
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


class Decoded(NamedTuple):
    """A text, the name of its encoding, and what was odd about it."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def where(raw: Raw) -> str:
    """The words that name a report's place for a message: "news.csv, row 3"."""
    return f"{raw.path}, {raw.place}" if raw.place else raw.path


def decode_bytes(data: bytes, declared: str | None = None) -> Decoded:
    """The text that the bytes hold: by byte order mark, else as UTF-8 where valid, else as declared, else guessed."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode("utf-8", "replace") if encoding == "utf-8" else _decode(data, encoding)
            return Decoded(text.removeprefix("\ufeff"), encoding)
    wide = _wide_encoding(data)
    if wide:
        return Decoded(_decode(data, wide), wide)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(data, declared)
    if declared and not text.isascii() and _known(declared) not in ("utf-8", None):
        return Decoded(text, "utf-8", (f"the input is declared {declared} but is UTF-8; read as UTF-8",))
    return Decoded(text, "utf-8")


def decode_text(raw: Raw) -> Decoded:
    """The text of a plain-text report; raises ReadError where it is empty or no text at all."""
    decoded = decode_bytes(raw.data)
    if not decoded.text.strip():
        raise ReadError(f"{where(raw)} is empty; give a file that holds the text of a report.")
    odd = len(_CONTROL.findall(decoded.text))
    if odd > _BINARY_SHARE * len(decoded.text) and odd > 1:
        raise ReadError(f"{where(raw)} holds binary data, not text; give the report as text, HTML, PDF or DOCX.")
    return decoded


def _decode(data: bytes, encoding: str) -> str:
    return data.decode(encoding, "replace")


def _known(name: str) -> str | None:
    """Python's own name of an encoding, or None for one that it does not know or that is no text encoding."""
    try:
        found = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    return found.name if getattr(found, "_is_text_encoding", True) else None


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly every other byte of a Latin text is zero."""
    head = data[:2000]
    if len(head) < 8 or (len(head) % 2 and len(data) <= 2000):
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.8 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.8 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _decode_other(data: bytes, declared: str | None) -> Decoded:
    """The text of bytes that are not valid UTF-8."""
    damaged = data.decode("utf-8", "replace")
    sound = sum(1 for c in damaged if c > "\x7f" and c != "\ufffd")
    if sound > 4 * damaged.count("\ufffd"):
        return Decoded(damaged, "utf-8", ("some bytes are not valid UTF-8 and were replaced",))
    named = _known(declared) if declared else None
    if named and named not in ("utf-8", "ascii", "iso8859-1"):
        try:
            return Decoded(data.decode(named), named)
        except (UnicodeError, ValueError):
            pass
    guess = "cp1252"
    if sum(byte > 127 for byte in data) > _FOREIGN_SHARE * len(data):
        best = from_bytes(data[:100_000]).best()
        guess = best.encoding if best else "cp1252"
    warning = f"the text is not UTF-8{f' as declared ({declared})' if declared else ''}; read as {guess}"
    if named == "iso8859-1":
        return Decoded(data.decode("cp1252", "replace"), "cp1252")
    return Decoded(data.decode(guess, "replace"), guess, (warning,))
