import json
from dataclasses import is_dataclass, replace
from pathlib import Path

import pytest

from tidemark_training import config, config_file, fixtures, trainers
from tidemark_training.trainer import Trainer

CONFIGS = Path(__file__).parents[1] / "configs"
KNOWN = ", ".join(trainers.names())


@pytest.mark.parametrize("path", sorted(CONFIGS.glob("*.json")), ids=lambda p: p.stem)
def test_the_configurations_we_ship_are_valid_and_named_after_their_model(path):
    assert config_file.load(path).id == path.stem


def test_an_unknown_and_a_missing_key_are_named_together():
    raw = {**fixtures.TINY, "horizon": 3}
    del raw["bar"]
    with pytest.raises(config.ConfigError, match="^unknown key 'horizon'; missing key 'bar'$"):
        config_file.parse(raw)


def test_an_unknown_drift_role_is_refused_with_the_features_name():
    raw = json.loads(json.dumps(fixtures.TINY))
    raw["features"][1]["drift"] = "stop"
    with pytest.raises(config.ConfigError, match=r"^features\[1\]: drift: must be one of .* was 'stop'$"):
        config_file.parse(raw)


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(config.ConfigError, match="without a zone"):
        config.to_micros("2023-01-01T00:00:00")


def test_instants_survive_the_way_there_and_back():
    assert config.to_instant(config.to_micros("2023-01-01T00:00:00Z")) == "2023-01-01T00:00:00Z"


def test_a_row_of_a_forming_bar_reaches_one_bar_further():
    closes = config_file.parse(fixtures.TINY)
    assert closes.embargo_micros == closes.bar_micros
    assert replace(closes, trigger="every").embargo_micros == 2 * closes.bar_micros


def test_an_unknown_trainer_is_refused_with_those_there_are():
    with pytest.raises(config.ConfigError, match=f"^trainer: must be one of {KNOWN}, was 'forest'$"):
        config_file.parse({**fixtures.TINY, "trainer": "forest"})


def test_a_fit_has_the_keys_of_its_trainer_and_no_others():
    with pytest.raises(config.ConfigError, match="^fit: unknown key 'alpha'; fit: missing key 'l2'$"):
        config_file.parse({**fixtures.TINY, "fit": {"alpha": 1}})


def test_all_that_is_wrong_is_said_at_once_and_each_names_its_key():
    wrong = {
        "version": 1,
        "bar": "1w",
        "trigger": "often",
        "horizonBars": 0,
        "split": {"validationFrom": "2023-01-01", "testFrom": "soon", "end": "2025-01-01T00:00:00Z"},
        "trainer": "forest",
        "seed": -1,
        "goldenRows": True,
        "bootstrapDraws": 1.5,
        "notes": [1],
        "data": "BTC",
        "features": [{"name": "rsi(14)", "drift": "stop"}, {"name": "log_return"}, "macd"],
    }
    with pytest.raises(config.ConfigError) as refusal:
        config_file.parse({**fixtures.TINY, **wrong})
    assert str(refusal.value).split("; ") == [
        "version: must be a string, was 1",
        "bar: must be a number and one of m, h, d, such as 1h, was '1w'",
        "trigger: must be one of bar, every, was 'often'",
        "horizonBars: must be positive, was 0",
        "features[0]: drift: must be one of pause, alert, ignore, was 'stop'",
        "features[1]: missing key 'drift'",
        "features[2]: must be a JSON object, was 'macd'",
        "seed: must not be negative, was -1",
        "goldenRows: must be a whole number, was True",
        "bootstrapDraws: must be a whole number, was 1.5",
        "notes[0]: must be a string, was 1",
        "data: must be one of BTC_1H, BTC_1M, ETH_1H, SIMULATOR, was 'BTC'",
        "split: validationFrom: must be an instant with its zone, such as 2023-01-01T00:00:00Z, was '2023-01-01'",
        "split: testFrom: must be an instant with its zone, such as 2023-01-01T00:00:00Z, was 'soon'",
        f"trainer: must be one of {KNOWN}, was 'forest'",
    ]


@pytest.mark.parametrize("raw", [[], "btc-linear", None])
def test_what_is_no_object_is_refused(raw):
    with pytest.raises(config.ConfigError, match="^must be a JSON object"):
        config_file.parse(raw)


@pytest.mark.parametrize(
    "split, message",
    [
        ({"train": 0.6}, "split: expected validationFrom, testFrom, end .* or train, validation .*; was ['train']"),
        ({"train": 0.8, "validation": 0.2}, "split: train and validation must be positive and leave a test part"),
        (
            dict.fromkeys(("validationFrom", "testFrom", "end"), "2023-01-01T00:00:00Z"),
            "split: validationFrom, testFrom and end must rise",
        ),
    ],
)
def test_a_split_that_leaves_no_part_is_refused(split, message):
    with pytest.raises(config.ConfigError, match=f"^{message.replace('[', chr(92) + '[')}$"):
        config_file.parse({**fixtures.TINY, "split": split})


def test_features_are_distinct_and_the_last_return_is_among_them():
    twice = [{"name": "rsi(14)", "drift": "pause"}] * 2
    with pytest.raises(
        config.ConfigError, match="^features: expected distinct names.*; features: log_return is needed"
    ):
        config_file.parse({**fixtures.TINY, "features": twice})


def test_the_registry_has_the_trainers_of_what_we_ship():
    assert {"gbm", "linear", "lstm"} <= set(trainers.names())


@pytest.mark.parametrize("name", trainers.names())
def test_every_module_of_the_registry_is_a_trainer(name):
    found = trainers.named(name)
    assert isinstance(found, Trainer) and is_dataclass(found.fit)


def test_a_trainer_that_is_asked_for_by_another_name_is_refused():
    with pytest.raises(ValueError, match=f"there is no trainer 'forest'; known: {KNOWN}"):
        trainers.named("forest")


def test_all_that_is_wrong_with_an_lstm_is_said_at_once():
    fit = {**fixtures.TINY_LSTM["fit"], "hidden": [], "dropout": 1, "batch": 0}
    message = "fit: hidden: must have at least one .*; fit: dropout: .* was 1; fit: batch: must be positive, was 0$"
    with pytest.raises(config.ConfigError, match=message):
        config_file.parse({**fixtures.TINY_LSTM, "fit": fit})


def test_all_that_is_wrong_with_trees_is_said_at_once():
    fit = {**fixtures.TINY_GBM["fit"], "leaves": [4, 1], "featureFraction": 0, "patience": 0, "l2": -1}
    message = (
        r"leaves\[1\]: must be 2 or more, was 1; .*featureFraction: .* was 0; .*l2: .* was -1; .*patience: .* was 0"
    )
    with pytest.raises(config.ConfigError, match=message):
        config_file.parse({**fixtures.TINY_GBM, "fit": fit})


def test_windows_are_trained_on_bar_closes_only():
    with pytest.raises(config.ConfigError, match="^windowBars: more than 1 is trained on bar closes only"):
        config_file.parse({**fixtures.TINY_LSTM, "trigger": "every"})
