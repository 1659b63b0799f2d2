import numpy as np

from tidemark_training import dataset, split, synthetic

HOUR = synthetic.HOUR


def with_holes(tmp_path, *holes):
    """200 hours without those named."""
    path = tmp_path / "e"
    synthetic.write(path, 200, 3)
    data = dataset.load([path], synthetic.FEATURES)
    return data.where(~np.isin(np.arange(200), holes))


def test_a_window_is_the_rows_before_and_the_row_itself(tmp_path):
    data = with_holes(tmp_path)
    windowed = data.windowed(5, HOUR)
    assert windowed.inputs.shape == (196, 5, 3)
    for row in range(196):
        assert (windowed.inputs[row] == data.features[row : row + 5]).all()
    assert (windowed.features == data.features[4:]).all()
    assert (windowed.up == data.up[4:]).all() and (windowed.time == data.time[4:]).all()


def test_no_window_lies_across_a_hole(tmp_path):
    windowed = with_holes(tmp_path, 100, 101, 150).windowed(5, HOUR)
    hours = (windowed.time - synthetic.START) // HOUR
    lost = {*range(4), *range(100, 106), *range(150, 155)}
    assert hours.tolist() == [hour for hour in range(200) if hour not in lost]


def test_no_window_mixes_series(tmp_path):
    synthetic.write(tmp_path / "e", 50, 1, ("A@t", "B@t"))
    data = dataset.load([tmp_path / "e"], synthetic.FEATURES)
    windowed = data.windowed(3, HOUR)
    assert len(windowed) == 2 * 48
    assert (np.diff(windowed.time) >= 0).all()
    for name in (0, 1):
        own = data.features[data.instrument == name]
        assert (windowed.inputs[windowed.instrument == name][10] == own[10:13]).all()


def test_a_series_shorter_than_a_window_has_none(tmp_path):
    assert len(with_holes(tmp_path).where(np.arange(3)).windowed(5, HOUR)) == 0


def test_a_selection_keeps_each_rows_own_window(tmp_path):
    windowed = with_holes(tmp_path).windowed(5, HOUR)
    chosen = windowed.where(np.array([7, 3]))
    assert (chosen.inputs == windowed.inputs[[7, 3]]).all()
    assert (chosen.inputs[:, -1] == chosen.features).all()


def test_a_window_may_look_back_into_the_part_before_but_no_label_crosses(export, settings):
    data = dataset.load([export], settings.feature_names).windowed(5, HOUR)
    parts = split.split(data, settings)
    before, after = parts.train.rows, parts.validation.rows
    assert before.time.max() + settings.embargo_micros <= after.time.min()
    assert (after.inputs[0, -2] == before.features[-1]).all()


def test_a_window_of_one_bar_is_the_row(tmp_path):
    data = with_holes(tmp_path)
    assert data.windowed(1, HOUR).inputs is data.features
