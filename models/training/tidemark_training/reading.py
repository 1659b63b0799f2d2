"""Reads JSON objects into dataclasses by the types and rules of their fields, and collects every problem."""

import math
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


@dataclass(frozen=True)
class Rule:
    """What a value must be, beyond its type: `Annotated[int, POSITIVE]`."""

    says: str
    holds: Callable[[Any], bool]


POSITIVE = Rule("must be positive", lambda value: value > 0)
NOT_NEGATIVE = Rule("must not be negative", lambda value: value >= 0)
NOT_EMPTY = Rule("must have at least one entry", lambda value: len(value) > 0)

_WORDS = {str: "a string", int: "a whole number", float: "a number"}


def at_least(least: int) -> Rule:
    """For numbers."""
    return Rule(f"must be {least} or more", lambda value: value >= least)


def one_of(values: tuple[str, ...]) -> Rule:
    """For names out of a closed list."""
    return Rule(f"must be one of {', '.join(values)}", lambda value: value in values)


def read(kind: type[T], raw: object, where: str, problems: list[str]) -> T | None:
    """An instance of the dataclass `kind`, or None after its problems were added, each with its key."""
    before = len(problems)
    given = known(kind, raw, where, problems)
    hints = get_type_hints(kind, include_extras=True)
    values = {key: value(hints[key], item, f"{where}: {key}", problems) for key, item in given.items()}
    return kind(**values) if len(problems) == before else None


def known(kind: type, raw: object, where: str, problems: list[str]) -> dict[str, Any]:
    """The entries of `raw` that `kind` has; keys that are unknown or missing are problems."""
    said = f"{where}: " if where else ""
    if not isinstance(raw, dict):
        problems.append(f"{said}must be a JSON object, was {raw!r}")
        return {}
    has = {field.name: field.default is MISSING for field in fields(kind)}
    problems += [f"{said}unknown key {key!r}" for key in sorted(raw.keys() - has.keys())]
    problems += [f"{said}missing key {key!r}" for key, needed in has.items() if needed and key not in raw]
    return {key: raw[key] for key in has if key in raw}


def value(hint: Any, raw: object, where: str, problems: list[str]) -> Any:
    """What `raw` is as `hint`, or None after a problem was added.

    A hint is str, int, float, a dataclass, a tuple of one of them, or any of these with rules.
    """
    if get_origin(hint) is Annotated:
        bare, *rules = get_args(hint)
        found = value(bare, raw, where, problems)
        broken = [rule.says for rule in rules if found is not None and not rule.holds(found)]
        problems += [f"{where}: {says}, was {raw!r}" for says in broken]
        return None if broken else found
    if get_origin(hint) is tuple:
        return _entries(get_args(hint)[0], raw, where, problems)
    if is_dataclass(hint) and isinstance(hint, type):
        return read(hint, raw, where, problems)
    if not _is(hint, raw):
        problems.append(f"{where}: must be {_WORDS[hint]}, was {raw!r}")
        return None
    return raw


def _entries(hint: Any, raw: object, where: str, problems: list[str]) -> tuple[Any, ...] | None:
    if not isinstance(raw, list):
        problems.append(f"{where}: must be a list, was {raw!r}")
        return None
    before = len(problems)
    found = tuple(value(hint, item, f"{where}[{at}]", problems) for at, item in enumerate(raw))
    return found if len(problems) == before else None


def _is(hint: type, raw: object) -> bool:
    if isinstance(raw, bool):  # which Python takes for a number
        return False
    if hint is float:
        return isinstance(raw, int | float) and math.isfinite(raw)
    return isinstance(raw, hint)
