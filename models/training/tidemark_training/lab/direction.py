"""Direction: the probability that the price is higher a horizon later."""

from typing import Any

import numpy as np

from .. import audit_skill, metrics
from ..audit_finding import Finding
from ..dataset import Dataset
from ..volatility_metrics import Interval, Resampling, interval
from .calibration import calibration_error, calibration_slope, reliability
from .folds import Fold
from .study import Study
from .tasks import Target, Task


class Direction(Task):
    """Forecasts are probabilities, costs are log losses in nats."""

    name = "direction"
    against = "base rate"
    loss = "log loss"
    binary = True

    def rows(self, data: Dataset) -> Dataset:
        """All."""
        return data

    def target(self, data: Dataset, fold: Fold) -> Target:  # noqa: ARG002
        """Rises are 1; answers are forecasts."""
        return Target(data.up.astype(np.float64), lambda validation, test: (validation, test))

    def baselines(self, data: Dataset, study: Study, fold: Fold) -> dict[str, np.ndarray]:
        """The share of rises, and that behind a last move up or down."""
        known = np.concatenate([fold.train, fold.validation])
        last = data.features[:, study.names.index("log_return")] > 0
        up = data.up.astype(np.float64)
        behind = [up[known][last[known] == side].mean() for side in (False, True)]
        return {
            self.against: np.full(len(fold.test), up[known].mean()),
            "last move": np.where(last[fold.test], behind[1], behind[0]),
        }

    def losses(self, rows: Dataset, forecast: np.ndarray) -> np.ndarray:
        """In nats."""
        return metrics.log_losses(forecast, rows.up)

    def measures(
        self, rows: Dataset, forecast: np.ndarray, against: np.ndarray, drawn: Resampling, bar: int
    ) -> dict[str, Interval]:
        """Counts and losses first, then what looks at the order of the forecasts and at their size."""
        found = _counted(rows.up, forecast > 0.5, drawn)
        loss, base = self.losses(rows, forecast), self.losses(rows, against)
        number = drawn.sums(np.ones(len(rows)))
        found["auc"] = _auc(forecast, rows.up, drawn, np.arange(len(rows)))
        found["aucOneBarLate"] = _one_bar_late(rows, forecast, drawn, bar)
        found["logLoss"] = drawn.mean(loss)
        found["baseLogLoss"] = drawn.mean(base)
        found["logLossUnderBase"] = drawn.mean(base - loss)
        found["brier"] = interval(drawn.sums((forecast - rows.up) ** 2) / number)
        found["calibrationSlope"] = calibration_slope(forecast, rows.up, drawn)
        found["ece"] = calibration_error(forecast, rows.up, drawn)
        return found

    def pictures(self, rows: Dataset, forecast: np.ndarray) -> dict[str, Any]:
        """Reliability in ten bins, and what was called by what came."""
        called = forecast > 0.5
        counts = [[int((called[rows.up == came] == said).sum()) for said in (True, False)] for came in (True, False)]
        return {
            "reliability": reliability(forecast, rows.up),
            "confusion": {"classes": ["up", "not up"], "cameThenCalled": counts},
        }

    def plausible(
        self, rows: Dataset, forecast: np.ndarray, measured: dict[str, Interval], study: Study
    ) -> list[Finding]:
        """By the lines of the audit."""
        line = audit_skill.ACCURACY_OF_A_DAY if study.horizon >= audit_skill.DAY else audit_skill.ACCURACY
        accuracy, auc, late = (measured[key].value for key in ("accuracy", "auc", "aucOneBarLate"))
        earned = audit_skill.sharpe(study, rows, forecast)
        numbers = (("accuracy", accuracy, line), ("AUC", auc, audit_skill.AUC), ("Sharpe", earned, audit_skill.SHARPE))
        beyond = any(value > most for _, value, most in numbers)
        said = [f"{name} {value:.4f}{f' is above {most:.2f}' if value > most else ''}" for name, value, most in numbers]
        gone = auc - 0.5 > audit_skill.NOTABLE and late - 0.5 < audit_skill.LEFT * (auc - 0.5)
        return [
            Finding("skill", f"{', '.join(said)} net of 0.1 % a side", beyond),
            Finding("one bar late", f"of AUC {auc:.4f} {'only ' if gone else ''}{late:.4f} is left a bar later", gone),
        ]

    def of_permuted(self, rows: Dataset, forecast: np.ndarray) -> Finding:
        """By the area."""
        return audit_skill.of_permuted(rows.up, forecast)


def _counted(up: np.ndarray, called: np.ndarray, drawn: Resampling) -> dict[str, Interval]:
    """What follows from the four counts."""
    right_up, wrong_up, missed, right_down = (
        drawn.sums(each.astype(np.float64)) for each in (called & up, called & ~up, ~called & up, ~called & ~up)
    )
    number, ups = right_up + wrong_up + missed + right_down, right_up + missed
    with np.errstate(divide="ignore", invalid="ignore"):
        found = {
            "accuracy": (right_up + right_down) / number,
            "alwaysUpAccuracy": ups / number,
            "accuracyOverAlwaysUp": (right_up + right_down - ups) / number,
            "precision": right_up / (right_up + wrong_up),
            "recall": right_up / ups,
            "f1": 2 * right_up / (2 * right_up + wrong_up + missed),
            "alwaysUpF1": 2 * ups / (ups + number),
            "mcc": (right_up * right_down - wrong_up * missed)
            / np.sqrt((right_up + wrong_up) * ups * (right_down + wrong_up) * (right_down + missed)),
        }
    return {key: interval(values) for key, values in found.items()}


def _auc(p: np.ndarray, up: np.ndarray, drawn: Resampling, at: np.ndarray) -> Interval:
    """Of forecasts and outcomes that belong to the blocks of the rows `at`."""
    ranked, block = metrics.Ranked(p, up), drawn.block[at]
    return interval(np.array([ranked.auc(times[block].astype(np.float64)) for times in drawn.times]))


def _one_bar_late(rows: Dataset, p: np.ndarray, drawn: Resampling, bar: int) -> Interval:
    """The area when each answer is used a bar later."""
    bars = rows.time // bar
    order = np.lexsort((bars, rows.series))
    follows = (np.diff(bars[order]) == 1) & (np.diff(rows.series[order]) == 0)
    before, after = order[:-1][follows], order[1:][follows]
    if not len(after):
        return Interval(float("nan"), float("nan"), float("nan"))
    return _auc(p[before], rows.up[after], drawn, after)
