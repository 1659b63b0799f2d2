"""What leaks print: the same rows and trees, honest and with one mistake each, and which check sees it.

Nothing is written.
"""

import contextlib
import io
from pathlib import Path

from . import audit_skill, config, config_file, leak_demo, training

HORIZONS = (1, 4, 24)
SHORT, LONG = 90, 365


def show(path: Path, exports: list[Path]) -> int:
    """Prints the table, row by row."""
    settings = config_file.load(path)
    if (settings.trigger, settings.windowBars, settings.horizonBars) != ("bar", 1, 1):
        raise config.ConfigError(
            "lab demo-leaks: takes a configuration with trigger bar, windowBars 1 and horizonBars 1,"
            f" was {settings.trigger}, {settings.windowBars}, {settings.horizonBars}"
        )
    data = training.load(settings, exports)
    print("| mistake | " + " | ".join(f"{bars} bars" for bars in HORIZONS) + " | seen by |\n|---|---|---|---|---|")
    for mistake in leak_demo.mistakes():
        with contextlib.redirect_stdout(io.StringIO()):  # progress of the trees
            found = [leak_demo.outcome(mistake, data, settings, horizon) for horizon in HORIZONS]
        seen = [", ".join(each.caught) or "nothing" for each in found]
        said = seen[0] if len(set(seen)) == 1 else "; ".join(seen)
        print(f"| {mistake.name} | {' | '.join(f'{100 * each.accuracy:.1f}' for each in found)} | {said} |", flush=True)
    for days in (SHORT, LONG):
        best = leak_demo.best_variant(data, settings, days)
        if best is None:
            print(f"| best of {leak_demo.VARIANTS} coins, {days} days | | | not measured, too few days | |")
        else:
            seen_by = "skill" if _is_beyond(*best) else "nothing"
            print(f"| best of {leak_demo.VARIANTS} coins, {days} days | | | {_said(*best)} | {seen_by} |")
    return 0


def _is_beyond(accuracy: float, sharpe: float) -> bool:
    return accuracy > audit_skill.ACCURACY_OF_A_DAY or sharpe > audit_skill.SHARPE


def _said(accuracy: float, sharpe: float) -> str:
    return f"{100 * accuracy:.1f}, Sharpe ratio {sharpe:.2f}"
