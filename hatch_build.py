"""The build hook: compiles the gazetteer into src/dateline/data/ before a wheel or an editable install is made."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MADE_FROM = ("tools/build_gazetteer.py", "src/dateline/knowledge/placenames.py", "src/dateline/text.py")


class GazetteerHook(BuildHookInterface[Any]):
    """Runs tools/build_gazetteer.py where its file is missing or older than what it is made from."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Makes the file and has it shipped though git ignores it."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        target = root / "src" / "dateline" / "data" / "gazetteer.sqlite"
        if is_stale(target, root):
            self.app.display_waiting("Compiling the gazetteer (about 20 seconds) ...")
            load_builder(root).build_gazetteer(target)
        if version != "editable":
            build_data["artifacts"].append("/src/dateline/data/gazetteer.sqlite")


def is_stale(target: Path, root: Path) -> bool:
    """Whether the file is missing or older than what it is made from."""
    if not target.is_file():
        return True
    return any((root / name).stat().st_mtime > target.stat().st_mtime for name in MADE_FROM)


def load_builder(root: Path) -> Any:
    """The module tools/build_gazetteer.py, imported by its path."""
    path = root / "tools" / "build_gazetteer.py"
    spec = importlib.util.spec_from_file_location("build_gazetteer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} cannot be imported; check out the repository again.")
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_gazetteer"] = module
    spec.loader.exec_module(module)
    return module
