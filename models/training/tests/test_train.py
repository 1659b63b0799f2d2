import csv
import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tidemark_training import artifact, dataset, fixtures, split, synthetic, training
from tidemark_training.__main__ import main


def read(path):
    with path.open(newline="") as lines:
        header, *rows = csv.reader(lines)
    return header, np.array(rows, np.float32)


def test_two_runs_write_the_same_bytes(tmp_path, export, settings):
    for name in ("one", "two"):
        training.train(settings, [export], tmp_path / name)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == ["baseline.csv", "golden.csv", "manifest.json", "model.onnx"]
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_permuted_labels_leave_nothing_to_learn(tmp_path, settings):
    path = tmp_path / "permuted"
    synthetic.write(path, rows=20000, seed=11, pull=0.3, permute_labels=True)
    test = training.train(settings, [path], tmp_path / "out")["metrics"]["test"]
    assert test["rows"] > 3900
    assert test["accuracy"] == pytest.approx(0.5, abs=0.025)  # three deviations of a coin
    assert test["auc"] == pytest.approx(0.5, abs=0.03)


def test_a_pull_back_is_found_and_is_no_more_than_the_opposite_of_the_last_move(tmp_path, settings):
    path = tmp_path / "pull"
    synthetic.write(path, rows=20000, seed=11, pull=0.3)
    test = training.train(settings, [path], tmp_path / "out")["metrics"]["test"]
    assert test["accuracy"] > 0.55
    assert test["accuracy"] == pytest.approx(test["baselines"]["againstLastSign"], abs=0.02)


def with_another_future(export, out, last_micros):
    """The same rows up to `last_micros`, nonsense after it."""
    (path,) = export.iterdir()
    table = pq.read_table(path)
    time = table.column("event_time").cast(pa.int64()).to_numpy()
    values = np.column_stack([table.column(name).to_numpy() for name in synthetic.FEATURES])
    forward = table.column("label_return").to_numpy().copy()
    n = np.arange(len(time))
    after = time > last_micros
    values[after] = np.column_stack([(-1.0) ** n, n, np.full(len(n), 0.5)])[after]
    forward[after] = (n % 2 - 0.5)[after]
    out.mkdir()
    synthetic.write_file(out / path.name, path.stem, time, values, forward)


def test_the_future_changes_neither_the_model_nor_its_baseline(tmp_path, export, settings):
    train = split.split(dataset.load([export], settings.feature_names), settings).train
    other = tmp_path / "other"
    with_another_future(export, other, int(train.rows.time.max()))
    one, two = tmp_path / "one", tmp_path / "two"
    training.train(settings, [export], one)
    training.train(settings, [other], two)
    for name, same in (("model.onnx", True), ("baseline.csv", True), ("golden.csv", False)):
        assert ((one / name).read_bytes() == (two / name).read_bytes()) is same


def test_the_manifest_names_the_hash_of_every_other_file(tmp_path, export, settings):
    out = tmp_path / "out"
    training.train(settings, [export], out)
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["files"] == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.iterdir())
        if path.name != "manifest.json"
    }


def test_golden_rows_are_test_rows_with_the_files_own_answers(tmp_path, export, settings):
    out = tmp_path / "out"
    training.train(settings, [export], out)
    header, rows = read(out / "golden.csv")
    assert header == [*settings.feature_names, "probability"]
    assert len(rows) == settings.goldenRows
    test = split.split(dataset.load([export], settings.feature_names), settings).test.rows.features
    assert {tuple(row) for row in rows[:, :-1].tolist()} <= {tuple(row) for row in test.tolist()}
    answers = artifact.score((out / "model.onnx").read_bytes(), rows[:, :-1].copy())
    assert answers.tolist() == rows[:, -1].tolist()


def test_the_baseline_is_training_rows_in_time_order_spread_over_the_period(tmp_path, export, settings):
    out = tmp_path / "out"
    training.train(settings, [export], out)
    header, rows = read(out / "baseline.csv")
    assert header == [*settings.feature_names, "score"]
    train = split.split(dataset.load([export], settings.feature_names), settings).train.rows.features
    place = {tuple(row): at for at, row in enumerate(train.tolist())}
    at = np.array([place[tuple(row)] for row in rows[:, :-1].tolist()])
    assert len(at) == settings.baselineRows
    assert (np.diff(at) > 0).all()
    assert np.diff(at).max() <= 2 * np.ceil(len(train) / len(at))


def test_a_baseline_for_every_event_holds_one_row_per_series_and_bar(tmp_path, settings):
    settings = replace(settings, trigger="every", baselineRows=10_000)
    path = tmp_path / "e"
    synthetic.write(path, 2000, 1, ("A@t", "B@t"), step=10 * 60_000_000, trigger="every")
    manifest = training.train(settings, [path], tmp_path / "out")
    _, rows = read(tmp_path / "out" / "baseline.csv")
    bars = 2000 * 10 / 60 * 0.6
    assert len(rows) == pytest.approx(2 * bars, abs=6)
    assert sum(manifest["bins"]["counts"]) < manifest["metrics"]["validation"]["rows"] / 5


def with_runs(folder, runs):
    """The export, whose file of each instrument says these runs of its feed, by kind."""
    for path in folder.iterdir():
        table = pq.read_table(path)
        said = {f"tidemark.runs.{kind}": lines for kind, lines in runs[path.stem].items()}
        pq.write_table(table.replace_schema_metadata({**table.schema.metadata, **said}), path)


def test_the_manifest_says_how_long_the_feeds_stood_still_in_the_training_period(tmp_path, settings):
    path = tmp_path / "e"
    synthetic.write(path, 2000, 1, ("B@t", "A@t"))
    middle = synthetic.START + 1000 * synthetic.HOUR
    late = synthetic.START + 1900 * synthetic.HOUR  # in the test part
    closes = f"{synthetic.START} 0\n{middle} 30\n{late} 300"
    with_runs(
        path,
        {
            "A@t": {"unchanged_closes": closes, "bars_without_volume": f"{middle} 2", "book_unmoved": ""},
            "B@t": {"unchanged_closes": f"{middle} 3", "bars_without_volume": "", "book_unmoved": f"{middle} 9000000"},
        },
    )
    manifest = training.train(settings, [path], tmp_path / "out")
    assert manifest["feedRuns"] == [
        {"instrument": "A@t", "unchangedCloses": 30, "barsWithoutVolume": 2, "bookUnmovedMicros": -1},
        {"instrument": "B@t", "unchangedCloses": 3, "barsWithoutVolume": -1, "bookUnmovedMicros": 9_000_000},
    ]
    written = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert written == manifest


def test_the_longest_run_of_all_exports_counts_and_an_export_that_says_none_leaves_it_open(tmp_path, settings):
    runs = {"unchanged_closes": "0 4", "bars_without_volume": "0 1", "book_unmoved": ""}
    for name, seed in (("one", 1), ("two", 2)):
        synthetic.write(tmp_path / name, 2000, seed, ("A@t",))
    with_runs(tmp_path / "one", {"A@t": runs})
    exports = [tmp_path / "one", tmp_path / "two"]
    assert training.train(settings, exports, tmp_path / "half")["feedRuns"] == []
    with_runs(tmp_path / "two", {"A@t": {**runs, "unchanged_closes": "0 7"}})
    both = training.train(settings, exports, tmp_path / "both")["feedRuns"]
    assert both == [{"instrument": "A@t", "unchangedCloses": 7, "barsWithoutVolume": 1, "bookUnmovedMicros": -1}]


def test_of_exports_of_before_the_manifest_says_nothing_of_runs(tmp_path, export, settings):
    assert "feedRuns" not in training.train(settings, [export], tmp_path / "out")


@pytest.mark.parametrize("other", [{"trigger": "every"}, {"bar": "1m"}, {"horizonBars": 2}])
def test_an_export_of_another_trigger_bar_or_horizon_is_refused(tmp_path, export, settings, other):
    with pytest.raises(dataset.ExportError, match="the exports are of .*, the configuration is of"):
        training.train(replace(settings, **other), [export], tmp_path / "out")


def test_an_artefact_is_never_overwritten(tmp_path, export, settings):
    training.train(settings, [export], tmp_path / "out")
    with pytest.raises(artifact.ArtifactExists, match="never changes"):
        training.train(settings, [export], tmp_path / "out")


def test_the_command_says_what_is_wrong_in_one_line_and_exits_with_two(tmp_path, capsys):
    with pytest.raises(SystemExit) as stop:
        main(["train", "nowhere.json", "--export", "x", "--out", str(tmp_path / "o")])
    assert stop.value.code == 2
    assert "nowhere.json" in capsys.readouterr().err


def test_another_version_may_be_asked_for(tmp_path, export):
    config = {
        "id": "tiny", "version": "1", "bar": "1h", "trigger": "bar", "horizonBars": 1, "windowBars": 1,
        "features": [{"name": name, "drift": "pause"} for name in synthetic.FEATURES],
        "split": {"train": 0.6, "validation": 0.2}, "trainer": "linear", "fit": {"l2": 0.001}, "seed": 1,
        "baselineRows": 50,
        "goldenRows": 8, "bootstrapBlockBars": 24, "bootstrapDraws": 10, "explained": "synthetic rows",
    }  # fmt: skip
    path = tmp_path / "config.json"
    path.write_text(json.dumps(config))
    out = tmp_path / "tiny" / "2"
    assert not main(["train", str(path), "--export", str(export), "--out", str(out), "--version", "2"])
    assert json.loads((out / "manifest.json").read_text())["version"] == "2"


def test_the_summary_shows_the_baselines_beside_the_model(tmp_path, export, settings):
    text = training.summary(training.train(settings, [export], tmp_path / "out"))
    assert "against it" in text and "always up" in text
    assert text.count("\n") == 3


def test_the_fixtures_of_the_java_tests_are_what_the_code_writes_today(tmp_path):
    fixtures.write(tmp_path)
    committed = Path(__file__).parents[2] / "src/test/resources/artifacts"
    for artefact in ("tiny/1", "tiny-lstm/1", "tiny-gbm/1"):
        for name in ("golden.csv", "baseline.csv"):
            header, rows = read(tmp_path / artefact / name)
            committed_header, committed_rows = read(committed / artefact / name)
            assert header == committed_header
            assert rows == pytest.approx(committed_rows, abs=1e-6)  # processors differ in the last bits
        manifests = (json.loads((at / artefact / "manifest.json").read_text()) for at in (tmp_path, committed))
        now, then = (form(manifest) for manifest in manifests)
        assert now == then


def form(value):
    """Keys and types, without the values."""
    if isinstance(value, dict):
        return {key: form(inner) for key, inner in value.items()}
    return [form(value[0])] if isinstance(value, list) and value else type(value)
