"""The linear model's file, and what every model file begins and ends with: ONNX, standard operators only."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .linear import Linear
from .scaling import CLIP_SIGMAS

OPSET = 17
IR_VERSION = 10  # the newest that ONNX Runtime 1.28 is known to read
INPUT, OUTPUT = "features", "probability"


def to_onnx(model: Linear) -> bytes:
    """`features` float[batch, F] -> `probability` float[batch]; the same model gives the same bytes."""
    count = len(model.weight)
    constants = [
        *normalisation_constants(model.mean, model.std),
        constant("weight", model.weight.reshape(count, 1)),
        constant("bias", np.array([model.bias])),
        numpy_helper.from_array(np.array([1], np.int64), "column"),
    ]
    nodes = [
        *normalisation(),
        helper.make_node("MatMul", ["normalised", "weight"], ["product"]),
        helper.make_node("Add", ["product", "bias"], ["logit"]),
        helper.make_node("Sigmoid", ["logit"], ["sigmoid"]),
        helper.make_node("Squeeze", ["sigmoid", "column"], [OUTPUT]),
    ]
    graph = helper.make_graph(
        nodes,
        "linear",
        [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, ["batch", count])],
        [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["batch"])],
        constants,
    )
    return serialise(graph)


def normalisation() -> list[onnx.NodeProto]:
    """`features` -> `normalised`, clipped; feature by feature, whatever comes before them."""
    return [
        helper.make_node("Sub", [INPUT, "mean"], ["centred"]),
        helper.make_node("Div", ["centred", "std"], ["scaled"]),
        helper.make_node("Clip", ["scaled", "low", "high"], ["normalised"]),
    ]


def normalisation_constants(mean: np.ndarray, std: np.ndarray) -> list[onnx.TensorProto]:
    """What the nodes of `normalisation` stand on."""
    return [
        constant("mean", mean),
        constant("std", std),
        constant("low", np.array(-CLIP_SIGMAS)),
        constant("high", np.array(CLIP_SIGMAS)),
    ]


def serialise(graph: onnx.GraphProto, *more: onnx.OperatorSetIdProto) -> bytes:
    """A checked model around `graph`, as deterministic bytes; `more` operator sets than the standard one."""
    model = helper.make_model(
        graph,
        producer_name="tidemark",
        ir_version=IR_VERSION,
        opset_imports=[helper.make_opsetid("", OPSET), *more],
    )
    onnx.checker.check_model(model, full_check=True)
    return bytes(model.SerializeToString(deterministic=True))


def constant(name: str, values: np.ndarray) -> onnx.TensorProto:
    """A tensor of float32."""
    return numpy_helper.from_array(values.astype(np.float32), name)
