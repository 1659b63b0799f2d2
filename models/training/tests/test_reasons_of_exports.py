"""Reasons of models as other frameworks export them, held against the package shap.

``models/src/test/resources/reasons/exported`` has small models as skl2onnx and onnxmltools write them, 1,000 rows, and
what shap says of those rows of the model itself, before it was exported; a test of the module ``models`` imports the
files and holds the Java code against the same values. Written anew by ``python tests/test_reasons_of_exports.py`` in
``models/training``, with scikit-learn, XGBoost, LightGBM, their converters and shap installed.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[3]
FILES = ROOT / "models/src/test/resources/reasons/exported"
NAMES = ["log_return", "return(6)", "return(24)", "realised_vol(24)", "rsi(14)", "volume_zscore(24)"]
ROWS = 1_000
TOLERANCE = 1e-4  # answers are float32, and the files have seven decimals

# A forest adds up probabilities; boosted trees and linear models add up log-odds.
PROBABILITY = ["forest"]
LOG_ODDS = ["xgboost", "lightgbm", "logistic"]


def drawn() -> tuple[np.ndarray, np.ndarray]:
    """Rows whose numbers a decimal of six places has exactly, and what follows from them, with interactions."""
    chance = np.random.default_rng(7)
    rows = np.round(chance.normal(size=(3 * ROWS, len(NAMES))) * 64).astype(np.float32) / 64
    odds = rows[:, 0] * rows[:, 1] + np.sin(2 * rows[:, 2]) - 0.5 * rows[:, 3] + 0.3 * rows[:, 4]
    return rows, (chance.uniform(size=len(rows)) < 1 / (1 + np.exp(-2 * odds))).astype(np.int64)


def medians(rows: np.ndarray) -> np.ndarray:
    return np.median(rows[:ROWS].astype(np.float64), axis=0).astype(np.float32)[None, :]


def by_trees(model, rows: np.ndarray) -> np.ndarray:
    """Exact values against the medians, the only background row, in the unit in which the trees are added up."""
    import shap

    explainer = shap.TreeExplainer(model, data=medians(rows), feature_perturbation="interventional", model_output="raw")
    values = np.asarray(explainer.shap_values(rows[:ROWS], check_additivity=False))
    return values[:, :, 1] if values.ndim == 3 else values


def forest(rows, rises):
    from skl2onnx import to_onnx
    from sklearn.ensemble import RandomForestClassifier

    model = RandomForestClassifier(n_estimators=12, max_depth=5, random_state=1).fit(rows, rises)
    return to_onnx(model, rows[:1], options={"zipmap": False}), by_trees(model, rows)


def xgboost(rows, rises):
    from onnxmltools import convert_xgboost
    from onnxmltools.convert.common.data_types import FloatTensorType
    from xgboost import XGBClassifier

    model = XGBClassifier(n_estimators=25, max_depth=3, learning_rate=0.3, random_state=1).fit(rows, rises)
    types = [("input", FloatTensorType([None, len(NAMES)]))]
    return convert_xgboost(model, initial_types=types), by_trees(model, rows)


def lightgbm(rows, rises):
    from lightgbm import LGBMClassifier
    from onnxmltools import convert_lightgbm
    from onnxmltools.convert.common.data_types import FloatTensorType

    model = LGBMClassifier(n_estimators=25, num_leaves=8, random_state=1, verbose=-1).fit(rows, rises)
    types = [("input", FloatTensorType([None, len(NAMES)]))]
    return convert_lightgbm(model, initial_types=types, zipmap=False), by_trees(model, rows)


def logistic(rows, rises):
    import shap
    from skl2onnx import to_onnx
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(rows, rises)
    scaler, linear = model[0], model[1]
    explainer = shap.LinearExplainer(linear, scaler.transform(medians(rows)))
    values = explainer.shap_values(scaler.transform(rows[:ROWS]))
    return to_onnx(model, rows[:1], options={"zipmap": False}), values


def write(name: str, header: list[str], rows: np.ndarray, text: str) -> None:
    with open(FILES / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([text.format(value) for value in row] for row in rows)


def table(name: str) -> np.ndarray:
    with open(FILES / f"{name}.csv", newline="") as lines:
        return np.array(list(csv.reader(lines))[1:], dtype=np.float64)


@pytest.mark.parametrize("name", PROBABILITY + LOG_ODDS)
def test_the_values_add_up_to_what_the_export_answers(name):
    runtime = pytest.importorskip("onnxruntime")
    session = runtime.InferenceSession(FILES / f"{name}.onnx")
    rows = table("rows").astype(np.float32)

    def answers(of: np.ndarray) -> np.ndarray:
        rise = session.run(None, {session.get_inputs()[0].name: of})[1][:, 1].astype(np.float64)
        return rise if name in PROBABILITY else np.log(rise / (1 - rise))

    change = answers(rows) - answers(medians(rows))
    assert np.abs(table(name).sum(axis=1) - change).max() < TOLERANCE


if __name__ == "__main__":
    FILES.mkdir(parents=True, exist_ok=True)
    inputs, rises = drawn()
    write("rows", NAMES, inputs[:ROWS], "{:.6f}")
    for make in (forest, xgboost, lightgbm, logistic):
        exported, values = make(inputs, rises)
        (FILES / f"{make.__name__}.onnx").write_bytes(exported.SerializeToString())
        write(make.__name__, NAMES, values, "{:.7f}")
