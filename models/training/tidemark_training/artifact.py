"""Writes an artefact: model.onnx, baseline.csv, golden.csv and the manifest that binds them."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnxruntime

from . import interval, metrics, trainers, volatility_metrics
from .answer import DIRECTION, VOLATILITY, Answer
from .config import Config, to_instant
from .dataset import RUNS, Dataset
from .graph import INPUT, OPSET
from .split import Part, Parts

SCORE_BATCH = 4096
_RUN_FIELDS = ("unchangedCloses", "barsWithoutVolume", "bookUnmovedMicros")  # of a manifest, as `RUNS`


class ArtifactExists(FileExistsError):
    """An artefact is immutable: another model is another version."""


def require_new(out: Path) -> None:
    """Refuses a directory that is there already."""
    if out.exists():
        raise ArtifactExists(f"{out} exists; an artefact never changes: choose another version")


def feature_set_hash(bar: str, names: list[str]) -> str:
    """SHA-256 of the bar length and the ordered feature names, one per line."""
    return hashlib.sha256("\n".join([f"bar={bar}", *names]).encode()).hexdigest()


def score(model: bytes, inputs: np.ndarray) -> np.ndarray:
    """Answers as the served file gives them: ONNX Runtime on one thread, float32, one a row.

    In batches, since a layer of an LSTM holds all steps of a batch at once.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    batches = np.array_split(inputs, -(-len(inputs) // SCORE_BATCH))
    return np.concatenate([session.run(None, {INPUT: batch})[0] for batch in batches])


def write(
    out: Path, model: bytes, data: Dataset, parts: Parts, config: Config, beside: Mapping[str, bytes] | None = None
) -> dict[str, object]:
    """Writes all files, and those `beside` the model, into the new directory `out` and returns the manifest."""
    require_new(out)
    files = {
        "baseline.csv": _baseline(model, parts.train.rows, config),
        "golden.csv": _golden(model, parts.test.rows, config),
        "model.onnx": model,
        **(beside or {}),
    }
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    manifest = _manifest(model, hashes, data, parts, config)
    out.mkdir(parents=True)
    for name, content in files.items():
        (out / name).write_bytes(content)
    text = json.dumps(manifest, indent=2, ensure_ascii=False, allow_nan=False)
    (out / "manifest.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    return manifest


def _manifest(model: bytes, hashes: dict[str, str], data: Dataset, parts: Parts, config: Config) -> dict[str, object]:
    count = len(config.features)
    shape = [-1, count] if config.windowBars == 1 else [-1, config.windowBars, count]
    validation = parts.validation.rows
    answer = answer_of(config)
    intervals = _intervals(model, validation, config) if answer == DIRECTION else None
    return {
        "id": config.id,
        "version": config.version,
        "opset": OPSET,
        "input": {"name": INPUT, "shape": shape},
        "output": {"name": answer.output, "shape": [-1]},
        **_task(answer),
        "bar": config.bar,
        "windowBars": config.windowBars,
        "trigger": config.trigger,
        "horizonBars": config.horizonBars,
        "features": [{"name": f.name, "drift": f.drift} for f in config.features],
        "featureSetHash": feature_set_hash(config.bar, config.feature_names),
        "instruments": sorted(data.instruments),
        "servedOn": list(config.servedOn) or of_bases(sorted(data.instruments)),
        "training": _period(parts.train),
        "validation": _period(parts.validation),
        "test": _period(parts.test),
        "trainedOn": [vars(source) for source in data.sources],
        **_feed_runs(data, parts.train.rows),
        **({"metrics": _metrics(model, parts, config)} if answer == DIRECTION else {}),
        "strengthQuantiles": metrics.percentiles(score(model, validation.inputs), answer.neutral).tolist(),
        **({"bins": _bins(intervals.bins)} if intervals is not None else {}),
        "files": hashes,
        "notes": [
            *config.notes,
            *(_worth(model, parts, config) if answer == VOLATILITY else []),
            *([_interval_note(intervals, model, parts.test.rows, config)] if intervals is not None else []),
        ],
    }


def of_bases(instruments: list[str]) -> list[str]:
    """Those of the same bases on any venue, against any quote and of any kind, as the import and the jobs take them."""
    bases = (name.partition("-")[0] for name in instruments if "-" in name)
    return [f"{base}-*@*" for base in dict.fromkeys(bases) if base]


def answer_of(config: Config) -> Answer:
    """What the configuration's model predicts."""
    return trainers.named(config.trainer).answer


def _task(answer: Answer) -> dict[str, object]:
    """A direction is what a manifest without a task is of."""
    if answer == DIRECTION:
        return {}
    return {"task": answer.task, "outputs": [{"name": answer.output, "role": answer.task}]}


def _intervals(model: bytes, validation: Dataset, config: Config) -> interval.Intervals:
    apart = without_overlap(validation, config)
    said = score(model, apart.inputs)
    return interval.of(metrics.bins(said, apart.up), said, apart.up, blocks(apart, config))


def _bins(stated: metrics.Bins) -> dict[str, list[float]]:
    return {
        "edges": stated.edges.tolist(),
        "counts": stated.counts.tolist(),
        "ups": stated.ups.tolist(),
    }


def _interval_note(intervals: interval.Intervals, model: bytes, test: Dataset, config: Config) -> str:
    apart = without_overlap(test, config)
    return intervals.sentence(interval.coverage(intervals.bins, score(model, apart.inputs), apart.up))


def _worth(model: bytes, parts: Parts, config: Config) -> list[str]:
    """What a volatility is worth: a manifest has no place for it but the notes."""
    sentences = []
    for name, part in (("validation", parts.validation), ("the test part", parts.test)):
        rows = part.rows.moving()
        drawn = volatility_metrics.Resampling.of(blocks(rows, config), config.bootstrapDraws, config.seed)
        said = score(model, rows.inputs)
        sentences.append(volatility_metrics.sentence(name, rows.forward_volatility, said, drawn))
    return sentences


def _feed_runs(data: Dataset, train: Dataset) -> dict[str, list[dict[str, object]]]:
    """The longest runs in the training period, of each instrument of which every file says them.

    A run belongs to the period in which it began. A part that a model was only measured on does not count: a
    feed that died there would be taken for a calm one.
    """
    if not data.runs:
        return {}
    entries: list[dict[str, object]] = []
    for code, name in sorted(enumerate(data.instruments), key=lambda entry: entry[1]):
        trained = {int(export) for export in np.unique(train.export[train.instrument == code])}
        runs = [each for each in data.runs if each.instrument == code and each.export in trained]
        if not trained or len(runs) < len(trained):
            continue
        ends = [int(train.time[train.export == each.export].max()) for each in runs]
        longest = [max(each.longest(kind, end) for each, end in zip(runs, ends, strict=True)) for kind in RUNS]
        entries.append({"instrument": name, **dict(zip(_RUN_FIELDS, longest, strict=True))})
    return {"feedRuns": entries}


def _period(part: Part) -> dict[str, str]:
    return {"from": to_instant(part.start), "to": to_instant(part.end)}


def _metrics(model: bytes, parts: Parts, config: Config) -> dict[str, object]:
    """Of the file as it will be served, not of the formula it came from."""
    last = config.feature_names.index("log_return")
    base_rate = float(parts.train.rows.up.mean())
    reports = {}
    for name in ("train", "validation", "test"):
        rows = getattr(parts, name).rows
        reports[name] = metrics.report(
            score(model, rows.inputs),
            rows.up,
            rows.features[:, last],
            base_rate,
            blocks(rows, config),
            config.bootstrapDraws,
            config.seed,
        )
    return {"bootstrapBlockBars": config.bootstrapBlockBars, **reports}


def blocks(rows: Dataset, config: Config) -> np.ndarray:
    """A label per row; rows of one label are resampled together."""
    block = rows.time // (config.bootstrapBlockBars * config.bar_micros)
    return block + rows.export.astype(np.int64) * (int(block.max()) + 1)


def without_overlap(rows: Dataset, config: Config) -> Dataset:
    """Rows whose labels do not overlap: an interval counts on independent outcomes."""
    if config.trigger == "every":
        rows = rows.closes()
    return rows.where(rows.time // config.bar_micros % config.horizonBars == 0)


def _baseline(model: bytes, train: Dataset, config: Config) -> bytes:
    """The drift test's reference: one row per series and bar close, as live samples are taken.

    Thinned evenly in time within each series: one random row out of each of equal stretches, since
    a fixed stride would see the same hours of the day again and again.
    """
    closes = train.closes()
    random = np.random.default_rng(config.seed)
    each = config.baselineRows // len(np.unique(closes.series))
    picked = []
    for series in np.unique(closes.series):
        rows = np.flatnonzero(closes.series == series)
        number = min(each, len(rows))
        borders = np.linspace(0, len(rows), number + 1).astype(int)
        picked.append(rows[random.integers(borders[:-1], borders[1:])])
    chosen = closes.where(np.sort(np.concatenate(picked)))
    return _csv([*config.feature_names, "score"], chosen.features, score(model, chosen.inputs))


def _golden(model: bytes, test: Dataset, config: Config) -> bytes:
    """Evenly spaced inputs of the test part and the file's own answers.

    A window is one line: the columns of its oldest bar come first, each with `@-N` for N bars before
    the last.
    """
    number = min(config.goldenRows, len(test))
    inputs = test.inputs[np.linspace(0, len(test) - 1, number).astype(int)]
    return _csv([*input_names(config), answer_of(config).output], inputs.reshape(number, -1), score(model, inputs))


def input_names(config: Config) -> list[str]:
    """A name for each number of an input, row by row: `rsi(14)@-1` is of the bar before the last."""
    names = config.feature_names
    past = [f"{name}@-{back}" for back in range(config.windowBars - 1, 0, -1) for name in names]
    return [*past, *names]


def _csv(header: list[str], numbers: np.ndarray, answers: np.ndarray) -> bytes:
    """Numbers and the model's answer; the shortest decimals that read back as the same float32."""
    lines = [",".join(f'"{name}"' if "," in name else name for name in header)]
    lines += [",".join(str(value) for value in row) for row in np.column_stack([numbers, answers])]
    return ("\n".join(lines) + "\n").encode()
