"""python -m tidemark_training lab STUDY --export FOLDER --out FOLDER

Families side by side, walked forward over the same rows; `report.json` and `report.html` say what each was worth.
`lab demo-leaks CONFIG --export FOLDER` shows what leaks make of the same rows.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .. import dataset, leak_table
from ..config import ConfigError, bar_micros
from . import audit, packing, page, probing, report, study, tasks
from .fitting import Fits, windowed
from .folds import folds

DEMO = "demo-leaks"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Of the command `lab`."""
    parser.add_argument(
        "what",
        nargs="+",
        type=Path,
        metavar="STUDY",
        help=f"what to compare; or {DEMO} CONFIG, for what each leak makes of the same rows",
    )
    parser.add_argument("--export", type=Path, action="append", default=[], help="what ./tidemark export wrote")
    parser.add_argument(
        "--cut",
        type=Path,
        action="append",
        default=[],
        help="an export of the same recordings that end earlier, of horizon 1; for the audit",
    )
    parser.add_argument(
        "--draft",
        metavar="ID/VERSION",
        help="pack the best family that has a trainer, by validation: a draft OUT/draft/ID/VERSION for ./tidemark seal",
    )
    parser.add_argument("--check", action="store_true", help="only say whether the study is taken")
    parser.add_argument("--out", type=Path, help="a folder for report and fits; a run that ended goes on there")


def command(given: argparse.Namespace) -> int:
    """Runs the study, or shows the leaks."""
    if given.what[0] == Path(DEMO):
        if len(given.what) != 2 or not given.export or given.out is not None or given.check or given.cut or given.draft:
            raise ConfigError(f"lab {DEMO}: takes one CONFIG and --export FOLDER alone; it writes nothing")
        return leak_table.show(given.what[1], given.export)
    if len(given.what) != 1 or not (given.check or (given.export and given.out)):
        raise ConfigError("lab: takes one STUDY, --export FOLDER and --out FOLDER; or STUDY --check")
    asked = study.load(given.what[0])
    if given.draft is not None:
        packing.name(given.draft)
        packing.require_packable(asked)
    if given.check:
        return 0
    walked, found = run(asked, given.export, given.out, given.cut)
    print(page.summary(found), flush=True)
    if given.draft is not None:
        print(packing.pack(walked, found, given.export, given.cut, given.out, given.draft), flush=True)
    return 0


def run(
    of: study.Study, exports: list[Path], out: Path, earlier: Sequence[Path] = ()
) -> tuple[report.Run, dict[str, Any]]:
    """Fits what is not there yet, audits, writes both reports into `out` and returns what ran and the numbers.

    `earlier`: exports of the same recordings that end earlier, of horizon 1, for the audit.
    """
    whole = _load(exports, of, of.horizonBars)
    early = _load(earlier, of, 1) if earlier else None
    task = tasks.named(of.task)
    data = windowed(task.rows(whole), of)
    cut = folds(data, of)
    fits = Fits(of, task, data, cut, out / "fits")
    fitted = fits.run(lambda line: print(line, flush=True))
    print("the audit fits each family three times more, on few rows", flush=True)
    walk = audit.Walked(of, task, whole, data, cut, early)
    audited = audit.of_rows(walk), dict(audit.of_families(walk, fits, fitted))
    print("learning curves fit each family three times more, on rows of the last refit", flush=True)
    probed = {each.name: probing.of(fits, task, each, cut[-1], fitted[each.name][-1]) for each in of.families}
    walked = report.Run(of, task, data, cut, fitted, fits.tried_here(), audited, probed)
    found = report.of(walked)
    text = json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    (out / "report.json").write_text(text, encoding="utf-8", newline="\n")
    (out / "report.html").write_text(page.html(found), encoding="utf-8", newline="\n")
    return walked, found


def _load(exports: Sequence[Path], of: study.Study, horizon: int) -> dataset.Dataset:
    data = dataset.load(list(exports), of.names, bar_micros(of.bar))
    wanted = dataset.About(of.bar, of.trigger, horizon)
    if data.about != wanted:
        raise dataset.ExportError(f"the exports are of {data.about}, the study is of {wanted}")
    return data
