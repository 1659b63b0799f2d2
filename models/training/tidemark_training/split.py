"""Chronological parts with an embargo: no label of a part reaches into the next part."""

from dataclasses import dataclass

import numpy as np

from .config import Config, DateSplit
from .dataset import Dataset


@dataclass(frozen=True)
class Part:
    """Rows of one part and its period, microseconds, end exclusive.

    Over several exports the period runs from the first start to the last end.
    """

    rows: Dataset
    start: int
    end: int


@dataclass(frozen=True)
class Parts:
    """Training, validation and test, in this order in time within each export."""

    train: Part
    validation: Part
    test: Part


def split(data: Dataset, config: Config) -> Parts:
    """Cuts the rows; those whose label would be known only after their part's end are dropped."""
    member = np.full(len(data), -1)
    periods = []
    for export in np.unique(data.export):
        of_export = data.export == export
        borders = _borders(data.time[of_export], config)
        periods.append(borders)
        for part in range(3):
            inside = (data.time >= borders[part]) & (data.time + config.embargo_micros <= borders[part + 1])
            member[of_export & inside] = part
    parts = []
    for part, name in enumerate(("training", "validation", "test")):
        rows = data.where(member == part)
        if len(np.unique(rows.up)) < 2:
            raise ValueError(f"the {name} part has {len(rows)} rows and not both outcomes")
        parts.append(Part(rows, min(p[part] for p in periods), max(p[part + 1] for p in periods)))
    return Parts(*parts)


def _borders(time: np.ndarray, config: Config) -> tuple[int, int, int, int]:
    first, last = int(time.min()), int(time.max())
    how = config.split
    if isinstance(how, DateSplit):
        return min(first, how.validation_from), how.validation_from, how.test_from, how.end
    bar = config.bar_micros
    # The end leaves room for the last rows' labels; the inner borders are bar borders.
    end = last + config.embargo_micros
    inner = [first + int((last - first) * f) // bar * bar for f in (how.train, how.train + how.validation)]
    return first, inner[0], inner[1], end
