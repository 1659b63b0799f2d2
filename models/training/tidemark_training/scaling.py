"""The normalisation that stands before a model: mean and deviation of training rows, then a clip."""

import numpy as np

CLIP_SIGMAS = 8.0


def mean_and_deviation(features: np.ndarray, names: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Of training rows, float64. A feature that never moves is refused."""
    x = features.astype(np.float64)
    mean, std = x.mean(axis=0), x.std(axis=0)
    still = [name for name, s in zip(names, std, strict=True) if not s > 0]
    if still:
        raise ValueError(f"constant in the training part, so it can teach nothing: {still}")
    return mean, std
