"""What several tests share: the coders, which load the models once."""

from __future__ import annotations

import pytest

from dateline.pipeline import Coder, load_coder


@pytest.fixture(scope="session")
def coder() -> Coder:
    """A coder with our own tables that reads by rules alone: what most tests are about."""
    return load_coder(model=False)


@pytest.fixture(scope="session")
def full_coder() -> Coder:
    """A coder as users have it: rules and the trained reader."""
    return load_coder()
