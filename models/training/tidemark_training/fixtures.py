"""python -m tidemark_training.fixtures --out models/src/test/resources/artifacts

Writes what the Java tests stand on: the artefacts tiny/1, tiny-every/1 (the same, but scored on
every event), tiny-lstm/1 (four bars of the same features) and tiny-gbm/1 (trees), trained on synthetic
rows, tiny-lstm/2 (the LSTM with its prefix form), and single model files that are broken in one way each.
"""

import argparse
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from . import config_file, graph, prefix, synthetic, training

TINY: dict[str, Any] = {
    "id": "tiny",
    "version": "1",
    "bar": "1h",
    "windowBars": 1,
    "trigger": "bar",
    "horizonBars": 1,
    "features": [
        {"name": "log_return", "drift": "pause"},
        {"name": "rsi(14)", "drift": "alert"},
        {"name": "macd(12,26,9)", "drift": "ignore"},
    ],
    "split": {"train": 0.6, "validation": 0.2},
    "trainer": "linear",
    "fit": {"l2": 0.001},
    "seed": 7,
    "baselineRows": 200,
    "goldenRows": 16,
    "bootstrapBlockBars": 24,
    "bootstrapDraws": 200,
    "notes": ["Trained on synthetic rows for the tests; it knows nothing of any market."],
    "recalibration": "none",
    "servedOn": ["*@*"],
    "explained": "synthetic rows hold more than any market, and some are made to hold what a test looks for",
}

TINY_EVERY: dict[str, Any] = {**TINY, "id": "tiny-every", "trigger": "every"}

TINY_LSTM: dict[str, Any] = {
    **TINY,
    "id": "tiny-lstm",
    "windowBars": 4,
    "trainer": "lstm",
    "fit": {
        "hidden": [6, 4],
        "dense": 8,
        "dropout": 0.2,
        "batch": 64,
        "learningRate": 0.01,
        "maxGradientNorm": 1.0,
        "patienceBeforeHalving": 1,
        "patience": 3,
        "maxEpochs": 6,
    },
}

TINY_GBM: dict[str, Any] = {
    **TINY,
    "id": "tiny-gbm",
    "trainer": "gbm",
    "fit": {
        "leaves": [4, 6],
        "minRowsInLeaf": 40,
        "learningRate": 0.1,
        "featureFraction": 1.0,
        "l2": 1.0,
        "patience": 10,
        "maxTrees": 100,
    },
}


def broken_models(features: int) -> dict[str, bytes]:
    """Valid ONNX files that must not be served, by file name."""
    vector = np.ones((features, 1), np.float32)
    return {
        "nan.onnx": _one_product(features, np.full_like(vector, np.nan)),
        "wide.onnx": _one_product(features + 1, np.ones((features + 1, 1), np.float32)),
        "renamed.onnx": _one_product(features, vector, output="logit"),
        "foreign-operator.onnx": _foreign_operator(features),
        "external-data.onnx": _external_data(features),
        "looks-at-its-neighbours.onnx": _looks_at_its_neighbours(features),
        "normalises-over-the-window.onnx": normalises_over_the_window(TINY_LSTM["windowBars"], features),
    }


def _one_product(features: int, weight: np.ndarray, output: str = graph.OUTPUT) -> bytes:
    nodes = [
        helper.make_node("MatMul", [graph.INPUT, "weight"], ["product"]),
        helper.make_node("Squeeze", ["product", "column"], [output]),
    ]
    constants = [
        numpy_helper.from_array(weight, "weight"),
        numpy_helper.from_array(np.array([1], np.int64), "column"),
    ]
    return graph.serialise(
        helper.make_graph(
            nodes,
            "broken",
            [helper.make_tensor_value_info(graph.INPUT, TensorProto.FLOAT, ["batch", features])],
            [helper.make_tensor_value_info(output, TensorProto.FLOAT, ["batch"])],
            constants,
        )
    )


def _looks_at_its_neighbours(features: int) -> bytes:
    """How far above the batch's mean: 0.5 for whatever is scored alone. Served, but not in batches."""
    nodes = [
        helper.make_node("MatMul", [graph.INPUT, "weight"], ["product"]),
        helper.make_node("ReduceMean", ["product"], ["mean"], axes=[0], keepdims=1),
        helper.make_node("Sub", ["product", "mean"], ["above"]),
        helper.make_node("Sigmoid", ["above"], ["sigmoid"]),
        helper.make_node("Squeeze", ["sigmoid", "column"], [graph.OUTPUT]),
    ]
    constants = [
        numpy_helper.from_array(np.ones((features, 1), np.float32), "weight"),
        numpy_helper.from_array(np.array([1], np.int64), "column"),
    ]
    return graph.serialise(
        helper.make_graph(
            nodes,
            "neighbours",
            [helper.make_tensor_value_info(graph.INPUT, TensorProto.FLOAT, ["batch", features])],
            [helper.make_tensor_value_info(graph.OUTPUT, TensorProto.FLOAT, ["batch"])],
            constants,
        )
    )


def normalises_over_the_window(bars: int, features: int) -> bytes:
    """An LSTM of one unit over numbers from which the window's own mean is taken, the forming bar's included."""
    nodes = [
        helper.make_node("ReduceMean", [graph.INPUT], ["window.mean"], axes=[1], keepdims=1),
        helper.make_node("Sub", [graph.INPUT, "window.mean"], ["normalised"]),
        helper.make_node("Transpose", ["normalised"], ["steps"], perm=[1, 0, 2]),
        helper.make_node("LSTM", ["steps", "weight", "recurrence"], ["", "end"], hidden_size=1),
        helper.make_node("Sigmoid", ["end"], ["sigmoid"]),
        helper.make_node("Squeeze", ["sigmoid", "around"], [graph.OUTPUT]),
    ]
    constants = [
        numpy_helper.from_array(np.full((1, 4, features), 0.1, np.float32), "weight"),
        numpy_helper.from_array(np.full((1, 4, 1), 0.1, np.float32), "recurrence"),
        numpy_helper.from_array(np.array([0, 2], np.int64), "around"),
    ]
    return graph.serialise(
        helper.make_graph(
            nodes,
            "normalises over the window",
            [helper.make_tensor_value_info(graph.INPUT, TensorProto.FLOAT, ["batch", bars, features])],
            [helper.make_tensor_value_info(graph.OUTPUT, TensorProto.FLOAT, ["batch"])],
            constants,
        )
    )


def _foreign_operator(features: int) -> bytes:
    model = onnx.load_from_string(_one_product(features, np.ones((features, 1), np.float32)))
    model.graph.node[0].domain = "org.example"
    model.opset_import.append(helper.make_opsetid("org.example", 1))
    return bytes(model.SerializeToString(deterministic=True))


def _external_data(features: int) -> bytes:
    model = onnx.load_from_string(_one_product(features, np.ones((features, 1), np.float32)))
    weight = model.graph.initializer[0]
    weight.ClearField("raw_data")
    weight.data_location = TensorProto.EXTERNAL
    for key, value in (("location", "weights.bin"), ("offset", "0"), ("length", str(4 * features))):
        weight.external_data.add(key=key, value=value)
    return bytes(model.SerializeToString(deterministic=True))


def write(out: Path) -> None:
    """Replaces the fixtures under `out`."""
    for name in ("tiny", "tiny-every", "tiny-lstm", "tiny-gbm", "broken"):
        shutil.rmtree(out / name, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        for artefact in (TINY, TINY_EVERY):
            export = Path(folder) / artefact["trigger"]
            synthetic.write(export, rows=2000, seed=7, trigger=artefact["trigger"])
            directory = out / artefact["id"] / artefact["version"]
            training.train(config_file.parse(artefact), [export], directory)
        for artefact in (TINY_LSTM, TINY_GBM):
            directory = out / artefact["id"] / artefact["version"]
            training.train(config_file.parse(artefact), [Path(folder) / "bar"], directory)
    prefix.write(out / TINY_LSTM["id"] / TINY_LSTM["version"], "2", out / TINY_LSTM["id"] / "2")
    (out / "broken").mkdir()
    for name, content in broken_models(len(TINY["features"])).items():
        (out / "broken" / name).write_bytes(content)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write the fixtures of the Java tests.")
    parser.add_argument("--out", type=Path, required=True)
    write(parser.parse_args().out)
