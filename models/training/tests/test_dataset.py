import numpy as np
import pyarrow.parquet as pq
import pytest

from tidemark_training import dataset, synthetic

FEATURES = ["log_return", "macd(12,26,9)"]


def write(folder, rows, name="X@v", trigger="bar"):
    """Rows of time, two features and a forward return."""
    folder.mkdir(exist_ok=True)
    time, one, two, forward = zip(*rows, strict=True)
    values = np.column_stack([one, two])
    synthetic.write_file(folder / f"{name}.parquet", name, np.array(time), values, forward, trigger, FEATURES)
    return folder


def rewrite(folder, change):
    """Changes the table of a folder's only file."""
    (path,) = folder.iterdir()
    pq.write_table(change(pq.read_table(path)), path)
    return folder


def test_columns_come_in_the_order_asked_for(tmp_path):
    path = write(tmp_path / "e", [(60, 0.1, 2.5, 0.01)])
    data = dataset.load([path], ["macd(12,26,9)", "log_return"])
    assert data.features.tolist() == [[np.float32(2.5), np.float32(0.1)]]
    assert data.features.dtype == np.float32


def test_a_row_brings_its_time_its_labels_and_how_it_was_made(tmp_path):
    path = write(tmp_path / "e", [(59, 0.1, 2.5, 0.01), (synthetic.HOUR, 0.1, 2.5, -0.02)], trigger="every")
    data = dataset.load([path], FEATURES)
    assert data.time.tolist() == [59, synthetic.HOUR]
    assert data.up.tolist() == [True, False]
    assert data.forward_return.tolist() == [0.01, -0.02]
    assert data.forward_volatility == pytest.approx(np.array([0.01, 0.02]) * np.sqrt(8760))
    assert data.bar_closed.tolist() == [False, True]
    assert data.about == dataset.About("1h", "every", 1)
    assert data.sources[0].export == "e/X@v.parquet"


def test_an_absent_feature_is_named_with_those_there_are(tmp_path):
    path = write(tmp_path / "e", [(60, 0.1, 2.5, 0.01)])
    with pytest.raises(dataset.ExportError, match=r"no column \['spread'\]; there are \['log_return'"):
        dataset.load([path], ["spread"])


def test_a_missing_number_is_refused_with_its_row(tmp_path):
    path = write(tmp_path / "e", [(60, 0.1, 2.5, 0.01), (61, np.nan, 2.5, 0.01)])
    with pytest.raises(dataset.ExportError, match="row 2: log_return is not a finite number"):
        dataset.load([path], ["log_return"])


def test_a_label_that_contradicts_its_return_is_refused(tmp_path):
    path = write(tmp_path / "e", [(60, 0.1, 2.5, 0.01)])
    rewrite(path, lambda t: t.set_column(t.column_names.index("label_return"), "label_return", [[-0.01]]))
    with pytest.raises(dataset.ExportError, match="label_up is True but label_return is -0.01"):
        dataset.load([path], ["log_return"])


def test_time_that_runs_back_within_an_instrument_is_refused(tmp_path):
    path = write(tmp_path / "e", [(60, 0.1, 2.5, 0.01), (59, 0.1, 2.5, 0.01)])
    write(path, [(50, 0.1, 2.5, 0.01)], "Y@v")
    with pytest.raises(dataset.ExportError, match="row 2: X@v at 59"):
        dataset.load([path], ["log_return"])


def test_two_rows_of_one_bar_are_refused_where_rows_are_bar_closes(tmp_path):
    path = write(tmp_path / "e", [(60, 0.1, 2.5, 0.01), (119, 0.1, 2.5, 0.01)])
    with pytest.raises(dataset.ExportError, match="row 2: X@v at 119 lies in the same bar of 60"):
        dataset.load([path], ["log_return"], 60)


def test_a_close_that_became_known_late_is_still_the_next_bars(tmp_path):
    path = write(tmp_path / "e", [(65, 0.1, 2.5, 0.01), (121, 0.1, 2.5, 0.01)])
    assert len(dataset.load([path], ["log_return"], 60)) == 2


def test_what_is_no_export_is_refused(tmp_path):
    with pytest.raises(dataset.ExportError, match="no folder with Parquet files"):
        dataset.load([tmp_path / "nowhere"], ["log_return"])
    path = write(tmp_path / "e", [(60, 0.1, 2.5, 0.01)])
    rewrite(path, lambda table: table.replace_schema_metadata({}))
    with pytest.raises(dataset.ExportError, match="its format is None, this reads 1"):
        dataset.load([path], ["log_return"])
    (path / "X@v.parquet").write_text("instrument,event_time")
    with pytest.raises(dataset.ExportError, match="no Parquet file"):
        dataset.load([path], ["log_return"])


def test_exports_that_were_not_made_alike_are_refused(tmp_path):
    rows = [(60, 0.1, 2.5, 0.01)]
    paths = [write(tmp_path / "a", rows), write(tmp_path / "b", rows, trigger="every")]
    with pytest.raises(dataset.ExportError, match="a/X@v.parquet is of .*'bar'.*; b/X@v.parquet is of .*'every'"):
        dataset.load(paths, ["log_return"])


def test_the_same_instrument_in_two_exports_is_two_series(tmp_path):
    for seed in (1, 2):
        synthetic.write(tmp_path / f"{seed}", 10, seed, ("A@t", "B@t"))
    data = dataset.load([tmp_path / "1", tmp_path / "2"], synthetic.FEATURES)
    assert np.unique(data.series).tolist() == [0, 1, 2, 3]


def test_rows_of_one_export_are_in_the_order_of_time(tmp_path):
    synthetic.write(tmp_path / "e", 20, 1, ("A@t", "B@t"))
    data = dataset.load([tmp_path / "e"], synthetic.FEATURES)
    assert (np.diff(data.time) >= 0).all()
    assert data.instrument.tolist() == [0, 1] * 20


def test_of_each_bar_its_close_is_kept_per_series(tmp_path):
    synthetic.write(tmp_path / "e", 20, 1, ("A@t", "B@t"), step=15 * 60_000_000, trigger="every")
    closes = dataset.load([tmp_path / "e"], synthetic.FEATURES).closes()
    minutes = (closes.time % synthetic.HOUR // 60_000_000).tolist()
    assert minutes == [0] * 10


def test_the_runs_of_a_feed_are_read_and_the_longest_of_its_first_part_is_told(tmp_path):
    values = np.zeros((3, 2))
    (tmp_path / "e").mkdir()
    runs = {"unchanged_closes": "0 0\n10 3\n70 9", "bars_without_volume": "", "book_unmoved": "5 2000000"}
    synthetic.write_file(
        tmp_path / "e" / "X@v.parquet", "X@v", np.arange(3), values, [0.1] * 3, features=FEATURES, runs=runs
    )
    (found,) = dataset.load([tmp_path / "e"], FEATURES).runs
    assert [found.longest("unchanged_closes", until) for until in (-1, 0, 69, 70)] == [-1, 0, 3, 9]
    assert found.longest("bars_without_volume", 99) == dataset.NEVER
    assert found.longest("book_unmoved", 99) == 2_000_000


def test_an_export_of_before_says_nothing_of_runs(tmp_path):
    assert dataset.load([write(tmp_path / "e", [(60, 0.1, 2.5, 0.01)])], FEATURES).runs == []


@pytest.mark.parametrize("lines", ["3", "1 2 3", "1 2\n", "a b", "1 -2"])
def test_runs_that_are_no_lines_of_two_numbers_are_refused(tmp_path, lines):
    (tmp_path / "e").mkdir()
    runs = {"unchanged_closes": lines, "bars_without_volume": "", "book_unmoved": ""}
    synthetic.write_file(
        tmp_path / "e" / "X@v.parquet", "X@v", np.arange(1), np.zeros((1, 2)), [0.1], features=FEATURES, runs=runs
    )
    with pytest.raises(dataset.ExportError, match="tidemark.runs.unchanged_closes must be lines of two numbers"):
        dataset.load([tmp_path / "e"], FEATURES)


def test_runs_that_are_said_in_part_are_refused(tmp_path):
    (tmp_path / "e").mkdir()
    path = tmp_path / "e" / "X@v.parquet"
    synthetic.write_file(
        path, "X@v", np.arange(1), np.zeros((1, 2)), [0.1], features=FEATURES, runs={"unchanged_closes": ""}
    )
    with pytest.raises(dataset.ExportError, match="tidemark.runs.bars_without_volume must be"):
        dataset.load([tmp_path / "e"], FEATURES)
