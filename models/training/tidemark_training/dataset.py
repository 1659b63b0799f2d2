"""Reads feature exports, folders that `./tidemark export` wrote.

A folder is one run of the world and holds a Parquet file for each instrument: `instrument`,
`event_time` (when the features could be known), `feature_set_hash`, `bar_closed`, a float32 column
for each feature, `label_up`, `label_return` (log return over the horizon from then), `label_volatility`
(realised over the same time, annualised). Rows are in time order. Each file says in its key-value
metadata what was exported.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

FORMAT = "1"
LEADING = ["instrument", "event_time", "feature_set_hash", "bar_closed"]
TRAILING = ["label_up", "label_return", "label_volatility"]
RUNS = ("unchanged_closes", "bars_without_volume", "book_unmoved")
NEVER = -1


class ExportError(ValueError):
    """An export cannot be trained on; the message names the file and the place."""


@dataclass(frozen=True)
class About:
    """How the rows were made: bar length and trigger as in a manifest, horizon in bars."""

    bar: str
    trigger: str
    horizon_bars: int


@dataclass(frozen=True)
class Source:
    """Where rows came from: folder and file name, SHA-256 of the file, number of rows."""

    export: str
    sha256: str
    rows: int


@dataclass(frozen=True)
class FeedRuns:
    """How long the feed of one file's instrument stood still, as `export` and `instrument` of `Dataset`.

    `records` by kind: (when a run began, its length), each longer than all before it. Lengths are in
    closed bars, of the order book in microseconds. A kind of which there was nothing has none.
    """

    export: int
    instrument: int
    records: dict[str, list[tuple[int, int]]]

    def longest(self, kind: str, until: int) -> int:
        """Of the runs that began up to `until`, microseconds; `NEVER` if there was none."""
        return max((length for began, length in self.records[kind] if began <= until), default=NEVER)


@dataclass(frozen=True)
class Dataset:
    """Rows of all exports, in the order of export, event time and instrument.

    Arrays have one entry per row: `features` [n, F] float32, `up` bool, `forward_return` float64,
    `time` int64 microseconds, `export` and `instrument` int32 indices. `inputs` is what a model is
    given: `features` themselves, or [n, windowBars, F] float32, oldest first, whose last row they are.
    `runs`: of each file that says them.
    `bar_closed` bool: the row is of a bar that had just closed. `forward_volatility` float64, annualised.
    """

    features: np.ndarray
    inputs: np.ndarray
    up: np.ndarray
    forward_return: np.ndarray
    forward_volatility: np.ndarray
    bar_closed: np.ndarray
    time: np.ndarray
    export: np.ndarray
    instrument: np.ndarray
    instruments: list[str]
    sources: list[Source]
    about: About
    runs: list[FeedRuns]

    def __len__(self) -> int:
        return len(self.time)

    @property
    def series(self) -> np.ndarray:
        """An index per export and instrument: rows of one series are one path through time."""
        return np.asarray(self.export * len(self.instruments) + self.instrument)

    def where(self, mask: np.ndarray) -> "Dataset":
        """The rows that `mask` (bool, or indices) selects, in their order."""
        features = self.features[mask]
        return Dataset(
            features,
            features if self.inputs is self.features else self.inputs[mask],
            self.up[mask],
            self.forward_return[mask],
            self.forward_volatility[mask],
            self.bar_closed[mask],
            self.time[mask],
            self.export[mask],
            self.instrument[mask],
            self.instruments,
            self.sources,
            self.about,
            self.runs,
        )

    def closes(self) -> "Dataset":
        """The rows of bars that had just closed: at most one per series and bar."""
        return self.where(self.bar_closed)

    def moving(self) -> "Dataset":
        """The rows after which the price moved: without any move there is no log of a volatility."""
        return self.where(self.forward_volatility > 0)

    def windowed(self, bars: int, bar_micros: int) -> "Dataset":
        """The rows that have `bars` - 1 rows of the bars just before them, with these as `inputs`.

        Rows must be bar closes. A window lies within one series and holds every bar: one across a
        hole is not used. What it looks back at may belong to an earlier part: past features are
        known, only labels must not cross.
        """
        if bars == 1:
            return self
        bar = self.time // bar_micros
        windows = []
        for series in np.unique(self.series):
            rows = np.flatnonzero(self.series == series)
            if len(rows) >= bars:
                given = np.lib.stride_tricks.sliding_window_view(rows, bars)
                windows.append(given[bar[given[:, -1]] - bar[given[:, 0]] == bars - 1])
        given = np.concatenate(windows) if windows else np.empty((0, bars), int)
        given = given[np.argsort(given[:, -1], kind="stable")]
        return replace(self.where(given[:, -1]), inputs=self.features[given])


def load(paths: list[Path], feature_names: list[str], bar_micros: int = 0) -> Dataset:
    """Reads exports and selects the columns of `feature_names`, in that order.

    Each folder is one run of the world: instruments of the same name in two folders are two series.
    Time must not run back within a series; where `bar_micros` is positive each row must lie in a
    bar of its own. All files must have been made alike.
    """
    instruments: dict[str, int] = {}
    parts, sources, about, runs = [], [], {}, []
    for index, folder in enumerate(paths):
        for path in _files(folder):
            name, columns, made, source, records = _read(path, feature_names, bar_micros)
            about[made] = source.export
            code = instruments.setdefault(name, len(instruments))
            rows = len(columns["time"])
            columns["export"] = np.full(rows, index, np.int32)
            columns["instrument"] = np.full(rows, code, np.int32)
            parts.append(columns)
            sources.append(source)
            if records is not None:
                runs.append(FeedRuns(index, code, records))
    if len(about) > 1:
        raise ExportError("; ".join(f"{name} is of {made}" for made, name in about.items()) + ": one or the other")
    columns = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
    order = np.lexsort((columns["instrument"], columns["time"], columns["export"]))
    columns = {key: column[order] for key, column in columns.items()}
    return Dataset(
        **columns,
        inputs=columns["features"],
        instruments=list(instruments),
        sources=sources,
        about=next(iter(about)),
        runs=runs,
    )


def _files(folder: Path) -> list[Path]:
    files = sorted(folder.glob("*.parquet"))
    if not files:
        raise ExportError(f"{folder}: no folder with Parquet files, as ./tidemark export writes it")
    return files


def _read(
    path: Path, feature_names: list[str], bar_micros: int
) -> tuple[str, dict[str, np.ndarray], About, Source, dict[str, list[tuple[int, int]]] | None]:
    """Instrument and columns of one file, and its feed's runs if it says them."""
    try:
        file = pq.ParquetFile(path)
    except pa.ArrowException as problem:
        raise ExportError(f"{path.name}: no Parquet file: {problem}") from problem
    said = {key.decode(): value.decode() for key, value in (file.metadata.metadata or {}).items()}
    made = _about(path, said)
    table = file.read()
    header = table.column_names
    if header[:4] != LEADING or header[-3:] != TRAILING:
        raise ExportError(f"{path.name}: columns must begin with {LEADING}, end with {TRAILING}")
    absent = [name for name in feature_names if name not in header]
    if absent:
        raise ExportError(f"{path.name}: no column {absent}; there are {header[4:-3]}")
    names = table.column("instrument").unique().to_pylist()
    if len(names) != 1:
        raise ExportError(f"{path.name}: rows of {names}, it must be one instrument")
    columns = {
        "features": np.column_stack([table.column(name).to_numpy() for name in feature_names]),
        "up": table.column("label_up").to_numpy(),
        "forward_return": table.column("label_return").to_numpy(),
        "forward_volatility": table.column("label_volatility").to_numpy(),
        "bar_closed": table.column("bar_closed").to_numpy(),
        "time": table.column("event_time").cast(pa.int64()).to_numpy(),
    }
    _check_values(path, feature_names, columns)
    _check_order(path, names[0], columns["time"], bar_micros)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    source = Source(f"{path.parent.name}/{path.name}", digest, table.num_rows)
    return names[0], columns, made, source, _runs(path, said)


def _runs(path: Path, said: dict[str, str]) -> dict[str, list[tuple[int, int]]] | None:
    """By kind; None of a file of before there were any."""
    given = [said.get(f"tidemark.runs.{kind}") for kind in RUNS]
    if all(text is None for text in given):
        return None
    records: dict[str, list[tuple[int, int]]] = {}
    for kind, text in zip(RUNS, given, strict=True):
        lines = "" if text is None else text
        if text is None or not re.fullmatch(r"(\d+ \d+(\n\d+ \d+)*)?", lines):
            raise ExportError(f"{path.name}: tidemark.runs.{kind} must be lines of two numbers, was {text!r}")
        records[kind] = [(int(began), int(length)) for began, length in (line.split() for line in lines.splitlines())]
    return records


def _about(path: Path, said: dict[str, str]) -> About:
    if said.get("tidemark.format") != FORMAT:
        raise ExportError(
            f"{path.name}: its format is {said.get('tidemark.format')}, this reads {FORMAT}:"
            " was it written by ./tidemark export, and by this version?"
        )
    return About(said["tidemark.bar"], said["tidemark.trigger"], int(said["tidemark.horizon_bars"]))


def _check_values(path: Path, feature_names: list[str], columns: dict[str, np.ndarray]) -> None:
    numbers = {name: columns["features"][:, at] for at, name in enumerate(feature_names)}
    numbers |= {"label_return": columns["forward_return"], "label_volatility": columns["forward_volatility"]}
    for name, column in numbers.items():
        bad = np.flatnonzero(~np.isfinite(column))
        if len(bad):
            raise ExportError(f"{path.name}: row {bad[0] + 1}: {name} is not a finite number")
    up, forward = columns["up"], columns["forward_return"]
    wrong = np.flatnonzero(up != (forward > 0))
    if len(wrong):
        raise ExportError(
            f"{path.name}: row {wrong[0] + 1}: label_up is {up[wrong[0]]} but label_return is {forward[wrong[0]]}"
        )


def _check_order(path: Path, name: str, time: np.ndarray, bar_micros: int) -> None:
    if bar_micros > 0:
        # A close is known when the next trade or tick comes, so rows are not a whole bar apart.
        bad = np.flatnonzero(np.diff(time // bar_micros) < 1)
        wrong = f"lies in the same bar of {bar_micros} microseconds as the row before it, or runs"
    else:
        bad = np.flatnonzero(np.diff(time) < 0)
        wrong = "runs"
    if len(bad):
        row = bad[0] + 1
        raise ExportError(
            f"{path.name}: row {row + 1}: {name} at {time[row]} {wrong} back in time;"
            " is this one run, and one bar length?"
        )
