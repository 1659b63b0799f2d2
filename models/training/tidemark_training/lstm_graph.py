"""The LSTM's model file: normalisation, layers and sigmoid as one ONNX graph of standard operators.

One LSTM operator per layer, with its states left out (they begin at nought): torch's exporter puts a
dozen operators for shapes around each.
"""

from typing import cast

import numpy as np
import torch
from onnx import NodeProto, TensorProto, helper, numpy_helper

from .graph import INPUT, OUTPUT, constant, normalisation, normalisation_constants, serialise
from .lstm import Lstm

_TORCH_TO_ONNX = [0, 3, 1, 2]  # gates: torch has input, forget, cell, output; ONNX i, o, f, c


def to_onnx(model: Lstm) -> bytes:
    """`features` float[batch, bars, F] -> `probability` float[batch]; oldest bar first."""
    constants = [
        *normalisation_constants(model.mean, model.std),
        numpy_helper.from_array(np.array([0], np.int64), "first"),
        numpy_helper.from_array(np.array([1], np.int64), "second"),
    ]
    nodes = [*normalisation(), helper.make_node("Transpose", ["normalised"], ["steps"], perm=[1, 0, 2])]
    layers = cast(list[torch.nn.LSTM], list(model.network.layers))
    for number, layer in enumerate(layers):
        constants += _weights(number, layer)
        nodes += _layer(number, layer.hidden_size, number == len(layers) - 1)
    for name, dense in (("dense", model.network.dense), ("answer", model.network.answer)):
        constants += [constant(f"{name}.weight", _array(dense.weight)), constant(f"{name}.bias", _array(dense.bias))]
    nodes += [
        helper.make_node("Gemm", ["last", "dense.weight", "dense.bias"], ["dense.sum"], transB=1),
        helper.make_node("Relu", ["dense.sum"], ["dense.out"]),
        helper.make_node("Gemm", ["dense.out", "answer.weight", "answer.bias"], ["logit"], transB=1),
        helper.make_node("Sigmoid", ["logit"], ["sigmoid"]),
        helper.make_node("Squeeze", ["sigmoid", "second"], [OUTPUT]),
    ]
    return serialise(
        helper.make_graph(
            nodes,
            "lstm",
            [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, ["batch", model.bars, len(model.mean)])],
            [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["batch"])],
            constants,
        )
    )


def _layer(number: int, units: int, last: bool) -> list[NodeProto]:
    """Of the last layer only the last step goes on."""
    given = "steps" if number == 0 else f"lstm{number - 1}.out"
    inputs = [given, *(f"lstm{number}.{part}" for part in ("weight", "recurrence", "bias"))]
    if last:
        return [
            helper.make_node("LSTM", inputs, ["", f"lstm{number}.end"], hidden_size=units),
            helper.make_node("Squeeze", [f"lstm{number}.end", "first"], ["last"]),
        ]
    return [
        helper.make_node("LSTM", inputs, [f"lstm{number}.steps"], hidden_size=units),
        helper.make_node("Squeeze", [f"lstm{number}.steps", "second"], [f"lstm{number}.out"]),
    ]


def _weights(number: int, layer: torch.nn.LSTM) -> list[TensorProto]:
    """[1, 4 units, ...] each; the bias is both of torch's, one after the other."""
    biases = [_gates(layer.get_parameter("bias_ih_l0")), _gates(layer.get_parameter("bias_hh_l0"))]
    return [
        constant(f"lstm{number}.weight", _gates(layer.get_parameter("weight_ih_l0"))[None]),
        constant(f"lstm{number}.recurrence", _gates(layer.get_parameter("weight_hh_l0"))[None]),
        constant(f"lstm{number}.bias", np.concatenate(biases)[None]),
    ]


def _gates(values: torch.Tensor) -> np.ndarray:
    return np.concatenate([np.split(_array(values), 4)[gate] for gate in _TORCH_TO_ONNX])


def _array(values: torch.Tensor) -> np.ndarray:
    return values.detach().numpy()
