"""All knowledge in one value, loaded once and handed to every stage."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import UsageError
from dateline.knowledge.actors import ActorTable, load_actors
from dateline.knowledge.cues import CueTable, load_cues
from dateline.knowledge.gazetteer import Gazetteer, open_gazetteer
from dateline.knowledge.kinds import Kind, load_kinds
from dateline.knowledge.lexicons import PhraseIndex
from dateline.knowledge.nouns import NounTable, load_nouns
from dateline.knowledge.outlets import OutletTable, load_outlets
from dateline.knowledge.tables import read_table, resources_folder
from dateline.knowledge.triggers import TriggerTable, load_triggers


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything that is known before reading; read-only. ``version`` is a hash of the tables' rows."""

    kinds: dict[str, Kind]
    triggers: TriggerTable
    nouns: NounTable
    actors: ActorTable
    outlets: OutletTable
    cues: CueTable
    weapons: PhraseIndex
    gazetteer: Gazetteer
    version: str


def load_tables(folders: Iterable[Path] = ()) -> Tables:
    """Our tables with the user's ``folders`` laid over them. Raises TableError, ModelError, UsageError."""
    folders = tuple(Path(folder) for folder in folders)
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"{folder}: this folder of tables does not exist; name a folder that holds .tsv files.")
    return Tables(
        kinds=load_kinds(folders),
        triggers=load_triggers(folders),
        nouns=load_nouns(folders),
        actors=load_actors(folders),
        outlets=load_outlets(folders),
        cues=load_cues(folders),
        weapons=load_weapons(folders),
        gazetteer=open_gazetteer(folders=folders),
        version=hash_tables(folders),
    )


def load_weapons(folders: Iterable[Path] = ()) -> PhraseIndex:
    """The words for weapons and methods, each with the weapon's name as key."""
    rows = read_table("weapons.tsv", ("name", "words"), folders)
    return PhraseIndex((words, row["name"]) for row in rows for words in row.list("words"))


def hash_tables(folders: Iterable[Path] = ()) -> str:
    """Twelve hexadecimal digits that change with any byte of any table."""
    digest = hashlib.sha256()
    for folder in (resources_folder(), *folders):
        for path in sorted(Path(folder).glob("*.tsv")):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
