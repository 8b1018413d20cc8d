"""The command line: one verb a command. Data goes to stdout, everything else to stderr.

Exit codes: 0 done, 1 failed, 2 wrong use, 3 some reports failed. Nothing heavy is imported before a command needs it.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.errors import DatelineError, UsageError
from dateline.version import VERSION

if TYPE_CHECKING:
    from dateline.pipeline import Coder, Outcome
    from dateline.publish.selection import Filter
    from dateline.store.store import Store

app = typer.Typer(
    name="dateline",
    help="Turn news reports about political violence into a sourced event database.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Db = Annotated[Path, typer.Option("--db", help="The database file.", show_default=True)]
TableFolders = Annotated[list[Path] | None, typer.Option("--tables", help="A folder of your own table rows.")]
NoModel = Annotated[bool, typer.Option("--no-model", help="Read by rules alone, without the trained reader.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Since = Annotated[str | None, typer.Option(help="First day, as 2016-02-01.")]
Until = Annotated[str | None, typer.Option(help="Last day, as 2016-02-29.")]
PlaceName = Annotated[str | None, typer.Option("--place", help="A place or province by name.")]
Country = Annotated[str | None, typer.Option(help="A country by name or ISO code.")]
KindName = Annotated[str | None, typer.Option("--kind", help="A kind of event (see docs/CODEBOOK.md).")]
DEFAULT_DB = Path("dateline.db")


@app.callback()
def options(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,  # noqa: ARG001
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Options that hold for every command."""
    if version:
        print(VERSION)
        raise typer.Exit


def main() -> None:
    """Run the command line; errors we explain are printed as one sentence, their exit code is 1 (2 for wrong use)."""
    debug = "--debug" in sys.argv
    if len(sys.argv) == 2 and sys.argv[1] == "--version":
        print(VERSION)
        return
    try:
        app(args=[argument for argument in sys.argv[1:] if argument != "--debug"])
    except DatelineError as error:
        if debug:
            raise
        print(f"dateline: {error}", file=sys.stderr)
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        if debug:
            raise
        what = f"{type(error).__name__}: {error}"
        print(
            f"dateline: an error of the program itself ({what}); run again with --debug and report it.", file=sys.stderr
        )
        sys.exit(1)


# ---------------------------------------------------------------- coding


@app.command()
def run(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders or globs.")],
    db: Db = DEFAULT_DB,
    tables: TableFolders = None,
    no_model: NoModel = False,
    as_json: AsJson = False,
) -> None:
    """Code reports into the database; those already in it are passed over."""
    with _open(db) as store:
        try:
            outcome = _run(inputs, store, _coder(tables, no_model))
        except KeyboardInterrupt as error:
            _say("dateline: stopped; the reports coded so far are kept, run the same command again for the rest.")
            raise typer.Exit(130) from error
        _show_outcome(outcome, db, as_json)
    raise typer.Exit(outcome.exit_code)


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="The folder to write to.")] = Path("demo"),
    no_model: NoModel = False,
) -> None:
    """Code the bundled sample reports and write their digest."""
    from dateline.knowledge.tables import resources_folder

    out.mkdir(parents=True, exist_ok=True)
    db = out / "dateline.db"
    with _open(db) as store:
        outcome = _run([str(resources_folder() / "sample")], store, _coder(None, no_model))
        html = _digest_text(store, _filter(), "html")
        _show_outcome(outcome, db, False)
    page = out / "digest.html"
    page.write_text(html, encoding="utf-8")
    _say(f"\nWrote {page}: open it in a browser. Then try:")
    for line in (
        f"dateline search hospital --db {db}",
        f"dateline export events --format csv --db {db}",
        "dateline run YOUR_FOLDER && dateline digest --format html > digest.html",
    ):
        _say(f"  {line}")


@app.command()
def recode(
    db: Db = DEFAULT_DB, tables: TableFolders = None, no_model: NoModel = False, as_json: AsJson = False
) -> None:
    """Read and code every stored report anew and tell what changed."""
    from dateline import pipeline

    with _open(db, create=False) as store:
        rows = []
        for change in pipeline.recode(store, _coder(tables, no_model)):
            rows.append(
                {
                    "document": change.document,
                    "added": [f"{c.kind}: {c.trigger.text}" for c in change.added],
                    "removed": [f"{c.kind}: {c.trigger.text}" for c in change.removed],
                }
            )
            if not as_json:
                print(f"{change.document}: {len(change.added)} claims new, {len(change.removed)} gone")
        if as_json:
            _print_json(rows)
        elif not rows:
            print("Nothing changed.")


@app.command()
def remove(document: Annotated[str, typer.Argument(help="The report's id.")], db: Db = DEFAULT_DB) -> None:
    """Take a report and all that rests on it out of the database."""
    from dateline import pipeline
    from dateline.knowledge.load import load_tables

    with _open(db, create=False) as store:
        found = store.find_document(document)
        if len(found) != 1:
            what = "no report" if not found else f"{len(found)} reports"
            raise UsageError(f"{db}: {what} with the id {document!r}; `dateline export documents` lists them.")
        removed = store.remove(*found[0])
        pipeline.refresh_events(store, load_tables())
        print(f"Removed {found[0][1]} with {removed.claims} claims and {removed.facts} facts.")


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="The file to write.")], db: Db = DEFAULT_DB) -> None:
    """Copy the database to a file while it may be in use."""
    with _open(db, create=False) as store:
        store.backup(file)
    print(f"Wrote {file}.")


# ---------------------------------------------------------------- looking


@app.command()
def digest(
    db: Db = DEFAULT_DB,
    since: Since = None,
    until: Until = None,
    place: PlaceName = None,
    country: Country = None,
    kind: KindName = None,
    format_: Annotated[str, typer.Option("--format", help="md or html.")] = "md",
) -> None:
    """Print the digest: events by country and place with every source cited."""
    if format_ not in ("md", "html"):
        raise UsageError(f"--format {format_}: a digest is md or html.")
    with _open(db, create=False) as store:
        print(_digest_text(store, _filter(since, until, place, country, kind), format_))


@app.command()
def export(
    what: Annotated[str, typer.Argument(help="claims, events, documents, facts, links or judgements.")],
    format_: Annotated[str, typer.Option("--format", help="jsonl, csv, geojson, acled or ged.")] = "jsonl",
    db: Db = DEFAULT_DB,
    since: Since = None,
    until: Until = None,
    place: PlaceName = None,
    country: Country = None,
    kind: KindName = None,
) -> None:
    """Print records: one line each, or a coder's sheet."""
    from dateline.publish.records import document_records
    from dateline.publish.tables import Records, export_text

    with _open(db, create=False) as store:
        records = Records(
            events=store.events(),
            claims=store.claims(),
            documents=document_records(store),
            facts=store.facts(),
            links=store.links(),
            judgements=store.judgements(),
        )
        for piece in export_text(what, format_, records, _filter(since, until, place, country, kind)):
            sys.stdout.write(piece)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="Words that the report must hold.")],
    db: Db = DEFAULT_DB,
    limit: Annotated[int, typer.Option(help="Reports shown at most.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Find reports by their words."""
    with _open(db, create=False) as store:
        hits = store.search(" ".join(words), limit)
    if as_json:
        _print_json(
            [
                {"document": h.document, "title": h.title, "outlet": h.outlet, "passage": h.before + h.match + h.after}
                for h in hits
            ]
        )
        return
    for hit in hits:
        print(f"{hit.document}  {hit.title or ''}  {hit.outlet or ''}\n    {hit.before}[{hit.match}]{hit.after}")
    if not hits:
        _say("No report holds these words.")


@app.command()
def explain(
    id_: Annotated[str, typer.Argument(metavar="ID", help="A claim's or event's id.")], db: Db = DEFAULT_DB
) -> None:
    """Show a claim's quote in its passage, its voices and the reasons; for an event, those of each of its claims."""
    from dateline.publish.explain import explain_claim, explain_event

    with _open(db, create=False) as store:
        event = store.event(id_)
        claim = store.claim(id_) if event is None else None
        if event is not None:
            claims = [c for c in store.claims() if c.id in event.claims]
            print(explain_event(event, [(c, store.document(c.corpus, c.document)) for c in claims]))
        elif claim is not None:
            print(explain_claim(claim, store.document(claim.corpus, claim.document)))
        else:
            raise UsageError(f"{db}: no claim or event has the id {id_!r}; `dateline export claims` lists them.")


@app.command()
def check(db: Db = DEFAULT_DB, as_json: AsJson = False) -> None:
    """Verify again that every quote stands in its report's text and that the database is whole."""
    from dateline.pipeline import check_quotes

    with _open(db, create=False) as store:
        count, wrong = check_quotes(store)
        wrong += store.check_integrity()
    if as_json:
        _print_json({"quotes": count, "wrong": wrong})
    else:
        print(f"{count} quotes, {count - len(wrong)} verified, {len(wrong)} wrong.")
        for line in wrong:
            print(line)
    raise typer.Exit(1 if wrong else 0)


@app.command()
def score(
    gold: Annotated[Path, typer.Argument(help="Gold: one annotated document a line (JSONL).")],
    claims: Annotated[
        Path | None, typer.Argument(help="Exported claims, or another reader's gold; without it, --db or the texts.")
    ] = None,
    db: Annotated[Path | None, typer.Option(help="Score this database; without it, gold's texts are coded.")] = None,
    corpora: Annotated[
        Path | None, typer.Option("--corpora", help="The folder of corpora, for gold that holds no texts.")
    ] = None,
    pair: Annotated[list[str] | None, typer.Option("--pair", help="GOLD=DOCUMENT where the ids differ.")] = None,
    errors: Annotated[
        Path | None, typer.Option("--errors", help="Write a page that shows each miss and false find.")
    ] = None,
    no_model: NoModel = False,
    as_json: AsJson = False,
) -> None:
    """Score claims against gold, a slot at a time."""
    from dateline.scored import score as scored

    if no_model and (claims is not None or db is not None):
        raise UsageError("--no-model is for coding gold's own texts; claims that are there already stay as they are.")
    if db is None:
        coder = _coder(None, no_model) if claims is None else None
        scores = scored(gold, claims, corpora=corpora, pairs=pair or [], coder=coder)
    else:
        with _open(db, create=False) as store:
            scores = scored(gold, claims, corpora=corpora, store=store, pairs=pair or [])
    if errors is not None:
        errors.write_text(scores.errors_page, encoding="utf-8")
        _say(f"Wrote {errors}.")
    if as_json:
        _print_json(scores.as_dict)
    else:
        _print_table(("slot", "precision", "recall", "F1", "of gold"), scores.rows)


# ---------------------------------------------------------------- parts


def _open(db: Path, create: bool = True) -> Store:
    from dateline.store.store import open_store

    return open_store(db, create=create)


def _coder(tables: list[Path] | None, no_model: bool = False) -> Coder:
    from dateline.pipeline import load_coder

    if no_model:
        _say("dateline: reading by rules alone (--no-model), which find fewer claims.")
    return load_coder(tables or (), model=not no_model)


def _run(inputs: list[str], store: Store, coder: Coder) -> Outcome:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from dateline.pipeline import run as run_road

    columns = (
        TextColumn("coding"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        return run_road(
            inputs,
            store,
            coder,
            seen=lambda report, raw: progress.update(task, advance=1, description=Path(raw.path).name),
        )


def _show_outcome(outcome: Outcome, db: Path, as_json: bool) -> None:
    if as_json:
        _print_json(
            {
                "coded": outcome.coded,
                "already_known": outcome.known,
                "skipped": [{"report": r, "reason": why} for r, why in outcome.skipped],
                "failed": [{"report": r, "reason": why} for r, why in outcome.failed],
                "with_warnings": outcome.warnings,
                "words": outcome.words,
                "claims": outcome.claims,
                "events": outcome.events,
                "disputed": outcome.disputed,
                "database": str(db),
            }
        )
        return
    for label, rows in (("skipped", outcome.skipped), ("failed", outcome.failed)):
        for _, why in rows[:20]:
            _say(f"{label}: {why}")
        if len(rows) > 20:
            _say(f"{label}: and {len(rows) - 20} more (dateline export documents lists them all)")
    _print_table(
        ("reports", ""),
        [
            ("coded now", str(outcome.coded)),
            ("already in the database", str(outcome.known)),
            ("skipped", str(len(outcome.skipped))),
            ("failed", str(len(outcome.failed))),
            ("coded with a warning", str(outcome.warnings)),
            ("claims in the database", str(outcome.claims)),
            ("events", str(outcome.events)),
            ("disputed events", str(outcome.disputed)),
        ],
        stderr=True,
    )


def _filter(
    since: str | None = None,
    until: str | None = None,
    place: str | None = None,
    country: str | None = None,
    kind: str | None = None,
) -> Filter:
    from dateline.knowledge.kinds import load_kinds
    from dateline.publish.selection import Filter

    if kind is not None and kind not in load_kinds():
        raise UsageError(f"--kind {kind}: no such kind; the kinds are {', '.join(load_kinds())}.")
    return Filter(_day(since, "--since"), _day(until, "--until"), place, country, kind)


def _day(text: str | None, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"{option} {text}: not a day; write it as 2016-02-29.") from error


def _digest_text(store: Store, filter_: Filter, format_: str) -> str:
    from dateline.publish.digest import digest_html, digest_markdown, make_digest

    made = make_digest(store.events(), store.claims(), list(store.documents()), filter_)
    return digest_html(made) if format_ == "html" else digest_markdown(made)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def _print_table(header: tuple[str, ...], rows: list[tuple[str, ...]], stderr: bool = False) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*header, box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for row in rows:
        table.add_row(*row)
    Console(stderr=stderr).print(table)


def _say(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    main()
