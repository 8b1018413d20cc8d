"""Files, folders and globs to one Raw a report."""

from __future__ import annotations

import glob
import gzip
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from dateline.errors import UsageError
from dateline.model import Raw
from dateline.read.corpus import split_csv, split_json, split_json_lines
from dateline.read.feed import split_feed
from dateline.read.readers import LARGEST, too_large
from dateline.read.refusals import refuse
from dateline.read.sniff import media_type_of

_HEAD = 8192
# JSON arrays and feeds are parsed whole; corpora of lines and rows are streamed and know no limit.
_LARGEST_WHOLE = 200_000_000
_MANY = frozenset(("application/json", "application/rss+xml", "application/x-ndjson", "text/csv"))
# Papers that lie beside a corpus and are no reports; named on the command line they are read all the same.
_PAPERS = frozenset("readme license licence notice copying attribution changelog authors citation".split())


class _Found(NamedTuple):
    """A file to read, the name of the input it came from, and whether it was named itself."""

    path: Path
    corpus: str
    named: bool


def find_reports(inputs: Iterable[str | Path]) -> Iterator[Raw]:
    """One Raw a report of the files, folders and globs given, in order; each file once.

    Raises UsageError, before anything is read, for an input that is not there.
    """
    found = [file for item in inputs for file in _find_files(str(item))]
    return _read_all(found)


def _read_all(found: Iterable[_Found]) -> Iterator[Raw]:
    seen: set[str] = set()
    for file in found:
        key = os.path.realpath(file.path)
        if key not in seen:
            seen.add(key)
            yield from _split(file)


def _find_files(item: str) -> Iterator[_Found]:
    """The files of one input."""
    path = Path(item)
    if path.is_dir():
        yield from _walk(path, path.resolve().name or "corpus")
    elif path.exists():
        yield _Found(path, path.name, True)
    elif glob.has_magic(item):
        matches = sorted(glob.iglob(item, recursive=True))  # noqa: PTH207 (Path.glob takes no absolute pattern)
        if not matches:
            raise UsageError(f"{item} matches no file; check the pattern.")
        corpus = _fixed_part(item).resolve().name or "corpus"
        for match in map(Path, matches):
            if match.is_dir() and "**" not in item:
                yield from _walk(match, corpus)
            elif match.is_file():
                yield _Found(match, corpus, True)
    else:
        raise UsageError(f"{item} is not there; give a file, a folder or a pattern of files.")


def _fixed_part(pattern: str) -> Path:
    """The folder of a pattern above its first wildcard."""
    parts = []
    for part in Path(pattern).parts:
        if glob.has_magic(part):
            break
        parts.append(part)
    return Path(*parts)


def _walk(folder: Path, corpus: str) -> Iterator[_Found]:
    """The files below a folder, sorted; hidden ones, papers and the parts of saved pages are left out."""
    for root, folders, files in os.walk(folder):
        here = set(files)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not _is_page_parts(f, here))
        for name in sorted(files):
            if not name.startswith(".") and name.split(".")[0].lower() not in _PAPERS:
                yield _Found(Path(root) / name, corpus, False)


def _is_page_parts(folder: str, files: set[str]) -> bool:
    """Whether a folder holds what a browser saved beside a page ("Report_files" beside "Report.html")."""
    stem = folder.removesuffix("_files")
    return stem != folder and bool({f"{stem}.html", f"{stem}.htm"} & files)


def _split(file: _Found) -> Iterator[Raw]:
    """The reports of one file."""
    name = str(file.path)
    try:
        if not file.path.is_file():
            yield refuse(name, file.corpus, f"{name} is no plain file; give a file or a folder.")
            return
        size = file.path.stat().st_size
        packed = file.path.suffix.lower() == ".gz"
        with gzip.open(file.path) if packed else file.path.open("rb") as opened:
            head = opened.read(_HEAD)
        media_type = media_type_of(name[:-3] if packed else name, head)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or "it is damaged"
        yield refuse(name, file.corpus, f"{name} cannot be opened ({reason}); check the file and its permissions.")
        return
    if media_type is None:
        ending = file.path.suffix or "no ending"
        yield refuse(
            name, file.corpus, f"{name} is of a type that is not read ({ending}); save it as HTML, text, PDF or DOCX."
        )
    elif packed and media_type in _MANY:
        yield refuse(name, file.corpus, f"{name} is a packed corpus; unpack it first.")
    elif media_type in ("text/csv", "application/x-ndjson"):
        split = split_csv if media_type == "text/csv" else split_json_lines
        yield from split(file.path, name, file.corpus)
    else:
        yield from _whole(file, name, media_type, size)


def _whole(file: _Found, name: str, media_type: str, size: int) -> Iterator[Raw]:
    """The reports of a file that is read as a whole."""
    packed = file.path.suffix.lower() == ".gz"
    limit = _LARGEST_WHOLE if media_type in _MANY else LARGEST
    if size > limit:
        yield refuse(name, file.corpus, f"{name} is {too_large(size)}; give one report a file.")
        return
    try:
        with gzip.open(file.path) if packed else file.path.open("rb") as opened:
            data = opened.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        yield refuse(name, file.corpus, f"{name} cannot be read ({error}); check the file.")
        return
    if media_type == "application/json":
        yield from split_json(data, file.path, name, file.corpus)
    elif media_type == "application/rss+xml":
        yield from split_feed(data, name, file.corpus)
    else:
        yield Raw(data, media_type, name, file.corpus)
