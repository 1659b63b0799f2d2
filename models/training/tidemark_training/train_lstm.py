"""python -m tidemark_training.train_lstm --config CONFIG --export FOLDER ... --out DIRECTORY"""

from dataclasses import replace
from pathlib import Path

from . import artifact, config, lstm, lstm_graph, prefix, split, training


def train(settings: config.Config, exports: list[Path], out: Path) -> dict[str, object]:
    """Trains on the exports, writes the artefact and returns its manifest. One attempt, no tuning.

    A model that is scored upon every event gets a prefix form: at bar closes alone it would save nothing.
    """
    if not isinstance(settings.fit, config.LstmFit):
        raise config.ConfigError("fit: an LSTM takes hidden, dense, dropout and the rest of its keys")
    if settings.windowBars < 2:
        raise config.ConfigError(f"windowBars: an LSTM takes at least 2, was {settings.windowBars}")
    if out.exists():  # said before an hour of training, not after it
        raise artifact.ArtifactExists(f"{out} exists; an artefact never changes: choose another version")
    data = training.load(settings, exports)
    parts = split.split(data, settings)
    model = lstm.fit(parts.train.rows, parts.validation.rows, settings.feature_names, settings.fit, settings.seed)
    how = f"Trained for {model.epochs} epochs; the weights are those after epoch {model.best}, the best on validation."
    settings = replace(settings, notes=(*settings.notes, how))
    whole = lstm_graph.to_onnx(model)
    form = prefix.cut(whole) if settings.trigger == "every" else {}
    return artifact.write(out, whole, data, parts, settings, form)


def main(arguments: list[str] | None = None) -> None:
    """Command line."""
    training.command("Train an LSTM and write its artefact.", train, arguments)


if __name__ == "__main__":
    main()
