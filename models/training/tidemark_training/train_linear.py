"""python -m tidemark_training.train_linear --config CONFIG --export FILE.csv.gz ... --out DIRECTORY"""

import argparse
from dataclasses import replace
from pathlib import Path

from . import artifact, config, dataset, graph, linear, split


def train(settings: config.Config, exports: list[Path], out: Path) -> dict[str, object]:
    """Trains on the exports, writes the artefact and returns its manifest. One attempt, no tuning."""
    names = settings.feature_names
    if "log_return" not in names:
        raise config.ConfigError("features: log_return is needed for the last-sign baseline")
    data = dataset.load(exports, names, settings.bar_micros if settings.trigger == "bar" else 0)
    parts = split.split(data, settings)
    rows = parts.train.rows
    model = linear.fit(rows.features, rows.up, names, settings.l2, settings.seed)
    return artifact.write(out, graph.to_onnx(model), data, parts, settings)


def main(arguments: list[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Train a logistic model and write its artefact.")
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument(
        "--export", type=Path, required=True, action="append", help="one run of the world; repeatable"
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


if __name__ == "__main__":
    main()
