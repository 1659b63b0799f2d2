"""Logistic regression over one bar's features."""

from dataclasses import dataclass
from typing import Annotated

from .. import graph, linear
from ..config import Config
from ..reading import NOT_NEGATIVE
from ..split import Parts
from ..trainer import Trained, Trainer


@dataclass(frozen=True)
class LinearFit:
    """How a logistic regression is fitted: `l2` is the penalty on its weights."""

    l2: Annotated[float, NOT_NEGATIVE]


class LinearTrainer(Trainer[LinearFit]):
    """One attempt, no tuning; validation is not looked at."""

    fit = LinearFit

    def train(self, how: LinearFit, parts: Parts, settings: Config) -> Trained:
        """Fits on the training rows alone."""
        rows = parts.train.rows
        return Trained(graph.to_onnx(linear.fit(rows.features, rows.up, settings.feature_names, how.l2, settings.seed)))


TRAINER = LinearTrainer()
