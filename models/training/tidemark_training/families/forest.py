"""A random forest over one bar's features (Breiman, 2001), by LightGBM's bagged trees."""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from ..boosting import SHARE, boost
from ..family import Family, Known
from ..reading import POSITIVE, Rule, at_least


@dataclass(frozen=True)
class ForestFit:
    """`trees` of `leaves` at most with `minRowsInLeaf` training rows in each.

    `rowShare` is what each tree is grown on; `splitShare` the features that each of its splits may look at.
    """

    trees: Annotated[int, POSITIVE]
    leaves: Annotated[int, at_least(2)]
    minRowsInLeaf: Annotated[int, POSITIVE]
    rowShare: Annotated[float, Rule("must be above 0 and below 1", lambda share: 0 < share < 1)]
    splitShare: Annotated[float, SHARE]


class Forest(Family[ForestFit]):
    """The mean of the trees' leaf means: of zeros and ones that is a probability. Later rows are not looked at."""

    fit = ForestFit
    needs = ("lightgbm",)

    def answers(self, how: ForestFit, known: Known, asked: np.ndarray, seed: int) -> np.ndarray:
        """Squared error splits as the Gini index does where outcomes are 0 and 1."""
        settings = {
            "objective": "regression",
            "boosting": "rf",
            "num_leaves": how.leaves,
            "min_data_in_leaf": how.minRowsInLeaf,
            "feature_fraction_bynode": how.splitShare,
            "bagging_fraction": how.rowShare,
            "bagging_freq": 1,
        }
        said = np.asarray(boost(settings, known, how.trees, seed).predict(asked.astype(np.float64), num_threads=1))
        return np.asarray(np.clip(said, 0.0, 1.0) if known.binary else said)


FAMILY = Forest()
