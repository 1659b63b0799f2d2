"""Whether a lead holds: by year, by hour of the day, and in calm and wild markets."""

from dataclasses import asdict
from typing import Any

import numpy as np

from ..dataset import Dataset
from ..volatility_baselines import YEAR, Past, ewma
from ..volatility_metrics import Resampling
from .study import Study

HOURS = 3  # of the day that are put together
REGIMES = ("calm", "middle", "wild")


def groups(data: Dataset, study: Study, asked: np.ndarray) -> dict[str, np.ndarray]:
    """By kind, the name of the group of each of the rows `asked`; hours are UTC.

    Regimes are thirds of these rows by the volatility up to each of them (EWMA, weights fall to 0.94 in a day): what
    is looked at is the past of a row, but where the thirds end was known to nobody.
    """
    time = data.time[asked].astype("datetime64[us]")
    hour = (time - time.astype("datetime64[D]")).astype("timedelta64[h]").astype(int) // HOURS * HOURS
    volatility = _volatility(data, study)[asked]
    at = np.searchsorted(np.quantile(volatility, [1 / 3, 2 / 3]), volatility, side="right")
    return {
        "year": time.astype("datetime64[Y]").astype(str),
        "hour": np.array([f"{each:02}-{each + HOURS:02}" for each in range(24)])[hour],
        "regime": np.array(REGIMES)[at],
    }


def _volatility(data: Dataset, study: Study) -> np.ndarray:
    """Up to each row, of its series."""
    found = np.empty(len(data))
    returns = data.features[:, study.names.index("log_return")].astype(np.float64)
    for series in np.unique(data.series):
        own = data.series == series
        found[own] = ewma(Past(returns[own], data.time[own], YEAR / study.bar_micros))
    return found


def of(lead: np.ndarray, block: np.ndarray, named: dict[str, np.ndarray], draws: int, seed: int) -> dict[str, Any]:
    """By kind, the mean lead of each group with its interval over whole blocks, the groups in their order."""
    return {
        kind: [
            {
                "group": str(name),
                "rows": int(own.sum()),
                "lead": asdict(Resampling.of(block[own], draws, seed).mean(lead[own])),
            }
            for name in (REGIMES if kind == "regime" else np.unique(labels))
            if (own := labels == name).any()
        ]
        for kind, labels in named.items()
    }
