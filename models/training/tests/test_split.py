from dataclasses import replace

import numpy as np

from tidemark_training import config, dataset, split, synthetic


def parts_of(path, settings):
    return split.split(dataset.load([path], settings.feature_names), settings)


def test_no_label_of_a_part_reaches_into_the_next(export, settings):
    settings = replace(settings, horizonBars=5)
    parts = parts_of(export, settings)
    reach = settings.horizonBars * settings.bar_micros
    assert parts.train.rows.time.max() + reach <= parts.validation.rows.time.min()
    assert parts.validation.rows.time.max() + reach <= parts.test.rows.time.min()


def test_the_embargo_costs_no_more_rows_than_the_horizon(export, settings):
    settings = replace(settings, horizonBars=5)
    parts = parts_of(export, settings)
    kept = len(parts.train.rows) + len(parts.validation.rows) + len(parts.test.rows)
    assert kept == 2000 - 2 * (settings.horizonBars - 1)


def test_dates_cut_where_they_say(export, settings):
    hour = synthetic.HOUR
    borders = [synthetic.START + n * hour for n in (1000, 1500, 1800)]
    parts = parts_of(export, replace(settings, split=config.DateSplit(*borders)))
    assert [len(p.rows) for p in (parts.train, parts.validation, parts.test)] == [1000, 500, 300]
    assert (parts.test.start, parts.test.end) == (borders[1], borders[2])


def test_instruments_of_one_export_are_cut_at_the_same_time(tmp_path, settings):
    synthetic.write(tmp_path / "e", 500, 1, ("A@t", "B@t"))
    parts = parts_of(tmp_path / "e", settings)
    for part in (parts.train, parts.validation, parts.test):
        assert np.bincount(part.rows.instrument).tolist() == [len(part.rows) // 2] * 2
