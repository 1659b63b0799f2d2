"""What the lab is to do: one strict JSON file. All that is wrong is said at once, each with its key."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any, get_type_hints

from .. import families, leaks, reading
from ..config import DAY_MICROS, IS_BAR, IS_INSTANT, ConfigError, bar_micros, to_micros
from ..reading import NOT_EMPTY, NOT_NEGATIVE, POSITIVE, at_least, one_of

TASKS = ("direction", "volatility")


@dataclass(frozen=True)
class Input:
    """A feature by its name in the export."""

    name: str


@dataclass(frozen=True)
class Walk:
    """Refits at even steps from `first` to `end`; each is measured on the rows up to the next one.

    `kind`: `expanding` trains on all rows before a refit, `rolling` on the last `trainDays`. The last `validationDays`
    of them end fits and choose among settings. Labels never reach over a border; `embargoBars` more are left out.
    """

    kind: Annotated[str, one_of(("expanding", "rolling"))]
    first: Annotated[str, IS_INSTANT]
    end: Annotated[str, IS_INSTANT]
    refits: Annotated[int, POSITIVE]
    validationDays: Annotated[int, POSITIVE]
    trainDays: Annotated[int, NOT_NEGATIVE] = 0
    embargoBars: Annotated[int, NOT_NEGATIVE] = 0


@dataclass(frozen=True)
class Entrant:
    """A row of the report: `family` is a name in `families`, each of `fits` a setting that it takes.

    With several settings the validation loss chooses, in each fold anew, and each counts as a try.
    """

    name: str
    family: str
    windowBars: int
    fits: tuple[object, ...]


@dataclass(frozen=True)
class Study:
    """`explained`: why numbers beyond what markets allow are right; without it the report says to take them for a bug.

    Rows are of bars that closed (`trigger` `bar`). Families with chance in them are fitted with each of `seeds` and
    answer with the mean.
    """

    id: str
    task: Annotated[str, one_of(TASKS)]
    bar: Annotated[str, IS_BAR]
    trigger: Annotated[str, one_of(("bar",))]
    horizonBars: Annotated[int, POSITIVE]
    features: Annotated[tuple[Input, ...], NOT_EMPTY]
    walk: Walk
    families: tuple[Entrant, ...]
    seeds: Annotated[tuple[Annotated[int, NOT_NEGATIVE], ...], NOT_EMPTY]
    bootstrapBlockBars: Annotated[int, POSITIVE]
    bootstrapDraws: Annotated[int, at_least(100)]
    explained: str = ""

    @property
    def names(self) -> list[str]:
        """Of the features, in order."""
        return [each.name for each in self.features]

    @property
    def feature_names(self) -> list[str]:
        """As `names`; this and what follows is what the audit asks a configuration for."""
        return self.names

    @property
    def bar_micros(self) -> int:
        """Length of a bar."""
        return bar_micros(self.bar)

    @property
    def embargo_micros(self) -> int:
        """How far a row's label reaches."""
        return self.horizon

    @property
    def horizon(self) -> int:
        """Microseconds from a row to its outcome."""
        return self.horizonBars * bar_micros(self.bar)

    @property
    def block(self) -> int:
        """Microseconds that are resampled together."""
        return self.bootstrapBlockBars * bar_micros(self.bar)


@dataclass(frozen=True)
class _RawEntrant:
    name: str
    family: str
    fits: Any
    windowBars: Annotated[int, POSITIVE] = 1


def load(path: Path) -> Study:
    """Reads and checks a file."""
    return parse(json.loads(path.read_text(encoding="utf-8")))


def parse(raw: object) -> Study:
    """Checks a study; every problem is named with its key."""
    problems: list[str] = leaks.asked_for(raw) if isinstance(raw, dict) else []
    honest = {key: item for key, item in raw.items() if key not in leaks.KEYS} if isinstance(raw, dict) else raw
    given = reading.known(Study, honest, "", problems)
    hints = get_type_hints(Study, include_extras=True)
    values = {key: reading.value(hints[key], item, key, problems) for key, item in given.items() if key != "families"}
    if "families" in given:
        values["families"] = _entrants(given["families"], values.get("task"), problems)
    problems += _violations({key: found for key, found in values.items() if found is not None})
    if problems:
        raise ConfigError("; ".join(problems))
    return Study(**values)


def _entrants(raw: object, task: str | None, problems: list[str]) -> tuple[Entrant, ...]:
    if not isinstance(raw, list) or not raw:
        problems.append(f"families: must be a list with at least one entry, was {raw!r}")
        return ()
    found = [_entrant(f"families[{at}]", each, task, problems) for at, each in enumerate(raw)]
    names = [each.name for each in found if each is not None]
    if len(set(names)) != len(names):
        problems.append(f"families: each needs a name of its own, were {', '.join(names)}")
    return tuple(each for each in found if each is not None)


def _entrant(where: str, raw: object, task: str | None, problems: list[str]) -> Entrant | None:
    hints = get_type_hints(_RawEntrant, include_extras=True)
    given = reading.known(_RawEntrant, raw, where, problems)
    if not given.keys() >= {"name", "family", "fits"}:
        return None
    name, bars = (
        reading.value(hints[key], given.get(key, 1), f"{where}: {key}", problems) for key in ("name", "windowBars")
    )
    if given["family"] not in families.names():
        problems.append(f"{where}: family: must be one of {', '.join(families.names())}, was {given['family']!r}")
        return None
    family = families.named(given["family"])
    missing = family.missing()
    if missing:
        problems.append(
            f"{where}: family {given['family']} needs {', '.join(missing)}: pip install {' '.join(missing)}"
        )
    if bars is not None and family.takes_windows != (bars > 1):
        wanted = "2 or more" if family.takes_windows else "1"
        problems.append(f"{where}: windowBars: {given['family']} takes {wanted}, was {bars}")
    if given["family"] == "logistic" and task == "volatility":
        problems.append(f"{where}: family: logistic answers probabilities; take ridge for a volatility")
    fits = given["fits"]
    if not isinstance(fits, list) or not fits:
        problems.append(f"{where}: fits: must be a list with at least one entry, was {fits!r}")
        return None
    read = [reading.read(family.fit, each, f"{where}: fits[{at}]", problems) for at, each in enumerate(fits)]
    return Entrant(str(name), given["family"], int(bars or 1), tuple(each for each in read if each is not None))


def _violations(values: dict[str, Any]) -> list[str]:
    problems = []
    names = [each.name for each in values.get("features", ())]
    if len(set(names)) != len(names):
        problems.append("features: names must be distinct")
    if names and "log_return" not in names:
        problems.append("features: log_return is needed for what needs no model")
    walk = values.get("walk")
    if walk is not None:
        if not to_micros(walk.first) < to_micros(walk.end):
            problems.append("walk: first must be before end")
        if (walk.kind == "rolling") != (walk.trainDays > walk.validationDays):
            problems.append("walk: trainDays: rolling takes more than validationDays, expanding takes 0 or none")
    if {"horizonBars", "bar", "bootstrapBlockBars"} <= values.keys():
        least = max(values["horizonBars"], DAY_MICROS // bar_micros(values["bar"]))
        if values["bootstrapBlockBars"] < least:
            problems.append(
                f"bootstrapBlockBars: must be {least} or more, a day and a horizon, or intervals do not hold"
            )
    return problems


def as_json(of: object) -> str:
    """A dataclass as text that is the same for the same values; part of a fit's key."""
    return json.dumps(asdict(of), sort_keys=True)  # type: ignore[call-overload]
