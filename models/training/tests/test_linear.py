import numpy as np
import pytest
import torch

from tidemark_training import artifact, graph, linear


@pytest.fixture
def fitted():
    random = np.random.default_rng(5)
    x = random.normal([0, 50], [0.01, 20], (3000, 2)).astype(np.float32)
    up = random.random(3000) < 1 / (1 + np.exp(-60 * x[:, 0]))
    return x, up, linear.fit(x, up, ["a", "b"], l2=0.001, seed=1)


def test_the_fit_stands_where_the_penalised_loss_is_flat(fitted):
    x, up, model = fitted
    z = np.clip((x - model.mean) / model.std, -8, 8)
    error = model.probability(x) - up
    assert np.abs(z.T @ error / len(x) + 0.001 * model.weight).max() < 1e-6
    assert abs(error.mean()) < 1e-6


def test_the_onnx_file_computes_the_formula(fitted):
    x, _, model = fitted
    wild = np.vstack([x, [[1e6, -1e6], [-1e6, 1e6], [0, 0]]]).astype(np.float32)
    assert artifact.score(graph.to_onnx(model), wild) == pytest.approx(model.probability(wild), abs=1e-6)


def test_the_onnx_file_computes_what_torch_computes(fitted):
    x, _, model = fitted
    mean, std, weight = (torch.tensor(v, dtype=torch.float32) for v in (model.mean, model.std, model.weight))
    z = ((torch.from_numpy(x) - mean) / std).clamp(-8, 8)
    expected = torch.sigmoid(z @ weight + model.bias).numpy()
    assert artifact.score(graph.to_onnx(model), x) == pytest.approx(expected, abs=1e-6)


def test_a_row_scores_the_same_alone_and_in_a_batch(fitted):
    x, _, model = fitted
    onnx_file = graph.to_onnx(model)
    together = artifact.score(onnx_file, x[:32])
    alone = [artifact.score(onnx_file, x[i : i + 1])[0] for i in range(32)]
    assert together == pytest.approx(alone, abs=1e-7)


def test_a_constant_feature_is_refused_by_name():
    x = np.column_stack([np.arange(10), np.ones(10)]).astype(np.float32)
    with pytest.raises(ValueError, match=r"constant in the training part.*\['still'\]"):
        linear.fit(x, np.arange(10) % 2 == 0, ["moving", "still"], 0.001, 1)
