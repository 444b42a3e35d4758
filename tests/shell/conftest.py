"""A frame in which nothing hangs yet."""

import pytest

from doingoai.shell import registry


@pytest.fixture
def bare_frame(monkeypatch):
    """No entry, panel, year, bell, sample or seat of any room."""
    for name in ("_entries", "_panels", "_years", "_bells"):
        monkeypatch.setattr(registry, name, [])
    monkeypatch.setattr(registry, "_seats", {})
    return registry
