"""Small networks over windows of bars, as the lab's families take them: one loop of training for all."""

from abc import abstractmethod
from copy import deepcopy
from dataclasses import dataclass
from typing import Annotated, ClassVar

import numpy as np
import torch

from .family import Family, Known
from .reading import NOT_NEGATIVE, POSITIVE, Rule
from .scaling import CLIP_SIGMAS, mean_and_deviation

BATCH_OF_ANSWERS = 2048
MOST_GRADIENT = 1.0


@dataclass(frozen=True)
class NetworkFit:
    """Adam over every `stride`-th training row, until `patience` epochs do not help later rows; the best one answers.

    `units` a layer, `layers`; `dropout` before the answer, of a transformer within its layers; `weightDecay`: L2 of
    Adam; `learningRate` is halved after an epoch without help. A stride costs little where outcomes overlap.
    """

    units: Annotated[int, POSITIVE]
    layers: Annotated[int, POSITIVE]
    dropout: Annotated[float, Rule("must be 0 or more and below 1", lambda share: 0 <= share < 1)]
    weightDecay: Annotated[float, NOT_NEGATIVE]
    learningRate: Annotated[float, POSITIVE]
    batch: Annotated[int, POSITIVE]
    maxEpochs: Annotated[int, POSITIVE]
    patience: Annotated[int, POSITIVE]
    stride: Annotated[int, POSITIVE]


class NetworkFamily(Family[NetworkFit]):
    """One thread and a fixed seed. Mean and deviation are those of the training rows' last bars."""

    fit = NetworkFit
    takes_windows: ClassVar[bool] = True
    needs = ("torch",)

    @abstractmethod
    def network(self, how: NetworkFit, features: int, bars: int) -> torch.nn.Module:
        """From [rows, bars, features], oldest first, to [rows]: log odds, or the number itself."""

    def answers(self, how: NetworkFit, known: Known, asked: np.ndarray, seed: int) -> np.ndarray:
        """Of the epoch that was best on the later rows."""
        torch.manual_seed(seed)
        torch.use_deterministic_algorithms(True)
        torch.set_num_threads(1)  # the order of a sum must not depend on the machine's load
        mean, std = mean_and_deviation(known.inputs[:, -1], list(known.names))

        def tensor(windows: np.ndarray) -> torch.Tensor:
            z = (windows - mean.astype(np.float32)) / std.astype(np.float32)
            return torch.from_numpy(np.clip(z, -CLIP_SIGMAS, CLIP_SIGMAS))

        rows = slice(len(known.inputs) - 1, None, -how.stride)
        given = tensor(known.inputs[rows][::-1].copy()), _numbers(known.outcome[rows][::-1].copy())
        later = tensor(known.held_inputs), _numbers(known.held_outcome)
        network = self.network(how, known.inputs.shape[2], known.inputs.shape[1])
        _train(network, how, given, later, known.binary)
        said = _said(network, tensor(asked))
        return (torch.sigmoid(said) if known.binary else said).numpy().astype(np.float64)


def _numbers(values: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(values.astype(np.float32))


def _train(
    network: torch.nn.Module,
    how: NetworkFit,
    given: tuple[torch.Tensor, torch.Tensor],
    later: tuple[torch.Tensor, torch.Tensor],
    binary: bool,
) -> None:
    loss_of = torch.nn.functional.binary_cross_entropy_with_logits if binary else torch.nn.functional.mse_loss
    optimiser = torch.optim.Adam(network.parameters(), lr=how.learningRate, weight_decay=how.weightDecay)
    schedule = torch.optim.lr_scheduler.ReduceLROnPlateau(optimiser, factor=0.5, patience=0, threshold=0.0)
    least, best, weights = float("inf"), 0, deepcopy(network.state_dict())
    for epoch in range(1, how.maxEpochs + 1):
        network.train()
        for batch in torch.randperm(len(given[1])).split(how.batch):
            optimiser.zero_grad()
            loss_of(network(given[0][batch]), given[1][batch]).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), MOST_GRADIENT)
            optimiser.step()
        loss = float(loss_of(_said(network, later[0]), later[1]))
        schedule.step(loss)
        if loss < least:
            least, best, weights = loss, epoch, deepcopy(network.state_dict())
        if epoch - best >= how.patience:
            break
    network.load_state_dict(weights)


@torch.no_grad()
def _said(network: torch.nn.Module, windows: torch.Tensor) -> torch.Tensor:
    network.eval()
    return torch.cat([network(batch) for batch in windows.split(BATCH_OF_ANSWERS)])
