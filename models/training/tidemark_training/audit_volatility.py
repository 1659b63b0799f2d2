"""What of a leak can be seen in a volatility's answers: more skill than any honest model of a market has."""

import numpy as np

from . import artifact, audit_skill
from .audit_finding import Audited, Finding
from .volatility_metrics import log_variance

R2 = 0.80
CORRELATION = 4.5  # deviations of a rank correlation of unrelated numbers


def plausible(audited: Audited) -> Finding:
    """R2 of the log variance of validation and test is within what markets allow."""
    said, beyond = [], []
    for name, part in (("validation", audited.parts.validation), ("test", audited.parts.test)):
        rows = part.rows.moving()
        forecast = artifact.score(audited.model, rows.inputs)
        r2 = _r2(log_variance(rows.forward_volatility), log_variance(forecast))
        said.append(f"{name}: R2 of the log variance {r2:.4f}")
        beyond += [f"{name}'s R2 is above {R2:.2f}"] if r2 > R2 else []
    return Finding("skill", "; ".join([*said, *beyond]), bool(beyond))


def _r2(outcome: np.ndarray, forecast: np.ndarray) -> float:
    spread = float(((outcome - outcome.mean()) ** 2).sum())
    return 1 - float(((outcome - forecast) ** 2).sum()) / spread if spread > 0 else 0.0


def permuted_labels(audited: Audited) -> Finding:
    """The same trainer learns nothing from volatilities in a random order, of all parts; on few rows of each."""
    try:
        rows, forecast = audit_skill.trained_on_permuted(audited)
    except ValueError as problem:
        return Finding("permuted labels", f"not measured, few rows do not allow a model: {problem}")
    return of_permuted(rows.forward_volatility, forecast)


def of_permuted(came: np.ndarray, forecast: np.ndarray) -> Finding:
    """What forecasts say about volatilities in a random order; rows without a move are left out."""
    moving = came > 0
    tied = _rank_correlation(came[moving], forecast[moving])
    deviations = abs(tied) * float(np.sqrt(max(int(moving.sum()) - 1, 1)))
    said = f"rank correlation {tied:.4f} on {moving.sum()} rows, {deviations:.1f} deviations from none"
    return Finding("permuted labels", said, deviations > CORRELATION)


def _rank_correlation(one: np.ndarray, other: np.ndarray) -> float:
    if len(one) < 2:
        return 0.0
    first, second = (np.argsort(np.argsort(values)) - (len(values) - 1) / 2 for values in (one, other))
    return float(first @ second / np.sqrt((first @ first) * (second @ second)))
