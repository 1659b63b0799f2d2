import json
from dataclasses import replace
from pathlib import Path

import pytest

from tidemark_training import config, fixtures

CONFIGS = Path(__file__).parents[1] / "configs"


@pytest.mark.parametrize("path", sorted(CONFIGS.glob("*.json")), ids=lambda p: p.stem)
def test_the_configurations_we_ship_are_valid_and_named_after_their_model(path):
    assert config.load(path).id == path.stem


def test_an_unknown_and_a_missing_key_are_named_together():
    raw = {**fixtures.TINY, "horizon": 3}
    del raw["bar"]
    with pytest.raises(config.ConfigError, match="unknown key 'horizon'; missing key 'bar'"):
        config.parse(raw)


def test_an_unknown_drift_role_is_refused_with_the_features_name():
    raw = json.loads(json.dumps(fixtures.TINY))
    raw["features"][1]["drift"] = "stop"
    with pytest.raises(config.ConfigError, match=r"rsi\(14\): drift must be one of .* was 'stop'"):
        config.parse(raw)


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(config.ConfigError, match="without a zone"):
        config.to_micros("2023-01-01T00:00:00")


def test_instants_survive_the_way_there_and_back():
    assert config.to_instant(config.to_micros("2023-01-01T00:00:00Z")) == "2023-01-01T00:00:00Z"


def test_a_row_of_a_forming_bar_reaches_one_bar_further():
    closes = config.parse(fixtures.TINY)
    assert closes.embargo_micros == closes.bar_micros
    assert replace(closes, trigger="every").embargo_micros == 2 * closes.bar_micros


def test_a_fit_of_neither_kind_is_refused_with_what_each_takes():
    expected = r"fit: expected exactly l2 or hidden, dense, .* or leaves, .*; was \['alpha'\]"
    with pytest.raises(config.ConfigError, match=expected):
        config.parse({**fixtures.TINY, "fit": {"alpha": 1}})


def test_all_that_is_wrong_with_an_lstm_is_said_at_once():
    fit = {**fixtures.TINY_LSTM["fit"], "hidden": [], "dropout": 1, "batch": 0}
    message = "batch: must be positive, was 0; fit: hidden: expected at least one layer; fit: dropout: .* was 1"
    with pytest.raises(config.ConfigError, match=message):
        config.parse({**fixtures.TINY_LSTM, "fit": fit})


def test_all_that_is_wrong_with_trees_is_said_at_once():
    fit = {**fixtures.TINY_GBM["fit"], "leaves": [4, 1], "featureFraction": 0, "patience": 0, "l2": -1}
    message = r"patience: .* was 0; .*leaves: .* was \[4, 1\]; .*featureFraction: .* was 0; .*l2: .* was -1"
    with pytest.raises(config.ConfigError, match=message):
        config.parse({**fixtures.TINY_GBM, "fit": fit})


def test_windows_are_trained_on_bar_closes_only():
    with pytest.raises(config.ConfigError, match="windowBars: more than 1 is trained on bar closes only"):
        config.parse({**fixtures.TINY_LSTM, "trigger": "every"})
