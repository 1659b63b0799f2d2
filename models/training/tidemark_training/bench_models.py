"""python -m tidemark_training.bench_models --out DRAFTS

Drafts of what `./tidemark bench pipeline` scores: `bench-linear`, `bench-gbm` and `bench-lstm`, each of thirty
features of trades, scored upon every event. They have the size and the form of models and no skill: their rows are
drawn at random, their labels follow a rule of this file. The same seed gives the same bytes on one machine.
"""

import argparse
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from . import artifact, config, config_file, lstm, lstm_graph, prefix, scaling, split, trainers
from .dataset import About, Dataset, Source

# Mean and deviation, roughly as in the bench's log of trades.
FEATURES = {
    "log_return": (0, 4e-4),
    "log_return(5)": (0, 1.1e-3),
    "return(30)": (0, 2.8e-3),
    "realised_vol(30)": (0.36, 0.047),
    "ewma_vol(20)": (0.35, 0.055),
    "parkinson(20)": (0.35, 0.03),
    "garman_klass(20)": (0.35, 0.026),
    "rsi(14)": (50, 12),
    "macd(12,26,9)": (0, 5.8e-4),
    "macd_signal(12,26,9)": (0, 5.5e-4),
    "bollinger_position(20)": (0, 0.63),
    "bollinger_width(20)": (0.0035, 0.0015),
    "atr(14)": (7.6e-4, 5.4e-5),
    "stochastic_k(14)": (50, 32),
    "adx(14)": (24, 9),
    "cci(20)": (0, 107),
    "ema_distance(30)": (0, 1.3e-3),
    "linreg_slope(20)": (0, 1.3e-4),
    "vwap_distance(30)": (0, 1.6e-3),
    "volume_zscore(24)": (0, 1.2),
    "obv(20)": (0, 0.23),
    "mfi(14)": (50, 16),
    "volume_delta(20)": (0, 0.03),
    "signed_volume": (0, 0.2),
    "trade_sign_imbalance(20)": (0, 0.03),
    "trade_intensity(20)": (-1, 1),
    "return_over(30m)": (0, 2.8e-3),
    "volume_imbalance_over(5m)": (0, 0.05),
    "realised_vol_over(30m)": (0.36, 0.033),
    "hour_sin": (0, 0.7),
}
# Looked at by the drift gate; none of them may pause the model.
ALERT = {"log_return", "return_over(30m)", "volume_zscore(24)", "signed_volume", "trade_sign_imbalance(20)", "rsi(14)"}

ROWS, SEED = 6000, 30
# Features stay where they are for a while, as on a market, and one stretch in ten is far out. So strength 100, the
# largest of validation, is hardly ever met in the bench's log, and a job that wants it writes a HOLD upon every event.
STAYS, STRETCH, SHOCK = 0.97, 100, 8
DIGITS = 4
START = 1_704_067_200_000_000  # 2024-01-01T00:00:00Z
HIDDEN, DENSE = (128, 64), 32

_MODELS: dict[str, dict[str, Any]] = {
    "bench-linear": {"trainer": "linear", "fit": {"l2": 0.001}},
    "bench-gbm": {
        "trainer": "gbm",
        "fit": {
            "leaves": [7],
            "minRowsInLeaf": 40,
            "learningRate": 0.02,
            "featureFraction": 0.8,
            "l2": 1.0,
            "patience": 550,
            "maxTrees": 550,
        },
    },
    "bench-lstm": {
        "windowBars": 48,
        "trainer": "lstm",
        "fit": {
            "hidden": list(HIDDEN),
            "dense": DENSE,
            "dropout": 0.0,
            "batch": 64,
            "learningRate": 0.001,
            "maxGradientNorm": 1.0,
            "patienceBeforeHalving": 1,
            "patience": 1,
            "maxEpochs": 1,
        },
    },
}


def settings(name: str) -> config.Config:
    """The configuration of one of them."""
    raw: dict[str, Any] = {
        "id": name,
        "version": "1",
        "bar": "1m",
        "windowBars": 1,
        "trigger": "bar",
        "horizonBars": 5,
        "features": [{"name": f, "drift": "alert" if f in ALERT else "ignore"} for f in FEATURES],
        "split": {"train": 0.6, "validation": 0.2},
        "seed": SEED,
        "baselineRows": 1000,
        "servedOn": ["*@*"],
        "goldenRows": 8,
        "bootstrapBlockBars": 240,
        "bootstrapDraws": 100,
        "notes": [
            "For measuring speed alone. It knows nothing of any market: rows are drawn at random, labels follow a rule"
            " of the script that wrote it (tidemark_training.bench_models), and the metrics are of that rule."
        ],
        **_MODELS[name],
    }
    # A configuration admits windows for bar closes alone, since training does.
    parsed = replace(config_file.parse(raw), trigger="every")
    if name == "bench-lstm":
        untrained = "Its weights are as they were drawn: it was not trained at all."
        return replace(parsed, notes=(*parsed.notes, untrained))
    return parsed


def rows(about: config.Config) -> Dataset:
    """A bar each, one after the other; half of the label's rule can be learnt."""
    random = np.random.default_rng(SEED)
    z = random.standard_normal((ROWS, len(FEATURES)))
    for row in range(1, ROWS):
        z[row] = STAYS * z[row - 1] + np.sqrt(1 - STAYS**2) * z[row]
    z[np.arange(ROWS) // STRETCH % 10 == 9] *= SHOCK
    mean, std = np.array(list(FEATURES.values())).T
    features = _short(mean + std * z)
    weight = random.standard_normal(len(FEATURES)) / np.sqrt(len(FEATURES))
    logit = 2 * np.tanh(z) @ weight + random.logistic(0, 1, ROWS)
    forward = logit * 1e-4
    time = START + about.bar_micros * np.arange(ROWS, dtype=np.int64)
    none = np.zeros(ROWS, np.int32)
    return Dataset(
        features=features,
        inputs=features,
        up=forward > 0,
        forward_return=forward,
        forward_volatility=np.abs(forward),
        bar_closed=np.ones(ROWS, bool),
        time=time,
        export=none,
        instrument=none,
        instruments=["BTC-USDT@sim"],
        sources=[Source("drawn at random", hashlib.sha256(features.tobytes()).hexdigest(), ROWS)],
        about=About(about.bar, about.trigger, about.horizonBars),
        runs=[],
    ).windowed(about.windowBars, about.bar_micros)


def _short(values: np.ndarray) -> np.ndarray:
    """To few digits, so that the files stay small."""
    return np.array([[float(f"{value:.{DIGITS}g}") for value in row] for row in values], np.float32)


def model(about: config.Config, parts: split.Parts) -> bytes:
    """The file of the whole model."""
    if isinstance(about.fit, lstm.LstmFit):
        return _untrained(about.fit, about, parts)
    return trainers.named(about.trainer).train(about.fit, parts, about).model


def _untrained(how: lstm.LstmFit, about: config.Config, parts: split.Parts) -> bytes:
    names = about.feature_names
    torch.manual_seed(SEED)
    network = lstm.Network(len(names), how)
    network.eval()
    mean, std = scaling.mean_and_deviation(parts.train.rows.features, names)
    return lstm_graph.to_onnx(lstm.Lstm(mean, std, about.windowBars, network, 0, 0))


def write(out: Path) -> None:
    """Writes all three below `out`, which must not hold them yet."""
    for name in _MODELS:
        about = settings(name)
        data = rows(about)
        parts = split.split(data, about)
        whole = model(about, parts)
        form = prefix.cut(whole) if about.windowBars > 1 else {}
        artifact.write(out / name / about.version, whole, data, parts, about, form)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write drafts of the models that the bench scores.")
    parser.add_argument("--out", type=Path, required=True)
    write(parser.parse_args().out)
