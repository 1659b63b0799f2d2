"""Walk-forward folds: purged of labels that reach over a border, with an embargo beyond that."""

from dataclasses import dataclass

import numpy as np

from ..config import DAY_MICROS, bar_micros, to_micros
from ..dataset import Dataset
from .study import Study

FEWEST_ROWS = 500


@dataclass(frozen=True)
class Fold:
    """Row numbers of one refit at the time `at`, microseconds: to fit on, to end and choose by, to measure on."""

    number: int
    at: int
    train: np.ndarray
    validation: np.ndarray
    test: np.ndarray


def folds(data: Dataset, study: Study) -> list[Fold]:
    """One for each refit. Raises ValueError where one has too few rows."""
    walk = study.walk
    first, end = to_micros(walk.first), to_micros(walk.end)
    borders = [first + (end - first) * each // walk.refits for each in range(walk.refits + 1)]
    # Labels of the last rows before `end` may reach past it: the test part is not fitted on.
    return [_fold(data, study, number, *borders[number : number + 2]) for number in range(walk.refits)]


def _fold(data: Dataset, study: Study, number: int, at: int, until: int) -> Fold:
    walk, time = study.walk, data.time
    reach = study.horizon + walk.embargoBars * bar_micros(study.bar)
    choosing = at - walk.validationDays * DAY_MICROS
    begin = at - walk.trainDays * DAY_MICROS if walk.kind == "rolling" else int(time.min())
    fold = Fold(
        number,
        at,
        np.flatnonzero((time >= begin) & (time + reach <= choosing)),
        np.flatnonzero((time >= choosing) & (time + reach <= at)),
        np.flatnonzero((time >= at) & (time < until)),
    )
    for name, rows in (("train", fold.train), ("validation", fold.validation), ("test", fold.test)):
        least = FEWEST_ROWS if name == "train" else FEWEST_ROWS // 5
        if len(rows) < least or len(np.unique(data.up[rows])) < 2:
            raise ValueError(
                f"walk: refit {number + 1} of {walk.refits} has {len(rows)} {name} rows: it needs {least} and both"
                " outcomes; choose a later first, fewer refits or longer parts"
            )
    return fold
