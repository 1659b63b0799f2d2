"""Causal convolutions with growing steps (van den Oord et al., 2016) over a window of bars."""

import torch

from ..network import NetworkFamily, NetworkFit

KERNEL = 3


class _Network(torch.nn.Module):
    def __init__(self, how: NetworkFit, features: int) -> None:
        super().__init__()
        widths = [features] + [how.units] * how.layers
        self.layers = torch.nn.ModuleList(
            torch.nn.Conv1d(widths[at], widths[at + 1], KERNEL, dilation=2**at) for at in range(how.layers)
        )
        self.dropout = torch.nn.Dropout(how.dropout)
        self.answer = torch.nn.Linear(how.units, 1)

    def forward(self, windows: torch.Tensor) -> torch.Tensor:
        steps = windows.transpose(1, 2)
        for at, layer in enumerate(self.layers):
            before = torch.nn.functional.pad(steps, ((KERNEL - 1) * 2**at, 0))  # a bar sees none that follows it
            steps = torch.relu(layer(before))
        said: torch.Tensor = self.answer(self.dropout(steps[:, :, -1]))[:, 0]
        return said


class Cnn(NetworkFamily):
    """The last bar's channels answer; `layers` of them look back 2 to the power of `layers` + 1, less 1."""

    def network(self, how: NetworkFit, features: int, bars: int) -> torch.nn.Module:  # noqa: ARG002
        """`layers` of `units` channels."""
        return _Network(how, features)


FAMILY = Cnn()
