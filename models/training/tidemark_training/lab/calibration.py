"""Whether probabilities mean what they say: slope, error and reliability, with intervals from whole blocks."""

from typing import Any

import numpy as np

from ..volatility_metrics import Interval, Resampling, interval

BINS = 10
_FINE = 256
_STEPS = 25


def reliability(p: np.ndarray, up: np.ndarray) -> list[dict[str, Any]]:
    """Bins of about equal counts: rows, mean forecast, share of rises."""
    at = _bins(p, BINS)
    return [
        {"rows": int(own.sum()), "said": float(p[own].mean()), "came": float(up[own].mean())}
        for own in (at == each for each in np.unique(at))
    ]


def calibration_error(p: np.ndarray, up: np.ndarray, drawn: Resampling) -> Interval:
    """Mean distance of forecast and outcome over `BINS` bins of about equal counts.

    Noise only adds to it, in the draws more than in the rows: its interval is reflected about the value.
    """
    totals = _by_bin(p - up, _bins(p, BINS), drawn)
    error = np.abs(totals).sum(axis=1) / drawn.sums(np.ones(len(p)))
    found = interval(error)
    return Interval(found.value, max(0.0, 2 * found.value - found.high), max(0.0, 2 * found.value - found.low))


def calibration_slope(p: np.ndarray, up: np.ndarray, drawn: Resampling) -> Interval:
    """Of a logistic regression of the outcome on the forecast's log odds, by Newton's method for all draws at once.

    1 where probabilities mean what they say, below 1 where they are too bold, NaN where all are the same. Rows
    are put together in `_FINE` bins of log odds, which moves the slope by less than a hundredth of its interval.
    """
    odds = np.clip(p.astype(np.float64), 1e-6, 1 - 1e-6)
    z = np.log(odds) - np.log1p(-odds)
    if np.ptp(z) < 1e-9:
        return Interval(float("nan"), float("nan"), float("nan"))
    at = _bins(z, _FINE)
    number, ups, sums = (_by_bin(values, at, drawn) for values in (np.ones(len(z)), up.astype(np.float64), z))
    middle = sums[0] / number[0]
    a, b = np.zeros(len(number)), np.ones(len(number))
    for _ in range(_STEPS):
        said = 1 / (1 + np.exp(-(a[:, None] + b[:, None] * middle)))
        over, weight = ups - number * said, number * said * (1 - said)
        w0, w1, w2 = weight.sum(axis=1), (weight * middle).sum(axis=1), (weight * middle**2).sum(axis=1)
        g0, g1 = over.sum(axis=1), (over * middle).sum(axis=1)
        determinant = np.maximum(w0 * w2 - w1**2, 1e-12)
        a = a + (w2 * g0 - w1 * g1) / determinant
        b = b + (w0 * g1 - w1 * g0) / determinant
    return interval(b)


def _bins(values: np.ndarray, number: int) -> np.ndarray:
    """The bin of each value, without empty ones."""
    edges = np.unique(np.quantile(values, np.arange(1, number) / number))
    _, at = np.unique(np.searchsorted(edges, values, side="right"), return_inverse=True)
    return np.asarray(at)


def _by_bin(values: np.ndarray, at: np.ndarray, drawn: Resampling) -> np.ndarray:
    """[draws + 1, bins]: sums over the rows of each bin."""
    bins, blocks = int(at.max()) + 1, drawn.times.shape[1]
    sums = np.bincount(drawn.block * bins + at, weights=values, minlength=blocks * bins).reshape(blocks, bins)
    return np.asarray(drawn.times @ sums)
