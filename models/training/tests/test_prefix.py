import json
from dataclasses import replace

import numpy as np
import onnx
import pytest
from onnx import helper

from tidemark_training import artifact, config_file, fixtures, graph, linear, lstm_graph, prefix, training
from tidemark_training import lstm as lstm_model


@pytest.fixture
def sequence():
    """The configuration of the tiny fixture of four bars."""
    return config_file.parse(fixtures.TINY_LSTM)


@pytest.fixture
def fitted(export, sequence):
    parts = training.parts(sequence, [export])
    model = lstm_model.fit(parts.train.rows, parts.validation.rows, sequence.feature_names, sequence.fit, seed=3)
    return parts.test.rows.inputs, lstm_graph.to_onnx(model)


def test_both_files_together_compute_what_the_whole_one_does(fitted):
    inputs, whole = fitted
    expected = artifact.score(whole, inputs)
    assert prefix.score(prefix.cut(whole), inputs) == pytest.approx(expected, abs=1e-6)
    assert np.ptp(expected) > 0.01  # else any answer is the right one


def test_the_closed_bars_are_encoded_once_for_every_bar_that_may_follow(fitted):
    inputs, whole = fitted
    other = inputs[:50].copy()
    other[:, -1] = inputs[50:100, -1]
    files = prefix.cut(whole)
    assert prefix.score(files, other) == pytest.approx(artifact.score(whole, other), abs=1e-6)
    assert np.abs(artifact.score(whole, other) - artifact.score(whole, inputs[:50])).max() > 1e-3


def test_the_state_is_h_and_c_of_each_layer(fitted):
    _, whole = fitted
    made = onnx.load_from_string(prefix.cut(whole)[prefix.PREFIX]).graph
    assert [d.dim_value for d in made.input[0].type.tensor_type.shape.dim] == [0, 3, 3]
    assert [d.dim_value for d in made.output[0].type.tensor_type.shape.dim] == [0, 2 * (6 + 4)]


def test_a_model_that_normalises_over_the_forming_bar_is_refused_with_the_reason():
    with pytest.raises(prefix.NoPrefixForm, match=r"ReduceMean \(window.mean\) comes before the LSTM .* forming bar"):
        prefix.cut(fixtures.normalises_over_the_window(4, 3))


def test_a_normalisation_by_what_is_no_constant_is_refused(fitted):
    _, whole = fitted
    model = onnx.load_from_string(whole)
    model.graph.node[0].input[1] = graph.INPUT
    with pytest.raises(prefix.NoPrefixForm, match=r"Sub \(centred\) comes before the LSTM"):
        prefix.cut(model.SerializeToString())


def test_an_lstm_that_runs_backwards_is_refused(fitted):
    _, whole = fitted
    model = onnx.load_from_string(whole)
    layer = next(node for node in model.graph.node if node.op_type == "LSTM")
    layer.attribute.append(helper.make_attribute("direction", "reverse"))
    with pytest.raises(prefix.NoPrefixForm, match="runs backwards over the forming bar"):
        prefix.cut(model.SerializeToString())


def test_a_model_of_one_bar_is_refused():
    model = linear.Linear(mean=np.zeros(3), std=np.ones(3), weight=np.ones(3), bias=0.0)
    with pytest.raises(prefix.NoPrefixForm, match="takes no window"):
        prefix.cut(graph.to_onnx(model))


def test_a_new_version_has_the_same_files_and_the_form(tmp_path, export, sequence):
    before = training.train(sequence, [export], tmp_path / "1")
    prefix.main(["--artifact", str(tmp_path / "1"), "--version", "2", "--out", str(tmp_path / "2")])
    after = json.loads((tmp_path / "2/manifest.json").read_text())
    assert after["version"] == "2" and after["notes"][:-1] == before["notes"]
    assert set(after["files"]) - set(before["files"]) == {"prefix.onnx", "step.onnx"}
    assert before["files"].items() < after["files"].items()
    assert {path.name for path in (tmp_path / "2").iterdir()} == {*after["files"], "manifest.json"}
    with pytest.raises(artifact.ArtifactExists):
        prefix.write(tmp_path / "1", "2", tmp_path / "2")


def test_training_gives_the_form_to_what_is_scored_upon_every_event(tmp_path, export, sequence, monkeypatch):
    bar = training.train(sequence, [export], tmp_path / "bar")
    assert "prefix.onnx" not in bar["files"]
    monkeypatch.setattr(training, "load", lambda _, exports, load=training.load: load(sequence, exports))
    every = training.train(replace(sequence, trigger="every"), [export], tmp_path / "every")
    whole = (tmp_path / "every/model.onnx").read_bytes()
    assert {name: (tmp_path / "every" / name).read_bytes() for name in prefix.cut(whole)} == prefix.cut(whole)
    assert {"prefix.onnx", "step.onnx"} <= set(every["files"])
