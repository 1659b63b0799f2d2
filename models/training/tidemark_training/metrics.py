"""Honest metrics: the model beside what needs no model, with intervals that know of dependence."""

from dataclasses import dataclass

import numpy as np


def auc(probability: np.ndarray, up: np.ndarray, weight: np.ndarray | None = None) -> float:
    """Area under the ROC curve: the chance that a rise scores above a fall, ties half."""
    return Ranked(probability, up).auc(np.ones(len(up)) if weight is None else weight)


def log_loss(probability: np.ndarray, up: np.ndarray) -> float:
    """Mean negative log likelihood, nats."""
    return float(np.mean(log_losses(probability, up)))


def percentiles(score: np.ndarray, neutral: float = 0.5) -> np.ndarray:
    """The 101 percentiles (0, 1, ... 100) of how far scores are from the one that says nothing."""
    distance = np.abs(score.astype(np.float64) - neutral)
    return np.percentile(distance, np.arange(101))


@dataclass(frozen=True)
class Bins:
    """Score bins: inner edges (a score on an edge falls to its right), counts and rises."""

    edges: np.ndarray
    counts: np.ndarray
    ups: np.ndarray


def bins(probability: np.ndarray, up: np.ndarray, number: int = 10) -> Bins:
    """Bins of about equal counts."""
    p = probability.astype(np.float64)
    edges = np.unique(np.quantile(p, np.arange(1, number) / number))
    at = np.searchsorted(edges, p, side="right")
    counts = np.bincount(at, minlength=len(edges) + 1)
    return Bins(edges, counts, np.bincount(at, weights=up, minlength=len(edges) + 1).astype(int))


def report(
    probability: np.ndarray,
    up: np.ndarray,
    last_return: np.ndarray,
    training_base_rate: float,
    block: np.ndarray,
    draws: int,
    seed: int,
) -> dict[str, object]:
    """Metrics of one part.

    `last_return` is the move of the bar before the prediction; `block` labels rows that are
    resampled together (moving a whole block keeps the dependence inside it).
    """
    p = probability.astype(np.float64)
    hits = {
        "model": (p > 0.5) == up,
        "alwaysUp": up,
        "lastSign": (last_return > 0) == up,
        "againstLastSign": (last_return < 0) == up,
    }
    constant = np.full(len(up), training_base_rate)
    return {
        "rows": len(up),
        "baseRate": _rounded(up.mean()),
        "accuracy": _rounded(hits["model"].mean()),
        "auc": _rounded(auc(p, up)),
        "logLoss": _rounded(log_loss(p, up)),
        "baselines": {
            "alwaysUp": _rounded(hits["alwaysUp"].mean()),
            "lastSign": _rounded(hits["lastSign"].mean()),
            "againstLastSign": _rounded(hits["againstLastSign"].mean()),
            "trainingBaseRateLogLoss": _rounded(log_loss(constant, up)),
        },
        "interval95": _intervals(p, up, hits, constant, block, draws, seed),
    }


def _intervals(
    p: np.ndarray,
    up: np.ndarray,
    hits: dict[str, np.ndarray],
    constant: np.ndarray,
    block: np.ndarray,
    draws: int,
    seed: int,
) -> dict[str, object]:
    """Percentile bootstrap over whole blocks, drawn with replacement."""
    _, block = np.unique(block, return_inverse=True)
    number = int(block.max()) + 1
    losses = log_losses(p, up)
    columns = {
        "accuracy": hits["model"],
        "logLoss": losses,
        "accuracyOverAlwaysUp": hits["model"].astype(float) - hits["alwaysUp"],
        "accuracyOverAgainstLastSign": hits["model"].astype(float) - hits["againstLastSign"],
        "logLossUnderBaseRate": log_losses(constant, up) - losses,
    }
    sizes = np.bincount(block, minlength=number)
    sums = {k: np.bincount(block, weights=v, minlength=number) for k, v in columns.items()}
    ranked = Ranked(p, up)
    random = np.random.default_rng(seed)
    drawn: dict[str, list[float]] = {name: [] for name in [*columns, "auc"]}
    for _ in range(draws):
        times = np.bincount(random.integers(0, number, number), minlength=number)
        for name, total in sums.items():
            drawn[name].append(float(times @ total / (times @ sizes)))
        drawn["auc"].append(ranked.auc(times[block].astype(float)))
    ends = {name: [_rounded(x) for x in np.nanpercentile(values, [2.5, 97.5])] for name, values in drawn.items()}
    return {"blocks": number, **ends}


def lead(
    one: np.ndarray, other: np.ndarray, up: np.ndarray, block: np.ndarray, draws: int, seed: int
) -> dict[str, tuple[float, float, float]]:
    """How far `one`'s probabilities are ahead of `other`'s on the same rows, in pairs.

    Accuracy, AUC and log loss (nats under the other's), each as value, lower and upper end of the
    percentile bootstrap over whole blocks: both models are given the same draw.
    """
    _, block = np.unique(block, return_inverse=True)
    number = int(block.max()) + 1
    means = {
        "accuracy": ((one > 0.5) == up).astype(float) - ((other > 0.5) == up),
        "logLoss": log_losses(other, up) - log_losses(one, up),
    }
    ranked = Ranked(one, up), Ranked(other, up)

    def at(times: np.ndarray) -> dict[str, float]:
        weight = times[block].astype(float)
        values = {name: float(weight @ column / weight.sum()) for name, column in means.items()}
        return values | {"auc": ranked[0].auc(weight) - ranked[1].auc(weight)}

    random = np.random.default_rng(seed)
    drawn = [at(np.bincount(random.integers(0, number, number), minlength=number)) for _ in range(draws)]
    found = {}
    for name, value in at(np.ones(number, int)).items():
        low, high = np.nanpercentile([values[name] for values in drawn], [2.5, 97.5])
        found[name] = (_rounded(value), _rounded(low), _rounded(high))
    return found


class Ranked:
    """Scores sorted once, so that a weighted AUC costs one pass."""

    def __init__(self, probability: np.ndarray, up: np.ndarray) -> None:
        self._order = np.argsort(probability, kind="stable")
        ranked = probability[self._order]
        self._ties = np.append(0, np.flatnonzero(np.diff(ranked) > 0) + 1)
        self._up = up[self._order].astype(float)

    def auc(self, weight: np.ndarray) -> float:
        """NaN where the weights leave only one outcome."""
        w = weight[self._order]
        rises = np.add.reduceat(w * self._up, self._ties)
        falls = np.add.reduceat(w * (1 - self._up), self._ties)
        below = np.cumsum(falls) - falls
        pairs = rises.sum() * falls.sum()
        return float(rises @ (below + falls / 2) / pairs) if pairs > 0 else float("nan")


def log_losses(probability: np.ndarray, up: np.ndarray) -> np.ndarray:
    """Negative log likelihood of each row, nats."""
    p = np.clip(probability.astype(np.float64), 1e-12, 1 - 1e-12)
    return -np.where(up, np.log(p), np.log1p(-p))


def _rounded(value: float) -> float:
    return round(float(value), 6)
