"""The reasons that the jobs give for trees, held against the package shap.

``models/src/test/resources/reasons/btc-gbm.csv`` has what shap says of 1,000 rows of the baseline; a test of the
module ``models`` holds the Java code against the same file. Written anew by
``python tests/test_reasons.py`` in ``models/training``, with shap installed.
"""

import csv
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import helper

ROOT = Path(__file__).resolve().parents[3]
ARTEFACT = ROOT / "models/artifacts/btc-gbm/1"
EXPECTED = ROOT / "models/src/test/resources/reasons/btc-gbm.csv"
ROWS = 1_000
TOLERANCE = 1e-6  # the file has seven decimals


def baseline() -> tuple[list[str], np.ndarray]:
    """Names and rows of the features; the last column is the score."""
    with open(ARTEFACT / "baseline.csv", newline="") as lines:
        table = list(csv.reader(lines))
    return table[0][:-1], np.array(table[1:], dtype=np.float32)[:, :-1]


def trees() -> list[dict]:
    """The trees of the graph as shap takes those of a model that it does not know."""
    graph = onnx.load(ARTEFACT / "model.onnx").graph
    node = next(node for node in graph.node if node.op_type == "TreeEnsembleRegressor")
    said = {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}
    assert set(said["nodes_modes"]) == {b"BRANCH_LEQ", b"LEAF"}
    leaves = zip(said["target_treeids"], said["target_nodeids"], said["target_weights"], strict=True)
    weights = {(tree, node): weight for tree, node, weight in leaves}
    trees = []
    ids = np.array(said["nodes_treeids"])
    for tree in sorted(set(said["nodes_treeids"])):
        places = np.flatnonzero(ids == tree)
        at = {said["nodes_nodeids"][place]: i for i, place in enumerate(places)}
        leaf = np.array([said["nodes_modes"][place] == b"LEAF" for place in places])

        def child(name: str, places=places, at=at, leaf=leaf) -> np.ndarray:
            return np.array(
                [-1 if end else at[said[name][place]] for end, place in zip(leaf, places, strict=True)],
                dtype=np.int32,
            )

        trees.append(
            {
                "children_left": child("nodes_truenodeids"),
                "children_right": child("nodes_falsenodeids"),
                "children_default": child("nodes_truenodeids"),
                "features": np.array(
                    [-2 if end else said["nodes_featureids"][p] for end, p in zip(leaf, places, strict=True)],
                    dtype=np.int32,
                ),
                "thresholds": np.array([said["nodes_values"][p] for p in places], dtype=np.float64),
                "values": np.array(
                    [[weights.get((tree, said["nodes_nodeids"][p]), 0.0)] for p in places], dtype=np.float64
                ),
                "node_sample_weight": np.ones(len(places)),  # not looked at by this kind
            }
        )
    return trees


def shap_values() -> np.ndarray:
    """Exact values against the medians, the only background row; in log-odds."""
    shap = pytest.importorskip("shap")
    _, rows = baseline()
    medians = np.median(rows.astype(np.float64), axis=0).astype(np.float32)
    explainer = shap.TreeExplainer(
        {"trees": trees()},
        data=medians[None, :].astype(np.float64),
        feature_perturbation="interventional",
        model_output="raw",
    )
    return explainer.shap_values(rows[:ROWS].astype(np.float64), check_additivity=False)


def test_the_file_has_what_shap_says():
    found = shap_values()
    with open(EXPECTED, newline="") as lines:
        table = list(csv.reader(lines))
    assert table[0] == baseline()[0]
    assert np.abs(np.array(table[1:], dtype=np.float64) - found).max() < TOLERANCE


if __name__ == "__main__":
    EXPECTED.parent.mkdir(exist_ok=True)
    with open(EXPECTED, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(baseline()[0])
        writer.writerows([f"{value:.7f}" for value in row] for row in shap_values())
