"""Seeded exports in the exporter's format, for tests: a walk with a weak pull back."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

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
    trigger: str = "bar",
) -> None:
    """Writes an export of hourly bars whose next return is -`pull` times the last one plus noise."""
    random = np.random.default_rng(seed)
    paths = [_path(random, rows, pull) for _ in instruments]
    if permute_labels:
        for _, forward in paths:
            random.shuffle(forward)
    path.mkdir()
    for name, (values, forward) in zip(instruments, paths, strict=True):
        write_file(path / f"{name}.parquet", name, START + step * np.arange(rows), values, forward, trigger)


def write_file(
    path: Path,
    instrument: str,
    time: np.ndarray,
    values: np.ndarray,
    forward: np.ndarray | list[float],
    trigger: str = "bar",
    features: list[str] = FEATURES,
    runs: dict[str, str] | None = None,
) -> None:
    """One instrument's rows, with the columns and metadata of `RowShape` in Java; `runs` as it writes them, by kind."""
    rows = len(time)
    columns = {
        "instrument": pa.array([instrument] * rows),
        "event_time": pa.array(np.asarray(time, np.int64)).cast(pa.timestamp("us", tz="UTC")),
        "feature_set_hash": pa.array(["0" * 64] * rows),
        "bar_closed": pa.array(np.asarray(time) % HOUR == 0),
        **{name: pa.array(np.asarray(values, np.float32)[:, at]) for at, name in enumerate(features)},
        "label_up": pa.array(np.asarray(forward) > 0),
        "label_return": pa.array(np.asarray(forward, np.float64)),
        "label_volatility": pa.array(np.abs(np.asarray(forward, np.float64)) * np.sqrt(8760)),
    }
    about = {
        "tidemark.format": "1",
        "tidemark.bar": "1h",
        "tidemark.trigger": trigger,
        "tidemark.horizon_bars": "1",
        "tidemark.features": "\n".join(features),
        "tidemark.feature_set_hash": "0" * 64,
        "tidemark.volatility_step": "5m",
        **{f"tidemark.runs.{kind}": lines for kind, lines in (runs or {}).items()},
    }
    pq.write_table(pa.table(columns).replace_schema_metadata(about), path)


def _path(random: np.random.Generator, rows: int, pull: float) -> tuple[np.ndarray, list[float]]:
    noise = 0.01 * random.standard_t(4, rows + 1)
    returns = np.zeros(rows + 1)
    for row in range(1, rows + 1):
        returns[row] = noise[row] - pull * returns[row - 1]
    last = returns[:-1]
    rsi = 50 + 20 * np.tanh(100 * last) + random.normal(0, 5, rows)
    macd = np.convolve(last, np.ones(10) / 10)[:rows]
    values = np.column_stack([last, rsi, macd]).astype(np.float32)
    return values, [float(value) for value in returns[1:]]
