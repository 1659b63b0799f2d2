"""Gradient-boosted trees by XGBoost over one bar's features."""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from ..family import Family, Known
from ..reading import NOT_NEGATIVE, POSITIVE, Rule

_SHARE = Rule("must be above 0 and at most 1", lambda share: 0 < share <= 1)


@dataclass(frozen=True)
class XgboostFit:
    """Trees of `depth` at most, until `patience` trees do not help later rows.

    `minWeight`: sum of second derivatives in a leaf; `featureShare`, `rowShare`: what a tree may look at; `l1`, `l2`:
    penalties on the leaves.
    """

    depth: Annotated[int, POSITIVE]
    minWeight: Annotated[float, NOT_NEGATIVE]
    learningRate: Annotated[float, POSITIVE]
    featureShare: Annotated[float, _SHARE]
    rowShare: Annotated[float, _SHARE]
    l1: Annotated[float, NOT_NEGATIVE]
    l2: Annotated[float, NOT_NEGATIVE]
    maxTrees: Annotated[int, POSITIVE]
    patience: Annotated[int, POSITIVE]


class Xgboost(Family[XgboostFit]):
    """One thread, histograms."""

    fit = XgboostFit
    needs = ("xgboost",)

    def answers(self, how: XgboostFit, known: Known, asked: np.ndarray, seed: int) -> np.ndarray:
        """Of the trees up to the best one."""
        import xgboost  # not one of the package's dependencies

        settings = {
            "objective": "binary:logistic" if known.binary else "reg:squarederror",
            "tree_method": "hist",
            "max_depth": how.depth,
            "min_child_weight": how.minWeight,
            "eta": how.learningRate,
            "colsample_bytree": how.featureShare,
            "subsample": how.rowShare,
            "alpha": how.l1,
            "lambda": how.l2,
            "seed": seed,
            "nthread": 1,
            "verbosity": 0,
        }
        rows = xgboost.DMatrix(known.inputs, known.outcome)
        later = xgboost.DMatrix(known.held_inputs, known.held_outcome)
        booster = xgboost.train(
            settings,
            rows,
            num_boost_round=how.maxTrees,
            evals=[(later, "later")],
            early_stopping_rounds=how.patience,
            verbose_eval=False,
        )
        said = booster.predict(xgboost.DMatrix(asked), iteration_range=(0, booster.best_iteration + 1))
        return np.asarray(said, dtype=np.float64)


FAMILY = Xgboost()
