"""Logistic regression over one bar's features, for directions."""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from .. import linear
from ..family import Family, Known
from ..reading import NOT_NEGATIVE


@dataclass(frozen=True)
class LogisticFit:
    """`l2`: the penalty on the weights of standardised inputs."""

    l2: Annotated[float, NOT_NEGATIVE]


class Logistic(Family[LogisticFit]):
    """One attempt by L-BFGS; the later rows are not looked at."""

    fit = LogisticFit
    seeded = False

    def answers(self, how: LogisticFit, known: Known, asked: np.ndarray, seed: int) -> np.ndarray:
        """Refuses outcomes that are not 0 or 1."""
        if not known.binary:
            raise ValueError("logistic answers probabilities: take ridge for a volatility")
        model = linear.fit(known.inputs, known.outcome, list(known.names), how.l2, seed)
        return model.probability(asked)


FAMILY = Logistic()
