"""What a model answers, as a manifest says it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """Of one number: the `task`, the name of the graph's `output`, and the score at which it says `neutral`."""

    task: str
    output: str
    neutral: float


DIRECTION = Answer("direction", "probability", 0.5)
VOLATILITY = Answer("volatility", "volatility", 0.0)
