"""What every trainer is: rows and settings go in, a model file comes out."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Generic, TypeVar

import numpy as np

from .answer import DIRECTION, Answer
from .config import Config
from .dataset import Dataset
from .split import Parts

F = TypeVar("F")


@dataclass(frozen=True)
class Trained:
    """A model file, notes for its manifest, and further files `beside` it by their names."""

    model: bytes
    notes: tuple[str, ...] = ()
    beside: Mapping[str, bytes] = field(default_factory=dict)


class Trainer(ABC, Generic[F]):
    """One way of training; without state of its own.

    `fit` is a dataclass: its fields are the keys of a configuration's `fit`, with the rules that each
    must keep. `takes_windows`: the model looks at two bars or more, else at one. `answer`: what it predicts.
    """

    fit: type[F]
    takes_windows: ClassVar[bool] = False
    answer: ClassVar[Answer] = DIRECTION

    @abstractmethod
    def train(self, how: F, parts: Parts, settings: Config) -> Trained:
        """Fits on the training part; validation may end and choose, the test part is not looked at.

        The same arguments give the same bytes on one machine. Raises ValueError where the rows do not allow a model.
        """

    def normalised(self, rows: Dataset, names: list[str]) -> np.ndarray:  # noqa: ARG002
        """What the file's mean and deviation are of, for training rows: the features, if a trainer says no other."""
        return rows.features

    def window_violations(self, name: str, bars: int) -> list[str]:
        """What is wrong with a window of so many bars for the trainer of that name."""
        if self.takes_windows and bars < 2:
            return [f"windowBars: the trainer {name} takes at least 2, was {bars}"]
        if not self.takes_windows and bars != 1:
            return [f"windowBars: the trainer {name} takes 1, was {bars}"]
        return []
