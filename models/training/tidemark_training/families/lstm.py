"""A long short-term memory (Hochreiter and Schmidhuber, 1997) over a window of bars."""

import torch

from ..network import NetworkFamily, NetworkFit
from ..recurrent import LastStep


class Lstm(NetworkFamily):
    """The output after the last bar answers."""

    def network(self, how: NetworkFit, features: int, bars: int) -> torch.nn.Module:  # noqa: ARG002
        """`layers` of `units`."""
        return LastStep(torch.nn.LSTM(features, how.units, how.layers, batch_first=True), how)


FAMILY = Lstm()
