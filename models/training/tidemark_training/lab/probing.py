"""What more rows would teach a family, and which features it hangs on: fits of its last refit beside the walk."""

from dataclasses import dataclass

import numpy as np

from ..volatility_metrics import Interval, Resampling
from .fitting import Fits, Fitted, answers
from .folds import FEWEST_ROWS, Fold
from .study import Entrant
from .tasks import Task

SHARES = (0.25, 0.5, 1.0)  # of the training rows, the newest
MOST_ROWS = 2000  # of those fitted on, and of the test part, that are looked at


@dataclass(frozen=True)
class Learnt:
    """Mean losses of a fit on the newest `rows` training rows: on these, on validation and on the test part."""

    rows: int
    train: float
    validation: float
    test: float


@dataclass(frozen=True)
class Probed:
    """`importance`: by feature, how much more is lost on test rows where its values stand in another order."""

    learning: list[Learnt]
    importance: dict[str, Interval]


def of(fits: Fits, task: Task, entrant: Entrant, fold: Fold, last: Fitted) -> Probed:
    """By fits of the setting that the last refit chose, with the first seed."""
    learning, importance = [], {}
    for share in SHARES:
        newest = fold.train[len(fold.train) - round(share * len(fold.train)) :]
        if len(newest) < FEWEST_ROWS and share < 1:
            continue
        part = Fold(fold.number, fold.at, newest, fold.validation, fold.test)
        whole = share == SHARES[-1]
        looked = _few(newest)
        own = np.concatenate([looked, part.validation, part.test])
        names = fits.study.names if whole else []
        asked = fits.inputs(entrant)[own]
        rows = _few(part.test)
        if names:
            asked = np.concatenate([asked, *_shuffled(fits.inputs(entrant)[rows], fits.study.seeds[0])])
        said = _forecasts(fits, task, entrant, last.chosen, part, asked, (len(looked), len(own)))
        losses = task.losses(fits.data.where(own), said[: len(own)])
        cut = np.split(losses, [len(looked), len(looked) + len(part.validation)])
        learning.append(Learnt(len(newest), *(float(each.mean()) for each in cut)))
        if whole:
            importance = _importance(fits, task, rows, said[len(own) :], cut[2][_places(part.test)])
    return Probed(learning, importance)


def _forecasts(
    fits: Fits, task: Task, entrant: Entrant, setting: int, part: Fold, asked: np.ndarray, at: tuple[int, int]
) -> np.ndarray:
    """For the rows `asked`: validation is after the first `at[0]` of them."""
    target = task.target(fits.data, part)
    known = fits.known(entrant, target.outcome, part.train, part.validation)
    said = fits.beside(
        f"{entrant.name} {len(part.train)}",
        entrant,
        setting,
        lambda: answers(entrant, setting, known, asked, fits.study.seeds[0], "learning curve"),
    )
    validation = said[at[0] : at[0] + len(part.validation)]
    return target.back(validation, said)[1]


def _few(rows: np.ndarray) -> np.ndarray:
    return np.asarray(rows[_places(rows)])


def _places(rows: np.ndarray) -> np.ndarray:
    """Of evenly spaced ones."""
    return np.linspace(0, len(rows) - 1, min(len(rows), MOST_ROWS)).astype(int)


def _shuffled(inputs: np.ndarray, seed: int) -> list[np.ndarray]:
    """For each feature the rows with that one in another order, a window's bars together."""
    random, found = np.random.default_rng(seed), []
    for feature in range(inputs.shape[-1]):
        other = inputs.copy()
        other[..., feature] = inputs[random.permutation(len(inputs))][..., feature]
        found.append(other)
    return found


def _importance(
    fits: Fits, task: Task, rows: np.ndarray, shuffled: np.ndarray, loss: np.ndarray
) -> dict[str, Interval]:
    """`loss` of the rows as they are."""
    data, study = fits.data.where(rows), fits.study
    drawn = Resampling.of(data.time // study.block, study.bootstrapDraws, study.seeds[0])
    each = np.split(shuffled, len(study.names))
    found = {name: drawn.mean(task.losses(data, said) - loss) for name, said in zip(study.names, each, strict=True)}
    return dict(sorted(found.items(), key=lambda item: -item[1].value))
