"""Direction by the boosted trees of the lab's family `lightgbm`, one setting of them."""

from .. import boosted, gbm_graph
from ..config import Config
from ..families.lightgbm import LightgbmFit
from ..gbm import Gbm
from ..split import Parts
from ..trainer import Trained, Trainer
from .gbm import TOLERANCE, largest_difference


class LightgbmTrainer(Trainer[LightgbmFit]):
    """One attempt; validation ends the boosting."""

    fit = LightgbmFit

    def train(self, how: LightgbmFit, parts: Parts, settings: Config) -> Trained:
        """Refuses a file whose answers are not LightGBM's."""
        booster = boosted.of_direction(how, parts, settings.feature_names, settings.seed)
        file = gbm_graph.to_onnx(booster)
        difference = largest_difference(file, Gbm(booster, ()), parts)
        if not difference < TOLERANCE:
            raise ValueError(f"the file answers otherwise than LightGBM, by up to {difference}")
        note = (
            f"{booster.num_trees()} trees. The file is at most {difference:.1g} from LightGBM's own answer, on every"
            " row of every part and on both sides of each threshold."
        )
        return Trained(file, (note,))


TRAINER = LightgbmTrainer()
