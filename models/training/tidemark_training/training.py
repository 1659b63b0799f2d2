"""Training, whatever the trainer: exports in, an artefact out."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from . import artifact, audit, config, config_file, dataset, recalibration, split, trainers
from .answer import DIRECTION
from .audit_finding import Audited


def load(settings: config.Config, exports: list[Path]) -> dataset.Dataset:
    """The exports' rows with the model's inputs."""
    bar_micros = settings.bar_micros if settings.trigger == "bar" else 0
    data = dataset.load(exports, settings.feature_names, bar_micros)
    wanted = dataset.About(settings.bar, settings.trigger, settings.horizonBars)
    if data.about != wanted:
        raise dataset.ExportError(f"the exports are of {data.about}, the configuration is of {wanted}")
    return data.windowed(settings.windowBars, settings.bar_micros)


def require_direction(settings: config.Config, what: str) -> None:
    """Refuses a configuration of another task; `what` measures probabilities of a rise."""
    task = artifact.answer_of(settings).task
    if task != "direction":
        raise ValueError(f"{settings.id} is a model of {task}: {what} takes models of direction alone")


def parts(settings: config.Config, exports: list[Path]) -> split.Parts:
    """Training, validation and test."""
    return split.split(load(settings, exports), settings)


def train(settings: config.Config, exports: list[Path], out: Path, earlier: list[Path] | None = None) -> dict[str, Any]:
    """Trains on the exports as the configuration's trainer does, writes the artefact and returns its manifest.

    `earlier`: exports of the same recordings that end earlier, of horizon 1, for the audit. What the audit does not
    let pass is refused, and nothing is written.
    """
    artifact.require_new(out)  # said before an hour of training, not after it
    data = load(settings, exports)
    early = load(replace(settings, horizonBars=1), earlier) if earlier else None
    cut = split.split(data, settings)
    trained = trainers.named(settings.trainer).train(settings.fit, cut, settings)
    if artifact.answer_of(settings) == DIRECTION and settings.recalibration == "chosen":
        trained = recalibration.of(trained, cut)
    found = audit.of_training(Audited(trained.model, data, cut, settings, early))
    noted = replace(settings, notes=(*settings.notes, *trained.notes, *found))
    return artifact.write(out, trained.model, data, cut, noted, trained.beside)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Of the command `train`."""
    parser.add_argument("config", type=Path, metavar="CONFIG", help="the model's configuration")
    parser.add_argument(
        "--export", type=Path, required=True, action="append", help="folder of one run of the world; repeatable"
    )
    parser.add_argument("--out", type=Path, required=True, help="a directory that does not exist yet")
    parser.add_argument(
        "--cut",
        type=Path,
        action="append",
        help="an export of the same recordings that end earlier, of horizon 1; for the audit",
    )
    parser.add_argument("--version", help="the artefact's version, instead of the configuration's")


def command(given: argparse.Namespace) -> int:
    """Trains as the command line says, and prints the summary."""
    settings = config_file.load(given.config)
    if given.version is not None:
        settings = replace(settings, version=given.version)
    print(summary(train(settings, given.export, given.out, given.cut)), flush=True)
    return 0


def summary(manifest: dict[str, Any]) -> str:
    """The metrics beside their baselines, for people."""
    if "metrics" not in manifest:
        return "\n".join([f"{manifest['id']} {manifest['version']}", *manifest["notes"]])
    lines = [f"{manifest['id']} {manifest['version']}: direction accuracy, and what needs no model"]
    for part in ("train", "validation", "test"):
        m = manifest["metrics"][part]
        low, high = m["interval95"]["accuracy"]
        lines.append(
            f"  {part:<10} {m['rows']:>8} rows  model {m['accuracy']:.4f} [{low:.4f}, {high:.4f}]"
            f"  AUC {m['auc']:.4f}  log loss {m['logLoss']:.4f}"
            f"  always up {m['baselines']['alwaysUp']:.4f}"
            f"  last sign {m['baselines']['lastSign']:.4f}"
            f"  against it {m['baselines']['againstLastSign']:.4f}"
        )
    return "\n".join(lines)
