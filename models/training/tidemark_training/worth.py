"""What a model's confident calls would have earned, before and after fees, in its test part.

python -m tidemark_training.worth --config CONFIG --export FOLDER ... --artifact DIRECTORY

A call is a test row whose strength is at least `--min-strength`. It is taken to be entered at the
row's own price, held for the horizon and closed: two sides of fees a call, no slippage, no delay.
That is kinder than any market. Rows on every event share their labels, so one row per bar and
horizon is taken.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from . import artifact, config, config_file, training

FEES_BP = (2, 5, 10)


@dataclass(frozen=True)
class Worth:
    """Means per call over the test part.

    `gross_bp`: signed log return in basis points; `interval95_bp`: of that, a bootstrap of whole blocks
    of time; `hit_rate`: share of calls that were right.
    """

    rows: int
    calls: int
    hit_rate: float
    gross_bp: float
    interval95_bp: tuple[float, float]

    @property
    def break_even_bp(self) -> float:
        """The fee a side at which a call earns nothing."""
        return self.gross_bp / 2

    def net_bp(self, fee_bp: float) -> float:
        """What is left of a call at a fee a side."""
        return self.gross_bp - 2 * fee_bp


def strength(probability: np.ndarray, quantiles: list[float]) -> np.ndarray:
    """Percentile (0 to 100) of |p - 0.5| among the validation scores."""
    return np.interp(np.abs(probability.astype(np.float64) - 0.5), quantiles, np.arange(101))


def measure(
    probability: np.ndarray,
    forward_return: np.ndarray,
    block: np.ndarray,
    called: np.ndarray,
    draws: int,
    seed: int,
) -> Worth:
    """Means over the rows that are `called`; `block` labels rows that are resampled together."""
    signed = np.where(probability > 0.5, forward_return, -forward_return)
    _, block = np.unique(block, return_inverse=True)
    number = int(block.max()) + 1
    earned = np.bincount(block[called], weights=signed[called], minlength=number)
    calls = np.bincount(block[called], minlength=number)
    random = np.random.default_rng(seed)
    means = []
    for _ in range(draws):
        drawn = random.integers(0, number, number)
        means.append(1e4 * earned[drawn].sum() / max(1, calls[drawn].sum()))
    low, high = np.percentile(means, [2.5, 97.5])
    return Worth(
        len(signed),
        int(called.sum()),
        float((signed[called] > 0).mean()),
        float(1e4 * signed[called].mean()),
        (float(low), float(high)),
    )


def of_artifact(settings: config.Config, exports: list[Path], directory: Path, min_strength: float) -> Worth:
    """The worth of the calls of an artefact in the test part of its own exports."""
    training.require_direction(settings, "worth")
    manifest = json.loads((directory / "manifest.json").read_text(encoding="utf-8"))
    rows = training.parts(settings, exports).test.rows
    rows = artifact.without_overlap(rows, settings)
    p = artifact.score((directory / "model.onnx").read_bytes(), rows.inputs)
    block = artifact.blocks(rows, settings)
    called = strength(p, manifest["strengthQuantiles"]) >= min_strength
    return measure(p, rows.forward_return, block, called, settings.bootstrapDraws, settings.seed)


def summary(worth: Worth, min_strength: float) -> str:
    """One line per fee, for people."""
    low, high = worth.interval95_bp
    lines = [
        f"{worth.calls} of {worth.rows} test rows are called at strength {min_strength:g} or more;"
        f" right {worth.hit_rate:.1%}",
        f"  gross       {worth.gross_bp:6.2f} bp a call [{low:.2f}, {high:.2f}]"
        f"  break-even fee {worth.break_even_bp:.2f} bp a side",
    ]
    lines += [f"  net at {fee:>2} bp {worth.net_bp(fee):7.2f} bp a call" for fee in FEES_BP]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="What confident calls would have earned in the test part.")
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--export", type=Path, required=True, action="append")
    parser.add_argument("--artifact", type=Path, required=True)
    parser.add_argument("--min-strength", type=float, default=65)
    given = parser.parse_args(arguments)
    worth = of_artifact(config_file.load(given.config), given.export, given.artifact, given.min_strength)
    print(summary(worth, given.min_strength))


if __name__ == "__main__":
    main()
