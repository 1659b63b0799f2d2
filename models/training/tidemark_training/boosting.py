"""LightGBM as the lab's families take it: one thread, fixed seeds and no stopwatch, so that chance is the seed's."""

from typing import Any

import lightgbm
import numpy as np

from .family import Known
from .reading import Rule

SHARE = Rule("must be above 0 and at most 1", lambda share: 0 < share <= 1)
_FIXED = {
    "use_missing": False,  # vectors are finite
    "deterministic": True,
    "force_row_wise": True,  # else a stopwatch decides
    "num_threads": 1,
    "verbosity": -1,
}


def boost(settings: dict[str, Any], known: Known, trees: int, seed: int, patience: int = 0) -> lightgbm.Booster:
    """Up to `trees`; with `patience` the later rows end it, and the trees up to the best one answer."""
    rows = lightgbm.Dataset(known.inputs.astype(np.float64), known.outcome)
    later = lightgbm.Dataset(known.held_inputs.astype(np.float64), known.held_outcome, reference=rows)
    return lightgbm.train(
        {**settings, **_FIXED, "seed": seed},
        rows,
        num_boost_round=trees,
        valid_sets=[later] if patience else None,
        callbacks=[lightgbm.early_stopping(patience, verbose=False)] if patience else None,
    )
