"""From an export to a draft in one command, or to the reason why there is none."""

import json
from dataclasses import replace

import numpy as np
import onnx
import pytest
from test_lab import FITS, volatility_export, volatility_study, with_families

from tidemark_training import artifact, audit, config_file, synthetic, training
from tidemark_training.__main__ import main
from tidemark_training.audit_finding import Finding
from tidemark_training.lab import fitting, packing, study

WALK = {
    "kind": "expanding",
    "first": "2020-03-20T00:00:00Z",
    "end": "2020-05-20T00:00:00Z",
    "refits": 2,
    "validationDays": 20,
}
DIRECTION = with_families("ridge", "lightgbm") | {"walk": WALK, "explained": "a synthetic market"}


@pytest.fixture
def hours(tmp_path):
    """With a pull that trees can learn."""
    synthetic.write(tmp_path / "hours", rows=3400, seed=7)
    return tmp_path / "hours"


def lab(tmp_path, raw, export, *more):
    file = tmp_path / "study.json"
    file.write_text(json.dumps(raw))
    return main(["lab", str(file), "--export", str(export), "--out", str(tmp_path / "out"), *more])


def refusal(capsys, tmp_path, raw, export, *more):
    with pytest.raises(SystemExit) as ended:
        lab(tmp_path, raw, export, *more)
    assert ended.value.code == 2
    return capsys.readouterr().err


def test_one_command_makes_a_draft_whose_rows_end_where_the_last_test_part_begins(tmp_path, hours):
    assert lab(tmp_path, DIRECTION, hours, "--draft", "tiny-trees/3") == 0
    draft = tmp_path / "out" / "draft" / "tiny-trees" / "3"
    manifest = json.loads((draft / "manifest.json").read_text())
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    last = report["folds"][-1]
    assert (manifest["id"], manifest["version"]) == ("tiny-trees", "3")
    assert manifest["test"] == {"from": last["refitAt"], "to": WALK["end"]}
    assert manifest["training"]["to"] == manifest["validation"]["from"] == "2020-03-30T12:00:00Z"
    assert any("lightgbm was chosen by the log loss of validation" in note for note in manifest["notes"])
    assert any("tried in this run: 3, ever in its folder: 3" in note for note in manifest["notes"])
    assert manifest["metrics"]["test"]["auc"] > 0.52
    assert {each.name for each in draft.iterdir()} == {"manifest.json", "model.onnx", "baseline.csv", "golden.csv"}


def test_the_configuration_beside_the_report_trains_the_same_model_again(tmp_path, hours):
    lab(tmp_path, DIRECTION, hours, "--draft", "tiny-trees/1")
    settings = config_file.load(tmp_path / "out" / "config.json")
    training.train(settings, [hours], tmp_path / "again")
    for name in ("model.onnx", "manifest.json"):
        first = tmp_path / "out" / "draft" / "tiny-trees" / "1" / name
        assert first.read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_a_run_that_goes_on_replaces_the_draft_that_it_left(tmp_path, hours):
    lab(tmp_path, DIRECTION, hours, "--draft", "tiny-trees/1")
    model = tmp_path / "out" / "draft" / "tiny-trees" / "1" / "model.onnx"
    before = model.read_bytes()
    model.write_bytes(b"half of it")
    lab(tmp_path, DIRECTION, hours, "--draft", "tiny-trees/1")
    assert model.read_bytes() == before


def test_trees_of_a_volatility_are_packed_with_the_level_of_validation(tmp_path):
    raw = volatility_study("ridge", "lightgbm") | {"explained": "drawn hours"}
    export = volatility_export(tmp_path / "vol")
    assert lab(tmp_path, raw, export, "--draft", "tiny-vol/1") == 0
    settings = config_file.load(tmp_path / "out" / "config.json")
    assert settings.trainer == "lightgbm_volatility"
    rows = training.parts(settings, [export]).validation.rows.moving()
    model = (tmp_path / "out" / "draft" / "tiny-vol" / "1" / "model.onnx").read_bytes()
    said = artifact.score(model, rows.inputs).astype(np.float64)
    assert np.mean((rows.forward_volatility / said) ** 2) == pytest.approx(1, abs=1e-4)
    assert np.corrcoef(np.log(said), np.log(rows.forward_volatility))[0, 1] > 0.2


def test_what_is_beyond_the_lines_is_not_packed_before_it_is_explained_and_the_report_is_there(tmp_path, capsys):
    synthetic.write(tmp_path / "leak", rows=3400, seed=7, pull=0.5)
    said = refusal(capsys, tmp_path, DIRECTION | {"explained": ""}, tmp_path / "leak", "--draft", "tiny/1")
    assert "the audit stops this model: " in said and "; skill: accuracy" in said and '"explained": "..."' in said
    assert (tmp_path / "out" / "report.html").exists() and not (tmp_path / "out" / "draft").exists()
    assert lab(tmp_path, DIRECTION, tmp_path / "leak", "--draft", "tiny/1") == 0


def test_a_fault_of_the_rows_stops_packing_whatever_the_reason(tmp_path, hours, monkeypatch):
    monkeypatch.setattr(packing, "chosen", lambda of, _: of.families[1])
    lab(tmp_path, DIRECTION, hours)
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    report["audit"].append(vars(Finding("duplicates", "9 of 10 rows", True, True)))
    of = study.parse(DIRECTION)
    fitted = {"lightgbm": [fitting.Fitted(0, (0.5,), np.zeros(1), np.zeros((1, 1)))]}
    run = packing.Run(of, None, None, [], fitted, 0, ([], {}), {})
    with pytest.raises(audit.Unexplained, match="duplicates: 9 of 10 rows; this is a fault"):
        packing.pack(run, report, [hours], [], tmp_path / "out", "tiny/1")


def test_validation_of_the_last_refit_chooses_among_families_that_have_a_trainer():
    fits = [FITS["lightgbm"][0] | {"leaves": leaves} for leaves in (3, 4)]
    raw = with_families("ridge", "lightgbm")
    raw["families"] += [{"name": "other trees", "family": "lightgbm", "fits": fits}]
    of = study.parse(raw)
    nothing = np.zeros(1), np.zeros((1, 1))
    fitted = {
        "ridge": [fitting.Fitted(0, (0.1, 0.9), *nothing)],
        "lightgbm": [fitting.Fitted(0, (0.2,), *nothing), fitting.Fitted(0, (0.6,), *nothing)],
        "other trees": [fitting.Fitted(0, (0.9, 0.9), *nothing), fitting.Fitted(1, (0.9, 0.5), *nothing)],
    }
    assert packing.chosen(of, fitted).name == "other trees"
    better = replace(fitted["lightgbm"][1], losses=(0.4,))
    assert packing.chosen(of, fitted | {"lightgbm": [better]}).name == "lightgbm"


def test_what_cannot_be_packed_is_refused_before_anything_is_fitted(tmp_path, hours, capsys):
    for raw, draft, said in (
        (DIRECTION, "Tiny/1", "--draft: must be ID/VERSION, such as btc-direction/1, was 'Tiny/1'"),
        (DIRECTION, "tiny", "--draft: must be ID/VERSION"),
        (with_families("ridge"), "tiny/1", "none can be packed for the task direction; take one of lightgbm"),
    ):
        assert said in refusal(capsys, tmp_path, raw, hours, "--draft", draft)
    assert not (tmp_path / "out").exists()


def test_a_split_beside_zero_does_not_stop_the_file_of_trees(tmp_path):
    """LightGBM reads -1e-35, its threshold there, as 0; the control is that the trees split there."""
    random = np.random.default_rng(4)
    values = random.normal(size=(3400, 3)).astype(np.float32)
    values[:, 1] = np.where(random.random(3400) < 0.4, 0, values[:, 1])
    forward = 0.01 * (random.normal(size=3400) + 0.3 * np.sign(values[:, 1]))
    (tmp_path / "zero").mkdir()
    time = synthetic.START + synthetic.HOUR * np.arange(3400)
    synthetic.write_file(tmp_path / "zero" / "BTC-USDT@test.parquet", "BTC-USDT@test", time, values, forward)
    assert lab(tmp_path, DIRECTION, tmp_path / "zero", "--draft", "tiny/1") == 0
    model = onnx.load(tmp_path / "out" / "draft" / "tiny" / "1" / "model.onnx")
    splits = {value for each in model.graph.node[0].attribute if each.name == "nodes_values" for value in each.floats}
    assert any(0 < abs(value) < 2e-35 for value in splits)
