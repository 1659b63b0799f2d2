"""The trees' model file: ONNX's own TreeEnsembleRegressor over raw features, then a sigmoid.

LightGBM holds thresholds in float64 and compares x <= t there; ONNX compares float32. Inputs are
float32, so every threshold is rounded down to the next float32: for each float32 x, x <= t holds exactly
where x <= float32 below t does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy as np
from onnx import NodeProto, TensorProto, helper, numpy_helper

from .graph import INPUT, OUTPUT, serialise

ML_DOMAIN, ML_OPSET = "ai.onnx.ml", 3
TAKEN_FOR_ZERO = np.float32(1e-35)


@dataclass(frozen=True)
class Node:
    """A split (`yes` where the feature is at most `value`) or a leaf (`yes`, `no` and `feature` are 0).

    `number`: its place in the tree; `value`: a split's threshold, or what a leaf adds to the logit; `yes` and
    `no`: numbers of the next nodes; `leaf`: the leaf's number in LightGBM's count, -1 for a split.
    """

    tree: int
    number: int
    feature: int
    value: float
    yes: int
    no: int
    leaf: int


def to_onnx(booster: lightgbm.Booster) -> bytes:
    """`features` float[batch, F] -> `probability` float[batch]; the same trees give the same bytes."""
    features = helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, ["batch", booster.num_feature()])
    steps = [
        helper.make_node("Sigmoid", ["logit"], ["sigmoid"]),
        helper.make_node("Squeeze", ["sigmoid", "column"], [OUTPUT]),
    ]
    return serialise(
        helper.make_graph(
            [ensemble(list(nodes(booster))), *steps],
            "gbm",
            [features],
            [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["batch"])],
            [numpy_helper.from_array(np.array([1], np.int64), "column")],
        ),
        helper.make_opsetid(ML_DOMAIN, ML_OPSET),
    )


def nodes(booster: lightgbm.Booster) -> Iterator[Node]:
    """All trees' nodes, each tree from its root on, yes before no.

    What the trees of LightGBM can hold beyond plain comparisons of finite numbers is refused.
    """
    for tree in booster.dump_model()["tree_info"]:
        yield from _tree(tree["tree_index"], tree["tree_structure"])


def _tree(tree: int, root: dict[str, Any]) -> Iterator[Node]:
    numbered: list[dict[str, Any]] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        node["number"] = len(numbered)
        numbered.append(node)
        if "split_feature" in node:
            if node["decision_type"] != "<=" or node["missing_type"] != "None":
                how = f"{node['decision_type']}, missing {node['missing_type']}"
                raise ValueError(f"a split by {how}: no plain comparison")
            waiting += [node["right_child"], node["left_child"]]
    for node in numbered:
        if "split_feature" in node:
            yes, no = node["left_child"]["number"], node["right_child"]["number"]
            yield Node(tree, node["number"], node["split_feature"], node["threshold"], yes, no, -1)
        else:
            # A tree of a single leaf carries no index.
            yield Node(tree, node["number"], 0, node["leaf_value"], 0, 0, node.get("leaf_index", 0))


def ensemble(given: list[Node]) -> NodeProto:
    """The operator; leaves stand in the order of `given`."""
    leaves = [node for node in given if node.leaf >= 0]
    return helper.make_node(
        "TreeEnsembleRegressor",
        [INPUT],
        ["logit"],
        domain=ML_DOMAIN,
        aggregate_function="SUM",
        post_transform="NONE",
        n_targets=1,
        nodes_treeids=[node.tree for node in given],
        nodes_nodeids=[node.number for node in given],
        nodes_featureids=[node.feature for node in given],
        nodes_modes=["LEAF" if node.leaf >= 0 else "BRANCH_LEQ" for node in given],
        nodes_values=[0.0 if node.leaf >= 0 else float(float32_at_most(node.value)) for node in given],
        nodes_truenodeids=[node.yes for node in given],
        nodes_falsenodeids=[node.no for node in given],
        target_treeids=[node.tree for node in leaves],
        target_nodeids=[node.number for node in leaves],
        target_ids=[0] * len(leaves),
        target_weights=[node.value for node in leaves],
    )


def float32_at_most(threshold: float) -> np.float32:
    """The largest float32 that is not above `threshold`."""
    with np.errstate(over="ignore"):
        nearest = np.float32(threshold)
    return nearest if float(nearest) <= threshold else np.nextafter(nearest, np.float32(-np.inf))


def rows_at_thresholds(booster: lightgbm.Booster, features: np.ndarray) -> np.ndarray:
    """For each split three rows that reach it: with the float32 threshold, the next above, the next below.

    LightGBM reads numbers as near to 0 as its threshold beside 0 as 0 itself; no feature has such, and they are left
    out. Each is a row of `features` that reaches the split, with that one feature changed.
    """
    leaf_of = booster.predict(features.astype(np.float64), pred_leaf=True, num_threads=1)
    leaf_of = np.asarray(leaf_of).reshape(len(features), -1)
    trees: dict[int, list[Node]] = {}
    for node in nodes(booster):
        trees.setdefault(node.tree, []).append(node)
    rows = []
    for tree, members in trees.items():
        first = {leaf: row for row, leaf in reversed(list(enumerate(leaf_of[:, tree].tolist())))}
        for node in members:
            if node.leaf < 0:
                below = members[node.yes]
                while below.leaf < 0:
                    below = members[below.yes]
                at = float32_at_most(node.value)
                for value in (at, np.nextafter(at, np.float32(np.inf)), np.nextafter(at, np.float32(-np.inf))):
                    if 0 < abs(value) <= TAKEN_FOR_ZERO:
                        continue
                    row = features[first[below.leaf]].copy()
                    row[node.feature] = value
                    rows.append(row)
    return np.array(rows, np.float32).reshape(-1, features.shape[1])
