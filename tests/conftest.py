"""What several tests share: the coder, which loads the language model once."""

from __future__ import annotations

import pytest

from dateline.pipeline import Coder, load_coder


@pytest.fixture(scope="session")
def coder() -> Coder:
    """A coder with our own tables."""
    return load_coder()
