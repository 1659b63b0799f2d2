"""What to train: all that decides an artefact, together with the exports. `config_file` reads and checks it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated

from .reading import NOT_NEGATIVE, POSITIVE, Rule, one_of

DRIFT_ROLES = ("pause", "alert", "ignore")
TRIGGERS = ("bar", "every")
RECALIBRATIONS = ("chosen", "none")
DATA = ("BTC_1H", "BTC_1M", "ETH_1H", "SIMULATOR")
_UNIT_MICROS = {"m": 60_000_000, "h": 3_600_000_000, "d": 86_400_000_000}
_BAR = re.compile(r"([1-9][0-9]*)([mhd])")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY_MICROS = _UNIT_MICROS["d"]
IS_BAR = Rule("must be a number and one of m, h, d, such as 1h", lambda bar: _BAR.fullmatch(bar) is not None)


def _is_instant(text: str) -> bool:
    try:
        to_micros(text)
    except ValueError:
        return False
    return True


IS_INSTANT = Rule("must be an instant with its zone, such as 2023-01-01T00:00:00Z", _is_instant)


class ConfigError(ValueError):
    """The configuration does not say what to do; the message names the key."""


@dataclass(frozen=True)
class Feature:
    """A feature by its name in the export, and what its drift may do (pause, alert, ignore)."""

    name: str
    drift: Annotated[str, one_of(DRIFT_ROLES)]


@dataclass(frozen=True)
class DateSplit:
    """Borders of the parts in microseconds; training is all before `validation_from`."""

    validation_from: int
    test_from: int
    end: int


@dataclass(frozen=True)
class FractionSplit:
    """Borders of the parts as fractions of each export's own time span."""

    train: float
    validation: float


@dataclass(frozen=True)
class Config:
    """One model: `trainer` is a name in `trainers`, and `fit` holds what that trainer takes.

    `data` says what `make train` exports for it, one of `DATA`; empty where it exports nothing. `explained`: why
    numbers beyond what markets allow are right; without it they stop the model. `servedOn`: instruments that it may
    be scored on, `*` for any characters; empty means all of the exports' bases. `recalibration`: `chosen` lets
    validation recalibrate the answers of a direction, as `recalibration` does; `none` leaves them as they are.
    """

    id: str
    version: str
    bar: Annotated[str, IS_BAR]
    windowBars: Annotated[int, POSITIVE]
    trigger: Annotated[str, one_of(TRIGGERS)]
    horizonBars: Annotated[int, POSITIVE]
    features: tuple[Feature, ...]
    split: DateSplit | FractionSplit
    trainer: str
    fit: object
    seed: Annotated[int, NOT_NEGATIVE]
    baselineRows: Annotated[int, POSITIVE]
    goldenRows: Annotated[int, POSITIVE]
    bootstrapBlockBars: Annotated[int, POSITIVE]
    bootstrapDraws: Annotated[int, POSITIVE]
    notes: tuple[str, ...] = ()
    data: Annotated[str, one_of(DATA)] = ""
    explained: str = ""
    servedOn: tuple[str, ...] = ()
    recalibration: Annotated[str, one_of(RECALIBRATIONS)] = "chosen"

    @property
    def bar_micros(self) -> int:
        """Length of a bar."""
        return bar_micros(self.bar)

    @property
    def embargo_micros(self) -> int:
        """How far a row's label reaches beyond its event time, at most.

        A row inside a forming bar reaches to the end of a bar: one bar more.
        """
        forming = 1 if self.trigger == "every" else 0
        return (self.horizonBars + forming) * self.bar_micros

    @property
    def feature_names(self) -> list[str]:
        """In the model's order."""
        return [feature.name for feature in self.features]


def bar_micros(bar: str) -> int:
    """`1h`, `1m`, `1d` in microseconds."""
    match = _BAR.fullmatch(bar)
    if match is None:
        raise ConfigError(f"bar: expected a number and one of m, h, d, such as 1h; was {bar!r}")
    return int(match[1]) * _UNIT_MICROS[match[2]]


def to_micros(instant: str) -> int:
    """An ISO instant with its zone, in microseconds since the epoch."""
    moment = datetime.fromisoformat(instant)
    if moment.tzinfo is None:
        raise ConfigError(f"instant without a zone: {instant!r}; write 2023-01-01T00:00:00Z")
    return (moment - _EPOCH) // timedelta(microseconds=1)


def to_instant(micros: int) -> str:
    """Microseconds since the epoch as an ISO instant in UTC."""
    return (_EPOCH + timedelta(microseconds=micros)).isoformat().replace("+00:00", "Z")
