"""The model file of a volatility: logs and a product, ONNX's TreeEnsembleRegressor over raw features, their sum.

The trees look at raw features, not at logs: a logarithm may differ in its last bit from one runtime to another, and a
comparison must not.
"""

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from .answer import VOLATILITY
from .gbm_graph import ML_DOMAIN, ML_OPSET, ensemble, nodes
from .graph import INPUT, constant, serialise
from .scaling import CLIP_SIGMAS
from .volatility import LEAST_LOGGED, Volatility


def to_onnx(model: Volatility) -> bytes:
    """`features` float[batch, F] -> `volatility` float[batch], annualised; the same model gives the same bytes."""
    count = len(model.regression.weight)
    steps = [
        helper.make_node("Max", [INPUT, "least"], ["floored"]),
        helper.make_node("Log", ["floored"], ["logs"]),
        helper.make_node("Where", ["logged", "logs", INPUT], ["mixed"]),
        helper.make_node("Sub", ["mixed", "mean"], ["centred"]),
        helper.make_node("Div", ["centred", "std"], ["scaled"]),
        helper.make_node("Clip", ["scaled", "low", "high"], ["normalised"]),
        helper.make_node("MatMul", ["normalised", "weight"], ["product"]),
        helper.make_node("Add", ["product", "bias"], ["regression"]),
        ensemble(list(nodes(model.booster))),
        helper.make_node("Add", ["regression", "logit"], ["log_volatility"]),
        helper.make_node("Exp", ["log_volatility"], ["annualised"]),
        helper.make_node("Squeeze", ["annualised", "column"], [VOLATILITY.output]),
    ]
    return serialise(
        helper.make_graph(
            steps,
            "volatility",
            [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, ["batch", count])],
            [helper.make_tensor_value_info(VOLATILITY.output, TensorProto.FLOAT, ["batch"])],
            [
                constant("least", np.array(LEAST_LOGGED)),
                numpy_helper.from_array(model.regression.logged, "logged"),
                constant("mean", model.regression.mean),
                constant("std", model.regression.std),
                constant("low", np.array(-CLIP_SIGMAS)),
                constant("high", np.array(CLIP_SIGMAS)),
                constant("weight", model.regression.weight.reshape(count, 1)),
                constant("bias", np.array([model.regression.bias])),
                numpy_helper.from_array(np.array([1], np.int64), "column"),
            ],
        ),
        helper.make_opsetid(ML_DOMAIN, ML_OPSET),
    )
