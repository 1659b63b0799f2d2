import json

import lightgbm
import numpy as np
import onnx
import onnxruntime
import pytest

from tidemark_training import (
    artifact,
    compare,
    config,
    config_file,
    fixtures,
    gbm,
    gbm_graph,
    parity,
    synthetic,
    training,
)  # fmt: skip
from tidemark_training.trainers.gbm import largest_difference


@pytest.fixture
def forest():
    """The configuration of the tiny fixture of trees."""
    return config_file.parse(fixtures.TINY_GBM)


@pytest.fixture
def fitted(export, forest):
    parts = training.parts(forest, [export])
    return parts, fit(parts, forest)


def fit(parts, settings):
    rows = parts.train.rows, parts.validation.rows
    return gbm.fit(*rows, settings.feature_names, settings.fit, settings.seed)


def leaves(booster, rows):
    """The leaf that ONNX Runtime ends in, by row and tree: the same operator, whose leaves weigh their own number."""
    given = list(gbm_graph.nodes(booster))
    number = [node.leaf for node in given if node.leaf >= 0]
    tree = [node.tree for node in given if node.leaf >= 0]
    model = onnx.load_from_string(gbm_graph.to_onnx(booster))
    instead = {"n_targets": booster.num_trees(), "target_ids": tree, "target_weights": [float(n) for n in number]}
    operator = model.graph.node[0]
    kept = [attribute for attribute in operator.attribute if attribute.name not in instead]
    del operator.attribute[:], model.graph.node[1:], model.graph.output[:]
    operator.attribute.extend([*kept, *(onnx.helper.make_attribute(k, v) for k, v in instead.items())])
    shape = ["batch", booster.num_trees()]
    model.graph.output.append(onnx.helper.make_tensor_value_info("logit", onnx.TensorProto.FLOAT, shape))
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {"features": rows})[0].astype(int)


def test_every_row_ends_in_lightgbms_leaf_in_every_tree_also_beside_a_threshold(fitted):
    parts, model = fitted
    at_thresholds = gbm_graph.rows_at_thresholds(model.booster, parts.train.rows.features)
    splits = sum(node.leaf < 0 for node in gbm_graph.nodes(model.booster))
    assert len(at_thresholds) == 3 * splits > 0
    each = (parts.train, parts.validation, parts.test)
    rows = np.vstack([*(part.rows.features for part in each), at_thresholds])
    expected = model.booster.predict(rows.astype(np.float64), pred_leaf=True)
    found = leaves(model.booster, rows)
    assert np.array_equal(found, expected)
    assert len(np.unique(found)) > 2  # else any leaf is the right one


def test_a_threshold_rounded_to_the_nearest_would_miss_leaves(fitted, monkeypatch):
    parts, model = fitted
    rows = gbm_graph.rows_at_thresholds(model.booster, parts.train.rows.features)
    monkeypatch.setattr(gbm_graph, "float32_at_most", np.float32)
    expected = model.booster.predict(rows.astype(np.float64), pred_leaf=True)
    assert not np.array_equal(leaves(model.booster, rows), expected)


@pytest.mark.parametrize("threshold", [0.1, -0.1, 0.5, 0.0, 1e-46, -1e-46, 1e-35, 1e300, -1e300, 16777217.0])
def test_a_float32_is_at_most_a_threshold_where_it_is_at_most_the_float32_below(threshold):
    below = gbm_graph.float32_at_most(threshold)
    with np.errstate(over="ignore"):
        beside = [np.nextafter(below, np.float32(way)) for way in (-np.inf, np.inf)]
    for x in (np.float32(0), below, *beside):
        if np.isfinite(x):
            assert (float(x) <= threshold) == (x <= below)


def test_the_onnx_file_answers_as_lightgbm_does(fitted):
    parts, model = fitted
    file = gbm_graph.to_onnx(model.booster)
    wild = np.vstack([parts.test.rows.features, np.full((1, 3), 1e30), np.full((1, 3), -1e30)]).astype(np.float32)
    expected = model.probability(wild)
    assert artifact.score(file, wild) == pytest.approx(expected, abs=1e-6)
    assert largest_difference(file, model, parts) < 1e-6
    assert np.ptp(expected) > 0.05  # else any answer is the right one


def test_a_file_that_answers_otherwise_is_not_written(tmp_path, export, forest, monkeypatch):
    monkeypatch.setattr(gbm_graph, "float32_at_most", lambda threshold: np.float32(1.01 * threshold))
    with pytest.raises(ValueError, match="answers otherwise than LightGBM, by up to 0.0"):
        training.train(forest, [export], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_row_scores_the_same_bits_alone_and_in_a_batch(fitted):
    parts, model = fitted
    file, rows = gbm_graph.to_onnx(model.booster), parts.test.rows.features[:32]
    alone = [artifact.score(file, rows[i : i + 1])[0] for i in range(32)]
    assert artifact.score(file, rows).tolist() == alone


def test_validation_chooses_the_shape_and_the_number_of_trees(fitted, forest):
    parts, model = fitted
    assert [shape.leaves for shape in model.tried] == list(forest.fit.leaves)
    assert model.chosen.log_loss == min(shape.log_loss for shape in model.tried)
    assert model.booster.num_trees() == model.chosen.trees < forest.fit.maxTrees
    p, up = model.probability(parts.validation.rows.features), parts.validation.rows.up
    assert -np.log(np.where(up, p, 1 - p)).mean() == pytest.approx(model.chosen.log_loss)


def test_two_runs_write_the_same_bytes(tmp_path, export, forest):
    for name in ("one", "two"):
        training.train(forest, [export], tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_the_manifest_says_how_many_variants_were_tried(tmp_path, export, forest):
    notes = training.train(forest, [export], tmp_path / "out")["notes"][len(forest.notes) :]
    assert notes[0].startswith("Variants tried: 2. Log loss on validation: 4 leaves, ")
    assert "from LightGBM's own answer" in notes[1]


def test_permuted_labels_leave_nothing_to_learn(tmp_path, forest):
    path = tmp_path / "permuted"
    synthetic.write(path, rows=20000, seed=11, pull=0.3, permute_labels=True)
    test = training.train(forest, [path], tmp_path / "out")["metrics"]["test"]
    assert test["accuracy"] == pytest.approx(0.5, abs=0.025)
    assert test["auc"] == pytest.approx(0.5, abs=0.03)


def test_a_pull_back_is_found(tmp_path, forest):
    path = tmp_path / "pull"
    synthetic.write(path, rows=20000, seed=11, pull=0.3)
    test = training.train(forest, [path], tmp_path / "out")["metrics"]["test"]
    assert test["accuracy"] > 0.55


def test_a_constant_feature_is_refused_by_name(export, forest):
    parts = training.parts(forest, [export])
    parts.train.rows.features[:, 1] = 50
    with pytest.raises(ValueError, match=r"constant in the training part.*\['rsi\(14\)'\]"):
        fit(parts, forest)


def test_splits_that_are_no_plain_comparison_are_refused():
    x = np.random.default_rng(3).integers(0, 4, (400, 1))
    rows = lightgbm.Dataset(x.astype(float), (x[:, 0] % 2).astype(float), categorical_feature=[0])
    booster = lightgbm.train({"objective": "binary", "min_data_per_group": 1, "verbosity": -1}, rows, 2)
    with pytest.raises(ValueError, match="a split by ==.*no plain comparison"):
        gbm_graph.to_onnx(booster)


def test_trees_want_their_own_fit_and_no_window():
    with pytest.raises(config.ConfigError, match="fit: missing key 'leaves'; fit: missing key 'minRowsInLeaf'"):
        config_file.parse({**fixtures.TINY_GBM, "fit": fixtures.TINY["fit"]})
    with pytest.raises(config.ConfigError, match="windowBars: the trainer gbm takes 1, was 4"):
        config_file.parse({**fixtures.TINY_GBM, "windowBars": 4})


def test_trees_are_compared_with_a_linear_model_on_the_same_rows(tmp_path, export, forest, settings):
    training.train(forest, [export], tmp_path / "gbm")
    training.train(settings, [export], tmp_path / "linear")
    found = compare.on_test_rows(forest, [export], tmp_path / "gbm", tmp_path / "linear")
    assert found.rows == len(training.parts(forest, [export]).test.rows)
    manifest = json.loads((tmp_path / "gbm/manifest.json").read_text())
    assert found.reports["tiny-gbm 1"] == manifest["metrics"]["test"]


def test_an_input_for_the_java_runtime_is_a_vector_where_a_window_is_one_bar(tmp_path, monkeypatch, export, forest):
    monkeypatch.setattr(parity, "WINDOWS", 60)
    training.train(forest, [export], tmp_path / "gbm")
    assert parity.windows(tmp_path / "gbm").shape == (60, 3)
    parity.main(["--artifact", str(tmp_path / "gbm"), "--out", str(tmp_path / "p.csv")])
    assert len((tmp_path / "p.csv").read_text().splitlines()) == 61
