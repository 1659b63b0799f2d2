import json
from dataclasses import replace

import numpy as np
import pytest

from tidemark_training import interval, metrics, synthetic, training

YEAR, BLOCK = 4000, 160


def year(random, together):
    """Scores and what came; `together`: by how much all of a block's log-odds move in common."""
    block = np.arange(YEAR) // BLOCK
    true = random.normal(0, 0.2, YEAR)
    common = random.normal(0, together, int(block.max()) + 1)[block]
    return 1 / (1 + np.exp(-true)), random.random(YEAR) < 1 / (1 + np.exp(-true - common)), block


def covered(together, series, effective):
    """The mean share of later rows whose interval holds, over many series of two years each."""
    random = np.random.default_rng(17)
    shares = []
    for _ in range(series):
        p, up, block = year(random, together)
        stated = metrics.bins(p, up)
        if effective:
            stated = interval.of(stated, p, up, block).bins
        later, came, _ = year(random, together)
        shares.append(interval.coverage(stated, later, came))
    return float(np.mean(shares))


@pytest.mark.parametrize("together", [0.0, 0.2, 0.4])
def test_the_interval_of_one_year_covers_the_next_as_often_as_it_says(together):
    assert covered(together, 300, effective=True) == pytest.approx(0.95, abs=0.03)


@pytest.mark.parametrize("together", [0.0, 0.2, 0.4])
def test_plain_counts_do_not(together):
    assert covered(together, 100, effective=False) < 0.88


def test_outcomes_that_go_together_count_less():
    random = np.random.default_rng(3)
    p, up, block = year(random, 0.0)
    alone = interval.dispersion(metrics.bins(p, up), p, up, block)
    p, up, block = year(random, 1.0)
    assert 1 <= alone < 1.2
    assert interval.dispersion(metrics.bins(p, up), p, up, block) > 1.5 * alone


def test_wilsons_ends_are_the_shares_that_are_just_not_refused():
    bins = metrics.Bins(np.array([0.5]), np.array([40, 0]), np.array([30, 0]))
    low, high = interval.wilson(bins)
    for true in (low[0], high[0]):
        assert abs(0.75 - true) == pytest.approx(interval.Z * np.sqrt(true * (1 - true) / 40))
    assert (low[1], high[1]) == (0, 1)


def test_few_blocks_state_no_interval():
    p, up, _ = year(np.random.default_rng(5), 0.0)
    found = interval.of(metrics.bins(p, up), p, up, np.arange(YEAR) // 600)
    assert found.blocks == 7
    assert interval.wilson(found.bins) == ([0], [1])
    assert "no interval" in found.sentence(1.0)


def test_a_manifest_states_effective_counts_and_what_they_held_on_the_test_part(tmp_path, settings):
    export = tmp_path / "long"
    synthetic.write(export, 4000, 7, pull=0.3)
    manifest = training.train(replace(settings, recalibration="chosen"), [export], tmp_path / "out")
    (note,) = (note for note in manifest["notes"] if note.startswith("Interval"))
    assert "of the rows" in note
    validation = training.parts(settings, [export]).validation.rows
    assert sum(manifest["bins"]["counts"]) <= len(validation) / 2
    assert json.loads((tmp_path / "out/manifest.json").read_text())["bins"] == manifest["bins"]
