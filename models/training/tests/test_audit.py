from dataclasses import replace

import numpy as np
import pytest

from tidemark_training import (
    answer,
    artifact,
    audit,
    audit_rows,
    audit_skill,
    config,
    graph,
    linear,
    split,
    synthetic,
    training,
)
from tidemark_training.audit_finding import Audited, Finding
from tidemark_training.trainers.linear import LinearTrainer

HOUR = synthetic.HOUR
ROWS = 6000
FIRST = graph.to_onnx(
    linear.Linear(np.zeros(3), np.ones(3), np.array([1.0, 0.0, 0.0]), 0.0)
)  # as the first feature says


@pytest.fixture
def world(tmp_path):
    """Synthetic hours without anything to know."""
    path = tmp_path / "world"
    synthetic.write(path, rows=ROWS, seed=5, pull=0.0)
    return path


@pytest.fixture
def audited(world, settings):
    """An honest run."""
    return run_of(training.load(settings, [world]), replace(settings, explained=""))


def run_of(data, settings, parts=None, cut=None):
    parts = split.split(data, settings) if parts is None else parts
    return Audited(LinearTrainer().train(settings.fit, parts, settings).model, data, parts, settings, cut)


def with_feature(data, at, column):
    features = data.features.copy()
    features[:, at] = column
    return replace(data, features=features, inputs=features)


def test_an_honest_run_has_no_fault(audited):
    assert [finding for finding in audit.run(audited) if finding.fault] == []


def test_rows_that_stay_the_same_without_their_future_pass_and_one_that_looks_ahead_is_named(audited):
    data = audited.data
    early = data.where(data.time < synthetic.START + 4000 * HOUR)
    assert not audit_rows.future_cut(replace(audited, cut=early)).fault
    ahead = with_feature(data, 2, np.convolve(data.features[:, 0], np.ones(9) / 9, "same"))
    cut = with_feature(early, 2, np.convolve(early.features[:, 0], np.ones(9) / 9, "same"))
    found = audit_rows.future_cut(replace(audited, data=ahead, cut=cut))
    assert found.fault and found.proof
    assert "macd(12,26,9) in 4 rows change" in found.says


def test_a_row_that_only_the_shorter_file_has_is_a_fault(audited):
    early = audited.data.where(audited.data.time < synthetic.START + 4000 * HOUR)
    other = replace(early, time=early.time + 1)
    assert audit_rows.future_cut(replace(audited, cut=other)).fault


def test_without_a_shorter_file_the_audit_says_that_it_was_not_compared(audited):
    found = audit_rows.future_cut(audited)
    assert not found.fault and "not run" in found.says


def test_a_random_split_is_caught_by_its_overlap(audited):
    data = audited.data
    member = np.random.default_rng(1).choice(3, len(data), p=[0.6, 0.2, 0.2])
    whole = audited.parts
    mixed = split.Parts(
        *(
            replace(part, rows=data.where(member == at))
            for at, part in enumerate((whole.train, whole.validation, whole.test))
        )
    )
    found = audit_rows.overlap(replace(audited, parts=mixed))
    assert found.fault and found.proof
    assert not audit_rows.overlap(audited).fault


def test_a_split_without_the_embargo_is_caught(audited, settings):
    far = replace(settings, horizonBars=24)
    assert audit_rows.overlap(replace(audited, settings=far)).fault


def test_the_same_recording_given_as_two_exports_is_caught(audited):
    again = audited.parts.train.rows.where(slice(0, 50))
    rows = audited.parts.test.rows
    features, forward = rows.features.copy(), rows.forward_return.copy()
    features[:50], forward[:50] = again.features, again.forward_return
    test = replace(rows, features=features, inputs=features, forward_return=forward)
    parts = replace(audited.parts, test=replace(audited.parts.test, rows=test))
    found = audit_rows.duplicates(replace(audited, parts=parts))
    assert found.fault and found.proof and found.says.startswith("50 of")
    assert not audit_rows.duplicates(audited).fault


def test_rows_of_a_still_feed_are_no_copies(audited):
    def still(part):
        rows = part.rows
        flat = np.zeros_like(rows.features)
        return replace(part, rows=replace(rows, features=flat, forward_return=np.zeros(len(rows))))

    parts = split.Parts(*(still(part) for part in (audited.parts.train, audited.parts.validation, audited.parts.test)))
    assert not audit_rows.duplicates(replace(audited, parts=parts)).fault


def test_a_label_of_a_smoothed_price_is_caught(audited):
    assert not audit_rows.label(audited).fault
    forward = audited.data.forward_return
    smooth = np.convolve(forward, np.ones(12) / 12)[: len(forward)]
    found = audit_rows.label(replace(audited, data=replace(audited.data, forward_return=smooth)))
    assert found.fault and not found.proof


@pytest.mark.parametrize("target", ["return", "side"])
def test_the_label_among_the_features_is_caught_whatever_the_reason(audited, target):
    rows = audited.parts.train.rows
    column = rows.forward_return if target == "return" else rows.up
    parts = replace(audited.parts, train=replace(audited.parts.train, rows=with_feature(rows, 1, column)))
    found = audit_rows.target_among_features(replace(audited, parts=parts))
    assert found.fault and found.proof and "rsi(14)" in found.says


def test_a_feature_that_knows_too_much_alone_is_a_doubt(audited):
    rows = audited.parts.train.rows
    noise = np.random.default_rng(2).normal(0, 1, len(rows))
    parts = replace(audited.parts, train=replace(audited.parts.train, rows=with_feature(rows, 1, noise + rows.up)))
    found = audit_rows.target_among_features(replace(audited, parts=parts))
    assert found.fault and not found.proof


def test_a_normaliser_of_the_whole_time_is_caught(audited, settings):
    whole = replace(audited.parts, train=replace(audited.parts.train, rows=audited.data))
    model = LinearTrainer().train(settings.fit, whole, settings).model
    found = audit_rows.normaliser(replace(audited, model=model))
    assert found.fault and found.proof
    assert not audit_rows.normaliser(audited).fault


def test_skill_beyond_the_lines_is_a_doubt_and_says_which_line(tmp_path, settings):
    path = tmp_path / "strong"
    synthetic.write(path, rows=ROWS, seed=5, pull=0.5)
    found = audit_skill.plausible(run_of(training.load(settings, [path]), settings))
    assert found.fault and not found.proof
    assert "test's accuracy is above 0.58" in found.says
    assert "test's Sharpe ratio is above 1.5" in found.says


def test_the_line_of_accuracy_is_lower_for_a_day_ahead(audited):
    up = audited.parts.test.rows.up
    right = np.arange(len(up)) % 100 < 57
    rows = with_feature(audited.parts.test.rows, 0, np.where(up == right, 1, -1))
    hour = replace(audited, model=FIRST, parts=replace(audited.parts, test=replace(audited.parts.test, rows=rows)))
    day = replace(hour, settings=replace(hour.settings, horizonBars=24))
    assert "test's accuracy" not in audit_skill.plausible(hour).says
    assert "test's accuracy is above 0.56" in audit_skill.plausible(day).says


def test_the_best_of_fifty_variants_without_skill_is_beyond_the_line_of_the_sharpe_ratio():
    random = np.random.default_rng(8)
    days = np.arange(90) * audit_skill.DAY
    moves = random.normal(0, 0.03, 90)
    variants = [audit_skill.annual_sharpe(random.choice([-1, 1], 90) * moves, days, audit_skill.DAY) for _ in range(50)]
    assert max(variants) > audit_skill.SHARPE
    assert abs(float(np.mean(variants))) < audit_skill.SHARPE


def test_skill_that_is_gone_a_bar_later_is_a_doubt(audited):
    rows = audited.parts.test.rows
    known = with_feature(rows, 0, np.where(rows.up, 1, -1) * np.random.default_rng(3).random(len(rows)))
    parts = replace(audited.parts, test=replace(audited.parts.test, rows=known))
    assert audit_skill.one_bar_late(replace(audited, model=FIRST, parts=parts)).fault
    assert not audit_skill.one_bar_late(audited).fault


class Cheat(LinearTrainer):
    """Fits on the test part."""

    def train(self, how, parts, settings):
        """Also on labels that hold nothing."""
        return super().train(how, replace(parts, train=parts.test), settings)


def test_a_trainer_that_looks_at_the_test_part_is_caught_by_permuted_labels(audited, settings, monkeypatch):
    few = replace(settings, fit=replace(settings.fit, l2=0.0))
    wide = np.random.default_rng(6).normal(0, 1, (len(audited.data), 60)).astype(np.float32)
    features = tuple(config.Feature(f"f{at}", "ignore") for at in range(60))
    many = replace(audited.data, features=wide, inputs=wide)
    run = replace(audited, parts=split.split(many, few), settings=replace(few, features=features))
    monkeypatch.setattr(audit_skill.trainers, "named", lambda _: LinearTrainer())
    assert not audit_skill.permuted_labels(run).fault
    monkeypatch.setattr(audit_skill.trainers, "named", lambda _: Cheat())
    assert audit_skill.permuted_labels(run).fault


DOUBT = Finding("skill", "accuracy 0.7", True)
PROOF = Finding("overlap", "9 labels reach into the part that follows theirs", True, True)
FINE = Finding("duplicates", "0 of 9")


def test_a_doubt_stops_the_model_until_the_configuration_explains_it():
    with pytest.raises(audit.Unexplained, match='skill: accuracy 0.7; take it for a bug.*"explained"'):
        audit.require_explained([FINE, DOUBT], "")
    audit.require_explained([FINE, DOUBT], "a simulation")
    audit.require_explained([FINE], "")


def test_no_reason_makes_a_proof_right_and_all_is_said_at_once():
    with pytest.raises(audit.Unexplained, match="overlap: 9 labels.*no reason makes it right"):
        audit.require_explained([PROOF, DOUBT], "a simulation")
    with pytest.raises(audit.Unexplained, match="overlap: .*; skill: "):
        audit.require_explained([DOUBT, PROOF], "")


def test_nothing_is_written_where_the_audit_stops_and_its_notes_are_in_the_manifest_where_it_does_not(
    tmp_path, settings
):
    path = tmp_path / "strong"
    synthetic.write(path, rows=2000, seed=5, pull=0.5)
    with pytest.raises(audit.Unexplained):
        training.train(replace(settings, explained=""), [path], tmp_path / "out")
    assert not (tmp_path / "out").exists()
    notes = training.train(settings, [path], tmp_path / "out")["notes"]
    assert f"Audit, explained: {settings.explained}" in notes
    checks = len(audit.OF_ROWS) + len(audit.OF_ANSWERS[answer.DIRECTION])
    assert sum(note.startswith("Audit, ") for note in notes) == checks + 1


def test_an_export_that_ends_earlier_goes_through_the_whole_training(tmp_path, world, settings):
    notes = training.train(settings, [world], tmp_path / "out", [world])["notes"]
    assert f"Audit, future cut: {ROWS} rows are the same when all later data is cut off." in notes


def test_the_bases_of_instruments_are_those_that_an_import_writes():
    """The instruments of the import's own test."""
    trained = ["BTC-USDT@binance", "BTC-USD@kraken", "ETH-USDT-PERP@okx"]
    assert artifact.of_bases(trained) == ["BTC-*@*", "ETH-*@*"]
    assert artifact.of_bases(["-USDT@okx", "BTC@okx"]) == []


def test_the_manifest_says_what_it_may_be_scored_on_and_else_the_exports_bases(tmp_path, world, settings):
    unsaid = replace(settings, servedOn=())
    assert training.train(unsaid, [world], tmp_path / "a")["servedOn"] == ["BTC-*@*"]
    wide = replace(settings, servedOn=("BTC-USDT@*",))
    assert training.train(wide, [world], tmp_path / "b")["servedOn"] == ["BTC-USDT@*"]
