"""The judgement of `retrain` where the model says how far the price will move: by QLIKE."""

from pathlib import Path
from typing import Any

import numpy as np

from . import artifact, compare, config, split
from .volatility_metrics import Interval, Resampling, log_variance, qlike

MEASURE = "qlike"


def judgement(settings: config.Config, parts: split.Parts, out: Path, old: Path, least_blocks: int) -> dict[str, Any]:
    """Both on the unseen rows after which the price moved; `least_blocks`: with fewer there is no interval."""
    rows = parts.test.rows.moving()
    block = artifact.blocks(rows, settings)
    drawn = Resampling.of(block, settings.bootstrapDraws, settings.seed)
    names, losses, reports = [], [], []
    for place in (out, old):
        manifest, answers = compare.answers_of(settings, rows, place)
        names.append(f"{manifest['id']} {manifest['version']}")
        losses.append(qlike(rows.forward_volatility, answers))
        reports.append({"r2": drawn.r2(rows.forward_volatility, answers).value, MEASURE: float(losses[-1].mean())})
    blocks = len(np.unique(block))
    lead = drawn.mean(losses[1] - losses[0])
    return {
        "measure": MEASURE,
        "old": {"name": names[1], **reports[1]},
        "new": {"name": names[0], **reports[0]},
        "constantQlike": float(qlike(rows.forward_volatility, _constant(parts, len(rows))).mean()),
        "blocks": blocks,
        "lead": {MEASURE: _lead(lead, blocks >= least_blocks)},
        "accepted": reports[0][MEASURE] <= reports[1][MEASURE],
    }


def _constant(parts: split.Parts, number: int) -> np.ndarray:
    """The training part's mean log variance, as a volatility."""
    moved = parts.train.rows.moving().forward_volatility
    return np.full(number, np.exp(log_variance(moved).mean() / 2))


def _lead(lead: Interval, known: bool) -> dict[str, Any]:
    return {"value": lead.value, "interval95": [lead.low, lead.high] if known else None}


def lines(judged: dict[str, Any]) -> list[str]:
    """Both on the same rows, for people."""
    said = [
        f"  {m['name']:<20} QLIKE {m[MEASURE]:.6f}  R2 of the log variance {m['r2']:.4f}"
        for m in (judged["old"], judged["new"])
    ]
    said.append(f"  {'without a model':<20} QLIKE {judged['constantQlike']:.6f} (training's mean log variance)")
    lead = judged["lead"][MEASURE]
    ends = lead["interval95"]
    interval = "no interval" if ends is None else f"95 % [{ends[0]:+.6f}, {ends[1]:+.6f}]"
    said.append(f"  lead of the new one in QLIKE (under the old one's): {lead['value']:+.6f}  {interval}")
    if min(judged["old"][MEASURE], judged["new"][MEASURE]) > judged["constantQlike"]:
        said.append("  Neither is better here than a constant volatility.")
    return said
