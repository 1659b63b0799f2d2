"""Volatility over the horizon from one bar's features."""

import numpy as np

from .. import artifact, volatility, volatility_graph
from ..answer import VOLATILITY
from ..config import Config
from ..dataset import Dataset
from ..split import Parts
from ..trainer import Trained, Trainer
from ..volatility import Volatility, VolatilityFit

TOLERANCE = 1e-5


class VolatilityTrainer(Trainer[VolatilityFit]):
    """One attempt, no tuning; validation is not looked at."""

    fit = VolatilityFit
    answer = VOLATILITY

    def train(self, how: VolatilityFit, parts: Parts, settings: Config) -> Trained:
        """Refuses a file whose answers are not the formula's."""
        model = volatility.fit(parts.train.rows, settings.feature_names, how, settings.seed)
        file = volatility_graph.to_onnx(model)
        difference = largest_difference(file, model, parts)
        if not difference < TOLERANCE:
            raise ValueError(f"the file answers otherwise than the formula, by up to {difference} of the answer")
        note = f"The file is at most {difference:.1g} of the answer from the formula in float64, on every row."
        return Trained(file, (note,))

    def normalised(self, rows: Dataset, names: list[str]) -> np.ndarray:
        """The inputs of the regression: rows after which the price moved, volatilities by their logarithm."""
        return volatility.with_logs(rows.moving().features, volatility.logged(names))


def largest_difference(file: bytes, model: Volatility, parts: Parts) -> float:
    """Between the file's answers and the formula's on every row of every part, as a share of the answer."""
    rows = np.vstack([part.rows.features for part in (parts.train, parts.validation, parts.test)])
    expected = model.volatility(rows)
    return float((np.abs(artifact.score(file, rows) - expected) / expected).max())


TRAINER = VolatilityTrainer()
