"""What the audit looks at, and what it says."""

from dataclasses import dataclass

from .config import Config
from .dataset import Dataset
from .split import Parts


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
