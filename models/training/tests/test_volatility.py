import csv
import json

import numpy as np
import pytest

from tidemark_training import (
    artifact,
    compare,
    config,
    config_file,
    fixtures,
    metrics,
    parity,
    synthetic,
    training,
    volatility,
    volatility_graph,
    volatility_metrics,
    worth,
)  # fmt: skip

FEATURES = ["log_return", "realised_vol(24)", "hour_sin"]
TINY = {
    **fixtures.TINY,
    "id": "tiny-vol",
    "features": [{"name": name, "drift": "ignore"} for name in FEATURES],
    "trainer": "volatility",
    "servedOn": ["BTC-USDT@*"],
    "fit": {
        "ridge": 0.1,
        "trees": 20,
        "leaves": 4,
        "minRowsInLeaf": 40,
        "learningRate": 0.1,
        "featureShare": 1.0,
        "rowShare": 0.5,
        "l2": 1.0,
    },
}


@pytest.fixture
def settings():
    return config_file.parse(TINY)


def write(path, rows=4000, seed=3, known=True, future_from=None):
    """Hours whose volatility wanders and doubles at some hours of the day; `known`: the features show it."""
    random = np.random.default_rng(seed)
    log = np.zeros(rows)
    for row in range(1, rows):
        log[row] = 0.98 * log[row - 1] + 0.1 * random.normal()
    hour = np.sin(2 * np.pi * np.arange(rows) / 24)
    sigma = 0.005 * np.exp(log) * np.where(hour > 0.5, 2, 1)
    forward = sigma * random.normal(size=rows)
    past = np.exp(log if known else random.permutation(log)) * 0.5
    values = np.column_stack([random.normal(size=rows), past, hour if known else random.permutation(hour)])
    if future_from is not None:
        values[future_from:], forward[future_from:] = 7, 0.5
    path.mkdir()
    time = synthetic.START + synthetic.HOUR * np.arange(rows)
    synthetic.write_file(path / "BTC-USDT@test.parquet", "BTC-USDT@test", time, values, forward, features=FEATURES)
    return path


@pytest.fixture
def calm(tmp_path):
    return write(tmp_path / "vol")


def fit(settings, export):
    parts = training.parts(settings, [export])
    return parts, volatility.fit(parts.train.rows, settings.feature_names, settings.fit, settings.seed)


def test_the_file_answers_as_the_formula_does(settings, calm):
    parts, model = fit(settings, calm)
    rows = parts.test.rows.features
    expected = model.volatility(rows)
    assert artifact.score(volatility_graph.to_onnx(model), rows) == pytest.approx(expected, rel=1e-5)
    assert expected.max() > 2 * expected.min()  # else any answer is the right one


def test_a_row_scores_the_same_alone_and_in_a_batch(settings, calm):
    parts, model = fit(settings, calm)
    file, rows = volatility_graph.to_onnx(model), parts.test.rows.features[:32]
    alone = [artifact.score(file, rows[i : i + 1])[0] for i in range(32)]
    assert artifact.score(file, rows) == pytest.approx(alone, rel=1e-6)


def test_no_input_makes_an_answer_that_is_no_volatility(settings, calm):
    _, model = fit(settings, calm)
    wild = np.array([[0, 0, 0], [1e30, 1e30, 1e30], [-1e30, -1e30, -1e30]], np.float32)
    answers = artifact.score(volatility_graph.to_onnx(model), wild)
    assert np.isfinite(answers).all() and (answers > 0).all()


def test_wilder_than_any_training_row_is_answered_with_more(settings, calm):
    parts, model = fit(settings, calm)
    row = parts.train.rows.features[:1].copy()
    row[0, 1] = parts.train.rows.features[:, 1].max()
    wilder = row.copy()
    wilder[0, 1] *= 2
    assert model.volatility(wilder)[0] > 1.2 * model.volatility(row)[0]


def test_variances_are_right_on_average_over_the_training_rows(settings, calm):
    parts, model = fit(settings, calm)
    rows = parts.train.rows
    ratio = (rows.forward_volatility / model.volatility(rows.features)) ** 2
    assert ratio.mean() == pytest.approx(1, abs=1e-6)


def of_test(settings, export):
    parts, model = fit(settings, export)
    rows = parts.test.rows
    said = model.volatility(rows.features)
    mean = np.full(len(rows), np.sqrt(np.mean(parts.train.rows.forward_volatility**2)))
    return [volatility_metrics.qlike(rows.forward_volatility, given).mean() for given in (said, mean)]


def test_what_the_features_show_is_found(settings, calm):
    model, mean = of_test(settings, calm)
    assert model < mean - 0.05


def test_features_that_know_nothing_leave_nothing_to_learn(settings, tmp_path):
    model, mean = of_test(settings, write(tmp_path / "blind", known=False))
    assert model > mean - 0.05


def test_two_runs_write_the_same_bytes(tmp_path, settings, calm):
    for name in ("one", "two"):
        training.train(settings, [calm], tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_the_future_changes_neither_the_model_nor_its_baseline(tmp_path, settings, calm):
    other = write(tmp_path / "other", future_from=3600)
    training.train(settings, [calm], tmp_path / "one")
    training.train(settings, [other], tmp_path / "two")
    for name, same in (("model.onnx", True), ("baseline.csv", True), ("golden.csv", False)):
        assert ((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()) is same


def test_the_manifest_is_that_of_a_volatility(tmp_path, settings, calm):
    manifest = training.train(settings, [calm], tmp_path / "out")
    assert manifest["task"] == "volatility"
    assert manifest["outputs"] == [{"name": "volatility", "role": "volatility"}]
    assert manifest["output"] == {"name": "volatility", "shape": [-1]}
    assert manifest["servedOn"] == ["BTC-USDT@*"]
    assert "metrics" not in manifest and "bins" not in manifest
    assert manifest["notes"][-1].startswith("In the test part, 801 rows: R2 of the log variance ")
    rows = training.parts(settings, [calm]).validation.rows
    answers = artifact.score((tmp_path / "out/model.onnx").read_bytes(), rows.inputs)
    assert manifest["strengthQuantiles"] == metrics.percentiles(answers, 0).tolist()
    with (tmp_path / "out/golden.csv").open(newline="") as lines:
        assert next(csv.reader(lines)) == [*FEATURES, "volatility"]


def test_the_answers_for_the_java_runtime_are_named_as_the_output_is(tmp_path, monkeypatch, settings, calm):
    monkeypatch.setattr(parity, "WINDOWS", 60)
    training.train(settings, [calm], tmp_path / "out")
    parity.main(["--artifact", str(tmp_path / "out"), "--out", str(tmp_path / "p.csv")])
    assert (tmp_path / "p.csv").read_text().splitlines()[0] == "volatility"


def test_what_measures_probabilities_refuses_a_volatility_by_its_name(tmp_path, settings, calm):
    training.train(settings, [calm], tmp_path / "out")
    assert json.loads((tmp_path / "out/manifest.json").read_text())["task"] == "volatility"
    with pytest.raises(ValueError, match="tiny-vol is a model of volatility: worth takes"):
        worth.of_artifact(settings, [calm], tmp_path / "out", 65)
    with pytest.raises(ValueError, match="tiny-vol is a model of volatility: compare takes"):
        compare.on_test_rows(settings, [calm], tmp_path / "out", tmp_path / "out")


def test_a_price_that_never_moves_is_refused(settings, tmp_path):
    parts = training.parts(settings, [write(tmp_path / "still")])
    parts.train.rows.forward_volatility[:] = 0
    with pytest.raises(ValueError, match="no row after which the price moved"):
        volatility.fit(parts.train.rows, settings.feature_names, settings.fit, settings.seed)


def test_a_volatility_wants_its_own_fit():
    with pytest.raises(config.ConfigError, match="fit: featureShare: must be above 0 and at most 1, was 2.0"):
        config_file.parse({**TINY, "fit": {**TINY["fit"], "featureShare": 2.0}})


def test_only_features_that_are_volatilities_have_logs():
    names = ["log_return", "realised_vol(30)@1d", "hour_sin", "garman_klass(24)"]
    assert volatility.logged(names).tolist() == [False, True, False, True]
    found = volatility.with_logs(np.array([[-1, 2, -3, 0]], np.float32), volatility.logged(names))
    assert found[0].tolist() == pytest.approx([-1, np.log(2), -3, np.log(1e-3)])


def test_qlike_is_0_where_both_are_equal_and_punishes_too_little_more_than_too_much():
    one = np.array([0.5])
    assert volatility_metrics.qlike(one, one)[0] == 0
    assert volatility_metrics.qlike(one, one / 2)[0] > volatility_metrics.qlike(one, one * 2)[0] > 0


def test_an_interval_is_of_whole_blocks():
    values = np.repeat(np.random.default_rng(1).normal(size=50), 100)
    each = volatility_metrics.Resampling.of(np.arange(5000), 500, 1).mean(values)
    blocks = volatility_metrics.Resampling.of(np.arange(5000) // 100, 500, 1).mean(values)
    assert [each.value, blocks.value] == pytest.approx([values.mean()] * 2)
    assert blocks.high - blocks.low > 5 * (each.high - each.low)
