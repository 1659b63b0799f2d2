import csv
import json
from dataclasses import replace

import numpy as np
import pytest
import torch

from tidemark_training import (
    artifact,
    compare,
    config,
    config_file,
    fixtures,
    lstm,
    lstm_graph,
    parity,
    synthetic,
    training,
)  # fmt: skip


@pytest.fixture
def sequence():
    """The configuration of the tiny fixture of four bars."""
    return config_file.parse(fixtures.TINY_LSTM)


@pytest.fixture
def fitted(export, sequence):
    parts = training.parts(sequence, [export])
    names = sequence.feature_names
    return parts, lstm.fit(parts.train.rows, parts.validation.rows, names, sequence.fit, seed=3)


def test_the_onnx_file_computes_what_torch_computes(fitted):
    parts, model = fitted
    wild = np.vstack([parts.test.rows.inputs, np.full((1, 4, 3), 1e6), np.full((1, 4, 3), -1e6)])
    wild = wild.astype(np.float32)
    z = np.clip((wild - model.mean.astype(np.float32)) / model.std.astype(np.float32), -8, 8)
    with torch.no_grad():
        expected = torch.sigmoid(model.network(torch.from_numpy(z))).numpy()
    assert artifact.score(lstm_graph.to_onnx(model), wild) == pytest.approx(expected, abs=1e-6)
    assert np.ptp(expected) > 0.01  # else any answer is the right one


def test_a_window_scores_the_same_alone_and_in_a_batch(fitted):
    parts, model = fitted
    onnx_file, inputs = lstm_graph.to_onnx(model), parts.test.rows.inputs[:32]
    alone = [artifact.score(onnx_file, inputs[i : i + 1])[0] for i in range(32)]
    assert artifact.score(onnx_file, inputs) == pytest.approx(alone, abs=1e-7)


def test_dropout_is_for_training_only(fitted):
    _, model = fitted
    assert not model.network.training


def test_the_weights_are_those_of_the_epoch_that_was_best_on_validation(fitted, sequence):
    parts, model = fitted
    names = sequence.feature_names
    until_best = replace(sequence.fit, maxEpochs=model.best)
    again = lstm.fit(parts.train.rows, parts.validation.rows, names, until_best, seed=3)
    assert lstm_graph.to_onnx(again) == lstm_graph.to_onnx(model)


def test_training_ends_when_validation_was_not_better_for_as_long_as_the_patience(export, sequence):
    parts = training.parts(sequence, [export])
    hasty = replace(sequence.fit, learningRate=1.0, patience=2, maxEpochs=30)
    model = lstm.fit(parts.train.rows, parts.validation.rows, sequence.feature_names, hasty, seed=3)
    assert model.epochs == model.best + 2 < 30


def test_two_runs_write_the_same_bytes(tmp_path, export, sequence):
    for name in ("one", "two"):
        training.train(sequence, [export], tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_permuted_labels_leave_nothing_to_learn(tmp_path, sequence):
    path = tmp_path / "permuted"
    synthetic.write(path, rows=20000, seed=11, pull=0.3, permute_labels=True)
    test = training.train(sequence, [path], tmp_path / "out")["metrics"]["test"]
    assert test["accuracy"] == pytest.approx(0.5, abs=0.025)
    assert test["auc"] == pytest.approx(0.5, abs=0.03)


def test_a_pull_back_is_found(tmp_path, sequence):
    path = tmp_path / "pull"
    synthetic.write(path, rows=20000, seed=11, pull=0.3)
    test = training.train(sequence, [path], tmp_path / "out")["metrics"]["test"]
    assert test["accuracy"] > 0.55


def test_a_golden_window_is_one_line_with_the_oldest_bar_first(tmp_path, export, sequence):
    training.train(sequence, [export], tmp_path / "out")
    with (tmp_path / "out/golden.csv").open(newline="") as lines:
        header, *rows = csv.reader(lines)
    assert header[:4] == ["log_return@-3", "rsi(14)@-3", "macd(12,26,9)@-3", "log_return@-2"]
    assert header[-4:] == ["log_return", "rsi(14)", "macd(12,26,9)", "probability"]
    test = training.parts(sequence, [export]).test.rows
    assert np.array(rows[0][:-1], np.float32).reshape(4, 3).tolist() == test.inputs[0].tolist()
    manifest = json.loads((tmp_path / "out/manifest.json").read_text())
    assert manifest["windowBars"] == 4 and manifest["input"]["shape"] == [-1, 4, 3]
    assert manifest["notes"][len(sequence.notes)].startswith("Trained for ")


def test_an_lstm_wants_its_own_fit_and_a_window():
    with pytest.raises(config.ConfigError, match="fit: unknown key 'l2'; fit: missing key 'hidden'"):
        config_file.parse({**fixtures.TINY_LSTM, "fit": fixtures.TINY["fit"]})
    with pytest.raises(config.ConfigError, match="windowBars: the trainer lstm takes at least 2, was 1"):
        config_file.parse({**fixtures.TINY_LSTM, "windowBars": 1})


def test_a_linear_model_is_compared_on_the_rows_that_have_a_window(tmp_path, export, sequence, settings):
    training.train(sequence, [export], tmp_path / "lstm")
    training.train(settings, [export], tmp_path / "linear")
    found = compare.on_test_rows(sequence, [export], tmp_path / "lstm", tmp_path / "linear")
    rows = training.parts(sequence, [export]).test.rows
    p = artifact.score((tmp_path / "linear/model.onnx").read_bytes(), rows.features)
    assert found.rows == len(rows)
    assert found.reports["tiny 1"]["accuracy"] == pytest.approx(((p > 0.5) == rows.up).mean(), abs=1e-6)
    ahead = found.reports["tiny-lstm 1"]["accuracy"] - found.reports["tiny 1"]["accuracy"]
    assert found.lead["accuracy"][0] == pytest.approx(ahead, abs=2e-6)
    assert "lead in auc" in compare.summary(found)


def test_a_model_has_no_lead_over_itself(tmp_path, export, sequence):
    training.train(sequence, [export], tmp_path / "lstm")
    found = compare.on_test_rows(sequence, [export], tmp_path / "lstm", tmp_path / "lstm")
    assert found.lead == {"accuracy": (0, 0, 0), "logLoss": (0, 0, 0), "auc": (0, 0, 0)}


def test_windows_for_the_java_runtime_begin_every_third_row(tmp_path, monkeypatch, export, sequence):
    monkeypatch.setattr(parity, "WINDOWS", 60)
    training.train(sequence, [export], tmp_path / "lstm")
    with (tmp_path / "lstm/baseline.csv").open(newline="") as lines:
        rows = [list(map(np.float32, line[:-1])) for line in list(csv.reader(lines))[1:]]
    found = parity.windows(tmp_path / "lstm")
    assert found.shape == (60, 4, 3)
    assert found[7].tolist() == rows[21:25]
    parity.main(["--artifact", str(tmp_path / "lstm"), "--out", str(tmp_path / "p.csv")])
    assert len((tmp_path / "p.csv").read_text().splitlines()) == 61
