"""Reads feature exports.

Format: gzip CSV with the header `instrument,event_time_micros,<features...>,label_up,forward_return`;
`event_time_micros` is when the features could be known. Feature values are float32 in decimal,
`forward_return` is the log return over the horizon from then, `label_up` is 1 where it is above 0. Rows
are in time order per instrument.
"""

import gzip
import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

LEADING = ["instrument", "event_time_micros"]
TRAILING = ["label_up", "forward_return"]


class ExportError(ValueError):
    """An export cannot be trained on; the message names the file and the place."""


@dataclass(frozen=True)
class Source:
    """Where rows came from: file name, SHA-256 of the uncompressed text, number of rows."""

    export: str
    sha256: str
    rows: int


@dataclass(frozen=True)
class Dataset:
    """Rows of all exports, in the order of export, event time and instrument.

    Arrays have one entry per row: `features` [n, F] float32, `up` bool, `forward_return` float64,
    `time` int64 microseconds, `export` and `instrument` int32 indices. `inputs` is what a model is
    given: `features` themselves, or [n, windowBars, F] float32, oldest first, whose last row they are.
    """

    features: np.ndarray
    inputs: np.ndarray
    up: np.ndarray
    forward_return: np.ndarray
    time: np.ndarray
    export: np.ndarray
    instrument: np.ndarray
    instruments: list[str]
    sources: list[Source]

    def __len__(self) -> int:
        return len(self.time)

    @property
    def series(self) -> np.ndarray:
        """An index per export and instrument: rows of one series are one path through time."""
        return self.export * len(self.instruments) + self.instrument

    def where(self, mask: np.ndarray) -> "Dataset":
        """The rows that `mask` (bool, or indices) selects, in their order."""
        features = self.features[mask]
        return Dataset(
            features,
            features if self.inputs is self.features else self.inputs[mask],
            self.up[mask],
            self.forward_return[mask],
            self.time[mask],
            self.export[mask],
            self.instrument[mask],
            self.instruments,
            self.sources,
        )

    def last_of_each_bar(self, bar_micros: int) -> "Dataset":
        """One row per series and bar: the last one, which stands nearest to the bar's close."""
        bar = self.time // bar_micros
        keep = np.zeros(len(self), dtype=bool)
        for series in np.unique(self.series):
            rows = np.flatnonzero(self.series == series)
            keep[rows[np.append(np.diff(bar[rows]) > 0, True)]] = True
        return self.where(keep)

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

    Each file is one run of the world: instruments of the same name in two files are two series.
    Time must not run back within a series; where `bar_micros` is positive each row must lie in a
    bar of its own.
    """
    instruments: dict[str, int] = {}
    parts, sources = [], []
    for index, path in enumerate(paths):
        names, table, source = _read(path, feature_names)
        codes = np.array([instruments.setdefault(n, len(instruments)) for n in names], np.int32)
        time = table[:, 0].astype(np.int64)
        _check_order(path, names, codes, time, bar_micros)
        order = np.lexsort((codes, time))
        parts.append((table[order], time[order], np.full(len(time), index, np.int32), codes[order]))
        sources.append(source)
    tables, times, exports, codes = (np.concatenate(column) for column in zip(*parts))
    features = tables[:, 1:-2].astype(np.float32)
    return Dataset(
        features,
        features,
        tables[:, -2] == 1,
        tables[:, -1],
        times,
        exports,
        codes,
        list(instruments),
        sources,
    )


def split_header(line: str) -> list[str]:
    """Column names of a header; commas inside parentheses belong to the name, quotes are dropped."""
    names, depth, name = [], 0, ""
    for char in line.rstrip("\r\n"):
        depth += (char == "(") - (char == ")")
        if char == "," and depth == 0:
            names.append(name)
            name = ""
        elif char != '"':
            name += char
    return [*names, name]


def _read(path: Path, feature_names: list[str]) -> tuple[list[str], np.ndarray, Source]:
    text = gzip.decompress(path.read_bytes())
    lines = text.decode("utf-8").splitlines()
    header = split_header(lines[0]) if lines else []
    if header[:2] != LEADING or header[-2:] != TRAILING:
        raise ExportError(f"{path.name}: header must begin with {LEADING}, end with {TRAILING}")
    absent = [name for name in feature_names if name not in header]
    if absent:
        raise ExportError(f"{path.name}: no column {absent}; there are {header[2:-2]}")
    if len(lines) < 2:
        raise ExportError(f"{path.name}: no rows")
    names, values = zip(*((line.partition(",")[::2]) for line in lines[1:]))
    wanted = ["event_time_micros", *feature_names, *TRAILING]
    columns = [header.index(name) - 1 for name in wanted]
    table = np.loadtxt(values, delimiter=",", dtype=np.float64, usecols=columns, ndmin=2)
    _check_values(path, wanted, table)
    return list(names), table, Source(path.name, hashlib.sha256(text).hexdigest(), len(names))


def _check_values(path: Path, wanted: list[str], table: np.ndarray) -> None:
    bad = np.argwhere(~np.isfinite(table))
    if len(bad):
        row, column = bad[0]
        raise ExportError(f"{path.name}: line {row + 2}: {wanted[column]} is not a finite number")
    up = table[:, -2]
    wrong = np.flatnonzero(up != (table[:, -1] > 0))
    if len(wrong):
        raise ExportError(
            f"{path.name}: line {wrong[0] + 2}: label_up is {up[wrong[0]]:g} but"
            f" forward_return is {table[wrong[0], -1]}"
        )


def _check_order(
    path: Path, names: list[str], codes: np.ndarray, time: np.ndarray, bar_micros: int
) -> None:
    for code in np.unique(codes):
        rows = np.flatnonzero(codes == code)
        if bar_micros > 0:
            # A close is known when the next trade or tick comes, so rows are not a whole bar apart.
            bad = np.flatnonzero(np.diff(time[rows] // bar_micros) < 1)
            wrong = f"lies in the same bar of {bar_micros} microseconds as the row before it, or runs"
        else:
            bad = np.flatnonzero(np.diff(time[rows]) < 0)
            wrong = "runs"
        if len(bad):
            row = rows[bad[0] + 1]
            raise ExportError(
                f"{path.name}: line {row + 2}: {names[row]} at {time[row]} {wrong} back in time;"
                " is this one run, and one bar length?"
            )
