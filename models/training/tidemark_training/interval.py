"""The interval of a probability that a signal prints: how often prices will rise after scores like this one.

The jobs print Wilson's interval of the counts in the score's bin. Of plain counts of validation it holds the share of
rises of validation's own world, not of later rows: those have chance of their own, and outcomes of one fortnight go
together. So the counts that a manifest states are effective ones: as many independent outcomes as would leave the
same doubt about a later period that is as long as validation.
"""

from dataclasses import dataclass

import numpy as np

from .metrics import Bins

LEAST_BLOCKS = 8
Z = 1.959963984540054  # two-sided 95 % of the normal distribution


@dataclass(frozen=True)
class Intervals:
    """`bins` with effective counts; `discount`: plain counts over effective ones; `blocks` of time it rests on.

    With fewer than `LEAST_BLOCKS` blocks there is no interval: a single bin without any count, which a job reads as
    0 to 1, and a `discount` of infinity.
    """

    bins: Bins
    discount: float
    blocks: int

    def sentence(self, covered: float) -> str:
        """For the manifest; `covered`: the share of the test part's rows whose interval held."""
        if not np.isfinite(self.discount):
            return (
                f"This model has no interval of its probabilities: validation has {self.blocks} blocks of time, fewer"
                f" than {LEAST_BLOCKS}. Its signals say 0 to 1."
            )
        return (
            "Interval: for the share of rises among the later scores of a bin, over a period as long as validation. The"
            f" counts in bins are those of validation divided by {self.discount:.2f}: 2 for the later period's own"
            f" chance, {self.discount / 2:.2f} for outcomes that go together in blocks of time, {self.blocks} of them."
            f" On the test part it held for {covered:.0%} of the rows, in whole bins. It knows nothing of a market"
            " that changes more from year to year than within validation."
        )


def of(plain: Bins, probability: np.ndarray, up: np.ndarray, block: np.ndarray) -> Intervals:
    """Effective counts of validation's outcomes, which must not overlap; `block` labels rows of one stretch of time."""
    _, block = np.unique(block, return_inverse=True)
    blocks = int(block.max()) + 1
    if blocks < LEAST_BLOCKS:
        return Intervals(Bins(np.array([]), np.array([0]), np.array([0])), float("inf"), blocks)
    discount = 2 * dispersion(plain, probability, up, block)
    counts = np.floor(plain.counts / discount).astype(int)
    shares = plain.ups / np.maximum(1, plain.counts)
    return Intervals(Bins(plain.edges, counts, np.rint(counts * shares).astype(int)), discount, blocks)


def dispersion(plain: Bins, probability: np.ndarray, up: np.ndarray, block: np.ndarray) -> float:
    """How much more the rises of a bin differ from block to block than those of coins do; at least 1.

    Pearson's statistic over its degrees of freedom, of all bins together (McCullagh and Nelder 1989, 4.5).
    """
    blocks, bins = int(block.max()) + 1, len(plain.counts)
    cell = block * bins + members(plain, probability)
    rows = np.bincount(cell, minlength=blocks * bins).reshape(blocks, bins)
    rises = np.bincount(cell, weights=up, minlength=blocks * bins).reshape(blocks, bins)
    share = rises.sum(axis=0) / np.maximum(1, rows.sum(axis=0))
    expected = rows * share * (1 - share)
    told = expected > 0
    free = int(told.sum()) - int(told.any(axis=0).sum())
    statistic = float(((rises - rows * share)[told] ** 2 / expected[told]).sum())
    return max(1.0, statistic / max(1, free))


def coverage(stated: Bins, probability: np.ndarray, up: np.ndarray) -> float:
    """The share of rows that lie in bins whose interval holds the bin's share of rises among these rows."""
    at = members(stated, probability)
    rows = np.bincount(at, minlength=len(stated.counts))
    rises = np.bincount(at, weights=up, minlength=len(stated.counts))
    share = rises / np.maximum(1, rows)
    low, high = wilson(stated)
    return float(rows[(low <= share) & (share <= high)].sum() / rows.sum())


def members(bins: Bins, probability: np.ndarray) -> np.ndarray:
    """The bin of each score."""
    return np.searchsorted(bins.edges, probability.astype(np.float64), side="right")


def wilson(bins: Bins) -> tuple[np.ndarray, np.ndarray]:
    """Both ends for each bin, as the jobs compute them; a bin without counts says 0 to 1."""
    n = np.maximum(1, bins.counts)
    p, z2n = bins.ups / n, Z * Z / n
    half = Z * np.sqrt(p * (1 - p) / n + z2n / (4 * n))
    middle = p + z2n / 2
    low, high = (middle - half) / (1 + z2n), (middle + half) / (1 + z2n)
    empty = bins.counts == 0
    return np.where(empty, 0.0, low), np.where(empty, 1.0, high)
