"""What needs no model of ours: HAR, EWMA and GARCH(1,1) out of the hourly returns of an export's rows.

All answer annualised volatilities over the horizon, one for each row. Rows are bar closes of one series in the order
of time; where bars are missing the next return counts as the next bar's.
"""

from dataclasses import dataclass

import numpy as np

from .config import Config
from .dataset import Dataset

DAY = 86_400_000_000
YEAR = 365 * DAY
HAR_DAYS = (1, 5, 30)
EWMA_OF_A_DAY = 0.94  # RiskMetrics, Technical Document, 1996
_PERSISTENCE = 1 - np.geomspace(0.0005, 0.2, 16)
_SHARE = np.geomspace(0.01, 0.5, 16)


@dataclass(frozen=True)
class Past:
    """Log returns of the rows' bars, their times (microseconds) and what makes a bar's variance a year's."""

    returns: np.ndarray
    time: np.ndarray
    bars_per_year: float

    @staticmethod
    def of(rows: Dataset, config: Config) -> "Past":
        """Needs the column `log_return`, which every configuration has."""
        returns = rows.features[:, config.feature_names.index("log_return")].astype(np.float64)
        return Past(returns, rows.time, YEAR / config.bar_micros)

    def variance(self, days: int) -> np.ndarray:
        """Of the last so many days, annualised; NaN where rows begin within them or half of the bars are missing."""
        sums = np.concatenate([[0.0], np.cumsum(self.returns**2)])
        first = np.searchsorted(self.time, self.time - days * DAY, side="right")
        last = np.arange(1, len(self.time) + 1)
        number = last - first
        found = (sums[last] - sums[first]) / number * self.bars_per_year
        enough = number >= 0.5 * days * DAY * self.bars_per_year / YEAR
        whole = self.time[0] <= self.time - days * DAY
        return np.where(enough & whole & (found > 0), found, np.nan)


def har_inputs(past: Past) -> np.ndarray:
    """1 and the log variances of the last 1, 5 and 30 days (Corsi, 2009); NaN where one is not known."""
    logs = [np.log(past.variance(days)) for days in HAR_DAYS]
    return np.column_stack([np.ones(len(past.time)), *logs])


def har(inputs: np.ndarray, realised: np.ndarray, train: np.ndarray, level: np.ndarray | None) -> np.ndarray:
    """Least squares over the `train` rows; a factor makes variances right on average over the `level` rows.

    None: no factor. A comparison is fair only where the other's level comes from the same rows.
    """
    weight = np.linalg.lstsq(inputs[train], 2 * np.log(realised[train]), rcond=None)[0]
    said = inputs @ weight
    over = 0.0 if level is None else np.log(np.mean(np.exp(2 * np.log(realised[level]) - said[level])))
    return np.asarray(np.exp((said + over) / 2))


def ewma(past: Past) -> np.ndarray:
    """RiskMetrics' average of squared returns, whose weights fall to 0.94 in a day."""
    keep = EWMA_OF_A_DAY ** (365 / past.bars_per_year)
    averages = np.empty(len(past.returns))
    average = float(past.returns[0] ** 2)
    for row, squared in enumerate((past.returns**2).tolist()):
        average = keep * average + (1 - keep) * squared
        averages[row] = average
    return np.sqrt(averages * past.bars_per_year)


def garch(past: Past, train: np.ndarray, bars: int) -> np.ndarray:
    """GARCH(1,1) (Bollerslev, 1986), its mean variance that of the `train` rows, the rest by maximum likelihood.

    Normal likelihood on a grid of persistence and share of the newest square. The variance is the mean over the next
    `bars`.
    """
    squares = past.returns**2
    mean = float(squares[train].mean())
    persistence, share = (axis.ravel() for axis in np.meshgrid(_PERSISTENCE, _SHARE))
    alpha = persistence * share
    loss = np.zeros(len(alpha))
    variance = np.full(len(alpha), mean)
    for squared in squares[train].tolist():
        loss += np.log(variance) + squared / variance
        variance = mean * (1 - persistence) + alpha * squared + (persistence - alpha) * variance
    best = int(np.argmin(loss))
    phi, newest = float(persistence[best]), float(alpha[best])
    ahead = np.empty(len(squares))
    now = mean
    for row, squared in enumerate(squares.tolist()):
        now = mean * (1 - phi) + newest * squared + (phi - newest) * now
        ahead[row] = now
    mean_ahead = mean + (ahead - mean) * (1 - phi**bars) / ((1 - phi) * bars)
    return np.asarray(np.sqrt(mean_ahead * past.bars_per_year))
