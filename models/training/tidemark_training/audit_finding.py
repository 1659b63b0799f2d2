"""What the audit looks at, and what it says."""

from dataclasses import dataclass
from typing import Protocol

from .config import Config
from .dataset import Dataset
from .split import Parts


class RowSettings(Protocol):
    """What a configuration, or a study of the lab, says about its rows; fields as in `Config`."""

    @property
    def feature_names(self) -> list[str]: ...  # noqa: D102
    @property
    def bar_micros(self) -> int: ...  # noqa: D102
    @property
    def embargo_micros(self) -> int: ...  # noqa: D102
    @property
    def horizonBars(self) -> int: ...  # noqa: D102, N802
    @property
    def trigger(self) -> str: ...  # noqa: D102


class RowsAudited(Protocol):
    """What the checks of rows look at; as in `Audited`."""

    @property
    def data(self) -> Dataset: ...  # noqa: D102
    @property
    def parts(self) -> Parts: ...  # noqa: D102
    @property
    def settings(self) -> RowSettings: ...  # noqa: D102
    @property
    def cut(self) -> Dataset | None: ...  # noqa: D102


@dataclass(frozen=True)
class Audited:
    """A training run that ended: `model` is the file's bytes.

    `data`: the rows before they were split. `cut`: rows of an export of the same recordings that end earlier, or None.
    """

    model: bytes
    data: Dataset
    parts: Parts
    settings: Config
    cut: Dataset | None = None


@dataclass(frozen=True)
class Finding:
    """What one check measured, in words.

    `fault`: it is beyond the line. `proof`: it is wrong whatever the reason, so that none is taken.
    """

    check: str
    says: str
    fault: bool = False
    proof: bool = False
