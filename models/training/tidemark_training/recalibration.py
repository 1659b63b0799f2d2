"""Probabilities that mean what they say: log-odds that validation has stretched and shifted, inside the model's graph.

p = sigmoid(slope x log-odds + offset) (Platt 1999). The two numbers are multiplied into the weights of the graph's last
layer, so a file keeps its operators: it costs nothing to serve, its reasons stay exact, and a prefix form stays one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import onnx
from onnx import NodeProto, TensorProto, helper, numpy_helper

from . import artifact, metrics
from .graph import serialise
from .prefix import STEP
from .split import Parts
from .trainer import Trained

FOLDS = 5
STRETCHES = 20  # of time, whose means a form must be better in
BEYOND_CHANCE = 2.093  # two-sided 95 % of Student's distribution for as many
LEAST_ROWS = 500  # below this the two numbers are chance
TOLERANCE = 1e-6
_MOST_STEPS = 100
_NEAREST = 1e-7  # a probability nearer to 0 or 1 counts as this near


class NoPlaceForIt(ValueError):
    """Why a graph cannot take a recalibration."""


@dataclass(frozen=True)
class Recalibration:
    """`slope` x log-odds + `offset`; a slope below 1 makes bold answers modest. The identity is (1, 0)."""

    slope: float
    offset: float

    def probability(self, given: np.ndarray) -> np.ndarray:
        """What the answers `given` become, float64."""
        return np.asarray(1 / (1 + np.exp(-(self.slope * log_odds(given) + self.offset))))


AS_IT_IS = Recalibration(1.0, 0.0)


@dataclass(frozen=True)
class Tried:
    """A form of recalibration: its log loss on the inner folds, and by how many standard errors that is better."""

    name: str
    loss: float
    better: float


@dataclass(frozen=True)
class Choice:
    """What was chosen, and all that was tried; the first of them is the identity."""

    chosen: Recalibration
    tried: tuple[Tried, ...]

    def sentence(self) -> str:
        """For the manifest."""
        if len(self.tried) == 1:
            return f"Recalibration: none, validation has fewer than {LEAST_ROWS} rows."
        done = (
            f"{self.chosen.slope:.4f} x log-odds {self.chosen.offset:+.4f}, within the weights"
            if self.chosen != AS_IT_IS
            else "none"
        )
        as_it_is, *forms = self.tried
        said = "; ".join(f"{form.name} {form.loss:.6f} ({form.better:+.1f} standard errors)" for form in forms)
        return (
            f"Recalibration, by validation alone: {done}. Log loss on {FOLDS} inner folds: as it is"
            f" {as_it_is.loss:.6f}; {said}. One is taken from {BEYOND_CHANCE} on."
        )


def of(trained: Trained, parts: Parts) -> Trained:
    """The model with its answers recalibrated as validation chooses, its prefix form too, and a note that says how.

    Refuses a file whose answers are not those of the formula.
    """
    rows = parts.validation.rows
    in_time = np.argsort(rows.time, kind="stable")
    given, up = artifact.score(trained.model, rows.inputs)[in_time], rows.up[in_time]
    choice = choose(given, up)
    model = applied(trained.model, choice.chosen)
    difference = np.abs(artifact.score(model, rows.inputs)[in_time] - choice.chosen.probability(given)).max()
    if not difference < TOLERANCE:
        raise ValueError(f"the recalibrated file answers otherwise than the formula, by up to {difference}")
    beside = {name: applied(file, choice.chosen) if name == STEP else file for name, file in trained.beside.items()}
    return Trained(model, (*trained.notes, choice.sentence()), beside)


def log_odds(probability: np.ndarray) -> np.ndarray:
    """ln(p / (1 - p)) in float64."""
    p = np.clip(probability.astype(np.float64), _NEAREST, 1 - _NEAREST)
    return np.asarray(np.log(p) - np.log1p(-p))


def fitted(given: np.ndarray, up: np.ndarray, with_offset: bool = True) -> Recalibration:
    """The slope, and the offset where one is wanted, of the least log loss: Newton's method on a convex sum.

    The identity where validation says that the answers run the wrong way round or say nothing (a slope of 0 or less):
    that is no matter of boldness, and the audit and the metrics show it.
    """
    logits = log_odds(given)
    columns = np.column_stack([logits, np.ones(len(logits))]) if with_offset else logits[:, None]
    weights = np.zeros(columns.shape[1])
    weights[0] = 1.0
    outcome = up.astype(np.float64)
    for _ in range(_MOST_STEPS):
        p = 1 / (1 + np.exp(-columns @ weights))
        gradient = columns.T @ (p - outcome)
        curvature = (columns * (p * (1 - p))[:, None]).T @ columns
        step = np.linalg.lstsq(curvature, gradient, rcond=None)[0]
        weights -= step
        if np.abs(step).max() < 1e-10:
            break
    else:
        return AS_IT_IS  # answers that part rises from falls without a fault have no end of the slope
    return Recalibration(float(weights[0]), float(weights[1]) if with_offset else 0.0) if weights[0] > 0 else AS_IT_IS


def choose(given: np.ndarray, up: np.ndarray) -> Choice:
    """Among none, a slope, and slope and offset; the rows, in the order of time, are cut into `FOLDS` stretches.

    Each stretch is measured by what was fitted on the others. A form is taken only if it is better beyond chance: one
    year tells little of boldness, and what the next one makes of chance is worse answers.
    """
    as_it_is = Tried("as it is", metrics.log_loss(given, up), 0.0)
    if len(up) < LEAST_ROWS:
        return Choice(AS_IT_IS, (as_it_is,))
    fold = np.arange(len(up)) * FOLDS // len(up)
    forms = {"slope": False, "slope and offset": True}
    tried = []
    for name, with_offset in forms.items():
        answers = np.empty(len(up))
        for out in (fold == number for number in range(FOLDS)):
            answers[out] = fitted(given[~out], up[~out], with_offset).probability(given[out])
        gain = metrics.log_losses(given, up) - metrics.log_losses(answers, up)
        tried.append(Tried(name, metrics.log_loss(answers, up), _standard_errors(gain)))
    proved = [form for form in tried if form.better >= BEYOND_CHANCE]
    chosen = AS_IT_IS
    if proved:
        chosen = fitted(given, up, forms[min(proved, key=lambda form: form.loss).name])
    return Choice(chosen, (as_it_is, *tried))


def _standard_errors(gain: np.ndarray) -> float:
    """The mean over its standard error, both of the means of `STRETCHES` stretches."""
    means = np.array([part.mean() for part in np.array_split(gain, STRETCHES)])
    error = means.std(ddof=1) / np.sqrt(STRETCHES)
    return float(means.mean() / error) if error > 0 else 0.0


def applied(model: bytes, recalibration: Recalibration) -> bytes:
    """The file with the recalibration within the weights before its sigmoid; the identity leaves it as it is.

    Raises NoPlaceForIt for a graph whose log-odds come of no sum with constants.
    """
    if recalibration == AS_IT_IS:
        return model
    whole = onnx.load_from_string(model)
    graph = whole.graph
    made = {output: node for node in graph.node for output in node.output}
    sigmoids = [node for node in graph.node if node.op_type == "Sigmoid"]
    if len(sigmoids) != 1:
        raise NoPlaceForIt(f"the graph has {len(sigmoids)} sigmoids, expected one, at its end")
    last = made[sigmoids[0].input[0]]
    constants = {tensor.name: tensor for tensor in graph.initializer}
    if last.op_type == "TreeEnsembleRegressor":
        _into_trees(last, recalibration)
    elif last.op_type == "Gemm":
        _into_constants(constants, last.input[1], last.input[2], recalibration)
    elif last.op_type == "Add" and made[last.input[0]].op_type == "MatMul":
        _into_constants(constants, made[last.input[0]].input[1], last.input[1], recalibration)
    else:
        raise NoPlaceForIt(f"the sigmoid stands on {last.op_type}: expected a sum with weights, or trees")
    more = [imported for imported in whole.opset_import if imported.domain]
    return serialise(graph, *more)


def _into_constants(constants: Mapping[str, TensorProto], weight: str, bias: str, by: Recalibration) -> None:
    if weight not in constants or bias not in constants:
        raise NoPlaceForIt(f"{weight} and {bias} are no constants")
    for name, added in ((weight, 0.0), (bias, by.offset)):
        values = numpy_helper.to_array(constants[name]).astype(np.float64) * by.slope + added
        constants[name].CopyFrom(numpy_helper.from_array(values.astype(np.float32), name))


def _into_trees(trees: NodeProto, by: Recalibration) -> None:
    """Each leaf by the slope; the offset is the sum's beginning."""
    attributes = {attribute.name: attribute for attribute in trees.attribute}
    begin = attributes["base_values"].floats[0] if "base_values" in attributes else 0.0
    attributes["target_weights"].floats[:] = [by.slope * leaf for leaf in attributes["target_weights"].floats]
    if "base_values" in attributes:
        trees.attribute.remove(attributes["base_values"])
    trees.attribute.append(helper.make_attribute("base_values", [by.slope * begin + by.offset]))
