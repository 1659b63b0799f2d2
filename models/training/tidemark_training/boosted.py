"""The lab's boosted trees as models that serve: fitted on raw features, cut after the best tree.

The lab's family sees volatilities by their logarithm. Trees only compare, so they need none, and a file without it
cannot differ from its formula in the last bit of a logarithm.
"""

from dataclasses import dataclass

import lightgbm
import numpy as np
from onnx import TensorProto, helper, numpy_helper

from .answer import VOLATILITY
from .families.lightgbm import LightgbmFit, grown
from .family import Known
from .gbm_graph import ML_DOMAIN, ML_OPSET, ensemble, nodes
from .graph import INPUT, constant, serialise
from .scaling import mean_and_deviation
from .split import Parts
from .volatility_metrics import log_variance


@dataclass(frozen=True)
class TreesOfVolatility:
    """exp(scale x trees + level): an annualised volatility."""

    booster: lightgbm.Booster
    scale: float
    level: float

    def volatility(self, features: np.ndarray) -> np.ndarray:
        """Float64, for rows of raw features."""
        trees = np.asarray(self.booster.predict(features.astype(np.float64), num_threads=1))
        return np.asarray(np.exp(self.scale * trees + self.level))


def of_direction(how: LightgbmFit, parts: Parts, names: list[str], seed: int) -> lightgbm.Booster:
    """Trees whose sum is the log-odds of a rise. A feature that never moves is refused."""
    train, validation = parts.train.rows, parts.validation.rows
    mean_and_deviation(train.features, names)
    held = validation.up.astype(np.float64)
    return _best(
        how, Known(train.features, train.up.astype(np.float64), validation.features, held, True, tuple(names)), seed
    )


def of_volatility(how: LightgbmFit, parts: Parts, names: list[str], seed: int) -> TreesOfVolatility:
    """By the rule of the lab's task: log variances, and a level that makes variances right over validation."""
    train, validation = parts.train.rows.moving(), parts.validation.rows.moving()
    if not (len(train) and len(validation)):
        raise ValueError("the training or the validation part has no row after which the price moved")
    mean_and_deviation(train.features, names)
    outcome, held = log_variance(train.forward_volatility), log_variance(validation.forward_volatility)
    mean, std = float(outcome.mean()), float(outcome.std())
    known = Known(train.features, (outcome - mean) / std, validation.features, (held - mean) / std, False, tuple(names))
    booster = _best(how, known, seed)
    said = np.asarray(booster.predict(validation.features.astype(np.float64), num_threads=1))
    over = float(np.log(np.mean(np.exp(held - (mean + std * said)))))
    return TreesOfVolatility(booster, std / 2, (mean + over) / 2)


def _best(how: LightgbmFit, known: Known, seed: int) -> lightgbm.Booster:
    """Whoever reads the file must not have to know where to stop."""
    booster = grown(how, known, seed)
    return lightgbm.Booster(model_str=booster.model_to_string(num_iteration=booster.best_iteration))


def to_onnx(model: TreesOfVolatility) -> bytes:
    """`features` float[batch, F] -> `volatility` float[batch]; the same trees give the same bytes."""
    steps = [
        ensemble(list(nodes(model.booster))),
        helper.make_node("Mul", ["logit", "scale"], ["scaled"]),
        helper.make_node("Add", ["scaled", "level"], ["log_volatility"]),
        helper.make_node("Exp", ["log_volatility"], ["annualised"]),
        helper.make_node("Squeeze", ["annualised", "column"], [VOLATILITY.output]),
    ]
    return serialise(
        helper.make_graph(
            steps,
            "trees of volatility",
            [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, ["batch", model.booster.num_feature()])],
            [helper.make_tensor_value_info(VOLATILITY.output, TensorProto.FLOAT, ["batch"])],
            [
                constant("scale", np.array(model.scale)),
                constant("level", np.array(model.level)),
                numpy_helper.from_array(np.array([1], np.int64), "column"),
            ],
        ),
        helper.make_opsetid(ML_DOMAIN, ML_OPSET),
    )
