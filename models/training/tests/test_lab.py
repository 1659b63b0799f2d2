import json
from dataclasses import replace

import numpy as np
import pytest

from tidemark_training import dataset, families, synthetic
from tidemark_training.__main__ import main
from tidemark_training.config import ConfigError, to_micros
from tidemark_training.lab import command, folds, page, paired, study
from tidemark_training.volatility_metrics import Resampling

FITS = {
    "ridge": [{"l2": 0.01}, {"l2": 100}],
    "logistic": [{"l2": 0.01}],
    "forest": [{"trees": 10, "leaves": 8, "minRowsInLeaf": 50, "rowShare": 0.5, "splitShare": 1}],
    "lightgbm": [
        {
            "leaves": 4,
            "minRowsInLeaf": 50,
            "learningRate": 0.1,
            "featureShare": 1,
            "rowShare": 0.8,
            "l1": 0,
            "l2": 1,
            "maxTrees": 20,
            "patience": 5,
        }
    ],
    "xgboost": [
        {
            "depth": 2,
            "minWeight": 10,
            "learningRate": 0.1,
            "featureShare": 1,
            "rowShare": 0.8,
            "l1": 0,
            "l2": 1,
            "maxTrees": 20,
            "patience": 5,
        }
    ],
}
RAW = {
    "id": "tiny",
    "task": "direction",
    "bar": "1h",
    "trigger": "bar",
    "horizonBars": 1,
    "features": [{"name": name} for name in synthetic.FEATURES],
    "walk": {
        "kind": "expanding",
        "first": "2020-02-20T00:00:00Z",
        "end": "2020-03-20T00:00:00Z",
        "refits": 2,
        "validationDays": 10,
    },
    "families": [{"name": "ridge", "family": "ridge", "fits": FITS["ridge"]}],
    "seeds": [1, 2],
    "bootstrapBlockBars": 24,
    "bootstrapDraws": 100,
}


def with_families(*names, task="direction"):
    return RAW | {"task": task, "families": [{"name": n, "family": n, "fits": FITS[n]} for n in names]}


def lab(tmp_path, raw, export, out="out"):
    file = tmp_path / "study.json"
    file.write_text(json.dumps(raw))
    code = main(["lab", str(file), "--export", str(export), "--out", str(tmp_path / out)])
    assert code == 0
    return json.loads((tmp_path / out / "report.json").read_text())


def test_each_family_sees_the_pull_of_a_synthetic_market_and_the_page_loads_nothing(tmp_path, export):
    known = [name for name in FITS if not families.named(name).missing()]
    found = lab(tmp_path, with_families(*known), export)
    by_name = {entry["name"]: entry for entry in found["entries"]}
    for name in known:
        auc = by_name[name]["pooled"]["auc"]
        assert 0.52 < auc["low"] < auc["value"] < auc["high"] < 0.70, name
        assert by_name[name]["dieboldMariano"]["statistic"] > 1, name
    base = by_name["base rate"]
    assert base["pooled"]["logLossUnderBase"]["value"] == 0
    text = (tmp_path / "out" / "report.html").read_text()
    assert text.count("<svg") == 6 * len(known)
    assert not any(word in text for word in ("<script", "http", "src=", "@import", "url("))


def test_a_walk_without_skill_is_not_told_from_the_base_rate(tmp_path):
    synthetic.write(tmp_path / "noise", rows=2000, seed=7, pull=0.0)
    found = lab(tmp_path, with_families("ridge"), tmp_path / "noise")
    ridge = found["entries"][-1]
    assert ridge["pooled"]["auc"]["low"] < 0.5 < ridge["pooled"]["auc"]["high"]
    assert ridge["dieboldMariano"]["statistic"] < 2


def test_the_same_inputs_give_the_same_bytes_also_where_a_run_went_on(tmp_path, export, capsys):
    raw = with_families("ridge", "lightgbm")
    lab(tmp_path, raw, export, "one")
    capsys.readouterr()
    lab(tmp_path, raw, export, "two")
    assert "kept from before" not in capsys.readouterr().out
    fits = sorted((tmp_path / "two" / "fits").iterdir())
    assert len(fits) == 2 * 2 + 2 * 2  # settings or seeds, times refits
    for each in fits[::2]:
        each.unlink()
    lab(tmp_path, raw, export, "two")
    assert f"{len(fits) // 2} of {len(fits)} fits were kept" in capsys.readouterr().out
    for name in ("report.json", "report.html", "tries.txt"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_settings_that_were_tried_before_stay_counted(tmp_path, export):
    assert lab(tmp_path, with_families("ridge"), export)["tries"] == {"settings": 2, "settingsEverHere": 2}
    fewer = with_families("ridge")
    fewer["families"][0]["fits"] = [{"l2": 7}]
    assert lab(tmp_path, fewer, export)["tries"] == {"settings": 1, "settingsEverHere": 3}


def test_what_follows_a_test_part_changes_none_of_its_forecasts(tmp_path):
    """The control changes rows that were trained on."""
    synthetic.write(tmp_path / "whole", rows=2000, seed=7)
    ends = []
    of = study.parse(with_families("ridge", "forest"))
    for name, first in (("none", 2000), ("later", 1896), ("before", 800)):
        data = dataset.load([tmp_path / "whole"], of.names, 3_600_000_000)
        up, features = data.up.copy(), data.features.copy()
        up[first:] = ~up[first:]
        features[first:] *= 3
        changed = replace(data, up=up, features=features, inputs=features)
        fits = command.Fits(of, command.tasks.named("direction"), changed, folds.folds(changed, of), tmp_path / name)
        found = fits.run(lambda _: None)
        ends.append([np.concatenate([each.forecast for each in found[name]]) for name in ("ridge", "forest")])
    none, later, before = ends
    assert all(np.array_equal(one, other) for one, other in zip(none, later, strict=True))
    assert not any(np.array_equal(one, other) for one, other in zip(none, before, strict=True))


def test_labels_never_reach_over_a_border_and_an_embargo_keeps_more_away(export):
    for kind, more in (("expanding", {}), ("rolling", {"trainDays": 40}), ("expanding", {"embargoBars": 30})):
        of = study.parse(RAW | {"walk": RAW["walk"] | {"kind": kind} | more})
        of = replace(of, horizonBars=24)
        data = dataset.load([export], of.names)
        reach = (24 + of.walk.embargoBars) * 3_600_000_000
        for fold in folds.folds(data, of):
            train, validation, test = (data.time[rows] for rows in (fold.train, fold.validation, fold.test))
            assert train.max() + reach <= validation.min() and validation.max() + reach <= fold.at <= test.min()
            assert (train.min() == data.time.min()) == (kind == "expanding")
    assert fold.at < to_micros(of.walk.end)


def test_a_volatility_is_measured_beside_har(tmp_path):
    raw = volatility_study("ridge", "lightgbm")
    found = lab(tmp_path, raw, volatility_export(tmp_path / "vol"))
    by_name = {entry["name"]: entry["pooled"] for entry in found["entries"]}
    assert list(by_name) == ["HAR", "EWMA", "GARCH(1,1)", "ridge", "lightgbm"]
    assert by_name["HAR"]["qlikeUnderHar"]["value"] == 0
    assert by_name["ridge"]["harQlike"] == by_name["HAR"]["qlike"]
    assert by_name["ridge"]["qlike"]["value"] < by_name["HAR"]["qlike"]["value"]


def test_har_has_its_level_from_the_same_rows_as_the_families(tmp_path):
    """Of a market three times as wild in one part; the control is that of the other part."""
    of = study.parse(volatility_study("ridge"))
    data = dataset.load([volatility_export(tmp_path / "vol")], of.names, 3_600_000_000)
    fold = folds.folds(data, of)[0]
    task = command.tasks.named("volatility")

    def forecasts(rows):
        came = data.forward_volatility.copy()
        came[rows] *= 3
        changed = replace(data, forward_volatility=came)
        calm = np.zeros(len(fold.validation)), np.zeros(len(fold.test))
        return task.baselines(changed, of, fold)["HAR"], task.target(changed, fold).back(*calm)[1]

    before = forecasts(np.array([], int))
    for rows, times in ((fold.train, 1), (fold.validation, 3)):
        for found, was in zip(forecasts(rows), before, strict=True):
            assert found == pytest.approx(times * was)


def volatility_study(*names):
    raw = with_families(*names, task="volatility")
    return raw | {"walk": raw["walk"] | {"end": "2020-06-01T00:00:00Z"}}


def volatility_export(folder):
    random = np.random.default_rng(3)
    level = np.exp(np.convolve(random.normal(size=4200), np.exp(-np.arange(200) / 40), "valid")[:4000] * 0.15)
    returns = 0.01 * level * random.normal(size=4000)
    values = np.column_stack([returns, level, random.normal(size=4000)])
    folder.mkdir()
    time = synthetic.START + synthetic.HOUR * np.arange(4000)
    forward = 0.01 * np.roll(level, -1) * random.normal(size=4000)
    synthetic.write_file(folder / "BTC-USDT@test.parquet", "BTC-USDT@test", time, values, forward)
    return folder


def test_a_study_with_errors_is_refused_with_all_of_them_at_once():
    raw = RAW | {
        "task": "regime",
        "embargo": 0,
        "seeds": [],
        "families": [{"name": "a", "family": "oracle", "fits": [{}]}, {"name": "b", "family": "ridge", "fits": []}],
        "walk": RAW["walk"] | {"kind": "rolling", "first": "2021-01-01"},
    }
    with pytest.raises(ConfigError) as refused:
        study.parse(raw)
    said = str(refused.value)
    for part in (
        "task: must be one of",
        "no-embargo is refused",
        "seeds: must have at least one entry",
        "families[0]: family: must be one of cnn, forest",
        "families[1]: fits: must be a list with at least one entry",
        "walk: first: must be an instant with its zone",
    ):
        assert part in said


def test_a_family_that_cannot_take_the_study_is_refused_with_its_key(monkeypatch):
    with pytest.raises(ConfigError, match=r"families\[0\]: windowBars: ridge takes 1, was 4"):
        study.parse(RAW | {"families": [{"name": "r", "family": "ridge", "windowBars": 4, "fits": FITS["ridge"]}]})
    with pytest.raises(ConfigError, match="logistic answers probabilities; take ridge"):
        study.parse(with_families("logistic", task="volatility"))
    monkeypatch.setattr(type(families.named("ridge")), "needs", ("no_such_module",))
    with pytest.raises(ConfigError, match="ridge needs no_such_module: pip install no_such_module"):
        study.parse(with_families("ridge"))


def test_a_refit_with_too_few_rows_is_refused_with_what_to_do(tmp_path, export):
    early = RAW | {"walk": RAW["walk"] | {"first": "2020-01-15T00:00:00Z"}}
    with pytest.raises(ValueError, match="refit 1 of 2 has .* train rows: it needs 500"):
        command.run(study.parse(early), [export], tmp_path / "out")
    with pytest.raises(ValueError, match="the study is of"):
        command.run(study.parse(RAW | {"horizonBars": 4}), [export], tmp_path / "out")


def test_diebold_mariano_holds_its_level_where_losses_overlap_and_sees_a_lead():
    random = np.random.default_rng(1)
    beyond = 0
    for _ in range(200):
        noise = np.convolve(random.normal(size=1023), np.ones(24), "valid")
        beyond += paired.diebold_mariano(noise, np.zeros(1000), np.arange(1000), 48).p < 0.05
    assert beyond < 0.2 * 200
    careless = paired.diebold_mariano(noise, np.zeros(1000), np.arange(1000), 1).statistic
    assert abs(careless) > abs(paired.diebold_mariano(noise, np.zeros(1000), np.arange(1000), 48).statistic)
    lead = paired.diebold_mariano(random.normal(size=1000), random.normal(size=1000) + 0.3, np.arange(1000), 1)
    assert lead.p < 0.001 and lead.lead > 0.2


def test_what_is_asked_often_is_adjusted_for():
    assert paired.holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])


def test_the_confidence_set_keeps_equals_and_drops_what_is_worse():
    random = np.random.default_rng(2)
    common = random.normal(size=2000)
    losses = {name: common + 0.1 * random.normal(size=2000) for name in ("a", "b", "worse")}
    losses["worse"] += 0.1
    found = paired.confidence_set(losses, Resampling.of(np.arange(2000) // 20, 500, 1))
    assert found["worse"] < 0.05 < paired.LEVEL < min(found["a"], found["b"])


def test_too_much_skill_is_called_a_bug(tmp_path):
    synthetic.write(tmp_path / "leak", rows=2000, seed=7, pull=0.9)
    raw = with_families("ridge")
    file = tmp_path / "leak" / "BTC-USDT@test.parquet"
    assert file.exists()
    found = lab(tmp_path, raw, tmp_path / "leak")
    assert found["entries"][-1]["audit"][0]["fault"]
    assert "Take it for a bug until it is explained: ridge, skill: accuracy" in page.summary(found)


def test_a_check_of_a_study_writes_nothing_and_says_what_is_wrong(tmp_path, capsys):
    file = tmp_path / "study.json"
    file.write_text(json.dumps(RAW))
    assert main(["lab", str(file), "--check"]) == 0
    file.write_text(json.dumps(RAW | {"horizonBars": 0}))
    for words, said in (
        ([str(file), "--check"], "horizonBars: must be positive"),
        ([str(file)], "takes one STUDY, --export FOLDER and --out FOLDER"),
        (["demo-leaks", str(file)], "takes one CONFIG and --export FOLDER"),
    ):
        with pytest.raises(SystemExit) as ended:
            main(["lab", *words])
        assert ended.value.code == 2 and said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [file]
