"""What a study asks for: which numbers are fitted, what needs no model, and what is measured."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..audit_finding import Finding
from ..dataset import Dataset
from ..volatility_metrics import Interval, Resampling
from .folds import Fold
from .study import Study

# From answers for the validation rows and for the test rows to forecasts for both.
Back = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True)
class Target:
    """What families fit, one number for each row of the data, and the way back from their answers to forecasts."""

    outcome: np.ndarray
    back: Back


class Task(ABC):
    """`against`: the baseline whose forecast every other is tested against. `loss`: what a row costs."""

    name: ClassVar[str]
    against: ClassVar[str]
    loss: ClassVar[str]
    binary: ClassVar[bool]

    @abstractmethod
    def rows(self, data: Dataset) -> Dataset:
        """Those that have an outcome."""

    @abstractmethod
    def target(self, data: Dataset, fold: Fold) -> Target:
        """Of all rows; only those to fit on and to choose by say how it is scaled."""

    @abstractmethod
    def baselines(self, data: Dataset, study: Study, fold: Fold) -> dict[str, np.ndarray]:
        """Forecasts for the test rows without a family, of rows before them. NaN where there is none."""

    @abstractmethod
    def losses(self, rows: Dataset, forecast: np.ndarray) -> np.ndarray:
        """Of each row."""

    @abstractmethod
    def measures(
        self, rows: Dataset, forecast: np.ndarray, against: np.ndarray, drawn: Resampling, bar: int
    ) -> dict[str, Interval]:
        """The numbers of the table by their keys; `bar` in microseconds."""

    @abstractmethod
    def pictures(self, rows: Dataset, forecast: np.ndarray) -> dict[str, Any]:
        """What can be drawn."""

    @abstractmethod
    def plausible(
        self, rows: Dataset, forecast: np.ndarray, measured: dict[str, Interval], study: Study
    ) -> list[Finding]:
        """Whether the numbers of `measures` are some that an honest model of a market can have."""

    @abstractmethod
    def of_permuted(self, rows: Dataset, forecast: np.ndarray) -> Finding:
        """What forecasts say of rows whose outcomes, as all that was fitted on, are in a random order."""


def named(name: str) -> Task:
    """The task of a study."""
    from .direction import Direction
    from .volatility import Volatility

    tasks: dict[str, Task] = {each.name: each for each in (Direction(), Volatility())}
    return tasks[name]
