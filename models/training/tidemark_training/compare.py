"""python -m tidemark_training.compare --config CONFIG --export FOLDER ... --artifact DIRECTORY --beside DIRECTORY

A model beside another one of the same bar, horizon and features, on the very same test rows: those
for which the first one's configuration has an input.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from . import artifact, config, config_file, dataset, metrics, training


@dataclass(frozen=True)
class Comparison:
    """Metrics of both on the same rows, and the first's lead with a 95 % bootstrap of whole blocks.

    `reports`: by model, as in a manifest. `lead`: accuracy, AUC and log loss (nats under the
    other's), each as value, lower and upper end. `log_losses`: the first's and the other's, not rounded.
    """

    rows: int
    reports: dict[str, dict[str, Any]]
    lead: dict[str, tuple[float, float, float]]
    log_losses: tuple[float, float]


def on_test_rows(settings: config.Config, exports: list[Path], directory: Path, beside: Path) -> Comparison:
    """Measures both model files; the second one may take one bar, or the same window."""
    parts = training.parts(settings, exports)
    return on_rows(settings, parts.test.rows, float(parts.train.rows.up.mean()), directory, beside)


def on_rows(
    settings: config.Config, rows: dataset.Dataset, base_rate: float, directory: Path, beside: Path
) -> Comparison:
    """The same on these rows; `base_rate` is the share of rises in the first one's training."""
    training.require_direction(settings, "compare")
    block = artifact.blocks(rows, settings)
    last = rows.features[:, settings.feature_names.index("log_return")]
    answers: list[np.ndarray] = []
    reports: dict[str, dict[str, Any]] = {}
    for place in (directory, beside):
        manifest, found = answers_of(settings, rows, place)
        answers.append(found)
        reports[f"{manifest['id']} {manifest['version']}"] = metrics.report(
            answers[-1], rows.up, last, base_rate, block, settings.bootstrapDraws, settings.seed
        )
    one, other = answers
    lead = metrics.lead(one, other, rows.up, block, settings.bootstrapDraws, settings.seed)
    losses = metrics.log_loss(one, rows.up), metrics.log_loss(other, rows.up)
    return Comparison(len(rows), reports, lead, losses)


def answers_of(settings: config.Config, rows: dataset.Dataset, place: Path) -> tuple[dict[str, Any], np.ndarray]:
    """The manifest in a directory, and what its model says of the rows; it may take one bar, or the same window."""
    manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    _require_same(settings, manifest)
    inputs = rows.features if manifest["windowBars"] == 1 else rows.inputs
    return manifest, artifact.score((place / "model.onnx").read_bytes(), inputs)


def _require_same(settings: config.Config, manifest: dict[str, Any]) -> None:
    expected = artifact.feature_set_hash(settings.bar, settings.feature_names), settings.horizonBars
    found = manifest["featureSetHash"], manifest["horizonBars"]
    if found != expected or manifest["windowBars"] not in (1, settings.windowBars):
        raise ValueError(f"{manifest['id']} {manifest['version']}: of other features, another horizon or window")


def summary(comparison: Comparison) -> str:
    """One line per model and one per lead, for people."""
    lines = [f"{comparison.rows} test rows"]
    for name, m in comparison.reports.items():
        ends = {key: f"[{low:.4f}, {high:.4f}]" for key, (low, high) in
                ((k, v) for k, v in m["interval95"].items() if k != "blocks")}  # fmt: skip
        lines += [
            f"  {name}: accuracy {m['accuracy']:.4f} {ends['accuracy']}  AUC {m['auc']:.4f} {ends['auc']}"
            f"  log loss {m['logLoss']:.4f} {ends['logLoss']}",
            f"    over always up {ends['accuracyOverAlwaysUp']}"
            f"  over against the last sign {ends['accuracyOverAgainstLastSign']}"
            f"  {m['interval95']['blocks']} blocks",
        ]
    lines += [
        f"  lead in {name}: {value:+.4f} [{low:+.4f}, {high:+.4f}]"
        for name, (value, low, high) in comparison.lead.items()
    ]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="A model beside another one, on the same test rows.")
    parser.add_argument("--config", type=Path, required=True, help="the first model's")
    parser.add_argument("--export", type=Path, required=True, action="append")
    parser.add_argument("--artifact", type=Path, required=True)
    parser.add_argument("--beside", type=Path, required=True)
    given = parser.parse_args(arguments)
    settings = config_file.load(given.config)
    print(summary(on_test_rows(settings, given.export, given.artifact, given.beside)))


if __name__ == "__main__":
    main()
