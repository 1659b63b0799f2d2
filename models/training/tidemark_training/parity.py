"""python -m tidemark_training.parity --artifact DIRECTORY --out FILE.csv

Writes this runtime's answers to many windows, for the Java runtime to be held against. The windows
are made of the artefact's own drift baseline, so that both sides have them: window k is the rows
from k * STEP on.
"""

import argparse
import csv
import json
from pathlib import Path

import numpy as np

from . import artifact

WINDOWS, STEP = 1000, 3


def windows(directory: Path) -> np.ndarray:
    """[WINDOWS, windowBars, F] float32, or [WINDOWS, F] where a window is one bar."""
    bars = json.loads((directory / "manifest.json").read_text(encoding="utf-8"))["windowBars"]
    with (directory / "baseline.csv").open(newline="") as lines:
        _, *rows = csv.reader(lines)
    features = np.array(rows, np.float32)[:, :-1]  # the last column is the score
    starts = STEP * np.arange(WINDOWS)
    if starts[-1] + bars > len(features):
        raise ValueError(f"{directory}: its baseline has {len(features)} rows, too few")
    return features[starts] if bars == 1 else features[starts[:, None] + np.arange(bars)]


def main(arguments: list[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Answers for the Java runtime to be held against.")
    parser.add_argument("--artifact", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(arguments)
    answers = artifact.score((given.artifact / "model.onnx").read_bytes(), windows(given.artifact))
    manifest = json.loads((given.artifact / "manifest.json").read_text(encoding="utf-8"))
    given.out.write_text(f"{manifest['output']['name']}\n" + "".join(f"{answer}\n" for answer in answers), newline="\n")


if __name__ == "__main__":
    main()
