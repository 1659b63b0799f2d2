"""A gated recurrent network (Cho et al., 2014) over a window of bars."""

import torch

from ..network import NetworkFamily, NetworkFit
from ..recurrent import LastStep


class Gru(NetworkFamily):
    """The state after the last bar answers."""

    def network(self, how: NetworkFit, features: int, bars: int) -> torch.nn.Module:  # noqa: ARG002
        """`layers` of `units`."""
        return LastStep(torch.nn.GRU(features, how.units, how.layers, batch_first=True), how)


FAMILY = Gru()
