"""What every family of the lab is: rows with outcomes go in, answers for other rows come out.

A family is measured, not served: a trainer of `trainers` makes the artefact of one that is worth it, and the family
names it.
"""

import importlib.util
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, Generic, TypeVar

import numpy as np

F = TypeVar("F")


@dataclass(frozen=True)
class Known:
    """What may be looked at: `inputs` [n, features] or [n, bars, features] float32, `outcome` [n] float64.

    `held_inputs` and `held_outcome` are later rows, which may end a fit. `binary`: outcomes are 0 or 1 and an answer
    is the probability of 1; else outcomes have mean 0 and deviation 1 and an answer is such a number.
    """

    inputs: np.ndarray
    outcome: np.ndarray
    held_inputs: np.ndarray
    held_outcome: np.ndarray
    binary: bool
    names: tuple[str, ...]


class Family(ABC, Generic[F]):
    """One way of fitting; without state of its own.

    `fit` is a dataclass: its fields are the keys of a configuration's `fits`, with the rules that each must keep.
    `takes_windows`: it looks at two bars or more, else at one. `seeded`: chance is part of the fit. `needs`: modules.
    `trainers`: by task, the trainer that takes the same `fit` and makes a model that serves.
    """

    fit: type[F]
    takes_windows: ClassVar[bool] = False
    seeded: ClassVar[bool] = True
    needs: ClassVar[tuple[str, ...]] = ()
    trainers: ClassVar[Mapping[str, str]] = MappingProxyType({})

    @abstractmethod
    def answers(self, how: F, known: Known, asked: np.ndarray, seed: int) -> np.ndarray:
        """Fits and answers for the rows `asked`, shaped as the inputs: float64, one a row.

        The same arguments give the same answers on one machine. Raises ValueError where the rows do not allow a fit.
        """

    def missing(self) -> list[str]:
        """The modules that this Python lacks."""
        return [name for name in self.needs if importlib.util.find_spec(name) is None]
