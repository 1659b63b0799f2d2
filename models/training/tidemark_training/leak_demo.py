"""What each leak makes of the same rows: accuracies that no market gives, and the check of the audit that sees them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from . import artifact, audit, audit_skill, gbm, gbm_graph, split
from .audit_finding import Audited
from .config import Config, Feature
from .dataset import Dataset
from .gbm import GbmFit

SMALL = GbmFit((15,), 100, 0.05, 1.0, 1.0, 30, 300)
LARGE = GbmFit((255,), 5, 0.1, 1.0, 1.0, 150, 150)
WIDTH = 24  # bars of an average
VARIANTS = 50
Column = Callable[["Rows"], np.ndarray]


@dataclass(frozen=True)
class Rows:
    """Rows by series and time: `path` is the log price, `bar` the index of the bar that had just closed."""

    data: Dataset
    path: np.ndarray
    bar: np.ndarray


@dataclass(frozen=True)
class Mistake:
    """One way to make it: a `feature` that looks ahead, a `smoothed` label, or parts at `random` and a large model."""

    name: str
    feature: Column | None = None
    smoothed: bool = False
    random: bool = False


@dataclass(frozen=True)
class Outcome:
    """Accuracy on the test part, and the checks that found a fault."""

    accuracy: float
    caught: tuple[str, ...]


def mistakes() -> tuple[Mistake, ...]:
    """The honest way first."""
    return (
        Mistake("none (in time, with embargo)"),
        Mistake("random split, overlapping labels, large model", random=True),
        Mistake("centred moving average as a feature", lambda rows: rows.path - _average(rows, WIDTH // 2)),
        Mistake("target on a smoothed price", smoothed=True),
        Mistake("forming bar of 24 joined on its start", lambda rows: _whole_bar(rows, 24)),
        Mistake("forming bar of 4 joined on its start", lambda rows: _whole_bar(rows, 4)),
    )


def outcome(mistake: Mistake, data: Dataset, settings: Config, horizon: int) -> Outcome:
    """Trains trees with the mistake, `horizon` bars ahead, and lets the audit look at it.

    `data`: of bar closes, with `log_return` among the features of `settings`.
    """
    fit = LARGE if mistake.random else SMALL
    names = (*settings.features, *((Feature("ahead", "ignore"),) if mistake.feature else ()))
    wanted = replace(settings, horizonBars=horizon, features=names, trainer="gbm", fit=fit)
    made = _made(mistake, data, wanted)
    early = _made(mistake, data.where(_early(data, wanted)), replace(wanted, horizonBars=1))
    parts = split.split(made, wanted)
    if mistake.random:
        member = np.random.default_rng(settings.seed).choice(3, len(made), p=[0.6, 0.2, 0.2])
        each = (parts.train, parts.validation, parts.test)
        parts = split.Parts(*(replace(part, rows=made.where(member == at)) for at, part in enumerate(each)))
    booster = gbm.fit(parts.train.rows, parts.validation.rows, wanted.feature_names, fit, settings.seed).booster
    model = gbm_graph.to_onnx(booster)
    test = parts.test.rows
    accuracy = float(((artifact.score(model, test.inputs) > 0.5) == test.up).mean())
    found = audit.run(Audited(model, made, parts, wanted, early))
    return Outcome(accuracy, tuple(finding.check for finding in found if finding.fault))


def _early(data: Dataset, settings: Config) -> np.ndarray:
    """The first half, to a bar that is inside the longer ones: at their borders no future is left to be seen."""
    bar = data.time // settings.bar_micros
    middle = int(np.median(bar))
    return np.asarray(bar <= middle - (middle - 15) % 24)


def _made(mistake: Mistake, data: Dataset, wanted: Config) -> Dataset:
    """Rows with the label of the horizon, and the feature that looks ahead; in time order."""
    rows = _rows(data, wanted)
    horizon = wanted.horizonBars
    price = _trailing(rows) if mistake.smoothed else rows.path
    series = rows.data.series
    known = np.flatnonzero(
        (series[horizon:] == series[:-horizon]) & (rows.bar[horizon:] - rows.bar[:-horizon] == horizon)
    )
    features = rows.data.features
    if mistake.feature:
        features = np.column_stack([features, mistake.feature(rows).astype(np.float32)])
    forward = price[known + horizon] - price[known]
    kept = replace(rows.data, features=features, inputs=features).where(known)
    about = replace(data.about, horizon_bars=horizon)
    made = replace(kept, forward_return=forward, up=forward > 0, about=about)
    return made.where(np.lexsort((made.instrument, made.time, made.export)))


def _rows(data: Dataset, settings: Config) -> Rows:
    bar = data.time // settings.bar_micros
    order = np.lexsort((bar, data.series))
    ordered = data.where(order)
    moves = ordered.features[:, settings.feature_names.index("log_return")].astype(np.float64)
    return Rows(ordered, np.cumsum(moves), bar[order])


def _average(rows: Rows, half: int) -> np.ndarray:
    """Over `half` rows before and after each; over fewer at the ends."""
    sums = np.append(0.0, np.cumsum(rows.path))
    at = np.arange(len(rows.path))
    low, high = np.maximum(at - half, 0), np.minimum(at + half + 1, len(at))
    return np.asarray((sums[high] - sums[low]) / (high - low))


def _trailing(rows: Rows) -> np.ndarray:
    """Over the last `WIDTH` rows."""
    sums = np.append(0.0, np.cumsum(rows.path))
    at = np.arange(1, len(sums))
    low = np.maximum(at - WIDTH, 0)
    return np.asarray((sums[at] - sums[low]) / (at - low))


def _whole_bar(rows: Rows, bars: int) -> np.ndarray:
    """The move of the longer bar that each row lies in, its end included."""
    # A row of bar k is known when bar k - 1 has closed, so k - 1 says which longer bar it lies in.
    group = (rows.bar - 1) // bars + rows.data.series.astype(np.int64) * (int(rows.bar.max()) + 1)
    _, first, at, count = np.unique(group, return_index=True, return_inverse=True, return_counts=True)
    before = np.append(0.0, rows.path)[first]
    return np.asarray((rows.path[first + count - 1] - before)[at])


def best_variant(data: Dataset, settings: Config, days: int) -> tuple[float, float] | None:
    """The highest accuracy and Sharpe ratio of `VARIANTS` coins over the last days; None where there are fewer days."""
    rows = _rows(data, settings)
    first = rows.data.series == rows.data.series[0]
    day = rows.data.time[first] // audit_skill.DAY
    last = np.append(np.flatnonzero(np.diff(day)), len(day) - 1)
    moves = np.expm1(np.diff(rows.path[first][last]))[-days:]
    if len(moves) < days:
        return None
    random = np.random.default_rng(settings.seed)
    sides = random.choice([-1.0, 1.0], (VARIANTS, days))
    time = np.arange(days) * audit_skill.DAY
    accuracy = max(float(((side > 0) == (moves > 0)).mean()) for side in sides)
    return accuracy, max(audit_skill.annual_sharpe(side * moves, time, audit_skill.DAY) for side in sides)
