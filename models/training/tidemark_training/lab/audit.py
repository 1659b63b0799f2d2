"""The audit of a study: its rows, refit by refit, and each family. The checks of rows are those of a training.

What is beyond a line is to be taken for a bug, and is not packed until the study explains it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from .. import audit_rows, audit_skill
from ..audit_finding import Finding, RowsAudited
from ..dataset import Dataset
from ..split import Part, Parts
from .fitting import Fits, Fitted, answers
from .folds import Fold
from .study import Entrant, Study
from .tasks import Task

OTHERS = 1e4  # rows that must not matter are made so large
TOLERANCE = 1e-5  # of float32 answers in another batch
ONCE: tuple[Callable[[RowsAudited], Finding], ...] = (audit_rows.future_cut, audit_rows.label)
EACH_REFIT: tuple[Callable[[RowsAudited], Finding], ...] = (
    audit_rows.overlap,
    audit_rows.duplicates,
    audit_rows.target_among_features,
)


@dataclass(frozen=True)
class Walked:
    """A study's rows: `data` all of the exports, `walked` those of the task, cut by `folds`.

    `early`: an export of the same recordings that end earlier, or None.
    """

    study: Study
    task: Task
    data: Dataset
    walked: Dataset
    folds: list[Fold]
    early: Dataset | None = None


@dataclass(frozen=True)
class _Refit:
    """One refit as the checks of rows take it."""

    data: Dataset
    parts: Parts
    settings: Study
    cut: Dataset | None


def of_rows(walk: Walked) -> list[Finding]:
    """Of the exports once, of their parts in every refit."""
    refits = [_refit(walk, fold) for fold in walk.folds]
    return [*(check(refits[-1]) for check in ONCE), *(_worst(check, refits) for check in EACH_REFIT)]


def _refit(walk: Walked, fold: Fold) -> _Refit:
    return _Refit(
        walk.data,
        Parts(*(_part(walk.walked.where(rows)) for rows in (fold.train, fold.validation, fold.test))),
        walk.study,
        walk.early,
    )


def _part(rows: Dataset) -> Part:
    return Part(rows, int(rows.time.min()), int(rows.time.max()) + 1)


def _worst(check: Callable[[RowsAudited], Finding], refits: list[_Refit]) -> Finding:
    """The first of the gravest, with its refit."""
    found = [check(refit) for refit in refits]
    gravest = max(found, key=lambda finding: (finding.fault, finding.fault and finding.proof))
    if not gravest.fault:
        return replace(found[-1], says=f"{found[-1].says} (in the last refit; no refit is beyond the line)")
    return replace(gravest, says=f"refit {found.index(gravest) + 1}: {gravest.says}")


def of_family(walk: Walked, fits: Fits, entrant: Entrant, last: Fitted) -> list[Finding]:
    """By three fits of the chosen setting on few rows of the last refit."""
    fold = walk.folds[-1]
    few = Fold(fold.number, fold.at, *(_few(rows) for rows in (fold.train, fold.validation, fold.test)))
    try:
        return [_permuted_labels(walk, fits, entrant, last, few), _normaliser(walk, fits, entrant, last, few)]
    except ValueError as problem:
        return [Finding("permuted labels", f"not measured, few rows do not allow a model: {problem}")]


def _permuted_labels(walk: Walked, fits: Fits, entrant: Entrant, last: Fitted, few: Fold) -> Finding:
    """Nothing is learnt from labels in a random order."""
    mixed = _permuted(walk.walked, walk.study.seeds[0])
    target = walk.task.target(mixed, few)
    known = fits.known(entrant, target.outcome, few.train, few.validation)
    asked = fits.inputs(entrant)[np.concatenate([few.validation, few.test])]
    said = answers(entrant, last.chosen, known, asked, walk.study.seeds[0], "labels in a random order")
    _, forecast = target.back(said[: len(few.validation)], said[len(few.validation) :])
    return walk.task.of_permuted(mixed.where(few.test), forecast)


def _normaliser(walk: Walked, fits: Fits, entrant: Entrant, last: Fitted, few: Fold) -> Finding:
    """A row's answer is the same whatever rows are asked with it: fits take no mean of rows that they answer."""
    known = fits.known(entrant, walk.task.target(walk.walked, few).outcome, few.train, few.validation)
    asked = fits.inputs(entrant)[few.test]
    kept, other = len(asked) // 2, asked.copy()
    other[kept:] *= OTHERS
    said, beside = (
        answers(entrant, last.chosen, known, rows, walk.study.seeds[0], "few rows")[:kept] for rows in (asked, other)
    )
    off = float((np.abs(said - beside) / (1 + np.abs(said))).max())
    words = f"answers differ by up to {off:.1g} where the rows that are asked with them are others"
    return Finding("normaliser", words, not off < TOLERANCE, True)


def _few(rows: np.ndarray) -> np.ndarray:
    """Evenly spaced."""
    return np.asarray(rows[np.linspace(0, len(rows) - 1, min(len(rows), audit_skill.PERMUTED_ROWS)).astype(int)])


def _permuted(data: Dataset, seed: int) -> Dataset:
    """Every row with the outcome of another, the same one wherever the row is looked at."""
    other = np.random.default_rng(seed).permutation(len(data))
    return replace(
        data,
        up=data.up[other],
        forward_return=data.forward_return[other],
        forward_volatility=data.forward_volatility[other],
    )


def of_families(walk: Walked, fits: Fits, fitted: dict[str, list[Fitted]]) -> Iterator[tuple[str, list[Finding]]]:
    """By entrant."""
    for entrant in walk.study.families:
        yield entrant.name, of_family(walk, fits, entrant, fitted[entrant.name][-1])
