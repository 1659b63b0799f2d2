"""A causal transformer encoder (Vaswani et al., 2017) over a window of bars."""

import torch

from ..network import NetworkFamily, NetworkFit

HEADS = 4


class _Network(torch.nn.Module):
    def __init__(self, how: NetworkFit, features: int, bars: int) -> None:
        super().__init__()
        self.enter = torch.nn.Linear(features, how.units)
        self.place = torch.nn.Parameter(0.02 * torch.randn(bars, how.units))
        layer = torch.nn.TransformerEncoderLayer(
            how.units, HEADS, 2 * how.units, how.dropout, batch_first=True, norm_first=True
        )
        self.encoder = torch.nn.TransformerEncoder(layer, how.layers, enable_nested_tensor=False)
        self.norm = torch.nn.LayerNorm(how.units)
        self.answer = torch.nn.Linear(how.units, 1)
        self.register_buffer("later", torch.triu(torch.full((bars, bars), float("-inf")), diagonal=1))

    def forward(self, windows: torch.Tensor) -> torch.Tensor:
        steps = self.encoder(self.enter(windows) + self.place, mask=self.later)
        said: torch.Tensor = self.answer(self.norm(steps[:, -1]))[:, 0]
        return said


class Transformer(NetworkFamily):
    """A bar attends to itself and to those before it; the last one answers."""

    def network(self, how: NetworkFit, features: int, bars: int) -> torch.nn.Module:
        """`units` must be a multiple of the heads."""
        if how.units % HEADS:
            raise ValueError(f"fits: units must be a multiple of {HEADS}, was {how.units}")
        return _Network(how, features, bars)


FAMILY = Transformer()
