"""python -m tidemark_training retrain CONFIG --export FOLDER --old ARTEFACT --version N --out DRAFT --judgement FILE

The next version of a model, judged against the one that serves on the newest stretch of the data,
which neither of them has seen. Exit code 0: not worse; 3: worse; 2: it could not be trained or judged.
"""

import argparse
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from . import artifact, compare, config, config_file, dataset, retrain_volatility, split, training
from .answer import VOLATILITY

DAY = 86_400_000_000
WORSE = 3
LEAST_OUTCOMES = 200
LEAST_BLOCKS = 4


class CannotJudge(ValueError):
    """The data do not hold what an honest judgement needs; the message says what to do."""


@dataclass(frozen=True)
class Order:
    """What is wanted: `unseen` and `validation` in microseconds, the latter None for the configuration's."""

    version: str
    unseen: int
    validation: int | None
    notes: tuple[str, ...] = ()


def newest_split(time: np.ndarray, settings: config.Config, order: Order) -> config.DateSplit:
    """The newest stretch is the test part, the one before it validation, all before that training."""
    first, end = int(time.min()), int(time.max()) + settings.embargo_micros
    test_from = (end - order.unseen) // settings.bar_micros * settings.bar_micros
    validation = order.validation or _validation_of(settings.split, end - first)
    validation_from = (test_from - validation) // settings.bar_micros * settings.bar_micros
    if validation_from - first < end - validation_from:
        raise CannotJudge(
            f"The rows go from {_day(first)} to {_day(end)}: with {_days(validation)} of validation and"
            f" {_days(order.unseen)} unseen, less than half of that would be left to train on."
            " Give a longer history, or a shorter --validation or --unseen."
        )
    return config.DateSplit(validation_from, test_from, end)


def _validation_of(how: config.DateSplit | config.FractionSplit, span: int) -> int:
    if isinstance(how, config.DateSplit):
        return how.test_from - how.validation_from
    return int(how.validation * span)


def require_unseen(old: dict[str, Any], test_from: int, unseen: int) -> None:
    """Refuses rows that the old version was fitted to, or whose outcomes chose anything of it."""
    known = max(config.to_micros(old[part]["to"]) for part in ("training", "validation"))
    if test_from < known:
        raise CannotJudge(
            f"{old['id']} {old['version']} has seen data up to {_day(known)}, and the unseen stretch would begin on"
            f" {_day(test_from)}: give data up to {_day(known + unseen)} at least, or a shorter --unseen."
        )


def _require_enough(rows: dataset.Dataset, settings: config.Config) -> None:
    outcomes = len(artifact.without_overlap(rows, settings))
    if outcomes < LEAST_OUTCOMES:
        raise CannotJudge(
            f"The unseen stretch has {outcomes} outcomes that do not overlap, fewer than {LEAST_OUTCOMES}: nothing can"
            " be judged by them. Give a longer --unseen, or data with fewer holes."
        )


def retrain(settings: config.Config, exports: list[Path], old: Path, order: Order, out: Path) -> dict[str, Any]:
    """Trains the draft `out` and returns the judgement; the draft is there whatever it says."""
    before = json.loads((old / "manifest.json").read_text(encoding="utf-8"))
    if before["id"] != settings.id:
        raise CannotJudge(f"The configuration is of {settings.id}, the version that serves of {before['id']}.")
    data = training.load(settings, exports)
    if len(data) == 0:
        raise CannotJudge("The export has no row with an input: give a longer history.")
    cut = newest_split(data.time, settings, order)
    require_unseen(before, cut.test_from, order.unseen)
    how = (
        "The split is not the configuration's: the newest stretch is the test part, so that this version could be"
        f" judged beside version {before['version']} on rows that neither has seen."
    )
    settings = replace(settings, version=order.version, split=cut, notes=(*settings.notes, how, *order.notes))
    parts = split.split(data, settings)
    _require_enough(parts.test.rows, settings)
    training.train(settings, exports, out)
    return {**_judgement(settings, parts, out, old), **_periods(settings, parts)}


def _judgement(settings: config.Config, parts: split.Parts, out: Path, old: Path) -> dict[str, Any]:
    if artifact.answer_of(settings) == VOLATILITY:
        return retrain_volatility.judgement(settings, parts, out, old, LEAST_BLOCKS)
    return _of_direction(settings, parts, out, old)


def _periods(settings: config.Config, parts: split.Parts) -> dict[str, Any]:
    return {
        "training": _period(parts.train),
        "validation": _period(parts.validation),
        "unseen": _period(parts.test),
        "blockBars": settings.bootstrapBlockBars,
    }


def _of_direction(settings: config.Config, parts: split.Parts, out: Path, old: Path) -> dict[str, Any]:
    rows, base_rate = parts.test.rows, float(parts.train.rows.up.mean())
    found = compare.on_rows(settings, rows, base_rate, out, old)
    new_name, old_name = found.reports
    blocks = found.reports[new_name]["interval95"]["blocks"]
    lead = {
        name: {"value": value, "interval95": [low, high] if blocks >= LEAST_BLOCKS else None}
        for name, (value, low, high) in found.lead.items()
    }
    new_loss, old_loss = found.log_losses
    return {
        "measure": "logLoss",
        "old": {"name": old_name, **_of(found.reports[old_name]), "logLoss": old_loss},
        "new": {"name": new_name, **_of(found.reports[new_name]), "logLoss": new_loss},
        "alwaysUp": found.reports[new_name]["baselines"]["alwaysUp"],
        "baseRateLogLoss": found.reports[new_name]["baselines"]["trainingBaseRateLogLoss"],
        "blocks": blocks,
        "lead": lead,
        "accepted": new_loss <= old_loss,
    }


def _of(report: dict[str, Any]) -> dict[str, Any]:
    return {"accuracy": report["accuracy"], "auc": report["auc"]}


def _period(part: split.Part) -> dict[str, Any]:
    return {"from": config.to_instant(part.start), "to": config.to_instant(part.end), "rows": len(part.rows)}


def summary(judgement: dict[str, Any]) -> str:
    """Both on the same rows, for people."""
    unseen = judgement["unseen"]
    lines = [
        f"  {name:<10} {judgement[name]['from']} to {judgement[name]['to']}  {judgement[name]['rows']} rows"
        for name in ("training", "validation", "unseen")
    ]
    lines.append(f"On the {unseen['rows']} unseen rows:")
    if judgement["measure"] == retrain_volatility.MEASURE:
        return "\n".join([*lines, *retrain_volatility.lines(judgement), _blocks(judgement)])
    return "\n".join(lines + _lines_of_direction(judgement))


def _lines_of_direction(judgement: dict[str, Any]) -> list[str]:
    lines = [
        f"  {m['name']:<20} log loss {m['logLoss']:.6f}  accuracy {m['accuracy']:.4f}  AUC {m['auc']:.4f}"
        for m in (judgement["old"], judgement["new"])
    ]
    lines.append(
        f"  {'without a model':<20} log loss {judgement['baseRateLogLoss']:.6f} (training base rate)"
        f"  accuracy {judgement['alwaysUp']:.4f} (always up)"
    )
    lines += [_lead(name, lead) for name, lead in judgement["lead"].items()]
    lines.append(_blocks(judgement))
    if min(judgement["old"]["logLoss"], judgement["new"]["logLoss"]) > judgement["baseRateLogLoss"]:
        lines.append("  Neither is better here than a constant probability.")
    return lines


def _lead(name: str, lead: dict[str, Any]) -> str:
    words = {"accuracy": "accuracy", "logLoss": "log loss (nats under the old one's)", "auc": "AUC"}[name]
    interval = lead["interval95"]
    ends = "no interval" if interval is None else f"95 % [{interval[0]:+.6f}, {interval[1]:+.6f}]"
    return f"  lead of the new one in {words}: {lead['value']:+.6f}  {ends}"


def _blocks(judgement: dict[str, Any]) -> str:
    blocks, bars = judgement["blocks"], judgement["blockBars"]
    how = f"  Intervals: whole blocks of {bars} bars drawn anew, {blocks} of them"
    if blocks < LEAST_BLOCKS:
        return how + f": fewer than {LEAST_BLOCKS}, so there is none."
    return how + (": few, the intervals are rough." if blocks < 10 else ".")


def stretch(text: str) -> int:
    """`8w`, `10d`, `36h`, `90m` in microseconds."""
    weeks = re.fullmatch(r"([1-9][0-9]*)w", text)
    return int(weeks[1]) * 7 * DAY if weeks else config.bar_micros(text)


def _day(micros: int) -> str:
    return config.to_instant(micros)


def _days(micros: int) -> str:
    return f"{micros / DAY:.4g} days"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Of the command `retrain`."""
    parser.add_argument("config", type=Path, metavar="CONFIG", help="the model's configuration")
    parser.add_argument("--export", type=Path, required=True, action="append")
    parser.add_argument("--old", type=Path, required=True, help="the version that serves")
    parser.add_argument("--version", required=True, help="of the new one")
    parser.add_argument("--unseen", default="8w", help="the newest stretch of the data, such as 8w, 10d or 36h")
    parser.add_argument("--validation", help="the stretch before it, instead of the configuration's length")
    parser.add_argument("--note", action="append", default=[], help="goes into the manifest; repeatable")
    parser.add_argument("--out", type=Path, required=True, help="the draft, a directory that does not exist yet")
    parser.add_argument("--judgement", type=Path, required=True, help="the file to write")


def command(given: argparse.Namespace) -> int:
    """Trains and judges as the command line says, and prints the summary; returns `WORSE` for a worse version."""
    validation = None if given.validation is None else stretch(given.validation)
    order = Order(given.version, stretch(given.unseen), validation, tuple(given.note))
    judgement = retrain(config_file.load(given.config), given.export, given.old, order, given.out)
    given.judgement.write_text(json.dumps(judgement, indent=2, allow_nan=False) + "\n", encoding="utf-8")
    print(summary(judgement), flush=True)
    return 0 if judgement["accepted"] else WORSE
