import json
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tidemark_training import artifact, config, config_file, fixtures, retrain, synthetic, training
from tidemark_training.__main__ import main

HOUR = synthetic.HOUR
ROWS = 6000
OLD_END = 3000
UNSEEN = 1500
ORDER = retrain.Order("2", UNSEEN * HOUR, 1000 * HOUR)


@pytest.fixture
def world(tmp_path):
    """Rows that hold something to learn, of all times alike."""
    path = tmp_path / "world"
    synthetic.write(path, rows=ROWS, seed=11, pull=0.4)
    return path


def changed(world, out, features=None, forward=None, rows=ROWS):
    """The same export with other numbers, or cut."""
    (path,) = world.iterdir()
    table = pq.read_table(path)
    values = np.column_stack([table.column(name).to_numpy() for name in synthetic.FEATURES])
    labels = table.column("label_return").to_numpy().copy()
    values = values if features is None else features(values.copy())
    labels = labels if forward is None else forward(labels)
    time = table.column("event_time").cast(pa.int64()).to_numpy()
    out.mkdir()
    synthetic.write_file(out / path.name, path.stem, time[:rows], values[:rows], labels[:rows])
    return out


def shuffled(labels, start, end):
    np.random.default_rng(3).shuffle(labels[start:end])
    return labels


def old_version(export, out, tmp_path):
    """Trained on the first half of the time."""
    start = synthetic.START
    borders = config.DateSplit(start + 2000 * HOUR, start + 2500 * HOUR, start + OLD_END * HOUR)
    half = changed(export, tmp_path / "half", rows=OLD_END)
    training.train(replace(config_file.parse(fixtures.TINY), split=borders), [half], out)
    return out


def test_the_newest_stretch_is_unseen_and_what_lies_before_it_is_validation(settings):
    time = synthetic.START + HOUR * np.arange(ROWS)
    cut = retrain.newest_split(time, settings, ORDER)
    assert cut.end == synthetic.START + ROWS * HOUR
    assert cut.end - cut.test_from == UNSEEN * HOUR
    assert cut.test_from - cut.validation_from == 1000 * HOUR


def test_validation_is_as_long_as_in_the_configuration_unless_it_is_said(settings):
    time = synthetic.START + HOUR * np.arange(ROWS)
    order = retrain.Order("2", UNSEEN * HOUR, None)
    by_fraction = retrain.newest_split(time, settings, order)
    assert by_fraction.test_from - by_fraction.validation_from == 0.2 * ROWS * HOUR
    dates = replace(settings, split=config.DateSplit(0, 700 * HOUR, 9_000 * HOUR))
    by_dates = retrain.newest_split(time, dates, order)
    assert by_dates.test_from - by_dates.validation_from == 700 * HOUR


def test_a_history_that_leaves_less_than_half_to_train_on_is_refused(settings):
    time = synthetic.START + HOUR * np.arange(4_900)
    with pytest.raises(retrain.CannotJudge, match="less than half.*longer history, or a shorter --validation"):
        retrain.newest_split(time, settings, ORDER)


@pytest.mark.parametrize("fixture", [fixtures.TINY, fixtures.TINY_GBM, fixtures.TINY_LSTM])
def test_what_happens_in_the_unseen_stretch_changes_nothing_of_the_new_model(tmp_path, world, fixture):
    settings = config_file.parse(fixture)
    old = old_version(world, tmp_path / "old", tmp_path)
    manifest = json.loads((old / "manifest.json").read_text())
    (old / "manifest.json").write_text(json.dumps(manifest | {"id": settings.id}))
    seen = ROWS - UNSEEN

    def nonsense(values):
        values[seen:] = np.random.default_rng(5).normal(0, 3, values[seen:].shape)
        return values

    other = changed(world, tmp_path / "other", nonsense, lambda labels: shuffled(labels, seen, ROWS))
    for export, out in ((world, tmp_path / "one"), (other, tmp_path / "two")):
        retrain.retrain(settings, [export], old, ORDER, out)
    for name, same in (("model.onnx", True), ("baseline.csv", True), ("golden.csv", False)):
        assert ((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()) is same


def test_no_label_of_the_new_models_training_or_validation_reaches_into_the_unseen_rows(tmp_path, world, settings):
    old = old_version(world, tmp_path / "old", tmp_path)
    judgement = retrain.retrain(settings, [world], old, ORDER, tmp_path / "out")
    manifest = json.loads((tmp_path / "out/manifest.json").read_text())
    begin = synthetic.START + (ROWS - UNSEEN) * HOUR
    assert config.to_micros(judgement["unseen"]["from"]) == begin
    assert config.to_micros(manifest["validation"]["to"]) == begin
    assert config.to_micros(manifest["training"]["to"]) == begin - 1000 * HOUR
    known = json.loads((old / "manifest.json").read_text())["validation"]["to"]
    assert config.to_micros(known) <= begin
    assert judgement["unseen"]["rows"] == UNSEEN


def test_rows_that_the_old_version_has_seen_are_no_judge_and_it_says_what_to_do(tmp_path, world, settings):
    manifest = {
        "id": "tiny", "version": "1",
        "training": {"to": "2020-02-01T00:00:00Z"}, "validation": {"to": "2020-08-01T00:00:00Z"},
    }  # fmt: skip
    old = tmp_path / "old"
    old.mkdir()
    (old / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(retrain.CannotJudge) as refusal:
        retrain.retrain(settings, [world], old, ORDER, tmp_path / "out")
    assert "tiny 1 has seen data up to 2020-08-01T00:00:00Z" in str(refusal.value)
    assert "give data up to 2020-10-02T12:00:00Z at least, or a shorter --unseen" in str(refusal.value)
    assert not (tmp_path / "out").exists()


def test_a_version_that_learnt_from_shuffled_labels_is_worse_and_is_not_accepted(tmp_path, world, settings):
    old = old_version(world, tmp_path / "old", tmp_path)
    poor = changed(world, tmp_path / "poor", forward=lambda labels: shuffled(labels, 0, ROWS - UNSEEN))
    judgement = retrain.retrain(settings, [poor], old, ORDER, tmp_path / "out")
    assert judgement["new"]["logLoss"] > judgement["old"]["logLoss"] + 0.01
    assert judgement["lead"]["logLoss"]["interval95"][1] < 0
    assert judgement["accepted"] is False
    assert (tmp_path / "out/model.onnx").exists()


def test_a_version_that_learnt_more_than_the_old_one_is_accepted(tmp_path, world, settings):
    poor = changed(world, tmp_path / "poor", forward=lambda labels: shuffled(labels, 0, OLD_END))
    old = old_version(poor, tmp_path / "old", tmp_path)
    judgement = retrain.retrain(settings, [world], old, ORDER, tmp_path / "out")
    assert judgement["new"]["logLoss"] < judgement["old"]["logLoss"] - 0.01
    assert judgement["lead"]["logLoss"]["interval95"][0] > 0
    assert judgement["accepted"] is True


def test_the_point_estimate_decides_even_where_the_interval_holds_zero(tmp_path, world, settings):
    old = old_version(world, tmp_path / "old", tmp_path)
    judgement = retrain.retrain(settings, [world], old, ORDER, tmp_path / "out")
    low, high = judgement["lead"]["logLoss"]["interval95"]
    assert low < 0 < high, "else this world shows nothing"
    assert judgement["accepted"] is (judgement["new"]["logLoss"] <= judgement["old"]["logLoss"])


def test_both_are_scored_on_the_very_same_rows(tmp_path, world, settings):
    old = old_version(world, tmp_path / "old", tmp_path)
    judgement = retrain.retrain(settings, [world], old, ORDER, tmp_path / "out")
    data = training.load(settings, [world])
    rows = data.where(data.time >= config.to_micros(judgement["unseen"]["from"]))
    for name, directory in (("old", old), ("new", tmp_path / "out")):
        p = artifact.score((directory / "model.onnx").read_bytes(), rows.inputs).astype(float)
        loss = float(np.mean(-np.where(rows.up, np.log(p), np.log1p(-p))))
        assert judgement[name]["logLoss"] == pytest.approx(loss, abs=1e-12)


def test_two_runs_write_the_same_bytes_and_the_same_judgement(tmp_path, world, settings):
    old = old_version(world, tmp_path / "old", tmp_path)
    found = [retrain.retrain(settings, [world], old, ORDER, tmp_path / name) for name in ("one", "two")]
    assert found[0] == found[1]
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_few_blocks_give_no_interval_and_it_says_so(tmp_path, world, settings):
    old = old_version(world, tmp_path / "old", tmp_path)
    wide = replace(settings, bootstrapBlockBars=1_000)
    judgement = retrain.retrain(wide, [world], old, ORDER, tmp_path / "out")
    assert judgement["blocks"] < retrain.LEAST_BLOCKS
    assert judgement["lead"]["logLoss"]["interval95"] is None
    assert "fewer than 4, so there is none" in retrain.summary(judgement)


def test_too_few_unseen_outcomes_judge_nothing(tmp_path, world, settings):
    old = old_version(world, tmp_path / "old", tmp_path)
    short = retrain.Order("2", 150 * HOUR, 1000 * HOUR)
    with pytest.raises(retrain.CannotJudge, match="has 150 outcomes that do not overlap, fewer than 200"):
        retrain.retrain(settings, [world], old, short, tmp_path / "out")


def test_another_models_configuration_is_refused(tmp_path, world, settings):
    old = old_version(world, tmp_path / "old", tmp_path)
    with pytest.raises(retrain.CannotJudge, match="is of another, the version that serves of tiny"):
        retrain.retrain(replace(settings, id="another"), [world], old, ORDER, tmp_path / "out")


@pytest.mark.parametrize("poor, code", [(False, 0), (True, retrain.WORSE)])
def test_the_command_writes_the_judgement_and_its_exit_code_says_it(tmp_path, world, capsys, poor, code):
    learnt = changed(world, tmp_path / "poor", forward=lambda labels: shuffled(labels, 0, OLD_END))
    old = old_version(world if poor else learnt, tmp_path / "old", tmp_path)
    given = tmp_path / "config.json"
    given.write_text(json.dumps(fixtures.TINY))
    worse = changed(world, tmp_path / "worse", forward=lambda labels: shuffled(labels, 0, ROWS - UNSEEN))
    export = worse if poor else world
    line = f"retrain {given} --export {export} --old {old} --version 2 --unseen 1500h --validation 1000h"
    words = [*line.split(), "--out", str(tmp_path / "out"), "--judgement", str(tmp_path / "judgement.json")]
    words += ["--note", "Asked for by a test."]
    assert main(words) == code
    judgement = json.loads((tmp_path / "judgement.json").read_text())
    assert judgement["accepted"] is not poor
    said = capsys.readouterr().out
    assert "tiny 1" in said and "tiny 2" in said and "always up" in said
    assert "lead of the new one in log loss" in said
    manifest = json.loads((tmp_path / "out/manifest.json").read_text())
    assert manifest["version"] == "2"
    assert "Asked for by a test." in manifest["notes"]


def test_the_command_says_what_is_wrong_in_one_line_and_exits_with_two(capsys):
    words = "retrain nowhere.json --export no --old no --version 2 --out no --judgement no"
    for more, expected in (("", "nowhere.json"), (" --unseen 0d", "'0d'"), (" --validation x", "'x'")):
        with pytest.raises(SystemExit) as stop:
            main((words + more).split())
        assert stop.value.code == 2
        error = capsys.readouterr().err
        assert expected in error and error.count("\n") == 1


def test_stretches_are_written_in_weeks_days_hours_and_minutes():
    assert [retrain.stretch(text) / HOUR for text in ("8w", "10d", "36h", "90m")] == [8 * 168, 240, 36, 1.5]
