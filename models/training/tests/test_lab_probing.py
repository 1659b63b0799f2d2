import numpy as np
import pytest
from test_lab import lab, volatility_export, volatility_study, with_families

from tidemark_training import synthetic


@pytest.mark.parametrize("family", ["ridge", "lightgbm"])
def test_what_a_family_hangs_on_is_the_feature_that_knows_and_more_rows_teach_it_more(tmp_path, family):
    random = np.random.default_rng(1)
    values = random.normal(size=(2000, 3)).astype(np.float32)
    forward = 0.01 * (0.5 * values[:, 1] + random.normal(size=2000))
    (tmp_path / "known").mkdir()
    time = synthetic.START + synthetic.HOUR * np.arange(2000)
    synthetic.write_file(tmp_path / "known" / "BTC-USDT@test.parquet", "BTC-USDT@test", time, values, forward)
    entry = lab(tmp_path, with_families(family), tmp_path / "known")["entries"][-1]
    first, *others = entry["importance"].items()
    assert first[0] == "rsi(14)" and first[1]["low"] > 0.01
    assert all(each["value"] < 0.005 for _, each in others) and len(others) == 2
    few, many = entry["learning"]  # a quarter of these rows is too few
    assert few["rows"] == round(many["rows"] / 2)
    assert few["train"] < few["validation"] and many["validation"] < 0.69
    text = (tmp_path / "out" / "report.html").read_text()
    assert "log loss by rows fitted on, last refit" in text and "Importance of features" in text


def test_a_run_that_goes_on_does_not_fit_its_learning_curves_again(tmp_path, export, monkeypatch):
    raw = with_families("ridge")
    before = lab(tmp_path, raw, export)
    kept = sorted((tmp_path / "out" / "probes").iterdir())
    assert len(kept) == 2

    def refused(*_):
        raise AssertionError("fitted again")

    monkeypatch.setattr("tidemark_training.lab.probing.answers", refused)
    assert lab(tmp_path, raw, export) == before
    kept[0].unlink()
    with pytest.raises(AssertionError, match="fitted again"):
        lab(tmp_path, raw, export)


def test_a_whole_fit_loses_on_the_test_part_what_the_walk_says(tmp_path):
    found = lab(tmp_path, volatility_study("ridge"), volatility_export(tmp_path / "vol"))
    entry = found["entries"][-1]
    assert entry["learning"][-1]["test"] == pytest.approx(entry["folds"][-1]["measures"]["qlike"]["value"])
    assert entry["learning"][-1]["validation"] == pytest.approx(min(entry["validationLosses"][-1]))
    assert entry["learning"][-1]["rows"] == found["folds"][-1]["train"]["rows"]
