"""What of a leak can be seen in the rows alone: time, copies, labels, features."""

from itertools import pairwise

import numpy as np
import onnx
from onnx import numpy_helper

from . import metrics, trainers
from .audit_finding import Audited, Finding, RowsAudited
from .dataset import Dataset
from .scaling import mean_and_deviation

LOOKED_AT = 20_000
COPIES = 0.001
ODD_LABELS = 0.01
ALONE = 0.10
NEARLY = 0.40
RANKS = 0.9
LABEL_TOLERANCE = 1e-5
SCALE_TOLERANCE = 1e-3


def future_cut(audited: RowsAudited) -> Finding:
    """Features that were computed from a file that ends earlier are those of the whole file, bit by bit.

    The last rows of a cut export miss for want of a label, so its horizon is 1 to see as far as can be. Which rows
    have a label depends on the horizon: where that differs, only rows that are in both are compared.
    """
    name = "future cut"
    if audited.cut is None:
        return Finding(name, "not run, there is no export of data that ends earlier (--cut)")
    changed: dict[str, int] = {}
    rows = absent = 0
    for instrument in audited.cut.instruments:
        few = _of(audited.cut, instrument)
        whole = _of(audited.data, instrument)
        last = int(few.time.max(initial=-1))
        known = np.searchsorted(whole.time, few.time)
        there = known < len(whole)
        there[there] = whole.time[known[there]] == few.time[there]
        rows += int(there.sum())
        if audited.cut.about == audited.data.about:
            absent += int((~there).sum()) + int((whole.time <= last).sum()) - int(there.sum())
        other = whole.features[known[there]] != few.features[there]
        for at, feature in enumerate(audited.settings.feature_names):
            changed[feature] = changed.get(feature, 0) + int(other[:, at].sum())
    moved = [f"{feature} in {count} rows" for feature, count in changed.items() if count]
    if moved or absent or not rows:
        more = [f"{absent} rows are in one of the two only"] if absent else []
        none = [] if rows else ["the export that ends earlier has no row"]
        return Finding(name, f"when later data is cut off, {', '.join([*moved, *more, *none])} change", True, True)
    return Finding(name, f"{rows} rows are the same when all later data is cut off")


def _of(data: Dataset, instrument: str) -> Dataset:
    """The first export's rows of one instrument: another export of it is another run of the world."""
    if instrument not in data.instruments:
        return data.where(np.zeros(len(data), bool))
    rows = data.where(data.instrument == data.instruments.index(instrument))
    return rows.where(rows.export == rows.export.min(initial=0)) if len(rows) else rows


def overlap(audited: RowsAudited) -> Finding:
    """No label of a part reaches into a later part: the embargo, counted anew from the rows."""
    parts = [part.rows for part in (audited.parts.train, audited.parts.validation, audited.parts.test)]
    reach = audited.settings.embargo_micros
    late = 0
    gaps = []
    for earlier, later in pairwise(parts):
        for export in np.intersect1d(earlier.export, later.export):
            ends = earlier.time[earlier.export == export] + reach
            begin = int(later.time[later.export == export].min())
            late += int((ends > begin).sum())
            gaps.append(begin - int(ends.max()))
    if late:
        return Finding("overlap", f"{late} labels reach into the part that follows theirs", True, True)
    least = min(gaps, default=0) / audited.settings.bar_micros
    return Finding("overlap", f"no label reaches into the part that follows; {least:.3g} bars are between at least")


def duplicates(audited: RowsAudited) -> Finding:
    """No row of the later parts is a copy of a training row.

    A still feed repeats itself, so rows without a move are left out.
    """
    known = _fingerprints(audited.parts.train.rows)
    copies = rows = 0
    for part in (audited.parts.validation, audited.parts.test):
        prints = _fingerprints(part.rows)
        rows += len(prints)
        copies += sum(each in known for each in prints)
    share = copies / max(rows, 1)
    said = f"{copies} of {rows} rows of validation and test are copies of training rows"
    return Finding("duplicates", said, share > COPIES, True)


def _fingerprints(rows: Dataset) -> set[bytes]:
    moving = rows.forward_return != 0
    numbers = np.column_stack([rows.features[moving].astype(np.float64), rows.forward_return[moving]])
    return {row.tobytes() for row in numbers}


def label(audited: RowsAudited) -> Finding:
    """The label is the sum of the returns of the bars that follow: of the price itself, and not of a smoothed one."""
    settings, data = audited.settings, audited.data
    if settings.trigger != "bar":
        return Finding("label", "not compared with the bars that follow, for rows are inside bars")
    horizon = settings.horizonBars
    if len(data) <= horizon:
        return Finding("label", "not compared, there are fewer rows than the horizon has bars")
    bar = data.time // settings.bar_micros
    order = np.lexsort((bar, data.series))
    path = np.cumsum(data.features[order, settings.feature_names.index("log_return")].astype(np.float64))
    alike = (data.series[order][horizon:] == data.series[order][:-horizon]) & (
        bar[order][horizon:] - bar[order][:-horizon] == horizon
    )
    off = np.abs(data.forward_return[order][:-horizon] - (path[horizon:] - path[:-horizon]))[alike]
    share = float((off > LABEL_TOLERANCE * horizon).mean()) if len(off) else 0.0
    said = f"{100 * share:.2g} % of {len(off)} labels are not the sum of the returns of the bars that follow"
    return Finding("label", said, share > ODD_LABELS)


def target_among_features(audited: RowsAudited) -> Finding:
    """No feature says alone what the label says; measured on training rows."""
    rows = audited.parts.train.rows
    rows = rows.where(np.unique(np.linspace(0, len(rows) - 1, min(len(rows), LOOKED_AT)).astype(int)))
    ranks = _ranks(rows.forward_return)
    alone, equal, best = [], [], ("", 0.0)
    for feature, column in zip(audited.settings.feature_names, rows.features.T.astype(np.float64), strict=True):
        distance = abs(metrics.auc(column, rows.up) - 0.5)
        tied = abs(float(np.corrcoef(_ranks(column), ranks)[0, 1]))
        said = f"{feature} (AUC {0.5 + distance:.3f} alone, rank correlation with the label's return {tied:.2f})"
        if distance > NEARLY or tied > RANKS:
            equal.append(said)
        elif distance > ALONE:
            alone.append(said)
        best = max(best, (said, distance), key=lambda one: one[1])
    name = "target among the features"
    if equal:
        return Finding(name, f"is the label or nearly so: {', '.join(equal)}", True, True)
    if alone:
        return Finding(name, f"knows alone more than AUC {0.5 + ALONE:.2f}: {', '.join(alone)}", True)
    return Finding(name, f"none; the one that knows most alone is {best[0]}")


def _ranks(values: np.ndarray) -> np.ndarray:
    _, at = np.unique(values, return_inverse=True)  # equal numbers have one rank
    return at.astype(np.float64)


def normaliser(audited: Audited) -> Finding:
    """Mean and deviation inside the file are those of the training rows."""
    kept = {tensor.name: numpy_helper.to_array(tensor) for tensor in _constants(audited.model)}
    if not {"mean", "std"} <= kept.keys():
        return Finding("normaliser", "the model has none, it takes the numbers as they are")
    names = audited.settings.feature_names
    normalised = trainers.named(audited.settings.trainer).normalised(audited.parts.train.rows, names)
    mean, std = mean_and_deviation(normalised, names)
    off = float(max(np.abs((kept["mean"] - mean) / std).max(), np.abs(kept["std"] / std - 1).max()))
    said = f"mean and deviation in the file are within {off:.1g} deviations of those of the training rows"
    return Finding("normaliser", said, not off < SCALE_TOLERANCE, True)


def _constants(model: bytes) -> list[onnx.TensorProto]:
    return list(onnx.load_from_string(model).graph.initializer)
