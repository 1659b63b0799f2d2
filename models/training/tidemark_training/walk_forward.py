"""python -m tidemark_training walk-forward CONFIG --export FOLDER --first 2020 --last 2024

A configuration of volatility, fitted anew at the beginning of each year on all rows whose outcome was known by then,
beside HAR, EWMA and GARCH(1,1) fitted on the same rows. All are measured on the same rows of the year that follows.
The configuration's own split is not looked at.
"""

import argparse
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from . import artifact, config, config_file, training, volatility, volatility_graph
from .dataset import Dataset
from .volatility_baselines import Past, ewma, garch, har, har_inputs
from .volatility_metrics import Interval, Resampling, qlike

FEWEST_ROWS = 2000


@dataclass(frozen=True)
class Row:
    """Of one forecast: R2, QLIKE, and how far its QLIKE lies under that of HAR with its factor."""

    name: str
    r2: Interval
    qlike: Interval
    under_har: Interval


@dataclass(frozen=True)
class Table:
    """All forecasts on the same rows, and by year the model's QLIKE lead over HAR."""

    rows: int
    blocks: int
    forecasts: list[Row]
    by_year: dict[int, float]


def walk(settings: config.Config, data: Dataset, first: int, last: int) -> Table:
    """Raises ValueError where a year has no rows to train or to measure on."""
    how = settings.fit
    if not isinstance(how, volatility.VolatilityFit):
        raise ValueError(f"{settings.id} is no model of volatility: the walk takes such ones alone")
    data = data.moving()
    if len(np.unique(data.series)) != 1:
        raise ValueError("the walk takes one instrument of one export")
    past = Past.of(data, settings)
    inputs = har_inputs(past)
    known = ~np.isnan(inputs).any(axis=1)
    said: dict[str, np.ndarray] = {name: np.full(len(data), np.nan) for name in _NAMES}
    for year in range(first, last + 1):
        start, end = _start(year), _start(year + 1)
        train = known & (data.time + settings.embargo_micros <= start)
        test = known & (data.time >= start) & (data.time < end)
        if train.sum() < FEWEST_ROWS or not test.any():
            raise ValueError(f"{year}: {train.sum()} rows to train on, {test.sum()} to measure: too few")
        model = volatility.fit(data.where(train), settings.feature_names, how, settings.seed)
        forecasts = [
            artifact.score(volatility_graph.to_onnx(model), data.inputs),
            *_baselines(data, past, inputs, train, settings.horizonBars),
        ]
        for name, forecast in zip(_NAMES, forecasts, strict=True):
            said[name][test] = forecast[test]
        print(f"{year}: trained on {train.sum()} rows, measured on {test.sum()}", flush=True)
    return _table(settings, data, said, first, last)


_NAMES = ("model", "HAR", "HAR without its factor", "EWMA", "GARCH(1,1)")


def _baselines(data: Dataset, past: Past, inputs: np.ndarray, train: np.ndarray, horizon: int) -> list[np.ndarray]:
    """As `_NAMES` behind the model, a volatility for each row."""
    realised = data.forward_volatility
    return [
        har(inputs, realised, train, level=train),
        har(inputs, realised, train, level=None),
        ewma(past),
        garch(past, train, horizon),
    ]


def _table(settings: config.Config, data: Dataset, said: dict[str, np.ndarray], first: int, last: int) -> Table:
    measured = ~np.isnan(said["model"])
    rows = data.where(measured)
    drawn = Resampling.of(artifact.blocks(rows, settings), settings.bootstrapDraws, settings.seed)
    realised = rows.forward_volatility
    losses = {name: qlike(realised, forecast[measured]) for name, forecast in said.items()}
    forecasts = [
        Row(name, drawn.r2(realised, said[name][measured]), drawn.mean(loss), drawn.mean(losses["HAR"] - loss))
        for name, loss in losses.items()
    ]
    lead = losses["HAR"] - losses["model"]
    by_year = {
        year: float(lead[(rows.time >= _start(year)) & (rows.time < _start(year + 1))].mean())
        for year in range(first, last + 1)
    }
    return Table(len(rows), drawn.times.shape[1], forecasts, by_year)


def _start(year: int) -> int:
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) * 1_000_000


def summary(settings: config.Config, table: Table) -> str:
    """For people."""
    lines = [f"{settings.id}: {table.rows} rows, {table.blocks} blocks of {settings.bootstrapBlockBars} bars"]
    lines += [f"  {row.name:<24} R2 {row.r2}  QLIKE {row.qlike}  under HAR {row.under_har}" for row in table.forecasts]
    years = "  ".join(f"{year} {lead:+.3f}" for year, lead in table.by_year.items())
    return "\n".join([*lines, f"  the model's QLIKE under HAR by year: {years}"])


def arguments(parser: argparse.ArgumentParser) -> None:
    """Of the command `walk-forward`."""
    parser.add_argument("config", type=Path, metavar="CONFIG", help="a configuration of volatility")
    parser.add_argument("--export", type=Path, required=True, help="folder of one run, of one instrument")
    parser.add_argument("--first", type=int, required=True, help="the first year that is measured")
    parser.add_argument("--last", type=int, required=True, help="the last one")
    parser.add_argument("--json", type=Path, help="a file for the table, too")


def command(given: argparse.Namespace) -> int:
    """Walks and prints the table."""
    settings = config_file.load(given.config)
    table = walk(settings, training.load(settings, [given.export]), given.first, given.last)
    if given.json is not None:
        given.json.write_text(json.dumps(asdict(table), indent=2) + "\n", encoding="utf-8")
    print(summary(settings, table), flush=True)
    return 0
