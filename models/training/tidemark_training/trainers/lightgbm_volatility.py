"""Volatility by the boosted trees of the lab's family `lightgbm`, one setting of them."""

import numpy as np

from .. import artifact, boosted
from ..answer import VOLATILITY
from ..boosted import TreesOfVolatility
from ..config import Config
from ..families.lightgbm import LightgbmFit
from ..split import Parts
from ..trainer import Trained, Trainer
from .volatility import TOLERANCE


class LightgbmVolatilityTrainer(Trainer[LightgbmFit]):
    """One attempt; validation ends the boosting and says the level."""

    fit = LightgbmFit
    answer = VOLATILITY

    def train(self, how: LightgbmFit, parts: Parts, settings: Config) -> Trained:
        """Refuses a file whose answers are not the formula's."""
        model = boosted.of_volatility(how, parts, settings.feature_names, settings.seed)
        file = boosted.to_onnx(model)
        difference = _largest_difference(file, model, parts)
        if not difference < TOLERANCE:
            raise ValueError(f"the file answers otherwise than the formula, by up to {difference} of the answer")
        note = (
            f"{model.booster.num_trees()} trees. The file is at most {difference:.1g} of the answer from the formula in"
            " float64, on every row."
        )
        return Trained(file, (note,))


def _largest_difference(file: bytes, model: TreesOfVolatility, parts: Parts) -> float:
    """On every row of every part, as a share of the answer."""
    rows = np.vstack([part.rows.features for part in (parts.train, parts.validation, parts.test)])
    expected = model.volatility(rows)
    return float((np.abs(artifact.score(file, rows) - expected) / expected).max())


TRAINER = LightgbmVolatilityTrainer()
