from pathlib import Path

import pytest

from tidemark_training import families
from tidemark_training.lab import study

CONFIGS = sorted((Path(__file__).parent.parent / "configs" / "lab").glob("*.json"))


@pytest.mark.parametrize("file", CONFIGS, ids=lambda file: file.name)
def test_a_study_of_the_repository_is_taken(file, monkeypatch):
    for name in families.names():  # whatever this Python has
        monkeypatch.setattr(type(families.named(name)), "needs", ())
    assert study.load(file).id == file.stem


def test_there_is_a_study_for_each_task():
    assert {study.TASKS[file.name.startswith("vol")] for file in CONFIGS} == set(study.TASKS)
