import json
from dataclasses import replace

import numpy as np
import pytest
from test_volatility import TINY, write

from tidemark_training import artifact, config, config_file, retrain, synthetic, training, volatility_metrics

HOUR = synthetic.HOUR
ROWS, OLD_END, UNSEEN = 6000, 3000, 1500
ORDER = retrain.Order("2", UNSEEN * HOUR, 1000 * HOUR)


@pytest.fixture
def settings():
    return config_file.parse(TINY)


def old_version(settings, folder, known):
    """Trained on the first half of the time; unless `known`, on features that show nothing."""
    start = synthetic.START
    borders = config.DateSplit(start + 2000 * HOUR, start + 2500 * HOUR, start + OLD_END * HOUR)
    export = write(folder / f"half-{known}", rows=OLD_END, known=known)
    training.train(replace(settings, split=borders), [export], folder / "old")
    return folder / "old"


@pytest.mark.parametrize("poor, accepted", [("old", True), ("new", False)])
def test_the_version_of_the_smaller_qlike_is_taken(tmp_path, settings, poor, accepted):
    world = write(tmp_path / "world", rows=ROWS)
    old = old_version(settings, tmp_path, known=poor != "old")
    if poor == "new":
        settings = replace(settings, fit=replace(settings.fit, ridge=1e12, trees=1, learningRate=1e-6))
    judged = retrain.retrain(settings, [world], old, ORDER, tmp_path / "out")
    assert judged["accepted"] is accepted
    assert (judged["new"]["qlike"] <= judged["old"]["qlike"]) is accepted
    low, high = judged["lead"]["qlike"]["interval95"]
    assert low > 0 if accepted else high < 0
    said = retrain.summary(judged)
    assert "QLIKE" in said and "R2 of the log variance" in said and "log loss" not in said


def test_both_are_scored_on_the_very_same_unseen_rows_by_hand(tmp_path, settings):
    world = write(tmp_path / "world", rows=ROWS)
    old = old_version(settings, tmp_path, known=True)
    judged = retrain.retrain(settings, [world], old, ORDER, tmp_path / "out")
    data = training.load(settings, [world])
    rows = data.where((data.time >= config.to_micros(judged["unseen"]["from"])) & (data.forward_volatility > 0))
    for name, place in (("old", old), ("new", tmp_path / "out")):
        said = artifact.score((place / "model.onnx").read_bytes(), rows.inputs).astype(float)
        realised = np.maximum(rows.forward_volatility, volatility_metrics.LEAST)
        over = (realised / np.maximum(said, volatility_metrics.LEAST)) ** 2
        assert judged[name]["qlike"] == pytest.approx(float(np.mean(over - np.log(over) - 1)), rel=1e-9)
    assert json.loads((tmp_path / "out/manifest.json").read_text())["task"] == "volatility"
