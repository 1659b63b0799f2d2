"""What a study found: the table of a run, pooled over the folds and fold by fold, as numbers for `report.json`."""

import math
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from ..audit_finding import Finding
from ..config import bar_micros, to_instant
from ..dataset import Dataset
from ..volatility_metrics import Interval, Resampling
from . import stability
from .fitting import Fitted, forecasts, rows_of
from .folds import Fold
from .paired import LEVEL, confidence_set, diebold_mariano, holm
from .probing import Probed
from .study import Study
from .tasks import Task

FORMAT = 2
DRAWS_SEED = 20240101  # of the bootstrap: the same draws whatever the families' seeds


@dataclass(frozen=True)
class Run:
    """All that a report is made of; `audited`: what the audit found in the rows, and in each entrant's fits.

    `probed`: of each entrant.
    """

    study: Study
    task: Task
    data: Dataset
    cut: list[Fold]
    fitted: dict[str, list[Fitted]]
    tried_here: int
    audited: tuple[list[Finding], dict[str, list[Finding]]]
    probed: dict[str, Probed]


def of(run: Run) -> dict[str, Any]:
    """The report. The same run gives the same numbers."""
    asked = rows_of(run.cut)
    baselines = [run.task.baselines(run.data, run.study, fold) for fold in run.cut]
    said = {name: np.concatenate([each[name] for each in baselines]) for name in baselines[0]}
    without = list(said)
    said |= dict(forecasts(run.fitted))
    known = np.all([np.isfinite(each) for each in said.values()], axis=0)
    rows = run.data.where(asked[known])
    said = {name: each[known] for name, each in said.items()}
    fold = np.concatenate([np.full(len(each.test), each.number) for each in run.cut])[known]
    entries = [_entry(run, name, rows, said, fold, name in without) for name in said]
    _compare(run, rows, said, without, entries)
    _divide(run, rows, said, entries, stability.groups(run.data, run.study, asked[known]))
    return {
        "format": FORMAT,
        "id": run.study.id,
        "task": run.task.name,
        "bar": run.study.bar,
        "horizonBars": run.study.horizonBars,
        "instruments": sorted(run.data.instruments),
        "sources": [asdict(source) for source in run.data.sources],
        "features": run.study.names,
        "walk": asdict(run.study.walk),
        "seeds": list(run.study.seeds),
        "rows": len(rows),
        "rowsWithoutBaseline": int((~known).sum()),
        "blocks": int(_drawn(run, rows).times.shape[1]),
        "folds": [_period(run, each) for each in run.cut],
        "against": run.task.against,
        "loss": run.task.loss,
        "tries": {"settings": sum(len(each.fits) for each in run.study.families), "settingsEverHere": run.tried_here},
        "explained": run.study.explained,
        "audit": [asdict(finding) for finding in run.audited[0]],
        "entries": entries,
    }


def _drawn(run: Run, rows: Dataset) -> Resampling:
    return Resampling.of(rows.time // run.study.block, run.study.bootstrapDraws, DRAWS_SEED)


def _entry(
    run: Run, name: str, rows: Dataset, said: dict[str, np.ndarray], fold: np.ndarray, baseline: bool
) -> dict[str, Any]:
    against = said[run.task.against]
    pooled = _measured(run, rows, said[name], against)
    entry: dict[str, Any] = {
        "name": name,
        "baseline": baseline,
        "pooled": _numbers(pooled),
        "folds": [
            {
                "number": number + 1,
                "rows": int(own.sum()),
                "measures": _numbers(_measured(run, rows.where(own), said[name][own], against[own])),
            }
            for number in range(len(run.cut))
            if (own := fold == number).any()
        ],
        "audit": [
            asdict(finding)
            for finding in (
                *run.task.plausible(rows, said[name], pooled, run.study),
                *run.audited[1].get(name, []),
            )
        ],
        **run.task.pictures(rows, said[name]),
    }
    if not baseline:
        entry |= _of_family(run, name)
    return entry


def _of_family(run: Run, name: str) -> dict[str, Any]:
    entrant = next(each for each in run.study.families if each.name == name)
    fitted = run.fitted[name]
    test = [run.data.where(fold.test) for fold in run.cut]
    seeds = len(fitted[0].alone)
    alone = [
        np.concatenate(
            [run.task.losses(rows, each.alone[seed]) for rows, each in zip(test, fitted, strict=True)]
        ).mean()
        for seed in range(seeds)
    ]
    return {
        "family": entrant.family,
        "windowBars": entrant.windowBars,
        "settings": [asdict(each) for each in entrant.fits],  # type: ignore[call-overload]
        "chosen": [each.chosen + 1 for each in fitted],
        "validationLosses": [[_number(loss) for loss in each.losses] for each in fitted],
        "lossOfEachSeed": [_number(float(loss)) for loss in alone],
        "learning": [
            {key: _number(value) for key, value in asdict(each).items()} for each in run.probed[name].learning
        ],
        "importance": _numbers(run.probed[name].importance),
    }


def _measured(run: Run, rows: Dataset, forecast: np.ndarray, against: np.ndarray) -> dict[str, Interval]:
    return run.task.measures(rows, forecast, against, _drawn(run, rows), bar_micros(run.study.bar))


def _compare(
    run: Run, rows: Dataset, said: dict[str, np.ndarray], without: list[str], entries: list[dict[str, Any]]
) -> None:
    """Adds the paired tests: each against the baseline, and who belongs to the best."""
    losses = {name: run.task.losses(rows, forecast) for name, forecast in said.items()}
    sets = confidence_set(losses, _drawn(run, rows))
    families = [entry for entry in entries if entry["name"] not in without]
    tests = [
        diebold_mariano(losses[entry["name"]], losses[run.task.against], rows.time, run.study.horizonBars)
        for entry in families
    ]
    for entry, test, adjusted in zip(families, tests, holm([each.p for each in tests]), strict=True):
        entry["dieboldMariano"] = {
            "against": run.task.against,
            "lead": _number(test.lead),
            "statistic": _number(test.statistic),
            "p": _number(test.p),
            "pHolm": _number(adjusted),
        }
    for entry in entries:
        p = sets[entry["name"]]
        entry["confidenceSet"] = {"p": _number(p), "within": p >= LEVEL}


def _divide(
    run: Run,
    rows: Dataset,
    said: dict[str, np.ndarray],
    entries: list[dict[str, Any]],
    groups: dict[str, np.ndarray],
) -> None:
    """Adds how each family's lead over the baseline is spread over time and regimes."""
    against, block = run.task.losses(rows, said[run.task.against]), rows.time // run.study.block
    for entry in entries:
        if not entry["baseline"]:
            lead = against - run.task.losses(rows, said[entry["name"]])
            found = stability.of(lead, block, groups, run.study.bootstrapDraws, DRAWS_SEED)
            for each in (each for kind in found.values() for each in kind):
                each["lead"] = {part: _number(value) for part, value in each["lead"].items()}
            entry["stability"] = found


def _period(run: Run, fold: Fold) -> dict[str, Any]:
    return {
        "number": fold.number + 1,
        "refitAt": to_instant(fold.at),
        **{
            name: {
                "rows": len(rows),
                "first": to_instant(int(run.data.time[rows].min())),
                "last": to_instant(int(run.data.time[rows].max())),
            }
            for name, rows in (("train", fold.train), ("validation", fold.validation), ("test", fold.test))
        },
    }


def _numbers(measured: dict[str, Interval]) -> dict[str, dict[str, float | None]]:
    return {key: {part: _number(value) for part, value in asdict(each).items()} for key, each in measured.items()}


def _number(value: float) -> float | None:
    """JSON has no NaN."""
    return round(value, 8) if math.isfinite(value) else None
