"""What of a leak can be seen in the model's answers: skill that no honest model of a market has."""

import contextlib
import io
from dataclasses import replace

import numpy as np

from . import artifact, metrics, trainers
from .audit_finding import Audited, Finding, RowSettings
from .dataset import Dataset
from .split import Part, Parts

ACCURACY = 0.58
ACCURACY_OF_A_DAY = 0.56
AUC = 0.60
SHARPE = 1.5
FEE = 0.001
DAY = 86_400_000_000
YEAR = 365 * DAY
PERMUTED_ROWS = 6_000
DEVIATIONS = 4.5
NOTABLE = 0.05
LEFT = 0.25


def plausible(audited: Audited) -> Finding:
    """Accuracy, AUC and the Sharpe ratio after fees of validation and test are within what markets allow."""
    settings = audited.settings
    line = ACCURACY_OF_A_DAY if settings.horizonBars * settings.bar_micros >= DAY else ACCURACY
    said, beyond = [], []
    for name, part in (("validation", audited.parts.validation), ("test", audited.parts.test)):
        rows = part.rows
        p = artifact.score(audited.model, rows.inputs).astype(np.float64)
        accuracy, area = float(((p > 0.5) == rows.up).mean()), metrics.auc(p, rows.up)
        earned = sharpe(settings, rows, p)
        said.append(f"{name}: accuracy {accuracy:.4f}, AUC {area:.4f}, Sharpe ratio {earned:.2f} net of 0.1 % a side")
        beyond += [f"{name}'s accuracy is above {line}"] if accuracy > line else []
        beyond += [f"{name}'s AUC is above {AUC:.2f}"] if area > AUC else []
        beyond += [f"{name}'s Sharpe ratio is above {SHARPE}"] if earned > SHARPE else []
    return Finding("skill", "; ".join([*said, *beyond]), bool(beyond))


def sharpe(settings: RowSettings, rows: Dataset, p: np.ndarray) -> float:
    """Of being long or short by every answer that does not overlap another, after fees on every change, annualised."""
    apart = (rows.time // settings.bar_micros % settings.horizonBars == 0) & rows.bar_closed
    time, series, move = rows.time[apart], rows.series[apart], rows.forward_return[apart]
    side = np.where(p[apart] > 0.5, 1.0, -1.0)
    earned = side * np.expm1(move)
    for each in np.unique(series):
        own = series == each
        earned[own] -= FEE * np.abs(np.diff(side[own], prepend=0.0))
    return annual_sharpe(earned, time, settings.horizonBars * settings.bar_micros)


def annual_sharpe(earned: np.ndarray, time: np.ndarray, period: int) -> float:
    """Of returns over `period` microseconds each; those of one moment are averaged. 0 where there are too few."""
    _, at = np.unique(time // period, return_inverse=True)
    if len(earned) < 2 or at.max() < 1:
        return 0.0
    each = np.bincount(at, weights=earned) / np.bincount(at)
    spread = float(each.std())
    return float(each.mean()) / spread * float(np.sqrt(YEAR / period)) if spread > 0 else 0.0


def one_bar_late(audited: Audited) -> Finding:
    """What is left when the answer is used a bar later: skill that is gone at once was perhaps of that very bar."""
    rows = audited.parts.test.rows.closes()
    p = artifact.score(audited.model, rows.inputs).astype(np.float64) if len(rows) else np.zeros(0)
    bar = rows.time // audited.settings.bar_micros
    order = np.lexsort((bar, rows.series))
    p, up, bar, series = p[order], rows.up[order], bar[order], rows.series[order]
    follows = (np.diff(bar) == 1) & (np.diff(series) == 0)
    if len(np.unique(up[1:][follows])) < 2:
        return Finding("one bar late", "not measured, the test part has too few bars that follow each other")
    now, later = metrics.auc(p[:-1][follows], up[:-1][follows]), metrics.auc(p[:-1][follows], up[1:][follows])
    said = f"AUC {now:.4f} at once, {later:.4f} a bar later"
    return Finding("one bar late", said, now - 0.5 > NOTABLE and later - 0.5 < LEFT * (now - 0.5))


def permuted_labels(audited: Audited) -> Finding:
    """The same trainer learns nothing from labels in a random order, of all parts; on few rows of each."""
    try:
        rows, said_of_rows = trained_on_permuted(audited)
    except ValueError as problem:
        return Finding("permuted labels", f"not measured, few rows do not allow a model: {problem}")
    return of_permuted(rows.up, said_of_rows)


def of_permuted(up: np.ndarray, said: np.ndarray) -> Finding:
    """What answers say about labels in a random order."""
    area, ups = metrics.auc(said, up), int(up.sum())
    deviation = float(np.sqrt((len(up) + 1) / (12 * ups * (len(up) - ups))))
    words = f"AUC {area:.4f} on {len(up)} rows, {abs(area - 0.5) / deviation:.1f} deviations from a coin"
    return Finding("permuted labels", words, abs(area - 0.5) > DEVIATIONS * deviation)


def trained_on_permuted(audited: Audited) -> tuple[Dataset, np.ndarray]:
    """Test rows with labels in a random order, and the answers of a model that was trained on such rows."""
    parts = audited.parts
    random = np.random.default_rng(audited.settings.seed)
    given = Parts(*(_permuted(part, random) for part in (parts.train, parts.validation, parts.test)))
    trainer = trainers.named(audited.settings.trainer)
    with contextlib.redirect_stdout(io.StringIO()):  # its progress would be taken for the model's
        model = trainer.train(audited.settings.fit, given, audited.settings).model
    return given.test.rows, artifact.score(model, given.test.rows.inputs).astype(np.float64)


def _permuted(part: Part, random: np.random.Generator) -> Part:
    """Evenly spaced rows of the part, each with the label of another."""
    number = min(len(part.rows), PERMUTED_ROWS)
    rows = part.rows.where(np.linspace(0, len(part.rows) - 1, number).astype(int))
    other = random.permutation(number)
    mixed = replace(
        rows,
        up=rows.up[other],
        forward_return=rows.forward_return[other],
        forward_volatility=rows.forward_volatility[other],
    )
    return replace(part, rows=mixed)
