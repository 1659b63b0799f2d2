"""python -m tidemark_training.train_linear --config CONFIG --export FOLDER ... --out DIRECTORY"""

from pathlib import Path

from . import artifact, config, graph, linear, split, training


def train(settings: config.Config, exports: list[Path], out: Path) -> dict[str, object]:
    """Trains on the exports, writes the artefact and returns its manifest. One attempt, no tuning."""
    if not isinstance(settings.fit, config.LinearFit) or settings.windowBars != 1:
        raise config.ConfigError("fit: a linear model takes l2, and windowBars 1")
    data = training.load(settings, exports)
    parts = split.split(data, settings)
    rows = parts.train.rows
    model = linear.fit(rows.features, rows.up, settings.feature_names, settings.fit.l2, settings.seed)
    return artifact.write(out, graph.to_onnx(model), data, parts, settings)


def main(arguments: list[str] | None = None) -> None:
    """Command line."""
    training.command("Train a logistic model and write its artefact.", train, arguments)


if __name__ == "__main__":
    main()
