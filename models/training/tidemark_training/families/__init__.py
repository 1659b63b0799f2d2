"""The registry of the lab's families: each module of this package is one, and its name is what a configuration says.

A module holds a subclass of `Family`, the dataclass of its `fit`, and an instance as `FAMILY`. A new family is a new
module here; nothing else names it.
"""

import importlib
import pkgutil
from typing import Any

from ..family import Family


def names() -> list[str]:
    """All that a configuration may name, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def named(name: str) -> Family[Any]:
    """The family of that name; what it needs beyond NumPy is loaded when it is fitted."""
    if name not in names():
        raise ValueError(f"there is no family {name!r}; known: {', '.join(names())}")
    family: Family[Any] = importlib.import_module(f"{__name__}.{name}").FAMILY
    return family
