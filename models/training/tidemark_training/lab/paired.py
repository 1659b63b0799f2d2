"""Paired tests of forecasts on the same rows: Diebold and Mariano (1995), and the model confidence set."""

import math
from dataclasses import dataclass

import numpy as np

from ..volatility_metrics import Resampling

LEVEL = 0.10  # of the confidence set


@dataclass(frozen=True)
class Paired:
    """`lead`: mean loss of the other less that of the one; `statistic` of it and `p`, two-sided."""

    lead: float
    statistic: float
    p: float


def diebold_mariano(one: np.ndarray, other: np.ndarray, time: np.ndarray, overlap: int) -> Paired:
    """By losses of the same rows. `overlap`: rows whose outcomes share time, the horizon in bars.

    The variance of the mean is Newey and West's with Bartlett weights over max(overlap, cube root of the moments)
    lags; rows of one moment are averaged first. The statistic is held against the normal.
    """
    _, at = np.unique(time, return_inverse=True)
    lead = np.bincount(at, weights=other - one) / np.bincount(at)
    number, mean = len(lead), float(lead.mean())
    off = lead - mean
    lags = min(number - 1, max(overlap, round(number ** (1 / 3))))
    variance = float(off @ off) / number
    for lag in range(1, lags + 1):
        variance += 2 * (1 - lag / (lags + 1)) * float(off[lag:] @ off[:-lag]) / number
    if variance <= 0:
        return Paired(mean, 0.0, 1.0)
    statistic = mean / math.sqrt(variance / number)
    return Paired(mean, statistic, math.erfc(abs(statistic) / math.sqrt(2)))


def holm(values: list[float]) -> list[float]:
    """Adjusted for how many were asked (Holm, 1979)."""
    adjusted, least = [1.0] * len(values), 0.0
    for rank, at in enumerate(sorted(range(len(values)), key=lambda each: values[each])):
        least = max(least, min(1.0, (len(values) - rank) * values[at]))
        adjusted[at] = least
    return adjusted


def confidence_set(losses: dict[str, np.ndarray], drawn: Resampling) -> dict[str, float]:
    """A p-value by name; those above `LEVEL` cannot be told from the best.

    Hansen, Lunde and Nason (2011), T_max over whole blocks: as long as the one that is worst stands out, it leaves.
    """
    rows = drawn.sums(np.ones(len(next(iter(losses.values())))))
    means = {name: drawn.sums(loss) / rows for name, loss in losses.items()}
    left, p_values, highest = list(losses), {}, 0.0
    while len(left) > 1:
        table = np.stack([means[name] for name in left])
        behind = table - table.mean(axis=0)
        value, noise = behind[:, 0], behind[:, 1:] - behind[:, :1]
        spread = np.maximum(np.sqrt((noise**2).mean(axis=1)), 1e-15)
        worst = int(np.argmax(value / spread))
        p = float(((noise / spread[:, None]).max(axis=0) >= value[worst] / spread[worst]).mean())
        highest = max(highest, p)
        p_values[left.pop(worst)] = highest
    p_values[left[0]] = 1.0
    return p_values
