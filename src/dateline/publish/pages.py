"""A digest as one self-contained HTML page, and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from dateline.publish.edition import Bullet, Digest, Source, Telling, Totals
from dateline.publish.phrases import Lit, join_words
from dateline.publish.timeline import Unit

TEMPLATES = ("digest.html.j2", "digest.css", "card.html.j2", "card.css")
BARS: dict[Unit, str] = {
    "day": "Events a day",
    "week": "Events a week",
    "month": "Events a month",
    "year": "Events a year",
}


def open_templates() -> Environment:
    """The templates of this folder, escaping everything that is not our own markup."""
    folder = files("dateline.publish") / "templates"
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in TEMPLATES}
    return Environment(
        loader=DictLoader(texts), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def digest_html(digest: Digest) -> str:
    """The digest as one HTML file that needs no network."""
    page = open_templates().get_template("digest.html.j2")
    return page.render(
        digest=digest,
        totals=say_totals(digest.totals),
        map=Markup(digest.map),  # our own SVG: its words are escaped where it is made
        time_figure=Markup(digest.time_figure),
        bars=BARS[digest.timeline.unit],
    )


def say_totals(totals: Totals) -> list[tuple[str, str]]:
    """The head's numbers as (number, what it counts)."""
    parts = [(f"{totals.events:,}", "event" if totals.events == 1 else "events")]
    parts.append((f"{totals.disputed:,}", "disputed"))
    if totals.deaths_told:
        high = "open" if totals.killed_high is None else f"{totals.killed_high:,}"
        parts.append((f"{totals.killed_best:,}", f"reported killed (low {totals.killed_low:,}, high {high})"))
    parts.append((f"{totals.reports:,}", "report" if totals.reports == 1 else "reports"))
    parts.append((f"{totals.outlets:,}", "outlet cited" if totals.outlets == 1 else "outlets cited"))
    return parts


def digest_markdown(digest: Digest) -> str:
    """The digest as Markdown: the same words without the figures."""
    totals = digest.totals
    head = " · ".join(f"{number} {what}" for number, what in say_totals(totals))
    lines = [
        f"# {plain(digest.title)}",
        "",
        f"{head} · coded by machine, {totals.reviewed} of {totals.events} reviewed",
    ]
    for section in digest.sections:
        lines += ["", f"## {plain(section.country)}"]
        for group in section.groups:
            if group.place:
                lines += ["", f"### {plain(group.place)}"]
            lines.append("")
            for bullet in group.bullets:
                lines += _bullet_lines(bullet)
    if digest.sources:
        lines += ["", "## Sources", ""]
        lines += [_source_line(source) for source in digest.sources]
    return "\n".join(lines) + "\n"


def _bullet_lines(bullet: Bullet) -> list[str]:
    tag = " · ".join(part for part in (f"**{bullet.when}**", plain(bullet.kind), plain(bullet.place)) if part)
    words = "".join(f"*{plain(p.text)}*" if p.style == "hedge" else plain(p.text) for p in bullet.sentence)
    notes = " ".join(f"[{note}]" for note in bullet.notes)
    disputed = " **Disputed.**" if bullet.disputed else ""
    lines = [f"- {tag}.{disputed} {words} {notes}".rstrip()]
    speakers = [f"{who} ({how})" if how else who for who, how in bullet.said_by]
    for small in (bullet.duty, f"Told by {join_words(speakers)}" if speakers else ""):
        if small:
            lines.append(f"  {plain(small)}.")
    if bullet.table:
        lines += ["", "  | Who says so | What they say | Killed | Injured |", "  | --- | --- | --- | --- |"]
        lines += [_row_line(row) for row in bullet.table]
        lines.append("")
        if bullet.more:
            lines += [f"  and {bullet.more} more accounts", ""]
    return lines


def _row_line(row: Telling) -> str:
    how = f" ({plain(row.how)})" if row.how else ""
    cells = (f"**{plain(row.who)}**{how}", f"“{_marked(row.quote)}” [{row.note}]", row.killed, row.injured)
    return "  | " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _source_line(source: Source) -> str:
    report = plain(source.report)
    link = f"[{report}](<{source.url.replace('>', '%3E')}>)" if source.url else report
    parts = [plain(source.cited), f"“{_marked(source.quote)}”", link, source.published]
    return f"{source.number}. " + ". ".join(part for part in parts if part)


def _marked(quote: Iterable[Lit]) -> str:
    return "".join(
        f"**{plain(piece.text)}**" if piece.on and piece.text.strip() else plain(piece.text) for piece in quote
    )


def plain(text: str) -> str:
    """The text on one line with what Markdown or HTML would read as markup made harmless."""
    flat = re.sub(r"\s+", " ", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]~#])", r"\\\1", flat)
