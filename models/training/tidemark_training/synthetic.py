"""Seeded exports in the exporter's format, for tests: a walk with a weak pull back."""

import gzip
from pathlib import Path

import numpy as np

HOUR = 3_600_000_000
START = 1_577_836_800_000_000  # 2020-01-01T00:00:00Z
FEATURES = ["log_return", "rsi(14)", "macd(12,26,9)"]


def write(
    path: Path,
    rows: int,
    seed: int,
    instruments: tuple[str, ...] = ("BTC-USDT@test",),
    step: int = HOUR,
    pull: float = 0.15,
    permute_labels: bool = False,
) -> None:
    """Writes an export whose next return is -`pull` times the last one plus noise."""
    random = np.random.default_rng(seed)
    paths = [_path(random, rows, pull) for _ in instruments]
    if permute_labels:
        for _, forward in paths:
            random.shuffle(forward)
    lines = [",".join(["instrument", "event_time_micros", *map(_quoted, FEATURES), "label_up", "forward_return"])]
    for row in range(rows):
        for name, (values, forward) in zip(instruments, paths):
            numbers = ",".join(str(v) for v in values[row])
            lines.append(f"{name},{START + row * step},{numbers},{int(forward[row] > 0)},{forward[row]!r}")
    # A fixed time in the header: the same seed gives the same file.
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))


def _path(random: np.random.Generator, rows: int, pull: float) -> tuple[np.ndarray, np.ndarray]:
    noise = 0.01 * random.standard_t(4, rows + 1)
    returns = np.zeros(rows + 1)
    for row in range(1, rows + 1):
        returns[row] = noise[row] - pull * returns[row - 1]
    last = returns[:-1]
    rsi = 50 + 20 * np.tanh(100 * last) + random.normal(0, 5, rows)
    macd = np.convolve(last, np.ones(10) / 10)[:rows]
    values = np.column_stack([last, rsi, macd]).astype(np.float32)
    return values, [float(value) for value in returns[1:]]


def _quoted(name: str) -> str:
    return f'"{name}"' if "," in name else name
