"""One record of a CSV or JSON corpus to a draft: which of its fields is what."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from dateline.errors import ReadError
from dateline.model import Draft, Raw
from dateline.read.days import DayOrder, find_day, is_ambiguous
from dateline.read.decode import where
from dateline.read.plain import draft_text
from dateline.text import fold_space, sha256

RECORD = "application/x-dateline-record"
# Columns as corpora name them -> ours. The first of a record's fields that has a value wins, in this order.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "_id", "doc_id", "docid", "document_id", "article_id", "unit_id"),
    "title": ("title", "article_title", "headline"),
    "text": ("text", "full_text", "article_content", "article_text", "content", "body", "doctext"),
    "published": ("published", "date", "publication_date", "published_at", "pub_date"),
    "outlet": ("outlet", "source", "sourcename", "source_name", "publisher"),
    "url": ("url", "sourceurl", "source_url", "article_url", "link"),
    "byline": ("byline", "author"),
}


def field_of(record: Mapping[str, object], name: str) -> tuple[str | None, str | None]:
    """The column that holds our field ``name`` in a record and its value as text, (None, None) where none does."""
    lowered = {key.strip().lower().replace(" ", "_"): key for key in reversed(list(record))}
    for column in COLUMNS[name]:
        key = lowered.get(column)
        value = as_text(record[key]) if key is not None else None
        if value and value.strip():
            return key, value
    return None, None


def as_text(value: object) -> str | None:
    """A field's value as text: strings as they are, paragraphs of a list under one another, an object by its name."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return "\n\n".join(value)
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        return str(value["name"])
    return json.dumps(value, ensure_ascii=False)


def read_record(raw: Raw) -> Draft:
    """The draft of one record."""
    record = _parse(raw)
    used: dict[str, str] = {}
    values: dict[str, str] = {}
    for name in COLUMNS:
        key, value = field_of(record, name)
        if key is not None and value is not None:
            used[key] = name
            values[name] = value
    text = values.get("text")
    if text is None:
        raise ReadError(f"{where(raw)} has no text; give it a field 'text' that holds the report.")
    options = dict(part.split("=", 1) for part in raw.media_type.split(";")[1:] if "=" in part)
    title = fold_space(values.get("title", "")) or None
    draft = draft_text(text, title=title)
    warnings = list(draft.warnings)
    if "charset" in options:
        warnings.append(f"the file is not UTF-8; read as {options['charset']}")
    order: DayOrder | None = (
        "mdy" if options.get("dates") == "mdy" else "dmy" if options.get("dates") == "dmy" else None
    )
    words = fold_space(values.get("published", ""))
    day = find_day(words, order)
    if words and day is None:
        warnings.append(_no_day(words))
    extra = {key: as_text(value) or "" for key, value in record.items() if key not in used}
    return replace(
        draft,
        id=fold_space(values.get("id", "")) or None,
        byline=fold_space(values.get("byline", "")) or draft.byline,
        published=day.day if day else draft.published,
        published_quote=words if day else draft.published_quote,
        outlet=fold_space(values.get("outlet", "")) or draft.outlet,
        url=values.get("url", "").strip() or draft.url,
        extra={**extra, "input_sha256": sha256(text)},
        warnings=tuple(warnings),
    )


def _parse(raw: Raw) -> Mapping[str, object]:
    try:
        record = json.loads(raw.data)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{where(raw)} is not valid JSON ({_short(error)}); mend the line or take it out.") from error
    if not isinstance(record, dict):
        raise ReadError(f"{where(raw)} is not a JSON object; give an object with a field 'text'.")
    return record


def _no_day(words: str) -> str:
    if is_ambiguous(words):
        return f"the publication date {words[:40]!r} can be read day first or month first; it is left out"
    return f"the publication date {words[:40]!r} is not understood; it is left out"


def _short(error: Exception) -> str:
    return str(error).split("\n")[0][:80] or type(error).__name__
