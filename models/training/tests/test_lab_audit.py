"""Each mistake that the lab's audit is to see, beside the same study without it."""

from dataclasses import replace

import numpy as np
import pyarrow.parquet as pq
import pytest
from test_lab import RAW, lab, volatility_export, volatility_study, with_families

from tidemark_training import audit_skill, dataset, synthetic
from tidemark_training.families import ridge
from tidemark_training.families.ridge import RidgeFit
from tidemark_training.family import Family, Known
from tidemark_training.lab import audit, command, fitting, folds, study, tasks
from tidemark_training.volatility_metrics import Resampling

HOUR = synthetic.HOUR
NAME = "BTC-USDT@test.parquet"
OF = study.parse(with_families("ridge"))


@pytest.fixture
def walk(tmp_path):
    """Of hours without anything to know."""
    synthetic.write(tmp_path / "hours", rows=2000, seed=7, pull=0.0)
    return walk_of(OF, tmp_path / "hours")


def walk_of(of, export):
    data = dataset.load([export], of.names, HOUR)
    task = tasks.named(of.task)
    return audit.Walked(of, task, data, task.rows(data), folds.folds(task.rows(data), of))


def of_rows(walk):
    return {finding.check: finding for finding in audit.of_rows(walk)}


def of_family(walk, tmp_path):
    fits = fitting.Fits(walk.study, walk.task, walk.walked, walk.folds, tmp_path / "fits")
    one = fitting.Fitted(0, (0.0,), np.zeros(1), np.zeros((1, 1)))
    return {finding.check: finding for finding in audit.of_family(walk, fits, walk.study.families[0], one)}


def with_rows(walk, **columns):
    data = replace(walk.data, **columns)
    return replace(walk, data=data, walked=walk.task.rows(data))


def test_an_honest_study_has_no_fault_and_its_report_says_what_every_check_measured(tmp_path):
    synthetic.write(tmp_path / "noise", rows=2000, seed=7, pull=0.0)
    found = lab(tmp_path, with_families("ridge"), tmp_path / "noise")
    assert [each["check"] for each in found["audit"]] == [
        "future cut",
        "label",
        "overlap",
        "duplicates",
        "target among the features",
    ]
    ridge = found["entries"][-1]
    assert [each["check"] for each in ridge["audit"]] == ["skill", "one bar late", "permuted labels", "normaliser"]
    assert not any(each["fault"] for each in found["audit"] + ridge["audit"])
    text = (tmp_path / "out" / "report.html").read_text()
    for each in found["audit"] + ridge["audit"]:
        assert each["says"].split("(")[0].strip() in text.replace("&#x27;", "'"), each["check"]


@pytest.mark.parametrize("ahead", [False, True])
def test_a_feature_that_changes_when_later_rows_are_cut_off_is_a_fault(tmp_path, export, ahead, capsys):
    early = tmp_path / "early"
    early.mkdir()
    table = pq.read_table(export / NAME).slice(0, 1200)
    if ahead:
        at = table.column_names.index("rsi(14)")
        column = table.column(at).to_numpy().copy()
        column[-3:] += 1
        table = table.set_column(at, table.field(at), [column])
    pq.write_table(table, early / NAME)
    file = tmp_path / "study.json"
    file.write_text(command.json.dumps(with_families("ridge")))
    out = tmp_path / "out"
    assert command_line(["lab", file, "--export", export, "--cut", early, "--out", out]) == 0
    cut = command.json.loads((out / "report.json").read_text())["audit"][0]
    assert (cut["check"], cut["fault"], cut["proof"]) == ("future cut", ahead, ahead)
    assert ("This is a fault: rows, future cut: when later data" in capsys.readouterr().out) == ahead


def command_line(words):
    from tidemark_training.__main__ import main

    return main([str(word) for word in words])


def test_a_walk_that_does_not_purge_is_caught_by_its_overlap_and_the_refit_is_named(walk):
    assert not of_rows(walk)["overlap"].fault
    first, last = walk.folds
    begin = int(last.validation[0])
    reaching = replace(last, train=np.append(last.train, [begin - 1, begin]))
    found = of_rows(replace(walk, folds=[first, reaching]))["overlap"]
    assert found.fault and found.proof and found.says.startswith("refit 2: ")


def test_rows_that_are_there_twice_are_caught(walk):
    assert not of_rows(walk)["duplicates"].fault
    test, train = walk.folds[0].test[:50], walk.folds[0].train[:50]
    features, forward = walk.data.features.copy(), walk.data.forward_return.copy()
    features[test], forward[test] = features[train], forward[train]
    found = of_rows(with_rows(walk, features=features, inputs=features, forward_return=forward))["duplicates"]
    assert found.fault and found.proof and found.says.startswith("refit 1: 50 of")


def test_the_target_among_the_features_is_caught(walk):
    assert not of_rows(walk)["target among the features"].fault
    features = walk.data.features.copy()
    features[:, 1] = walk.data.forward_return
    found = of_rows(with_rows(walk, features=features, inputs=features))["target among the features"]
    assert found.fault and found.proof and "rsi(14)" in found.says


def test_a_label_of_a_smoothed_price_is_a_doubt(walk):
    assert not of_rows(walk)["label"].fault
    smooth = np.convolve(walk.data.forward_return, np.ones(12) / 12)[: len(walk.data)]
    found = of_rows(with_rows(walk, forward_return=smooth))["label"]
    assert found.fault and not found.proof


class Memory(Family[RidgeFit]):
    """Answers with the outcome of the row that it knows and that is nearest."""

    fit = RidgeFit

    def answers(self, how: RidgeFit, known: Known, asked: np.ndarray, seed: int) -> np.ndarray:  # noqa: ARG002
        """By all features."""
        nearest = [int(((known.inputs - row) ** 2).sum(axis=1).argmin()) for row in asked]
        return np.clip(known.outcome[nearest], 0.01, 0.99)


class Onlooker(Family[RidgeFit]):
    """Normalises by the rows that it is asked about."""

    fit = RidgeFit

    def answers(self, how: RidgeFit, known: Known, asked: np.ndarray, seed: int) -> np.ndarray:
        """As ridge does else."""
        scaled = (asked - asked.mean(axis=0)) / asked.std(axis=0) * known.inputs.std(axis=0)
        return ridge.FAMILY.answers(how, known, scaled + known.inputs.mean(axis=0), seed)


def test_a_walk_that_fits_on_its_test_rows_is_caught_by_permuted_labels(walk, tmp_path, monkeypatch):
    monkeypatch.setattr(fitting.families, "named", lambda _: Memory())
    assert not of_family(walk, tmp_path)["permuted labels"].fault
    last = walk.folds[-1]
    mixed = replace(walk, folds=[replace(last, train=np.append(last.train, last.test))])
    assert of_family(mixed, tmp_path)["permuted labels"].fault


def test_a_normaliser_that_sees_the_rows_it_is_asked_about_is_caught(walk, tmp_path, monkeypatch):
    assert not of_family(walk, tmp_path)["normaliser"].fault
    monkeypatch.setattr(fitting.families, "named", lambda _: Onlooker())
    found = of_family(walk, tmp_path)["normaliser"]
    assert found.fault and found.proof


def test_a_volatility_is_audited_too(tmp_path):
    of = study.parse(volatility_study("ridge"))
    walk = walk_of(of, volatility_export(tmp_path / "vol"))
    assert not any(finding.fault for finding in of_family(walk, tmp_path).values())
    rows = walk.walked
    assert walk.task.of_permuted(rows, rows.forward_volatility).fault
    drawn = Resampling.of(rows.time // of.block, 100, 1)
    for forecast, beyond in ((rows.forward_volatility * 1.01, True), (np.ones(len(rows)), False)):
        measured = walk.task.measures(rows, forecast, forecast, drawn, HOUR)
        assert walk.task.plausible(rows, forecast, measured, of)[0].fault == beyond


def test_skill_beyond_the_lines_and_skill_that_is_gone_a_bar_later_are_doubts(walk):
    random = np.random.default_rng(3)
    knows = 0.5 + 0.1 * np.where(walk.data.up, 1, -1) * random.random(len(walk.data))
    skill, late = plausible(walk, knows)
    assert skill.fault and not skill.proof and f"AUC 1.0000 is above {audit_skill.AUC:.2f}" in skill.says
    assert "Sharpe" in skill.says and late.fault
    assert not any(finding.fault for finding in plausible(walk, 0.5 + 0.1 * random.normal(size=len(walk.data))))


def plausible(walk, forecast):
    rows = walk.walked
    drawn = Resampling.of(rows.time // walk.study.block, 100, 1)
    measured = walk.task.measures(rows, forecast, np.full(len(rows), 0.5), drawn, HOUR)
    return walk.task.plausible(rows, forecast, measured, walk.study)


def test_a_cut_of_another_kind_is_refused(tmp_path, export):
    early = tmp_path / "early"
    synthetic.write(early, rows=1000, seed=7, trigger="every")
    with pytest.raises(dataset.ExportError, match="the study is of"):
        command.run(study.parse(RAW), [export], tmp_path / "out", [early])
