import numpy as np
import pytest

from tidemark_training import artifact, bench_models, prefix, split


def made(name):
    about = bench_models.settings(name)
    parts = split.split(bench_models.rows(about), about)
    return about, parts, bench_models.model(about, parts)


@pytest.mark.parametrize("name", ["bench-linear", "bench-gbm", "bench-lstm"])
def test_the_same_seed_gives_the_same_bytes_and_answers_that_differ(name):
    _, parts, model = made(name)
    answers = artifact.score(model, parts.test.rows.inputs[:200])
    assert np.isfinite(answers).all() and np.ptp(answers) > 0
    assert made(name)[2] == model


def test_the_lstm_has_a_prefix_form_of_48_bars_of_thirty_features():
    _, parts, model = made("bench-lstm")
    inputs = parts.test.rows.inputs[:50]
    assert inputs.shape[1:] == (48, 30)
    assert prefix.score(prefix.cut(model), inputs) == pytest.approx(artifact.score(model, inputs), abs=1e-6)
