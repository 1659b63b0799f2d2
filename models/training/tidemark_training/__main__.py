"""The command line: python -m tidemark_training COMMAND CONFIG ..., where COMMAND is one of `_COMMANDS`.

Exit code 0: done; 2: it could not be done, one line says why; 3: `retrain` found the new version to be worse.
"""

import argparse
import sys

from . import retrain, training, walk_forward
from .lab import command as lab

_COMMANDS = {
    "train": ("Train a model as its configuration says and write its artefact.", training),
    "retrain": ("Train the next version and judge it beside the one that serves.", retrain),
    "walk-forward": ("Measure a volatility year by year beside HAR, EWMA and GARCH.", walk_forward),
    "lab": ("Compare families, walked forward over the same rows; or show what leaks make of them.", lab),
}


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    parser = argparse.ArgumentParser(prog="tidemark_training", description="Trains Tidemark's models.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (description, module) in _COMMANDS.items():
        module.arguments(commands.add_parser(name, description=description, help=description))
    given = parser.parse_args(arguments)
    _, module = _COMMANDS[given.command]
    try:
        code: int = module.command(given)
    except (ValueError, OSError) as problem:
        parser.exit(2, f"{problem}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
