import json
from dataclasses import replace

import numpy as np
import pytest

from tidemark_training import config, config_file, fixtures, leak_demo, leaks, synthetic, training
from tidemark_training.__main__ import main

HONEST, RANDOM, CENTRED, SMOOTHED, DAILY, FOUR = leak_demo.mistakes()


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """Rows without anything to know."""
    path = tmp_path_factory.mktemp("leaks") / "world"
    synthetic.write(path, rows=6000, seed=5, pull=0.0)
    settings = replace(config_file.parse(fixtures.TINY), explained="")
    return training.load(settings, [path]), settings


def test_the_honest_way_knows_nothing_and_is_not_stopped(world):
    found = leak_demo.outcome(HONEST, *world, 4)
    assert 0.44 < found.accuracy < 0.56
    assert found.caught == ()


@pytest.mark.parametrize(
    "mistake, horizon, least, check",
    [
        (CENTRED, 1, 0.56, "future cut"),
        (CENTRED, 4, 0.60, "future cut"),
        (SMOOTHED, 1, 0.60, "label"),
        (SMOOTHED, 4, 0.60, "label"),
        (DAILY, 1, 0.52, "future cut"),
        (DAILY, 24, 0.60, "future cut"),
        (FOUR, 1, 0.58, "future cut"),
        (FOUR, 4, 0.58, "future cut"),
    ],
)
def test_each_leak_looks_like_skill_and_is_caught(world, mistake, horizon, least, check):
    found = leak_demo.outcome(mistake, *world, horizon)
    assert found.accuracy > least
    assert check in found.caught


def test_a_random_split_looks_like_skill_where_a_feature_tells_the_time_and_is_caught(world):
    data, settings = world
    features = data.features.copy()
    features[:, 1] = np.cumsum(features[:, 0])  # the price itself: neighbours know each other by it
    slow = replace(data, features=features, inputs=features)
    honest, random = (leak_demo.outcome(mistake, slow, settings, 24) for mistake in (HONEST, RANDOM))
    assert honest.accuracy < 0.60 < 0.65 < random.accuracy
    assert {"overlap", "skill"} <= set(random.caught)
    assert "overlap" not in honest.caught


def test_the_best_of_fifty_coins_looks_better_on_fewer_days(world):
    accuracy, sharpe = leak_demo.best_variant(*world, 90)
    assert accuracy > 0.56 and sharpe > 1.5
    assert leak_demo.best_variant(*world, 200)[1] < sharpe
    assert leak_demo.best_variant(*world, 365) is None


@pytest.mark.parametrize("name", leaks.LEAKS)
def test_a_leak_that_is_asked_for_by_its_name_is_refused_with_what_is_wrong(name):
    with pytest.raises(config.ConfigError, match="^leak: no leak is trained on") as refusal:
        config_file.parse({**fixtures.TINY, "leak": name})
    assert leaks.LEAKS[name] in str(refusal.value)


@pytest.mark.parametrize(
    "asked, message",
    [
        ({"split": {"random": 0.8}}, "split: random-split is refused"),
        ({"split": "random"}, "split: random-split is refused"),
        ({"label": "smoothed(24)"}, "label: smoothed-target is refused"),
        ({"join": "start"}, "join: forming-bar is refused"),
        ({"embargo": 0}, "embargo: no-embargo is refused"),
        ({"normaliser": "all"}, "normaliser: whole-normaliser is refused"),
        ({"chooseOn": "test"}, "chooseOn: chosen-on-test is refused"),
    ],
)
def test_a_leak_that_is_asked_for_by_a_key_is_refused(asked, message):
    with pytest.raises(config.ConfigError, match=message):
        config_file.parse({**fixtures.TINY, **asked})


@pytest.mark.parametrize(
    "name, leak",
    [
        ("centred_average(24)", "centred-average"),
        ("label_return", "target-feature"),
        ("label_up", "target-feature"),
        ("label_volatility", "target-feature"),
    ],
)
def test_a_leak_that_is_asked_for_as_a_feature_is_refused_with_its_place(name, leak):
    features = [*fixtures.TINY["features"], {"name": name, "drift": "ignore"}]
    with pytest.raises(config.ConfigError) as refusal:
        config_file.parse({**fixtures.TINY, "features": features})
    assert f"features[3]: {name}: {leak} is refused" in str(refusal.value)


def test_the_command_prints_a_row_for_each_mistake(tmp_path, capsys, monkeypatch):
    synthetic.write(tmp_path / "world", rows=2500, seed=5, pull=0.0)
    path = tmp_path / "config.json"
    path.write_text(json.dumps(fixtures.TINY))
    seen = leak_demo.Outcome(0.5, ("overlap",))
    monkeypatch.setattr(leak_demo, "outcome", lambda *_: seen)
    assert main(["lab", "demo-leaks", str(path), "--export", str(tmp_path / "world")]) == 0
    said = capsys.readouterr().out
    assert "| centred moving average as a feature | 50.0 | 50.0 | 50.0 | overlap |" in said
    assert "| best of 50 coins, 365 days | | | not measured, too few days | |" in said


def test_a_configuration_of_longer_horizons_is_refused(tmp_path, capsys):
    path = tmp_path / "config.json"
    path.write_text(json.dumps({**fixtures.TINY, "horizonBars": 4}))
    with pytest.raises(SystemExit):
        main(["lab", "demo-leaks", str(path), "--export", "nowhere"])
    assert "takes a configuration with trigger bar" in capsys.readouterr().err
