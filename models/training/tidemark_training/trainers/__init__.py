"""The registry of trainers: each module of this package is one, and its name is what a configuration says.

A module holds a subclass of `Trainer`, the dataclass of its `fit`, and an instance as `TRAINER`. A new trainer is a new
module here; nothing else names it.
"""

import importlib
import pkgutil
from typing import Any

from ..trainer import Trainer


def names() -> list[str]:
    """All that a configuration may name, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def named(name: str) -> Trainer[Any]:
    """The trainer of that name, loaded when it is asked for: torch and LightGBM take seconds."""
    if name not in names():
        raise ValueError(f"there is no trainer {name!r}; known: {', '.join(names())}")
    trainer: Trainer[Any] = importlib.import_module(f"{__name__}.{name}").TRAINER
    return trainer
