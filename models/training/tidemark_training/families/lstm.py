"""A long short-term memory (Hochreiter and Schmidhuber, 1997) over a window of bars."""

import torch

from ..network import NetworkFamily, NetworkFit


class _Network(torch.nn.Module):
    def __init__(self, how: NetworkFit, features: int) -> None:
        super().__init__()
        self.recurrent = torch.nn.LSTM(features, how.units, how.layers, batch_first=True)
        self.dropout = torch.nn.Dropout(how.dropout)
        self.answer = torch.nn.Linear(how.units, 1)

    def forward(self, windows: torch.Tensor) -> torch.Tensor:
        steps: torch.Tensor = self.recurrent(windows)[0]
        said: torch.Tensor = self.answer(self.dropout(steps[:, -1]))[:, 0]
        return said


class Lstm(NetworkFamily):
    """The output after the last bar answers."""

    def network(self, how: NetworkFit, features: int, bars: int) -> torch.nn.Module:  # noqa: ARG002
        """`layers` of `units`."""
        return _Network(how, features)


FAMILY = Lstm()
