import json

import numpy as np
import pytest
from test_volatility import TINY, write

from tidemark_training import config_file, fixtures, synthetic, training, volatility_baselines, walk_forward
from tidemark_training.__main__ import main
from tidemark_training.volatility_baselines import Past

NEW_YEAR_2022 = (366 + 365) * 24


@pytest.fixture
def settings():
    return config_file.parse(TINY)


def past_of(returns):
    time = synthetic.START + synthetic.HOUR * np.arange(len(returns))
    return Past(np.asarray(returns, float), time, 8760)


def table(settings, export):
    return walk_forward.walk(settings, training.load(settings, [export]), 2021, 2021)


def test_a_year_is_measured_without_a_look_at_what_follows(tmp_path, settings):
    one = table(settings, write(tmp_path / "one", rows=18_000))
    two = table(settings, write(tmp_path / "two", rows=18_000, future_from=NEW_YEAR_2022))
    control = table(settings, write(tmp_path / "control", rows=18_000, future_from=NEW_YEAR_2022 - 100))
    assert one == two
    assert one != control
    assert one.rows == 365 * 24


def test_a_walk_prints_and_writes_its_table(tmp_path, capsys):
    export, config, out = write(tmp_path / "vol", rows=18_000), tmp_path / "c.json", tmp_path / "t.json"
    config.write_text(json.dumps(TINY))
    words = ["walk-forward", str(config), "--export", str(export), "--first", "2021", "--last", "2021"]
    assert main([*words, "--json", str(out)]) == 0
    said = capsys.readouterr().out
    found = json.loads(out.read_text())
    names = ["model", "HAR", "HAR without its factor", "EWMA", "GARCH(1,1)"]
    assert [row["name"] for row in found["forecasts"]] == names
    assert f"{found['forecasts'][0]['qlike']['value']:.4f}" in said
    assert found["forecasts"][1]["under_har"]["value"] == 0


def test_a_year_without_enough_rows_before_it_is_refused(tmp_path, settings):
    data = training.load(settings, [write(tmp_path / "vol")])
    with pytest.raises(ValueError, match="2020: 0 rows to train on, .* too few"):
        walk_forward.walk(settings, data, 2020, 2020)


def test_a_model_of_direction_is_refused_by_its_name(export):
    settings = config_file.parse(fixtures.TINY)
    with pytest.raises(ValueError, match="tiny is no model of volatility"):
        walk_forward.walk(settings, training.load(settings, [export]), 2021, 2021)


def test_har_sees_only_what_is_past():
    returns = np.random.default_rng(1).normal(size=2000)
    one = volatility_baselines.har_inputs(past_of(returns))
    returns[1500:] *= 3
    two = volatility_baselines.har_inputs(past_of(returns))
    assert np.array_equal(one[:1500], two[:1500], equal_nan=True)
    assert (one[1500:] != two[1500:]).any()
    assert np.isnan(one[:719]).any(axis=1).all() and not np.isnan(one[721:]).any()


def test_a_variance_is_the_mean_square_of_its_days():
    returns = np.random.default_rng(2).normal(size=100)
    found = past_of(returns).variance(1)
    assert found[50] == pytest.approx(8760 * np.mean(returns[27:51] ** 2))


def test_hars_factor_makes_variances_right_on_average():
    random = np.random.default_rng(3)
    inputs = np.column_stack([np.ones(500), random.normal(size=500)])
    realised = np.exp(random.normal(size=500))
    train = np.arange(500) < 300
    with_factor, later, without = (
        volatility_baselines.har(inputs, realised, train, at) for at in (train, ~train, None)
    )
    assert np.mean((realised / with_factor)[train] ** 2) == pytest.approx(1)
    assert np.mean((realised / later)[~train] ** 2) == pytest.approx(1)
    assert np.mean((realised / without)[train] ** 2) > 2


def test_a_steady_market_is_its_own_ewma():
    assert volatility_baselines.ewma(past_of([0.01, -0.01] * 50)) == pytest.approx(0.01 * np.sqrt(8760))


def test_garch_finds_the_persistence_of_its_own_process_and_falls_back_to_the_mean():
    random = np.random.default_rng(4)
    variance, returns = 1e-4, []
    for _ in range(20_000):
        returns.append(np.sqrt(variance) * random.normal())
        variance = 1e-4 * 0.03 + 0.1 * returns[-1] ** 2 + 0.87 * variance
    past, train = past_of(returns), np.ones(20_000, bool)
    soon = volatility_baselines.garch(past, train, 1)
    late = volatility_baselines.garch(past, train, 1000)
    truth = np.empty(20_000)
    variance = 1e-4
    for row, value in enumerate(returns):
        variance = 1e-4 * 0.03 + 0.1 * value**2 + 0.87 * variance
        truth[row] = np.sqrt(variance * 8760)
    assert np.corrcoef(soon[100:], truth[100:])[0, 1] > 0.97
    assert np.std(late) < 0.3 * np.std(soon)
