import gzip

import numpy as np
import pytest

from tidemark_training import dataset, synthetic

HEADER = 'instrument,event_time_micros,log_return,"macd(12,26,9)",label_up,forward_return\n'


def write(path, text):
    path.write_bytes(gzip.compress(text.encode()))
    return path


@pytest.mark.parametrize("name", ["macd(12,26,9)", '"macd(12,26,9)"'])
def test_a_feature_name_with_commas_is_one_column_quoted_or_not(name):
    assert dataset.split_header(f"a,{name},b\n") == ["a", "macd(12,26,9)", "b"]


def test_columns_come_in_the_order_asked_for(tmp_path):
    path = write(tmp_path / "e.csv.gz", HEADER + "X@v,60,0.1,2.5,1,0.01\n")
    data = dataset.load([path], ["macd(12,26,9)", "log_return"])
    assert data.features.tolist() == [[np.float32(2.5), np.float32(0.1)]]
    assert data.features.dtype == np.float32


def test_an_absent_feature_is_named_with_those_there_are(tmp_path):
    path = write(tmp_path / "e.csv.gz", HEADER + "X@v,60,0.1,2.5,1,0.01\n")
    with pytest.raises(dataset.ExportError, match=r"no column \['spread'\]; there are \['log_return'"):
        dataset.load([path], ["spread"])


def test_a_missing_number_is_refused_with_its_line(tmp_path):
    path = write(tmp_path / "e.csv.gz", HEADER + "X@v,60,0.1,2.5,1,0.01\nX@v,61,NaN,2.5,1,0.01\n")
    with pytest.raises(dataset.ExportError, match="line 3: log_return is not a finite number"):
        dataset.load([path], ["log_return"])


def test_a_label_that_contradicts_its_return_is_refused(tmp_path):
    path = write(tmp_path / "e.csv.gz", HEADER + "X@v,60,0.1,2.5,1,-0.01\n")
    with pytest.raises(dataset.ExportError, match="label_up is 1 but forward_return is -0.01"):
        dataset.load([path], ["log_return"])


def test_time_that_runs_back_within_an_instrument_is_refused(tmp_path):
    rows = "X@v,60,0.1,2.5,1,0.01\nY@v,50,0.1,2.5,1,0.01\nX@v,59,0.1,2.5,1,0.01\n"
    path = write(tmp_path / "e.csv.gz", HEADER + rows)
    with pytest.raises(dataset.ExportError, match="line 4: X@v at 59"):
        dataset.load([path], ["log_return"])


def test_two_rows_of_one_bar_are_refused_where_rows_are_bar_closes(tmp_path):
    path = write(tmp_path / "e.csv.gz", HEADER + "X@v,60,0.1,2.5,1,0.01\nX@v,119,0.1,2.5,1,0.01\n")
    with pytest.raises(dataset.ExportError, match="line 3: X@v at 119 lies in the same bar of 60"):
        dataset.load([path], ["log_return"], 60)


def test_a_close_that_became_known_late_is_still_the_next_bars(tmp_path):
    path = write(tmp_path / "e.csv.gz", HEADER + "X@v,65,0.1,2.5,1,0.01\nX@v,121,0.1,2.5,1,0.01\n")
    assert len(dataset.load([path], ["log_return"], 60)) == 2


def test_the_same_instrument_in_two_exports_is_two_series(tmp_path):
    for seed in (1, 2):
        synthetic.write(tmp_path / f"{seed}.csv.gz", 10, seed, ("A@t", "B@t"))
    data = dataset.load([tmp_path / "1.csv.gz", tmp_path / "2.csv.gz"], synthetic.FEATURES)
    assert np.unique(data.series).tolist() == [0, 1, 2, 3]


def test_of_each_bar_the_last_row_is_kept_per_series(tmp_path):
    synthetic.write(tmp_path / "e.csv.gz", 20, 1, ("A@t", "B@t"), step=15 * 60_000_000)
    data = dataset.load([tmp_path / "e.csv.gz"], synthetic.FEATURES)
    closes = data.last_of_each_bar(synthetic.HOUR)
    minutes = (closes.time % synthetic.HOUR // 60_000_000).tolist()
    assert minutes == [45] * 10
