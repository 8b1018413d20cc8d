"""The road over a database: the same input gives the same records, once."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from dateline.pipeline import Coder, check_quotes, recode, refresh_events, run
from dateline.publish.records import claim_record, event_record
from dateline.store.store import open_store

FIRST = "A suicide bomber killed six soldiers at a checkpoint in Mosul on Tuesday, police said."
SECOND = "Gunmen shot dead four villagers in Nangarhar on Friday, officials said."


def _write(folder: Path) -> list[str]:
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND)):
        (folder / name).write_text(text)
    return [str(folder / "a.txt"), str(folder / "b.txt")]


def test_run_twice_recode_and_remove(coder: Coder, tmp_path: Path) -> None:
    inputs = _write(tmp_path)
    with open_store(tmp_path / "d.db") as store:
        assert run(inputs, store, coder).coded == 2
        claims = list(store.claims())
        assert claims
        again = run(inputs, store, coder)
        assert (again.coded, again.known) == (0, 2)
        assert list(recode(store, coder)) == []
        assert list(store.claims()) == claims
        for row in list(store.reports()):
            store.remove(row.corpus, row.document)
        refresh_events(store, coder.tables)
        assert not list(store.claims()) and not list(store.events()) and not list(store.documents())


def test_a_paragraph_too_long_to_parse_is_left_out_with_a_sentence(coder: Coder, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Gunmen killed two men in Mosul. " + "x" * 1_000_000)
    (tmp_path / "good.txt").write_text(FIRST)
    with open_store(tmp_path / "d.db") as store:
        outcome = run([str(tmp_path / "long.txt"), str(tmp_path / "good.txt")], store, coder)
    assert outcome.coded == 1
    assert "a paragraph has more than 900000 characters" in outcome.skipped[0][1]


def test_order_and_database_do_not_matter(coder: Coder, tmp_path: Path) -> None:
    inputs = _write(tmp_path)
    seen = []
    for number, order in enumerate((inputs, inputs, inputs[::-1])):
        with open_store(tmp_path / f"{number}.db") as store:
            run(order, store, coder)
            events = [event_record(e) for e in store.events()]
            claims = [claim_record(c) for c in store.claims()]
            seen.append((repr(claims), repr(events), {frozenset(e.claims) for e in store.events()}))
    assert seen[0][:2] == seen[1][:2]
    assert seen[0][2] == seen[2][2]


def test_same_id_over_two_texts_keeps_both(coder: Coder, tmp_path: Path) -> None:
    path = tmp_path / "l.jsonl"
    path.write_text(f'{{"id": "x", "text": "{FIRST}"}}\n{{"id": "x", "text": "{SECOND}"}}\n')
    with open_store(tmp_path / "d.db") as store:
        run([str(path)], store, coder)
        assert len(list(store.documents())) == 2


def test_check_finds_a_tampered_quote(coder: Coder, tmp_path: Path) -> None:
    with open_store(tmp_path / "d.db") as store:
        run(_write(tmp_path), store, coder)
        assert check_quotes(store)[1] == []
    with sqlite3.connect(tmp_path / "d.db") as db:
        columns = [row[1] for row in db.execute("pragma table_info(claims)")]
        for column in columns:
            swap = f"replace({column}, 'soldiers', 'generals')"
            db.execute(f"update claims set {column} = {swap} where typeof({column}) = 'text'")
    with open_store(tmp_path / "d.db") as store:
        assert check_quotes(store)[1]
