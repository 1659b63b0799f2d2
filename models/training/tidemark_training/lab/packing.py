"""From a study to a draft: the family that validation chose, trained on all rows before the last refit's test part.

A study is packed by the trainer that its family names, with a configuration that is written beside the report; whoever
wants other drift roles or a later test part changes that file and trains it.
"""

import json
import re
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .. import audit, config_file, families, training
from ..audit_finding import Finding
from ..config import DAY_MICROS, ConfigError, to_instant
from .fitting import Fitted
from .report import Run
from .study import Entrant, Study

BASELINE_ROWS, GOLDEN_ROWS = 4000, 64
CONFIGURATION = "config.json"
DRAFTS = "draft"
_NAME = re.compile(r"([a-z0-9][a-z0-9-]*)/([1-9][0-9]*)")


def name(text: str) -> tuple[str, str]:
    """Id and version of `ID/VERSION`."""
    match = _NAME.fullmatch(text)
    if match is None:
        raise ConfigError(f"--draft: must be ID/VERSION, such as btc-direction/1, was {text!r}")
    return match[1], match[2]


def require_packable(study: Study) -> None:
    """Refuses, before anything is fitted, a study none of whose families has a trainer for its task."""
    if not any(_trainer(each, study) for each in study.families):
        having = [each for each in families.names() if study.task in families.named(each).trainers]
        raise ConfigError(
            f"families: none can be packed for the task {study.task}; take one of {', '.join(having)} into the study"
        )


def pack(run: Run, report: dict[str, Any], exports: list[Path], earlier: list[Path], out: Path, draft: str) -> Path:
    """Trains what validation chose, writes its configuration and draft into `out`, and returns the draft's folder.

    Refuses what the audit holds to be a fault, or a doubt that the study does not explain. A draft of that name that a
    former run left is replaced.
    """
    entrant = chosen(run.study, run.fitted)
    fitted = run.fitted[entrant.name][-1]
    entry = next(each for each in report["entries"] if each["name"] == entrant.name)
    findings = [Finding(**each) for each in (*report["audit"], *entry["audit"])]
    audit.require_explained(findings, run.study.explained)
    raw = _configuration(run, entrant, fitted, name(draft), _notes(report, entry, run.study))
    file = out / CONFIGURATION
    file.write_text(json.dumps(raw, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    folder = out / DRAFTS / draft
    shutil.rmtree(folder, ignore_errors=True)
    print(training.summary(training.train(config_file.load(file), exports, folder, earlier or None)), flush=True)
    return folder


def chosen(study: Study, fitted: dict[str, list[Fitted]]) -> Entrant:
    """The least validation loss in the last refit, among those with a trainer. The test parts are not looked at."""
    having = [each for each in study.families if _trainer(each, study)]
    return min(having, key=lambda each: fitted[each.name][-1].losses[fitted[each.name][-1].chosen])


def _trainer(entrant: Entrant, study: Study) -> str | None:
    return families.named(entrant.family).trainers.get(study.task)


def _configuration(
    run: Run, entrant: Entrant, fitted: Fitted, named: tuple[str, str], notes: list[str]
) -> dict[str, Any]:
    study, last = run.study, run.cut[-1]
    return {
        "id": named[0],
        "version": named[1],
        "bar": study.bar,
        "windowBars": entrant.windowBars,
        "trigger": study.trigger,
        "horizonBars": study.horizonBars,
        "features": [{"name": each, "drift": "ignore"} for each in study.names],
        "split": {
            "validationFrom": to_instant(last.at - study.walk.validationDays * DAY_MICROS),
            "testFrom": to_instant(last.at),
            "end": study.walk.end,
        },
        "trainer": _trainer(entrant, study),
        "fit": asdict(entrant.fits[fitted.chosen]),  # type: ignore[call-overload]
        "seed": study.seeds[0],
        "baselineRows": BASELINE_ROWS,
        "goldenRows": GOLDEN_ROWS,
        "bootstrapBlockBars": study.bootstrapBlockBars,
        "bootstrapDraws": study.bootstrapDraws,
        "notes": notes,
        "explained": study.explained,
    }


def _notes(report: dict[str, Any], entry: dict[str, Any], study: Study) -> list[str]:
    """What the walk measured, for the manifest."""
    tries, test, walk = report["tries"], entry["dieboldMariano"], report["walk"]
    having = sum(len(each.fits) for each in study.families if _trainer(each, study))
    return [
        f"Packed by the lab, study {report['id']}: {entry['name']} was chosen by the {report['loss']} of validation in"
        f" the last refit. Settings with a trainer: {having}; tried in this run: {tries['settings']}, ever in its"
        f" folder: {tries['settingsEverHere']}.",
        f"Walked forward from {walk['first']} to {walk['end']} over {walk['refits']} refits, {report['rows']} rows:"
        f" {report['loss']} {test['lead']:.4f} under {test['against']}, Diebold and Mariano {test['statistic']:.1f}"
        f" (p {test['p']:.3f}, of all families {test['pHolm']:.3f}).",
        "Drift roles are all ignore: the lab does not choose them.",
    ]
