"""python -m tidemark_training.train_gbm --config CONFIG --export FOLDER ... --out DIRECTORY"""

from dataclasses import replace
from pathlib import Path

import numpy as np

from . import artifact, config, gbm, gbm_graph, split, training

TOLERANCE = 1e-6


def train(settings: config.Config, exports: list[Path], out: Path) -> dict[str, object]:
    """Trains on the exports, writes the artefact and returns its manifest.

    Every shape of the configuration is tried once; validation chooses, the test part is not looked at.
    """
    if not isinstance(settings.fit, config.GbmFit) or settings.windowBars != 1:
        raise config.ConfigError("fit: trees take leaves, minRowsInLeaf and the rest of their keys, and windowBars 1")
    data = training.load(settings, exports)
    parts = split.split(data, settings)
    model = gbm.fit(parts.train.rows, parts.validation.rows, settings.feature_names, settings.fit, settings.seed)
    file = gbm_graph.to_onnx(model.booster)
    difference = largest_difference(file, model, parts)
    if not difference < TOLERANCE:
        raise ValueError(f"the file answers otherwise than LightGBM, by up to {difference}")
    settings = replace(settings, notes=(*settings.notes, *_notes(model, difference)))
    return artifact.write(out, file, data, parts, settings)


def largest_difference(file: bytes, model: gbm.Gbm, parts: split.Parts) -> float:
    """Between the file's answers and LightGBM's: on every row of every part, and at each threshold."""
    rows = [part.rows.features for part in (parts.train, parts.validation, parts.test)]
    rows = np.vstack([*rows, gbm_graph.rows_at_thresholds(model.booster, parts.train.rows.features)])
    return float(np.abs(artifact.score(file, rows) - model.probability(rows)).max())


def _notes(model: gbm.Gbm, difference: float) -> list[str]:
    shapes = "; ".join(f"{t.leaves} leaves, {t.trees} trees: {t.log_loss:.6f}" for t in model.tried)
    choice = (
        f"Variants tried: {len(model.tried)}. Log loss on validation: {shapes}."
        f" Chosen: {model.chosen.leaves} leaves, {model.chosen.trees} trees."
    )
    parity = (
        f"The file is at most {difference:.1g} from LightGBM's own answer,"
        " on every row of every part and on both sides of each threshold."
    )
    return [choice, parity]


def main(arguments: list[str] | None = None) -> None:
    """Command line."""
    training.command("Train gradient-boosted trees and write their artefact.", train, arguments)


if __name__ == "__main__":
    main()
