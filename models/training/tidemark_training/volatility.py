"""Volatility over the horizon: a ridge regression on log volatilities, and trees on what it leaves.

The regression is a HAR model with more terms (Corsi, 2009): it goes on where the market is wilder or calmer than any
training row, which trees cannot. The trees see what is not linear in logs, such as hours and days of the week.
"""

from dataclasses import dataclass
from typing import Annotated

import lightgbm
import numpy as np

from .dataset import Dataset
from .reading import NOT_NEGATIVE, POSITIVE, Rule, at_least
from .scaling import CLIP_SIGMAS, mean_and_deviation

# Functions of features whose value is a volatility: the regression takes its logarithm.
LOGGED = ("realised_vol", "ewma_vol", "parkinson", "garman_klass", "bipower")
LEAST_LOGGED = 1e-3  # a volatility below counts as this: a bar without a trade has none
_SHARE = Rule("must be above 0 and at most 1", lambda share: 0 < share <= 1)


@dataclass(frozen=True)
class VolatilityFit:
    """How a model of volatility is fitted; every number is fixed beforehand, validation chooses nothing.

    `ridge`: penalty on the weights of the regression, of standardised inputs; `trees` of `leaves` at most, with
    `minRowsInLeaf` training rows in each; `featureShare` and `rowShare`: what a tree may look at; `l2`: penalty on
    its leaves.
    """

    ridge: Annotated[float, NOT_NEGATIVE]
    trees: Annotated[int, POSITIVE]
    leaves: Annotated[int, at_least(2)]
    minRowsInLeaf: Annotated[int, POSITIVE]
    learningRate: Annotated[float, POSITIVE]
    featureShare: Annotated[float, _SHARE]
    rowShare: Annotated[float, _SHARE]
    l2: Annotated[float, NOT_NEGATIVE]


@dataclass(frozen=True)
class Regression:
    """weight . clip((z - mean) / std, -8, 8) + bias, z the inputs with logs; float64, one entry per feature."""

    logged: np.ndarray
    mean: np.ndarray
    std: np.ndarray
    weight: np.ndarray
    bias: float

    def log_volatility(self, features: np.ndarray) -> np.ndarray:
        """For rows of raw features."""
        z = _normalised(with_logs(features, self.logged), self.mean, self.std)
        return np.asarray(z @ self.weight + self.bias)


@dataclass(frozen=True)
class Volatility:
    """exp(regression + trees); the regression's bias makes variances right on average over the training rows."""

    regression: Regression
    booster: lightgbm.Booster

    def volatility(self, features: np.ndarray) -> np.ndarray:
        """Annualised, float64, for rows of raw features."""
        rest = np.asarray(self.booster.predict(features.astype(np.float64), num_threads=1))
        return np.asarray(np.exp(self.regression.log_volatility(features) + rest))


def logged(names: list[str]) -> np.ndarray:
    """Which of the features are volatilities."""
    return np.array([name.split("(")[0] in LOGGED for name in names])


def with_logs(features: np.ndarray, logs: np.ndarray) -> np.ndarray:
    """The features as float64, those that are volatilities by their logarithm."""
    x = features.astype(np.float64)
    return np.where(logs, np.log(np.maximum(x, LEAST_LOGGED)), x)


def fit(train: Dataset, names: list[str], how: VolatilityFit, seed: int) -> Volatility:
    """Fits on the training rows alone. A feature that never moves is refused."""
    rows = train.moving()
    if len(rows) == 0:
        raise ValueError("the training part has no row after which the price moved")
    outcome = np.log(rows.forward_volatility)
    regression = _regression(rows.features, outcome, names, how.ridge)
    rest = outcome - regression.log_volatility(rows.features)
    booster = _boost(rows.features, rest, how, seed)
    left = rest - booster.predict(rows.features.astype(np.float64), num_threads=1)
    # QLIKE is of variances, whose mean is above the exponential of the mean log.
    bias = regression.bias + float(np.log(np.mean(np.exp(2 * left)))) / 2
    whole = Regression(regression.logged, regression.mean, regression.std, regression.weight, bias)
    return Volatility(whole, booster)


def _regression(features: np.ndarray, outcome: np.ndarray, names: list[str], ridge: float) -> Regression:
    logs = logged(names)
    x = with_logs(features, logs)
    mean, std = mean_and_deviation(x, names)
    z = _normalised(x, mean, std)
    bias = float(outcome.mean())
    gram = z.T @ z / len(z) + ridge * np.eye(z.shape[1])
    weight = np.linalg.solve(gram, z.T @ (outcome - bias) / len(z))
    return Regression(logs, mean, std, weight, bias)


def _normalised(x: np.ndarray, mean: np.ndarray, std: np.ndarray) -> np.ndarray:
    return np.asarray(np.clip((x - mean) / std, -CLIP_SIGMAS, CLIP_SIGMAS))


def _boost(features: np.ndarray, rest: np.ndarray, how: VolatilityFit, seed: int) -> lightgbm.Booster:
    settings = {
        "objective": "regression",
        "num_leaves": how.leaves,
        "learning_rate": how.learningRate,
        "min_data_in_leaf": how.minRowsInLeaf,
        "feature_fraction": how.featureShare,
        "bagging_fraction": how.rowShare,
        "bagging_freq": 1,
        "lambda_l2": how.l2,
        "use_missing": False,  # vectors are finite
        "seed": seed,
        "deterministic": True,
        "force_row_wise": True,  # else a stopwatch decides
        "num_threads": 1,
        "verbosity": -1,
    }
    rows = lightgbm.Dataset(features.astype(np.float64), rest)
    return lightgbm.train(settings, rows, num_boost_round=how.trees)
