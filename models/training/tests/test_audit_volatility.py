from dataclasses import replace

import numpy as np
import pytest
from test_volatility import TINY, write

from tidemark_training import audit, audit_volatility, config_file, split, training
from tidemark_training.audit_finding import Audited
from tidemark_training.trainers.volatility import TRAINER


def run_of(data, settings):
    parts = split.split(data, settings)
    return Audited(TRAINER.train(settings.fit, parts, settings).model, data, parts, settings)


@pytest.fixture
def settings():
    return replace(config_file.parse(TINY), explained="")


@pytest.fixture
def audited(tmp_path, settings):
    return run_of(training.load(settings, [write(tmp_path / "vol")]), settings)


def test_an_honest_volatility_has_no_fault(audited):
    # these hours' returns are drawn, so that no label is a sum of them
    assert [finding.check for finding in audit.run(audited) if finding.fault] == ["label"]


def test_a_volatility_that_was_told_what_comes_is_too_good(audited, settings):
    features = audited.data.features.copy()
    features[:, 1] = audited.data.forward_volatility
    told = replace(audited.data, features=features, inputs=features)
    found = audit_volatility.plausible(run_of(told, settings))
    assert found.fault and not found.proof
    assert "R2 is above 0.80" in found.says


def test_answers_that_still_know_labels_in_another_order_are_a_fault(audited, monkeypatch):
    def knows(_):
        rows = audited.parts.test.rows
        return rows, rows.forward_volatility + 0.01 * np.arange(len(rows)) / len(rows)

    assert not audit_volatility.permuted_labels(audited).fault
    monkeypatch.setattr(audit_volatility.audit_skill, "trained_on_permuted", knows)
    assert audit_volatility.permuted_labels(audited).fault
