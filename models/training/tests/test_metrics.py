import numpy as np
import pytest

from tidemark_training import metrics

UP = np.array([False, False, True, True])


def test_auc_counts_the_ordered_pairs_and_ties_half():
    assert metrics.auc(np.array([0.1, 0.4, 0.35, 0.8]), UP) == 0.75
    assert metrics.auc(np.array([0.5, 0.5, 0.5, 0.5]), UP) == 0.5
    assert metrics.auc(np.array([0.2, 0.5, 0.5, 0.9]), UP) == 0.875


def test_a_weight_of_two_is_the_row_twice():
    p, weight = np.array([0.1, 0.4, 0.35, 0.8]), np.array([1.0, 2.0, 1.0, 1.0])
    twice = metrics.auc(np.array([0.1, 0.4, 0.4, 0.35, 0.8]), np.array([0, 0, 0, 1, 1]) == 1)
    assert metrics.auc(p, UP, weight) == pytest.approx(twice)


def test_log_loss_of_a_coin_is_ln_two():
    assert metrics.log_loss(np.full(4, 0.5), UP) == pytest.approx(np.log(2))


def test_the_report_of_a_hand_counted_case():
    p = np.array([0.6, 0.4, 0.7, 0.3])
    last = np.array([0.01, -0.01, 0.02, 0.0])
    report = metrics.report(p, UP, last, 0.5, np.arange(4), draws=50, seed=1)
    assert report["accuracy"] == 0.5
    assert report["baseRate"] == report["baselines"]["alwaysUp"] == 0.5
    # A still bar is followed by "no rise" in both.
    assert report["baselines"]["lastSign"] == 0.5
    assert report["baselines"]["againstLastSign"] == 0.25
    assert report["logLoss"] == pytest.approx(-np.log([0.4, 0.6, 0.7, 0.3]).mean(), abs=1e-6)


def test_blocks_that_move_together_widen_the_interval():
    random = np.random.default_rng(3)
    day = np.repeat(np.arange(100), 24)
    good = np.repeat(random.random(100) < 0.5, 24)  # whole days are right or wrong
    up = random.random(2400) < 0.5
    p = np.where(good == up, 0.6, 0.4)
    p[:2], up[:2] = 0.6, [True, False]

    def width(block):
        low, high = metrics.report(p, up, p, 0.5, block, 300, 1)["interval95"]["accuracy"]
        return high - low

    assert width(day) > 3 * width(np.arange(2400))


def test_a_score_on_an_edge_belongs_to_the_bin_at_its_right():
    p = np.array([0.1, 0.2, 0.2, 0.3])
    bins = metrics.bins(p, UP, number=2)
    assert bins.edges.tolist() == [0.2]
    assert bins.counts.tolist() == [1, 3]
    assert bins.ups.tolist() == [0, 2]


def test_percentiles_of_the_distance_rise_from_nought_to_a_hundred():
    table = metrics.percentiles(np.linspace(0.4, 0.6, 201))
    assert len(table) == 101
    assert table[0] == pytest.approx(0)
    assert table[100] == pytest.approx(0.1)
    assert (np.diff(table) >= 0).all()


def test_a_lead_is_the_difference_of_pairs_and_shrinks_with_what_both_share():
    random = np.random.default_rng(5)
    up = random.random(4000) < 0.5
    other = np.clip(0.5 + 0.1 * (up - 0.5) + random.normal(0, 0.1, 4000), 0.01, 0.99)
    one = np.clip(other + 0.02 * (up - 0.5), 0.01, 0.99)
    found = metrics.lead(one, other, up, np.arange(4000) // 40, 200, 1)
    accuracy = ((one > 0.5) == up).mean() - ((other > 0.5) == up).mean()
    assert found["accuracy"][0] == pytest.approx(accuracy, abs=1e-6)
    assert found["auc"][0] == pytest.approx(metrics.auc(one, up) - metrics.auc(other, up), abs=1e-6)
    assert found["logLoss"][0] == pytest.approx(metrics.log_loss(other, up) - metrics.log_loss(one, up), abs=1e-6)
    for value, low, high in found.values():
        assert 0 < low < value < high
