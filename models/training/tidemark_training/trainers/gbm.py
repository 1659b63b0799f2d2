"""Gradient-boosted trees over one bar's features."""

import numpy as np

from .. import artifact, gbm, gbm_graph
from ..config import Config
from ..gbm import GbmFit
from ..split import Parts
from ..trainer import Trained, Trainer

TOLERANCE = 1e-6


class GbmTrainer(Trainer[GbmFit]):
    """Every shape of the configuration is tried once, and validation chooses."""

    fit = GbmFit

    def train(self, how: GbmFit, parts: Parts, settings: Config) -> Trained:
        """Refuses a file whose answers are not LightGBM's."""
        model = gbm.fit(parts.train.rows, parts.validation.rows, settings.feature_names, how, settings.seed)
        file = gbm_graph.to_onnx(model.booster)
        difference = largest_difference(file, model, parts)
        if not difference < TOLERANCE:
            raise ValueError(f"the file answers otherwise than LightGBM, by up to {difference}")
        return Trained(file, _notes(model, difference))


def largest_difference(file: bytes, model: gbm.Gbm, parts: Parts) -> float:
    """Between the file's answers and LightGBM's: on every row of every part, and at each threshold."""
    each = [part.rows.features for part in (parts.train, parts.validation, parts.test)]
    rows = np.vstack([*each, gbm_graph.rows_at_thresholds(model.booster, parts.train.rows.features)])
    return float(np.abs(artifact.score(file, rows) - model.probability(rows)).max())


def _notes(model: gbm.Gbm, difference: float) -> tuple[str, str]:
    shapes = "; ".join(f"{t.leaves} leaves, {t.trees} trees: {t.log_loss:.6f}" for t in model.tried)
    choice = (
        f"Variants tried: {len(model.tried)}. Log loss on validation: {shapes}."
        f" Chosen: {model.chosen.leaves} leaves, {model.chosen.trees} trees."
    )
    parity = (
        f"The file is at most {difference:.1g} from LightGBM's own answer,"
        " on every row of every part and on both sides of each threshold."
    )
    return choice, parity


TRAINER = GbmTrainer()
