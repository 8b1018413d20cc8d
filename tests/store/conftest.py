"""Lets the tests of the store import their builders by their full name, whatever pytest's import mode."""

import sys
from pathlib import Path

ROOT = str(Path(__file__).parents[2])
if ROOT not in sys.path:
    sys.path.append(ROOT)
