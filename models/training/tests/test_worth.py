import numpy as np
import pytest

from tidemark_training import training, worth


def test_a_fall_that_was_called_earns_and_fees_are_paid_twice():
    p = np.array([0.6, 0.4, 0.4, 0.9])
    forward = np.array([0.001, -0.003, 0.002, 5.0])
    called = np.array([True, True, True, False])
    w = worth.measure(p, forward, np.arange(4), called, 50, 1)
    assert (w.rows, w.calls) == (4, 3)
    assert w.hit_rate == pytest.approx(2 / 3)
    assert w.gross_bp == pytest.approx((10 + 30 - 20) / 3)
    assert w.net_bp(2) == pytest.approx(w.gross_bp - 4)
    assert w.net_bp(w.break_even_bp) == pytest.approx(0)


def test_strength_is_the_percentile_of_the_distance_from_a_coin():
    quantiles = list(np.linspace(0, 0.1, 101))
    given = worth.strength(np.array([0.5, 0.55, 0.45, 0.8]), quantiles)
    assert given.tolist() == pytest.approx([0, 50, 50, 100])


def test_the_interval_of_calls_without_skill_holds_nothing_to_earn():
    random = np.random.default_rng(3)
    p = random.uniform(0.3, 0.7, 5000)
    forward = random.normal(0, 0.01, 5000)
    low, high = worth.measure(p, forward, np.arange(5000) // 50, p > 0, 500, 1).interval95_bp
    assert low < 0 < high


def test_stronger_calls_are_fewer(tmp_path, export, settings):
    out = tmp_path / "artifact"
    training.train(settings, [export], out)
    everything = worth.of_artifact(settings, [export], out, 0)
    strong = worth.of_artifact(settings, [export], out, 65)
    assert everything.calls == everything.rows
    assert 0.1 < strong.calls / strong.rows < 0.6
