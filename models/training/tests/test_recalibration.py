import json
from dataclasses import replace

import numpy as np
import pytest

from tidemark_training import (
    artifact,
    config,
    config_file,
    fixtures,
    gbm,
    gbm_graph,
    graph,
    linear,
    metrics,
    prefix,
    recalibration,
    synthetic,
    training,
)  # fmt: skip
from tidemark_training.recalibration import AS_IT_IS, Recalibration, Tried

BY = Recalibration(0.4, -0.1)


def too_bold(rows, seed, boldness=2.0):
    """Answers whose log-odds are so many times the true ones, and what came."""
    random = np.random.default_rng(seed)
    true = random.normal(0, 0.3, rows)
    up = random.random(rows) < 1 / (1 + np.exp(-true))
    return 1 / (1 + np.exp(-boldness * true)), up


def test_answers_that_are_twice_too_bold_are_halved():
    given, up = too_bold(200_000, 1)
    assert recalibration.fitted(given, up).slope == pytest.approx(0.5, abs=0.02)
    assert recalibration.fitted(given, up, with_offset=False).offset == 0


def test_answers_that_mean_what_they_say_stay_nearly_as_they_are():
    given, up = too_bold(200_000, 1, boldness=1.0)
    assert recalibration.fitted(given, up).slope == pytest.approx(1, abs=0.04)


def test_what_is_chosen_on_one_year_is_better_on_the_next():
    chosen = recalibration.choose(*too_bold(8760, 2))
    assert chosen.chosen != AS_IT_IS
    given, up = too_bold(8760, 3)
    after = chosen.chosen.probability(given)
    assert metrics.log_loss(after, up) < metrics.log_loss(given, up) - 0.005
    assert 0.8 < 1 / recalibration.fitted(after, up).slope < 1.25


def test_answers_that_mean_what_they_say_are_seldom_touched():
    touched = [recalibration.choose(*too_bold(4000, seed, boldness=1.0)).chosen != AS_IT_IS for seed in range(60)]
    assert sum(touched) <= 6


def test_answers_the_wrong_way_round_are_not_turned_round():
    given, up = too_bold(20_000, 4)
    assert recalibration.fitted(1 - given, up) == AS_IT_IS


def test_answers_without_a_fault_have_no_slope():
    up = np.arange(1000) % 2 == 0
    with np.errstate(all="ignore"):
        assert recalibration.fitted(np.where(up, 0.9, 0.1), up) == AS_IT_IS


def test_few_rows_choose_nothing():
    chosen = recalibration.choose(*too_bold(recalibration.LEAST_ROWS - 1, 5))
    assert chosen.chosen == AS_IT_IS
    assert "fewer than 500 rows" in chosen.sentence()


def formula_holds(file, rows):
    before = artifact.score(file, rows)
    after = artifact.score(recalibration.applied(file, BY), rows)
    assert np.abs(after - before).max() > 0.01
    assert after == pytest.approx(BY.probability(before), abs=1e-6)


def test_the_file_of_a_regression_answers_as_the_formula_and_keeps_its_operators(export, settings):
    rows = training.parts(settings, [export]).train.rows
    file = graph.to_onnx(linear.fit(rows.features, rows.up, settings.feature_names, 0.001, 1))
    formula_holds(file, rows.features)
    assert operators(recalibration.applied(file, BY)) == operators(file)
    assert recalibration.applied(file, AS_IT_IS) == file


def test_the_file_of_trees_answers_as_the_formula_even_when_it_is_recalibrated_again(export):
    forest = config_file.parse(fixtures.TINY_GBM)
    parts = training.parts(forest, [export])
    model = gbm.fit(parts.train.rows, parts.validation.rows, forest.feature_names, forest.fit, 1)
    file = gbm_graph.to_onnx(model.booster)
    formula_holds(file, parts.train.rows.features)
    once = recalibration.applied(file, BY)
    formula_holds(once, parts.train.rows.features)
    assert operators(once) == operators(file)


def operators(file):
    return [node.op_type for node in recalibration.onnx.load_from_string(file).graph.node]


def test_an_lstm_and_its_prefix_form_are_recalibrated_alike(monkeypatch, export):
    sequence = config_file.parse(fixtures.TINY_LSTM)
    parts = training.parts(sequence, [export])
    trained = training.trainers.named("lstm").train(sequence.fit, parts, sequence)
    monkeypatch.setattr(
        recalibration, "choose", lambda *_: recalibration.Choice(BY, (Tried("as it is", 1, 0), Tried("x", 0, 3)))
    )
    after = recalibration.of(replace(trained, beside=prefix.cut(trained.model)), parts)
    inputs = parts.test.rows.inputs
    whole = artifact.score(after.model, inputs)
    assert whole == pytest.approx(BY.probability(artifact.score(trained.model, inputs)), abs=1e-6)
    assert prefix.score(dict(after.beside), inputs) == pytest.approx(whole, abs=1e-6)


def test_a_graph_whose_log_odds_are_no_sum_is_refused():
    file = fixtures.broken_models(3)["looks-at-its-neighbours.onnx"]
    with pytest.raises(recalibration.NoPlaceForIt, match="stands on Sub"):
        recalibration.applied(file, BY)


def test_a_manifest_says_what_was_done_and_none_is_done_where_none_is_wanted(tmp_path, settings):
    export = tmp_path / "long"
    synthetic.write(export, 4000, 7, pull=0.3)
    written = {}
    for how in ("chosen", "none"):
        training.train(replace(settings, recalibration=how), [export], tmp_path / how)
        notes = json.loads((tmp_path / how / "manifest.json").read_text())["notes"]
        written[how] = [note for note in notes if note.startswith("Recalibration")]
    assert "by validation alone" in written["chosen"][0]
    assert written["none"] == []


def test_the_rows_of_the_test_part_do_not_change_what_is_chosen(tmp_path, settings):
    export = tmp_path / "long"
    synthetic.write(export, 4000, 7, pull=0.3)
    parts = training.parts(settings, [export])
    test = parts.test.rows
    turned = replace(parts, test=replace(parts.test, rows=replace(test, forward_return=-test.forward_return)))
    trained = training.trainers.named("linear").train(settings.fit, parts, settings)
    assert recalibration.of(trained, parts).model == recalibration.of(trained, turned).model


def test_another_recalibration_is_refused_by_name():
    with pytest.raises(config.ConfigError, match="recalibration: must be one of chosen, none, was 'isotonic'"):
        config_file.parse({**fixtures.TINY, "recalibration": "isotonic"})
