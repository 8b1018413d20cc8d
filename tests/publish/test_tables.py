"""Exports: safe cells, exact columns, no false points, and what belongs in a coder's sheet."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from typing import Any

import pytest

from dateline.errors import UsageError
from dateline.model import Place, Quote, When
from dateline.publish.cells import safe_cell
from dateline.publish.records import document_record
from dateline.publish.selection import Filter
from dateline.publish.sheets import ACLED_COLUMNS, GED_COLUMNS, date_prec, geo_precision, time_precision, where_prec
from dateline.publish.sides import event_types, load_rules, sort_of
from dateline.publish.tables import CSV_COLUMNS, Records, export_text


def records(desk: Any) -> Records:
    rows = [document_record(d, corpus=d.corpus, id=d.id, status="coded") for d in desk.documents.values()]
    return Records(desk.events, desk.claims, rows)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+x", "'+x"),
        ("-x", "'-x"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("a=b", "a=b"),
        (-3, "-3"),
        (-3.5, "-3.5"),
        (0, "0"),
        (None, ""),
        (False, "false"),
        ("", ""),
    ],
)
def test_cells(value: str | int | float | None, cell: str) -> None:
    assert safe_cell(value) == cell


def span(days: int) -> When:
    return When(date(2016, 1, 1), date(2016, 1, 1) + timedelta(days=days - 1), "day", "words", None)


@pytest.mark.parametrize(
    ("days", "acled", "ged"),
    [
        (1, 1, 1),
        (2, 2, 2),
        (6, 2, 2),
        (7, 2, 3),
        (8, 3, 4),
        (31, 3, 4),
        (32, None, 5),
        (366, None, 5),
        (367, None, None),
    ],
)
def test_precision_of_time(days: int, acled: int | None, ged: int | None) -> None:
    assert (time_precision(span(days)), date_prec(span(days))) == (acled, ged)


def test_an_open_time_has_no_precision() -> None:
    when = When(None, date(2016, 2, 12), "open", "cited", None)
    assert (time_precision(when), date_prec(when), time_precision(None)) == (None, None, None)


@pytest.mark.parametrize(
    ("precision", "within", "acled", "ged"),
    [
        ("point", None, 1, 1),
        ("town", None, 1, 1),
        ("town", "west of", 2, 2),
        ("district", None, 2, 3),
        ("admin1", None, 3, 4),
        ("country", None, 3, 6),
    ],
)
def test_precision_of_place(precision: Any, within: str | None, acled: int, ged: int) -> None:
    place = Place("X", None, "LY", None, None, 1.0, 1.0, precision, within, "words", Quote(0, 1, "X"))
    assert (geo_precision(place), where_prec(place)) == (acled, ged)


@pytest.mark.parametrize(
    ("kind", "actor", "target", "words", "sub_event"),
    [
        ("attack", "gunmen", "soldiers", "", "Armed clash"),
        ("attack", "gunmen", "villagers", "", "Attack"),
        ("attack", "police", "demonstrators", "", "Excessive force against protesters"),
        ("takeover", "government forces", "the town", "", "Government regains territory"),
        ("takeover", "militants", "the town", "", "Non-state actor overtakes territory"),
        ("abuse", "guards", "detainees", "tortured", "Attack"),
        ("abuse", "militiamen", "women", "raped", "Sexual violence"),
        ("bombing", "", "police", "threw a grenade", "Grenade"),
        ("airstrike", "jets", "rebels", "", "Air/drone strike"),
        ("arrest", "police", "two men", "", "Arrests"),
    ],
)
def test_event_types(kind: str, actor: str, target: str, words: str, sub_event: str) -> None:
    rules = load_rules()
    assert event_types(kind, sort_of([actor], rules), sort_of([target], rules), words, rules)[1] == sub_event


def newsroom(desk: Any) -> Any:
    desk.report(
        "r1",
        "Gunmen killed four villagers. =A threat was made. Talks failed. Shells are to fall.",
        url="https://x.example/a",
    )
    day = When(date(2016, 2, 3), date(2016, 2, 3), "day", "words", None)
    killed = desk.claim("Gunmen killed four villagers", "attack", actors=["gunmen"], targets=["villagers"], when=day,
                        killed=(4, 4))  # fmt: skip
    desk.event(killed, killed=(4, 4, 4))
    desk.event(desk.claim("=A threat was made", "threat", actors=["=A"], place="Nowhere Hill"))
    desk.event(desk.claim("Talks failed", "talks", place=None))
    desk.event(desk.claim("Shells are to fall", "shelling", status="planned"), killed=(9, 9, 9))
    return desk


def test_the_acled_sheet(desk: Any) -> None:
    rows = rows_of("".join(export_text("events", "acled", records(newsroom(desk)))))
    assert list(rows[0]) == ACLED_COLUMNS and len(ACLED_COLUMNS) == 31
    assert len(rows) == 3, "a plan is no row"
    row = rows[0]
    assert (row["event_date"], row["time_precision"], row["fatalities"], row["iso"]) == ("2016-02-03", "1", "4", "434")
    assert (row["event_type"], row["civilian_targeting"]) == ("Violence against civilians", "Civilian targeting")
    assert (row["interaction"], row["event_id_cnty"]) == ("Political militia-Civilians", "")
    assert rows[1]["actor1"] == "'=A" and rows[1]["latitude"] == "" and rows[1]["fatalities"] == ""


def test_the_ged_sheet(desk: Any) -> None:
    rows = rows_of("".join(export_text("events", "ged", records(newsroom(desk)))))
    assert list(rows[0]) == GED_COLUMNS and len(GED_COLUMNS) == 39
    assert len(rows) == 1, "only violence that took place with a death told"
    row = rows[0]
    assert (row["type_of_violence"], row["deaths_civilians"], row["best"]) == ("3", "4", "4")
    assert (row["geom_wkt"], row["source_article"]) == ("POINT (22.64 32.76)", "https://x.example/a")


def test_geojson_counts_what_has_no_place(desk: Any) -> None:
    made = json.loads("".join(export_text("events", "geojson", records(newsroom(desk)))))
    assert (len(made["features"]), made["unplaced"]) == (2, 2)
    assert made["features"][0]["geometry"]["coordinates"] == [22.64, 32.76]
    assert json.loads("".join(export_text("claims", "geojson", Records()))) == {
        "type": "FeatureCollection",
        "unplaced": 0,
        "features": [],
    }


@pytest.mark.parametrize("what", ["claims", "events", "documents", "facts", "links", "judgements"])
def test_csv_has_its_columns_even_when_empty(what: str) -> None:
    lines = list(export_text(what, "csv", Records()))
    assert lines == [",".join(column.replace(".", "_") for column in CSV_COLUMNS[what]) + "\n"]
    assert list(export_text(what, "jsonl", Records())) == []


def test_csv_of_claims(desk: Any) -> None:
    rows = rows_of("".join(export_text("claims", "csv", records(newsroom(desk)))))
    assert rows[0]["counts"] == "killed 4" and rows[0]["when_first"] == "2016-02-03"
    assert rows[0]["quote_start"] == "0" and rows[1]["quote"] == "'=A threat was made"


def test_a_filter_chooses(desk: Any) -> None:
    lines = list(export_text("events", "jsonl", records(newsroom(desk)), Filter(kind="attack")))
    assert len(lines) == 1


@pytest.mark.parametrize(
    ("what", "format"), [("claims", "acled"), ("facts", "geojson"), ("events", "xml"), ("things", "csv")]
)
def test_pairs_that_cannot_be(what: str, format: str) -> None:
    with pytest.raises(UsageError):
        export_text(what, format, Records())
