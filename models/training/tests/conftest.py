"""Shared beginnings of the tests."""

from pathlib import Path

import pytest

from tidemark_training import config, config_file, fixtures, synthetic


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """2000 synthetic hours."""
    path = tmp_path / "export"
    synthetic.write(path, rows=2000, seed=7)
    return path


@pytest.fixture
def settings() -> config.Config:
    """The configuration of the tiny fixture."""
    return config_file.parse(fixtures.TINY)
