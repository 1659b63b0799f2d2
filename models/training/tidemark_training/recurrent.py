"""What recurrent families share: the last step of the recurrence answers."""

import torch

from .network import NetworkFit


class LastStep(torch.nn.Module):
    """From [rows, bars, features] to [rows], by a recurrence with the batch first."""

    def __init__(self, recurrent: torch.nn.GRU | torch.nn.LSTM, how: NetworkFit) -> None:
        super().__init__()
        self.recurrent = recurrent
        self.dropout = torch.nn.Dropout(how.dropout)
        self.answer = torch.nn.Linear(how.units, 1)

    def forward(self, windows: torch.Tensor) -> torch.Tensor:
        """The log odds, or the number itself."""
        steps: torch.Tensor = self.recurrent(windows)[0]
        said: torch.Tensor = self.answer(self.dropout(steps[:, -1]))[:, 0]
        return said
