"""Gradient-boosted trees by LightGBM: few shapes are tried, validation chooses, one thread and fixed seeds."""

from dataclasses import dataclass
from typing import Annotated

import lightgbm
import numpy as np

from .dataset import Dataset
from .reading import NOT_EMPTY, NOT_NEGATIVE, POSITIVE, Rule, at_least


@dataclass(frozen=True)
class GbmFit:
    """How gradient-boosted trees are fitted.

    `leaves`: of a tree, at most; each is tried and validation chooses. `minRowsInLeaf`: training rows;
    `featureFraction`: share of the features that a tree may look at; `l2`: penalty on the leaves. Boosting ends
    after `patience` trees without a better validation log loss, or after `maxTrees`.
    """

    leaves: Annotated[tuple[Annotated[int, at_least(2)], ...], NOT_EMPTY]
    minRowsInLeaf: Annotated[int, POSITIVE]
    learningRate: Annotated[float, POSITIVE]
    featureFraction: Annotated[float, Rule("must be above 0 and at most 1", lambda share: 0 < share <= 1)]
    l2: Annotated[float, NOT_NEGATIVE]
    patience: Annotated[int, POSITIVE]
    maxTrees: Annotated[int, POSITIVE]


@dataclass(frozen=True)
class Tried:
    """A shape of trees: `leaves` a tree at most, the number of `trees` that was best, its log loss on validation."""

    leaves: int
    trees: int
    log_loss: float


@dataclass(frozen=True)
class Gbm:
    """The chosen trees, and every shape that was tried, in the configuration's order."""

    booster: lightgbm.Booster
    tried: tuple[Tried, ...]

    @property
    def chosen(self) -> Tried:
        """The one that was best on validation, the first of equals."""
        return min(self.tried, key=lambda shape: shape.log_loss)

    def probability(self, features: np.ndarray) -> np.ndarray:
        """LightGBM's own answers, float64, for rows of raw features."""
        return np.asarray(self.booster.predict(features.astype(np.float64), num_threads=1))


def fit(train: Dataset, validation: Dataset, names: list[str], how: GbmFit, seed: int) -> Gbm:
    """Boosts on the training rows; the validation log loss ends each boosting and chooses among the shapes.

    A feature that never moves is refused.
    """
    still = [name for name, column in zip(names, train.features.T, strict=True) if column.min() == column.max()]
    if still:
        raise ValueError(f"constant in the training part, so it can teach nothing: {still}")
    boosters, tried = [], []
    for leaves in how.leaves:
        booster = _boost(train, validation, how, leaves, seed)
        loss = booster.best_score["validation"]["binary_logloss"]
        boosters.append(booster)
        tried.append(Tried(leaves, booster.best_iteration, float(loss)))
        print(f"{leaves} leaves: {booster.best_iteration} trees, log loss on validation {loss:.6f}", flush=True)
    model = Gbm(boosters[0], tuple(tried))
    best = boosters[tried.index(model.chosen)]
    # Only the trees up to the best one: whoever reads the file must not have to know where to stop.
    return Gbm(lightgbm.Booster(model_str=best.model_to_string(num_iteration=best.best_iteration)), tuple(tried))


def _boost(train: Dataset, validation: Dataset, how: GbmFit, leaves: int, seed: int) -> lightgbm.Booster:
    settings = {
        "objective": "binary",
        "num_leaves": leaves,
        "learning_rate": how.learningRate,
        "min_data_in_leaf": how.minRowsInLeaf,
        "feature_fraction": how.featureFraction,
        "lambda_l2": how.l2,
        "use_missing": False,  # vectors are finite
        "seed": seed,
        "deterministic": True,
        "force_row_wise": True,  # else a stopwatch decides
        "num_threads": 1,
        "verbosity": -1,
    }
    known = _rows(train)
    return lightgbm.train(
        settings,
        known,
        num_boost_round=how.maxTrees,
        valid_sets=[_rows(validation, known)],
        valid_names=["validation"],
        callbacks=[lightgbm.early_stopping(how.patience, verbose=False)],
    )


def _rows(rows: Dataset, like: lightgbm.Dataset | None = None) -> lightgbm.Dataset:
    return lightgbm.Dataset(rows.features.astype(np.float64), rows.up.astype(np.float64), reference=like)
