"""Fits every family in every fold and keeps what is done: a run that ended goes on where it was."""

import hashlib
import io
import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from .. import families
from ..config import bar_micros
from ..dataset import Dataset
from ..family import Known
from ..volatility import LEAST_LOGGED, logged
from .folds import Fold
from .study import Entrant, Study, as_json
from .tasks import Target, Task

FORMAT = 1  # of a kept fit: another one when families answer otherwise for the same configuration
TRIES = "tries.txt"


@dataclass(frozen=True)
class Fitted:
    """One entrant in one fold: which of its settings was chosen, and forecasts for the test rows.

    `forecast` is the mean over seeds, `alone` [seeds, rows] each by itself; `losses` of the settings on validation.
    """

    chosen: int
    losses: tuple[float, ...]
    forecast: np.ndarray
    alone: np.ndarray


class Progress:
    """Says after each fit how many are done and when the last one will be."""

    def __init__(self, fits: int, say: Callable[[str], None]) -> None:
        self._fits, self._say = fits, say
        self._done = self._kept = 0
        self._took = 0.0

    def kept(self) -> None:
        """A fit was there already."""
        self._done += 1
        self._kept += 1

    def fitted(self, what: str, seconds: float) -> None:
        """A fit was made."""
        self._done += 1
        self._took += seconds
        left = self._took / (self._done - self._kept) * (self._fits - self._done)
        end = datetime.now().astimezone() + timedelta(seconds=left)
        self._say(f"{self._done} of {self._fits}: {what}, {seconds:.1f} s; the end at about {end:%H:%M:%S}")

    def close(self) -> None:
        """Says how much was there already."""
        if self._kept:
            self._say(f"{self._kept} of {self._fits} fits were kept from before")


class Fits:
    """The fits of one study on one data set, in the folder `kept`; those of probes are beside it."""

    def __init__(self, study: Study, task: Task, data: Dataset, cut: list[Fold], kept: Path) -> None:
        self.study, self._task, self.data, self._cut = study, task, data, cut
        self._kept = kept
        kept.mkdir(parents=True, exist_ok=True)
        self._beside = kept.parent / "probes"
        self._given = hashlib.sha256(
            json.dumps([FORMAT, [source.sha256 for source in data.sources], widest(study), _asked(study)]).encode()
        ).hexdigest()
        logs = logged(study.names)
        self._inputs = data.inputs.copy()
        self._inputs[..., logs] = np.log(np.maximum(self._inputs[..., logs], LEAST_LOGGED))

    def run(self, say: Callable[[str], None]) -> dict[str, list[Fitted]]:
        """By entrant, each with one entry for every fold."""
        self._note_tries()
        every = sum(len(each.fits) * len(self._seeds(each)) for each in self.study.families) * len(self._cut)
        progress = Progress(every, say)
        found = {
            entrant.name: [self._fold(entrant, fold, progress) for fold in self._cut] for entrant in self.study.families
        }
        progress.close()
        return found

    def tried_here(self) -> int:
        """Settings that this folder has ever seen, those of earlier configurations too."""
        return len((self._kept.parent / TRIES).read_text(encoding="utf-8").splitlines())

    def _seeds(self, entrant: Entrant) -> tuple[int, ...]:
        return self.study.seeds if families.named(entrant.family).seeded else self.study.seeds[:1]

    def _fold(self, entrant: Entrant, fold: Fold, progress: Progress) -> Fitted:
        target = self._task.target(self.data, fold)
        tried = []
        for setting in range(len(entrant.fits)):
            said = [self._answers(entrant, setting, seed, fold, target, progress) for seed in self._seeds(entrant)]
            alone = [
                target.back(np.split(each, [len(fold.validation)])[0], each[len(fold.validation) :]) for each in said
            ]
            whole = np.mean([validation for validation, _ in alone], axis=0)
            loss = float(self._task.losses(self.data.where(fold.validation), whole).mean())
            tried.append((loss, np.stack([test for _, test in alone])))
        losses = tuple(loss for loss, _ in tried)
        chosen = int(np.argmin(losses))
        return Fitted(chosen, losses, tried[chosen][1].mean(axis=0), tried[chosen][1])

    def _answers(
        self, entrant: Entrant, setting: int, seed: int, fold: Fold, target: Target, progress: Progress
    ) -> np.ndarray:
        """Of the family itself for the validation rows, then the test rows."""
        file = self._kept / f"{self._key(entrant, setting, seed, fold)}.npy"
        if file.exists():
            progress.kept()
            return np.asarray(np.load(file))
        began = time.monotonic()
        inputs = self.inputs(entrant)
        known = self.known(entrant, target.outcome, fold.train, fold.validation)
        asked = inputs[np.concatenate([fold.validation, fold.test])]
        said = answers(entrant, setting, known, asked, seed, f"refit {fold.number + 1}")
        _keep(file, said)
        what = f"{entrant.name}, refit {fold.number + 1}, setting {setting + 1}, seed {seed}"
        progress.fitted(what, time.monotonic() - began)
        return said

    def beside(self, name: str, entrant: Entrant, setting: int, fit: Callable[[], np.ndarray]) -> np.ndarray:
        """Answers of a fit that is none of the walk's, kept by its `name` as those are."""
        self._beside.mkdir(exist_ok=True)
        text = json.dumps([self._given, name, _setting(entrant, setting), self.study.seeds[0]])
        file = self._beside / f"{hashlib.sha256(text.encode()).hexdigest()[:32]}.npy"
        if not file.exists():
            _keep(file, fit())
        return np.asarray(np.load(file))

    def inputs(self, entrant: Entrant) -> np.ndarray:
        """What the entrant looks at of every row: its window or its last bar, volatilities by their logarithm."""
        if entrant.windowBars > 1:
            return self._inputs[:, -entrant.windowBars :]
        return self._inputs if self._inputs.ndim == 2 else self._inputs[:, -1]

    def known(self, entrant: Entrant, outcome: np.ndarray, train: np.ndarray, validation: np.ndarray) -> Known:
        """Of the rows `train` and `validation`; `outcome` is of every row."""
        inputs = self.inputs(entrant)
        return Known(
            inputs[train],
            outcome[train],
            inputs[validation],
            outcome[validation],
            self._task.binary,
            tuple(self.study.names),
        )

    def _key(self, entrant: Entrant, setting: int, seed: int, fold: Fold) -> str:
        text = json.dumps([self._given, _setting(entrant, setting), seed, fold.number])
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    def _note_tries(self) -> None:
        """One line for each setting, sorted; none is ever taken away."""
        file = self._kept.parent / TRIES
        lines = set(file.read_text(encoding="utf-8").splitlines()) if file.exists() else set()
        for entrant in self.study.families:
            lines |= {self._line(_setting(entrant, at)) for at in range(len(entrant.fits))}
        _write(file, "".join(f"{line}\n" for line in sorted(lines)).encode())

    def _line(self, setting: str) -> str:
        return f"{self._given[:16]} {setting}"


def answers(entrant: Entrant, setting: int, known: Known, asked: np.ndarray, seed: int, where: str) -> np.ndarray:
    """Of the entrant's family, one finite float64 a row; a problem is said with the entrant and `where`."""
    try:
        said = families.named(entrant.family).answers(entrant.fits[setting], known, asked, seed)
    except ValueError as problem:
        raise ValueError(f"{entrant.name}, {where}: {problem}") from problem
    if said.shape != (len(asked),) or not np.isfinite(said).all():
        raise ValueError(f"{entrant.name}, {where}: answers are not one finite number a row")
    return said.astype(np.float64)


def _asked(study: Study) -> str:
    """What of a study decides a fit, beside the entrant: not its name, nor how the report is made."""
    return as_json(replace(study, id="", families=(), seeds=(), bootstrapBlockBars=0, bootstrapDraws=0, explained=""))


def _setting(entrant: Entrant, at: int) -> str:
    return f"{entrant.family} {entrant.windowBars} {as_json(entrant.fits[at])}"


def _keep(file: Path, answers: np.ndarray) -> None:
    content = io.BytesIO()
    np.save(content, answers)
    _write(file, content.getvalue())


def _write(file: Path, content: bytes) -> None:
    """The file takes its name only when it is whole: a run can end at any moment."""
    part = file.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(file)


def windowed(data: Dataset, study: Study) -> Dataset:
    """The rows that all families can answer: those behind as many whole bars as the widest window."""
    return data.windowed(widest(study), bar_micros(study.bar))


def widest(study: Study) -> int:
    """Bars of the widest window: it decides which rows there are."""
    return max(each.windowBars for each in study.families)


def rows_of(cut: list[Fold]) -> np.ndarray:
    """The test rows of all folds, in order."""
    return np.concatenate([fold.test for fold in cut])


def forecasts(found: dict[str, list[Fitted]]) -> Iterator[tuple[str, np.ndarray]]:
    """By entrant, one number for each of `rows_of`."""
    for name, each in found.items():
        yield name, np.concatenate([fitted.forecast for fitted in each])
