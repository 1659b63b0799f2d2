"""Reads configurations: one strict JSON file per model. All that is wrong is said at once, each with its key."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, get_type_hints

from . import leaks, reading, trainers
from .config import IS_INSTANT, Config, ConfigError, DateSplit, FractionSplit, to_micros


def load(path: Path) -> Config:
    """Reads and checks a configuration file."""
    return parse(json.loads(path.read_text(encoding="utf-8")))


def parse(raw: object) -> Config:
    """Checks a configuration; every problem is named with its key."""
    problems: list[str] = leaks.asked_for(raw) if isinstance(raw, dict) else []
    honest = {key: item for key, item in raw.items() if key not in leaks.KEYS} if isinstance(raw, dict) else raw
    given = reading.known(Config, honest, "", problems)
    hints = get_type_hints(Config, include_extras=True)
    values = {
        key: reading.value(hints[key], item, key, problems)
        for key, item in given.items()
        if key not in ("split", "trainer", "fit")
    }
    if "split" in given:
        values["split"] = _split(given["split"], problems)
    if "trainer" in given:
        values["trainer"], values["fit"] = _trainer(given, problems)
    problems += _violations({key: found for key, found in values.items() if found is not None})
    if problems:
        raise ConfigError("; ".join(problems))
    return Config(**values)


_Instant = Annotated[str, IS_INSTANT]


@dataclass(frozen=True)
class _Dates:
    validationFrom: _Instant
    testFrom: _Instant
    end: _Instant


def _split(raw: object, problems: list[str]) -> DateSplit | FractionSplit | None:
    keys = set(raw) if isinstance(raw, dict) else set()
    if keys == {"validationFrom", "testFrom", "end"}:
        dates = reading.read(_Dates, raw, "split", problems)
        return None if dates is None else DateSplit(*map(to_micros, (dates.validationFrom, dates.testFrom, dates.end)))
    if keys == {"train", "validation"}:
        return reading.read(FractionSplit, raw, "split", problems)
    problems.append(
        "split: expected validationFrom, testFrom, end (instants) or train, validation"
        f" (fractions); was {sorted(keys) if isinstance(raw, dict) else raw!r}"
    )
    return None


def _trainer(given: dict[str, Any], problems: list[str]) -> tuple[str | None, object]:
    """The trainer's name, and `fit` as that trainer takes it."""
    name = given["trainer"]
    if name not in trainers.names():
        problems.append(f"trainer: must be one of {', '.join(trainers.names())}, was {name!r}")
        return None, None
    if "fit" not in given:
        return name, None
    return name, reading.read(trainers.named(name).fit, given["fit"], "fit", problems)


def _violations(values: dict[str, Any]) -> list[str]:
    """Of what one key means for another, among those that are right by themselves."""
    problems = []
    bars = values.get("windowBars", 1)
    if bars > 1 and values.get("trigger", "bar") != "bar":
        problems.append(f"windowBars: more than 1 is trained on bar closes only, was {bars}")
    if "windowBars" in values and "trainer" in values:
        problems += trainers.named(values["trainer"]).window_violations(values["trainer"], bars)
    if "features" in values:
        names = [feature.name for feature in values["features"]]
        if len(set(names)) != len(names) or not names:
            problems.append(f"features: expected distinct names, at least one; was {names}")
        if "log_return" not in names:
            problems.append("features: log_return is needed for the last-sign baseline")
    split = values.get("split")
    if isinstance(split, DateSplit) and not split.validation_from < split.test_from < split.end:
        problems.append("split: validationFrom, testFrom and end must rise")
    if isinstance(split, FractionSplit) and not (
        0 < split.train and 0 < split.validation and split.train + split.validation < 1
    ):
        problems.append("split: train and validation must be positive and leave a test part")
    return problems
