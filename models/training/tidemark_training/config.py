"""What to train: one strict JSON file per model. An unknown or missing key is an error."""

import json
import re
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, get_args

DRIFT_ROLES = ("pause", "alert", "ignore")
TRIGGERS = ("bar", "every")
_UNIT_MICROS = {"m": 60_000_000, "h": 3_600_000_000, "d": 86_400_000_000}
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


class ConfigError(ValueError):
    """The configuration does not say what to do; the message names the key."""


@dataclass(frozen=True)
class Feature:
    """A feature by its name in the export, and what its drift may do (pause, alert, ignore)."""

    name: str
    drift: str


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
class LinearFit:
    """How a logistic regression is fitted: `l2` is the penalty on its weights."""

    l2: float


@dataclass(frozen=True)
class LstmFit:
    """How an LSTM is fitted.

    `hidden`: units of each LSTM layer, from the input on; `dense`: units between the last of them
    and the answer; `dropout`: after each LSTM layer, 0 to 1; `batch`: windows a step;
    `maxGradientNorm`: longer gradients are cut to it. The learning rate is halved after
    more than `patienceBeforeHalving` epochs without a better validation log loss, and training ends
    after `patience` of them, or after `maxEpochs`.
    """

    hidden: tuple[int, ...]
    dense: int
    dropout: float
    batch: int
    learningRate: float
    maxGradientNorm: float
    patienceBeforeHalving: int
    patience: int
    maxEpochs: int


@dataclass(frozen=True)
class GbmFit:
    """How gradient-boosted trees are fitted.

    `leaves`: of a tree, at most; each is tried and validation chooses. `minRowsInLeaf`: training rows;
    `featureFraction`: share of the features that a tree may look at; `l2`: penalty on the leaves. Boosting ends
    after `patience` trees without a better validation log loss, or after `maxTrees`.
    """

    leaves: tuple[int, ...]
    minRowsInLeaf: int
    learningRate: float
    featureFraction: float
    l2: float
    patience: int
    maxTrees: int


Fit = LinearFit | LstmFit | GbmFit


@dataclass(frozen=True)
class Config:
    """All that decides an artefact, together with the exports."""

    id: str
    version: str
    bar: str
    windowBars: int
    trigger: str
    horizonBars: int
    features: tuple[Feature, ...]
    split: DateSplit | FractionSplit
    fit: Fit
    seed: int
    baselineRows: int
    goldenRows: int
    bootstrapBlockBars: int
    bootstrapDraws: int
    notes: tuple[str, ...] = field(default=())

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
    match = re.fullmatch(r"([1-9][0-9]*)([mhd])", bar)
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


def load(path: Path) -> Config:
    """Reads and checks a configuration file."""
    return parse(json.loads(path.read_text(encoding="utf-8")))


def parse(raw: dict[str, Any]) -> Config:
    """Checks a configuration; every problem with the keys is named."""
    known = {f.name for f in fields(Config)}
    required = known - {"notes"}
    problems = [f"unknown key {key!r}" for key in sorted(raw.keys() - known)]
    problems += [f"missing key {key!r}" for key in sorted(required - raw.keys())]
    if problems:
        raise ConfigError("; ".join(problems))
    values = dict(raw)
    values["features"] = tuple(_feature(feature) for feature in raw["features"])
    values["split"] = _split(raw["split"])
    values["fit"] = _fit(raw["fit"])
    values["notes"] = tuple(raw.get("notes", ()))
    config = Config(**values)
    problems = _violations(config)
    if problems:
        raise ConfigError("; ".join(problems))
    return config


def _feature(raw: dict[str, Any]) -> Feature:
    if set(raw) != {"name", "drift"}:
        raise ConfigError(f"features: each has a name and a drift, nothing else; was {raw}")
    return Feature(**raw)


def _split(raw: dict[str, Any]) -> DateSplit | FractionSplit:
    keys = set(raw)
    if keys == {"validationFrom", "testFrom", "end"}:
        return DateSplit(*(to_micros(raw[k]) for k in ("validationFrom", "testFrom", "end")))
    if keys == {"train", "validation"}:
        return FractionSplit(float(raw["train"]), float(raw["validation"]))
    raise ConfigError(
        "split: expected validationFrom, testFrom, end (instants) or train, validation"
        f" (fractions); was {sorted(keys)}"
    )


def _fit(raw: dict[str, Any]) -> Fit:
    kinds = get_args(Fit)
    for kind in kinds:
        if set(raw) == {f.name for f in fields(kind)}:
            return kind(**{key: tuple(v) if isinstance(v, list) else v for key, v in raw.items()})
    expected = " or ".join(", ".join(f.name for f in fields(kind)) for kind in kinds)
    raise ConfigError(f"fit: expected exactly {expected}; was {sorted(raw)}")


def _violations(config: Config) -> list[str]:
    config.bar_micros  # raises with its own message
    problems = []
    if config.trigger not in TRIGGERS:
        problems.append(f"trigger: expected one of {TRIGGERS}, was {config.trigger!r}")
    for key in ("windowBars", "horizonBars", "baselineRows", "goldenRows", "bootstrapBlockBars", "bootstrapDraws"):
        if getattr(config, key) < 1:
            problems.append(f"{key}: must be positive, was {getattr(config, key)}")
    if config.windowBars > 1 and config.trigger != "bar":
        problems.append(f"windowBars: more than 1 is trained on bar closes only, was {config.windowBars}")
    problems += _fit_violations(config.fit)
    for feature in config.features:
        if feature.drift not in DRIFT_ROLES:
            problems.append(
                f"features: {feature.name}: drift must be one of {DRIFT_ROLES}, was {feature.drift!r}"
            )
    names = config.feature_names
    if not names or len(set(names)) != len(names):
        problems.append(f"features: expected distinct names, at least one; was {names}")
    split = config.split
    if isinstance(split, DateSplit):
        if not split.validation_from < split.test_from < split.end:
            problems.append("split: validationFrom, testFrom and end must rise")
    elif not (0 < split.train and 0 < split.validation and split.train + split.validation < 1):
        problems.append("split: train and validation must be positive and leave a test part")
    return problems


def _fit_violations(fit: Fit) -> list[str]:
    if isinstance(fit, LinearFit):
        return [] if fit.l2 >= 0 else [f"fit: l2: must not be negative, was {fit.l2}"]
    if isinstance(fit, GbmFit):
        return _gbm_violations(fit)
    positive = {f.name: getattr(fit, f.name) for f in fields(LstmFit) if f.name not in ("hidden", "dropout")}
    positive |= {f"hidden[{n}]": units for n, units in enumerate(fit.hidden)}
    problems = [f"fit: {key}: must be positive, was {value}" for key, value in positive.items() if not value > 0]
    if not fit.hidden:
        problems.append("fit: hidden: expected at least one layer")
    if not 0 <= fit.dropout < 1:
        problems.append(f"fit: dropout: must be within 0 and 1, was {fit.dropout}")
    return problems


def _gbm_violations(fit: GbmFit) -> list[str]:
    problems = [
        f"fit: {key}: must be positive, was {getattr(fit, key)}"
        for key in ("minRowsInLeaf", "learningRate", "patience", "maxTrees")
        if not getattr(fit, key) > 0
    ]
    if not fit.leaves or min(fit.leaves) < 2:
        problems.append(f"fit: leaves: expected at least one number, each 2 or more; was {list(fit.leaves)}")
    if not 0 < fit.featureFraction <= 1:
        problems.append(f"fit: featureFraction: must be above 0 and at most 1, was {fit.featureFraction}")
    if not fit.l2 >= 0:
        problems.append(f"fit: l2: must not be negative, was {fit.l2}")
    return problems
