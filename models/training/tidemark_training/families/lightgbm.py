"""Gradient-boosted trees by LightGBM over one bar's features."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated

import lightgbm
import numpy as np

from ..boosting import SHARE, boost
from ..family import Family, Known
from ..reading import NOT_NEGATIVE, POSITIVE, at_least


@dataclass(frozen=True)
class LightgbmFit:
    """Trees of `leaves` at most, `minRowsInLeaf` training rows in each, until `patience` trees do not help later rows.

    `featureShare`, `rowShare`: what a tree may look at. `l1`, `l2`: penalties on the leaves.
    """

    leaves: Annotated[int, at_least(2)]
    minRowsInLeaf: Annotated[int, POSITIVE]
    learningRate: Annotated[float, POSITIVE]
    featureShare: Annotated[float, SHARE]
    rowShare: Annotated[float, SHARE]
    l1: Annotated[float, NOT_NEGATIVE]
    l2: Annotated[float, NOT_NEGATIVE]
    maxTrees: Annotated[int, POSITIVE]
    patience: Annotated[int, POSITIVE]


class Lightgbm(Family[LightgbmFit]):
    """One thread, fixed seeds, no stopwatch."""

    fit = LightgbmFit
    needs = ("lightgbm",)
    trainers = MappingProxyType({"direction": "lightgbm", "volatility": "lightgbm_volatility"})

    def answers(self, how: LightgbmFit, known: Known, asked: np.ndarray, seed: int) -> np.ndarray:
        """Of the trees up to the best one."""
        return np.asarray(grown(how, known, seed).predict(asked.astype(np.float64), num_threads=1))


def grown(how: LightgbmFit, known: Known, seed: int) -> lightgbm.Booster:
    """The trees, those after the best one too."""
    settings = {
        "objective": "binary" if known.binary else "regression",
        "num_leaves": how.leaves,
        "min_data_in_leaf": how.minRowsInLeaf,
        "learning_rate": how.learningRate,
        "feature_fraction": how.featureShare,
        "bagging_fraction": how.rowShare,
        "bagging_freq": 1,
        "lambda_l1": how.l1,
        "lambda_l2": how.l2,
    }
    return boost(settings, known, how.maxTrees, seed, how.patience)


FAMILY = Lightgbm()
