"""The ways in which a model is made to know the future, each with what is wrong with it. None can be configured."""

from typing import Any

LEAKS = {
    "random-split": "labels of neighbouring rows overlap, so training rows hold the outcomes of test rows",
    "centred-average": "a centred average holds the prices that are to be foretold",
    "smoothed-target": "most of a smoothed price's next move is known already, and nobody can trade at it",
    "forming-bar": "a bar that is joined on its start tells its rows how it will end",
    "target-feature": "the label cannot be known when it would be needed",
    "no-embargo": "the last labels before a border are known only after it",
    "whole-normaliser": "mean and deviation of the whole time hold the levels of the test part",
    "chosen-on-test": "the best of many variants on the test part is good by chance",
}
# Words of a configuration that ask for a leak, beside `leak` itself: of its keys, and of a feature's name.
_KEYS = {
    "label": "smoothed-target",
    "target": "smoothed-target",
    "join": "forming-bar",
    "embargo": "no-embargo",
    "normaliser": "whole-normaliser",
    "normalizer": "whole-normaliser",
    "chooseOn": "chosen-on-test",
}
_BEGINNINGS = {"centred": "centred-average", "centered": "centred-average", "label": "target-feature"}
KEYS = frozenset({"leak", *_KEYS})


def asked_for(raw: dict[str, Any]) -> list[str]:
    """A sentence for each leak that a configuration asks for, with its key."""
    problems = []
    if "leak" in raw:
        name = raw["leak"]
        known = f"{LEAKS[name]}" if name in LEAKS else f"known are {', '.join(LEAKS)}, was {name!r}"
        problems.append(f"leak: no leak is trained on ({known}); lab demo-leaks shows what each would print")
    problems += [_refusal(key, _KEYS[key]) for key in raw if key in _KEYS]
    split = raw.get("split")
    if split == "random" or (isinstance(split, dict) and split.keys() & {"random", "shuffle"}):
        problems.append(_refusal("split", "random-split"))
    features = raw.get("features")
    for at, feature in enumerate(features if isinstance(features, list) else []):
        name = str(feature.get("name", "")) if isinstance(feature, dict) else ""
        problems += [
            _refusal(f"features[{at}]: {name}", leak)
            for beginning, leak in _BEGINNINGS.items()
            if name.startswith(f"{beginning}_")
        ]
    return problems


def _refusal(key: str, leak: str) -> str:
    return f"{key}: {leak} is refused: {LEAKS[leak]}"
