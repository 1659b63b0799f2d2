"""What forecasts of volatility are worth, by the measures of `./tidemark evaluate`.

All volatilities are annualised fractions; losses are of variances. QLIKE is r - log r - 1 with r the realised
variance over the forecast one (Patton, 2011): 0 where they are equal. R2 is of the log variance against the mean
of the measured rows.
"""

from dataclasses import dataclass

import numpy as np

LEAST = 1e-4  # a forecast below counts as this: 0 would make a loss infinite


@dataclass(frozen=True)
class Interval:
    """A value with both ends of its 95 % bootstrap over whole blocks."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.4f} [{self.low:.4f}, {self.high:.4f}]"


def log_variance(volatility: np.ndarray) -> np.ndarray:
    """2 ln of it."""
    return np.asarray(2 * np.log(np.maximum(LEAST, volatility.astype(np.float64))))


def qlike(realised: np.ndarray, forecast: np.ndarray) -> np.ndarray:
    """The loss of each row."""
    over = log_variance(realised) - log_variance(forecast)
    return np.asarray(np.exp(over) - over - 1)


@dataclass(frozen=True)
class Resampling:
    """How often each block is drawn in each draw; the same draws for every number of one table."""

    block: np.ndarray
    times: np.ndarray

    @staticmethod
    def of(block: np.ndarray, draws: int, seed: int) -> "Resampling":
        """`block` labels rows that are resampled together."""
        _, block = np.unique(block, return_inverse=True)
        number = int(block.max()) + 1
        drawn = np.random.default_rng(seed).integers(0, number, (draws, number))
        times = np.stack([np.bincount(row, minlength=number) for row in drawn])
        return Resampling(block, np.vstack([np.ones((1, number), times.dtype), times]))

    def sums(self, values: np.ndarray) -> np.ndarray:
        """Of the rows as they are, then of each draw."""
        return np.asarray(self.times @ np.bincount(self.block, weights=values, minlength=self.times.shape[1]))

    def mean(self, values: np.ndarray) -> Interval:
        """Of all rows."""
        return interval(self.sums(values) / self.sums(np.ones(len(values))))

    def r2(self, realised: np.ndarray, forecast: np.ndarray) -> Interval:
        """Of the log variance."""
        outcome, said = log_variance(realised), log_variance(forecast)
        number = self.sums(np.ones(len(outcome)))
        spread = self.sums(outcome**2) - self.sums(outcome) ** 2 / number
        return interval(1 - self.sums((outcome - said) ** 2) / spread)


def interval(values: np.ndarray) -> Interval:
    """Of the number as it is, then that of each draw."""
    low, high = np.percentile(values[1:], [2.5, 97.5])
    return Interval(float(values[0]), float(low), float(high))


def sentence(part: str, realised: np.ndarray, forecast: np.ndarray, drawn: Resampling) -> str:
    """Both measures of one part, for a manifest's notes."""
    return (
        f"In {part}, {len(realised)} rows: R2 of the log variance {drawn.r2(realised, forecast)},"
        f" QLIKE {drawn.mean(qlike(realised, forecast))}."
    )
