"""Logistic regression with its normalisation, fitted by L-BFGS on all rows at once."""

from dataclasses import dataclass

import numpy as np
import torch

from .scaling import CLIP_SIGMAS, mean_and_deviation


@dataclass(frozen=True)
class Linear:
    """p = sigmoid(weight . clip((x - mean) / std, -8, 8) + bias); arrays of float64, one per feature."""

    mean: np.ndarray
    std: np.ndarray
    weight: np.ndarray
    bias: float

    def probability(self, features: np.ndarray) -> np.ndarray:
        """The formula in float64, for rows of raw features."""
        logit = _normalised(features, self.mean, self.std) @ self.weight + self.bias
        return np.asarray(1 / (1 + np.exp(-logit)))


def fit(features: np.ndarray, up: np.ndarray, names: list[str], l2: float, seed: int) -> Linear:
    """Minimises mean log loss + l2/2 |weight|^2 (the bias is free); `features` are training rows only.

    Mean and deviation are those of the training rows. A feature that never moves is refused.
    """
    mean, std = mean_and_deviation(features, names)
    weight, bias = _minimise(_normalised(features, mean, std), up.astype(np.float64), l2, seed)
    return Linear(mean, std, weight, bias)


def _normalised(x: np.ndarray, mean: np.ndarray, std: np.ndarray) -> np.ndarray:
    return np.asarray(np.clip((x.astype(np.float64) - mean) / std, -CLIP_SIGMAS, CLIP_SIGMAS))


def _minimise(z: np.ndarray, y: np.ndarray, l2: float, seed: int) -> tuple[np.ndarray, float]:
    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)  # the order of a sum must not depend on the machine's load
    inputs, target = torch.from_numpy(z), torch.from_numpy(y)
    weight = torch.zeros(z.shape[1], dtype=torch.float64, requires_grad=True)
    bias = torch.zeros((), dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS(
        [weight, bias],
        max_iter=1000,
        tolerance_grad=1e-10,
        tolerance_change=1e-14,
        line_search_fn="strong_wolfe",
    )

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        fit_loss = torch.nn.functional.binary_cross_entropy_with_logits(inputs @ weight + bias, target)
        total: torch.Tensor = fit_loss + l2 / 2 * weight.square().sum()
        total.backward()
        return total

    optimiser.step(loss)
    loss()
    slope = max(float(grad.abs().max()) for grad in (weight.grad, bias.grad) if grad is not None)
    if not slope < 1e-6:
        raise ValueError(f"L-BFGS did not converge: gradient {slope}")
    return weight.detach().numpy(), float(bias.detach())
