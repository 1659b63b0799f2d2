"""A stack of LSTM layers, a dense layer and a sigmoid, trained by Adam with early stopping."""

import time
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

import numpy as np
import torch

from .dataset import Dataset
from .reading import NOT_EMPTY, POSITIVE, Rule
from .scaling import CLIP_SIGMAS, mean_and_deviation

VALIDATION_BATCH = 1024


@dataclass(frozen=True)
class LstmFit:
    """How an LSTM is fitted.

    `hidden`: units of each LSTM layer, from the input on; `dense`: units between the last of them
    and the answer; `dropout`: after each LSTM layer, 0 to 1; `batch`: windows a step;
    `maxGradientNorm`: longer gradients are cut to it. The learning rate is halved after
    more than `patienceBeforeHalving` epochs without a better validation log loss, and training ends
    after `patience` of them, or after `maxEpochs`.
    """

    hidden: Annotated[tuple[Annotated[int, POSITIVE], ...], NOT_EMPTY]
    dense: Annotated[int, POSITIVE]
    dropout: Annotated[float, Rule("must be 0 or more and below 1", lambda share: 0 <= share < 1)]
    batch: Annotated[int, POSITIVE]
    learningRate: Annotated[float, POSITIVE]
    maxGradientNorm: Annotated[float, POSITIVE]
    patienceBeforeHalving: Annotated[int, POSITIVE]
    patience: Annotated[int, POSITIVE]
    maxEpochs: Annotated[int, POSITIVE]


class Network(torch.nn.Module):
    """Normalised windows [batch, bars, F] -> logits [batch]."""

    def __init__(self, features: int, how: LstmFit) -> None:
        super().__init__()
        widths = [features, *how.hidden]
        self.layers = torch.nn.ModuleList(
            torch.nn.LSTM(width, units, batch_first=True) for width, units in pairwise(widths)
        )
        self.dropout = torch.nn.Dropout(how.dropout)
        self.dense = torch.nn.Linear(how.hidden[-1], how.dense)
        self.answer = torch.nn.Linear(how.dense, 1)

    def forward(self, windows: torch.Tensor) -> torch.Tensor:
        """Dropout falls on each layer's outputs; only the last step's go on to the dense layer."""
        steps = windows
        for layer in self.layers[:-1]:
            steps = self.dropout(layer(steps)[0])
        last = self.dropout(self.layers[-1](steps)[0][:, -1])
        logits: torch.Tensor = self.answer(torch.relu(self.dense(last)))[:, 0]
        return logits


@dataclass(frozen=True)
class Lstm:
    """A trained network and the normalisation before it (float64, one number per feature).

    `bars` make a window. `epochs` were trained; the weights are those after epoch `best`, counted from 1.
    """

    mean: np.ndarray
    std: np.ndarray
    bars: int
    network: Network
    epochs: int
    best: int


def fit(train: Dataset, validation: Dataset, names: list[str], how: LstmFit, seed: int) -> Lstm:
    """Minimises the mean log loss of the training rows, and keeps the epoch that was best on validation."""
    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)  # the order of a sum must not depend on the machine's load
    mean, std = mean_and_deviation(train.features, names)
    known = _tensors(train, mean, std)
    held_out = _tensors(validation, mean, std)
    network = Network(len(names), how)
    optimiser = torch.optim.Adam(network.parameters(), lr=how.learningRate)
    schedule = torch.optim.lr_scheduler.ReduceLROnPlateau(
        optimiser, factor=0.5, patience=how.patienceBeforeHalving, threshold=0.0
    )
    least, best, weights = float("inf"), 0, network.state_dict()
    for epoch in range(1, how.maxEpochs + 1):
        began = time.monotonic()
        trained = _epoch(network, optimiser, known, how)
        loss = _log_loss(network, held_out)
        print(
            f"epoch {epoch}: log loss {trained:.6f}, on validation {loss:.6f},"
            f" learning rate {optimiser.param_groups[0]['lr']:g}, {time.monotonic() - began:.0f} s",
            flush=True,
        )
        schedule.step(loss)
        if loss < least:
            least, best, weights = loss, epoch, deepcopy(network.state_dict())
        if epoch - best >= how.patience:
            break
    network.load_state_dict(weights)
    network.eval()
    return Lstm(mean, std, train.inputs.shape[1], network, epoch, best)


def _tensors(rows: Dataset, mean: np.ndarray, std: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
    mean, std = mean.astype(np.float32), std.astype(np.float32)  # as the graph does it
    z = np.clip((rows.inputs - mean) / std, -CLIP_SIGMAS, CLIP_SIGMAS)
    return torch.from_numpy(z), torch.from_numpy(rows.up.astype(np.float32))


def _epoch(
    network: Network, optimiser: torch.optim.Optimizer, known: tuple[torch.Tensor, torch.Tensor], how: LstmFit
) -> float:
    """One pass over the training rows in a random order; returns the mean loss, dropout included."""
    windows, up = known
    network.train()
    total = 0.0
    for batch in torch.randperm(len(up)).split(how.batch):
        optimiser.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(network(windows[batch]), up[batch])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), how.maxGradientNorm)
        optimiser.step()
        total += float(loss.detach()) * len(batch)
    return total / len(up)


@torch.no_grad()
def _log_loss(network: Network, held_out: tuple[torch.Tensor, torch.Tensor]) -> float:
    windows, up = held_out
    network.eval()
    logits = torch.cat([network(batch) for batch in windows.split(VALIDATION_BATCH)])
    return float(torch.nn.functional.binary_cross_entropy_with_logits(logits, up))
