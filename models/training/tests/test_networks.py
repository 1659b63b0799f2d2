import numpy as np
import pytest
import torch

from tidemark_training import families
from tidemark_training.family import Known
from tidemark_training.network import NetworkFit

NAMES = ("gru", "lstm", "cnn", "transformer")
FIT = NetworkFit(8, 2, 0.1, 0.0001, 0.02, 64, 12, 4, 1)


def known_of(binary):
    """What came is the third bar from the end, and noise."""
    random = np.random.default_rng(1)
    inputs = random.normal(size=(1500, 6, 2)).astype(np.float32)
    outcome = inputs[:, -3, 0] + 0.3 * random.normal(size=1500)
    outcome = (outcome > 0).astype(np.float64) if binary else outcome / outcome.std()
    names = ("a", "b")
    return Known(inputs[:900], outcome[:900], inputs[900:1200], outcome[900:1200], binary, names), (
        inputs[1200:],
        outcome[1200:],
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("binary", [True, False])
def test_a_network_finds_what_an_earlier_bar_says_and_repeats_itself(name, binary):
    known, (asked, came) = known_of(binary)
    family = families.named(name)
    said = family.answers(FIT, known, asked, 1)
    assert np.corrcoef(said, came)[0, 1] > 0.6
    assert not binary or (0 < said.min() and said.max() < 1)
    assert np.array_equal(said, family.answers(FIT, known, asked, 1))


@pytest.mark.parametrize("name", NAMES)
def test_a_seed_is_the_only_chance(name):
    known, (asked, _) = known_of(True)
    short = NetworkFit(8, 1, 0.0, 0.0, 0.02, 64, 1, 1, 3)
    family = families.named(name)
    assert not np.array_equal(family.answers(short, known, asked, 1), family.answers(short, known, asked, 2))


def test_a_bar_of_causal_layers_sees_none_that_follows_it():
    torch.manual_seed(1)
    network = families.named("transformer").network(FIT, 2, 6).eval()
    windows = torch.randn(4, 6, 2)
    inner = []
    network.encoder.register_forward_hook(lambda *given: inner.append(given[2].detach()))
    network(windows)
    windows[:, 4:] += 1
    network(windows)
    assert torch.allclose(inner[0][:, :4], inner[1][:, :4], atol=1e-6)
    assert not torch.allclose(inner[0][:, 4:], inner[1][:, 4:], atol=1e-3)


def test_units_that_the_heads_cannot_share_are_refused():
    known, (asked, _) = known_of(True)
    with pytest.raises(ValueError, match="units must be a multiple of 4, was 6"):
        families.named("transformer").answers(NetworkFit(6, 1, 0, 0, 0.01, 64, 1, 1, 1), known, asked, 1)
