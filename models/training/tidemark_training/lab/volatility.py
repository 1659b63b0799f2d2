"""Volatility: how far the price moves over the horizon, beside HAR, EWMA and GARCH(1,1)."""

from typing import Any

import numpy as np

from .. import audit_volatility
from ..audit_finding import Finding
from ..config import bar_micros
from ..dataset import Dataset
from ..volatility_baselines import YEAR, Past, ewma, garch, har, har_inputs
from ..volatility_metrics import Interval, Resampling, interval, log_variance, qlike
from .folds import Fold
from .study import Study
from .tasks import Target, Task


class Volatility(Task):
    """Forecasts are annualised volatilities, costs are QLIKE of variances."""

    name = "volatility"
    against = "HAR"
    loss = "QLIKE"
    binary = False

    def rows(self, data: Dataset) -> Dataset:
        """Those after which the price moved."""
        return data.moving()

    def target(self, data: Dataset, fold: Fold) -> Target:
        """Log variances by mean and deviation of the training rows.

        The way back ends in a factor that makes variances right on average over the validation rows: a mean of logs
        is below the log of a mean, and the training rows of trees would tell too small a factor.
        """
        outcome = log_variance(data.forward_volatility)
        mean, std = float(outcome[fold.train].mean()), float(outcome[fold.train].std())
        came = outcome[fold.validation]

        def back(validation: np.ndarray, test: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
            over = np.log(np.mean(np.exp(came - (mean + std * validation))))
            first, second = (np.exp((mean + std * said + over) / 2) for said in (validation, test))
            return first, second

        return Target((outcome - mean) / std, back)

    def baselines(self, data: Dataset, study: Study, fold: Fold) -> dict[str, np.ndarray]:
        """Each instrument by itself, HAR by the rule of `target`: fitted on training rows, its factor from validation.

        GARCH(1,1) is fitted on both; an instrument without rows in either has no forecast.
        """
        found = {name: np.full(len(data), np.nan) for name in (self.against, "EWMA", "GARCH(1,1)")}
        trained, chosen = np.zeros((2, len(data)), bool)
        trained[fold.train] = chosen[fold.validation] = True
        returns = data.features[:, study.names.index("log_return")].astype(np.float64)
        for series in np.unique(data.series):
            own = np.flatnonzero(data.series == series)
            past = Past(returns[own], data.time[own], YEAR / bar_micros(study.bar))
            inputs = har_inputs(past)
            whole = ~np.isnan(inputs).any(axis=1)
            train, level = trained[own] & whole, chosen[own] & whole
            if not (train.any() and level.any()):
                continue
            found[self.against][own] = har(inputs, data.forward_volatility[own], train, level)
            found["EWMA"][own] = ewma(past)
            found["GARCH(1,1)"][own] = garch(past, train | level, study.horizonBars)
        return {name: forecast[fold.test] for name, forecast in found.items()}

    def losses(self, rows: Dataset, forecast: np.ndarray) -> np.ndarray:
        """r - log r - 1."""
        return qlike(rows.forward_volatility, forecast)

    def measures(
        self,
        rows: Dataset,
        forecast: np.ndarray,
        against: np.ndarray,
        drawn: Resampling,
        bar: int,  # noqa: ARG002
    ) -> dict[str, Interval]:
        """R2 and errors of log variances, QLIKE of variances."""
        came = rows.forward_volatility
        off = log_variance(came) - log_variance(forecast)
        loss, har_loss = self.losses(rows, forecast), self.losses(rows, against)
        number = drawn.sums(np.ones(len(rows)))
        return {
            "r2TestMean": drawn.r2(came, forecast),
            "qlike": drawn.mean(loss),
            "harR2TestMean": drawn.r2(came, against),
            "harQlike": drawn.mean(har_loss),
            "qlikeUnderHar": drawn.mean(har_loss - loss),
            "rmseLogVariance": interval(np.sqrt(drawn.sums(off**2) / number)),
            "maeLogVariance": drawn.mean(np.abs(off)),
            "meanErrorLogVariance": drawn.mean(off),
        }

    def pictures(self, rows: Dataset, forecast: np.ndarray) -> dict[str, Any]:
        """Bins of about equal counts by forecast: rows, root of the mean variance that was said and that came."""
        edges = np.quantile(forecast, np.arange(1, 10) / 10)
        at = np.searchsorted(edges, forecast, side="right")
        bins = [
            {
                "rows": int(own.sum()),
                "said": float(np.sqrt(np.mean(forecast[own] ** 2))),
                "came": float(np.sqrt(np.mean(rows.forward_volatility[own] ** 2))),
            }
            for own in (at == each for each in np.unique(at))
        ]
        return {"reliability": bins}

    def plausible(
        self,
        rows: Dataset,  # noqa: ARG002
        forecast: np.ndarray,  # noqa: ARG002
        measured: dict[str, Interval],
        study: Study,  # noqa: ARG002
    ) -> list[Finding]:
        """By the line of the audit."""
        r2 = measured["r2TestMean"].value
        beyond = r2 > audit_volatility.R2
        line = f" is above {audit_volatility.R2:.2f}" if beyond else ""
        return [Finding("skill", f"R2 {r2:.4f}{line}", beyond)]

    def of_permuted(self, rows: Dataset, forecast: np.ndarray) -> Finding:
        """By ranks."""
        return audit_volatility.of_permuted(rows.forward_volatility, forecast)
