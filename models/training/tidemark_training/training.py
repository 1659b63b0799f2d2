"""What every kind of training begins and ends with: the rows of its parts, and its command line."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from . import config, dataset, split

Train = Callable[[config.Config, list[Path], Path], dict[str, object]]


def load(settings: config.Config, exports: list[Path]) -> dataset.Dataset:
    """The exports' rows with the model's inputs."""
    names = settings.feature_names
    if "log_return" not in names:
        raise config.ConfigError("features: log_return is needed for the last-sign baseline")
    bar_micros = settings.bar_micros if settings.trigger == "bar" else 0
    data = dataset.load(exports, names, bar_micros)
    wanted = dataset.About(settings.bar, settings.trigger, settings.horizonBars)
    if data.about != wanted:
        raise dataset.ExportError(f"the exports are of {data.about}, the configuration is of {wanted}")
    return data.windowed(settings.windowBars, settings.bar_micros)


def parts(settings: config.Config, exports: list[Path]) -> split.Parts:
    """Training, validation and test."""
    return split.split(load(settings, exports), settings)


def mean_and_deviation(features: np.ndarray, names: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Of training rows, float64. A feature that never moves is refused."""
    x = features.astype(np.float64)
    mean, std = x.mean(axis=0), x.std(axis=0)
    still = [name for name, s in zip(names, std) if not s > 0]
    if still:
        raise ValueError(f"constant in the training part, so it can teach nothing: {still}")
    return mean, std


def command(description: str, train: Train, arguments: list[str] | None) -> None:
    """Trains as the command line says, and prints the summary."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument(
        "--export", type=Path, required=True, action="append", help="folder of one run of the world; repeatable"
    )
    parser.add_argument("--out", type=Path, required=True, help="a directory that does not exist yet")
    parser.add_argument("--version", help="the artefact's version, instead of the configuration's")
    given = parser.parse_args(arguments)
    try:
        settings = config.load(given.config)
        if given.version is not None:
            settings = replace(settings, version=given.version)
        manifest = train(settings, given.export, given.out)
    except (ValueError, OSError) as problem:
        parser.exit(2, f"{problem}\n")
    print(summary(manifest))


def summary(manifest: dict) -> str:
    """The metrics beside their baselines, for people."""
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
