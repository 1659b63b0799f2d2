"""python -m tidemark_training.prefix --artifact DIRECTORY --version N --out DIRECTORY

Cuts an LSTM's model file in two, for models that are scored upon every event:

- `prefix.onnx`: `features` float[batch, bars - 1, F], the closed bars -> `state` float[batch, S]: h and c of each
  layer, one after the other;
- `step.onnx`: `state_and_vector` float[batch, S + F] -> `probability` float[batch].

They stand on the tensors of the whole file. Run by itself it writes a new version of an artefact: the same files, and
these.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import NodeProto, TensorProto, helper, numpy_helper

from .artifact import require_new
from .graph import INPUT, OUTPUT, normalisation, serialise

PREFIX, STEP = "prefix.onnx", "step.onnx"
STATE, ASKED = "state", "state_and_vector"
TOLERANCE = 1e-5

_EACH_NUMBER = {"Sub", "Div", "Mul", "Add", "Clip"}  # with constants: nothing of one bar reaches another


class NoPrefixForm(ValueError):
    """Why a model cannot be cut in two."""


def cut(model: bytes) -> dict[str, bytes]:
    """Both files, by name."""
    whole = onnx.load_from_string(model).graph
    constants = {tensor.name: tensor for tensor in whole.initializer}
    _require_bars_apart(whole, constants)
    layers = [node for node in whole.node if node.op_type == "LSTM"]
    sizes = [_units(layer) for layer in layers]
    _, bars, features = (size.dim_value for size in whole.input[0].type.tensor_type.shape.dim)
    return {
        PREFIX: _prefix(constants, layers, sizes, bars - 1, features),
        STEP: _step(whole, constants, layers, sizes, features),
    }


def _require_bars_apart(whole: onnx.GraphProto, constants: dict[str, TensorProto]) -> None:
    """Up to the first LSTM every bar must be by itself: else the closed bars' part changes with the forming one."""
    if whole.input[0].name != INPUT or len(whole.input[0].type.tensor_type.shape.dim) != 3:
        raise NoPrefixForm(f"takes no window: expected {INPUT} [batch, bars, F]")
    for node in whole.node:
        if node.op_type == "LSTM":
            break
        apart = node.op_type in _EACH_NUMBER and all(name in constants for name in node.input[1:])
        if not apart and node.op_type != "Transpose":
            raise NoPrefixForm(
                f"{node.op_type} ({', '.join(node.output)}) comes before the LSTM and may join its bars: a model that"
                " normalises over the forming bar has no prefix that stays as it is while the bar forms"
            )
    else:
        raise NoPrefixForm("has no LSTM")
    recurrent = [node for node in whole.node if node.op_type == "LSTM"]
    if any(len(node.input) != 4 or {a.name for a in node.attribute} != {"hidden_size"} for node in recurrent):
        raise NoPrefixForm("has an LSTM that does not begin at nought, or runs backwards over the forming bar")
    given = {f"lstm{number}.{part}" for number in range(len(recurrent)) for part in ("weight", "recurrence", "bias")}
    expected = {"mean", "std", "low", "high", "dense.weight", "dense.bias", "answer.weight", "answer.bias"} | given
    if set(constants) - {"first", "second"} != expected:
        raise NoPrefixForm(f"is not of lstm_graph: expected the constants {sorted(expected)}")


def _units(layer: NodeProto) -> int:
    units: int = next(a.i for a in layer.attribute if a.name == "hidden_size")
    return units


def _prefix(
    constants: dict[str, TensorProto], layers: list[NodeProto], sizes: list[int], bars: int, features: int
) -> bytes:
    nodes = [*normalisation(), helper.make_node("Transpose", ["normalised"], ["steps"], perm=[1, 0, 2])]
    given = "steps"
    ends = []
    for number, (layer, units) in enumerate(zip(layers, sizes, strict=True)):
        name = f"lstm{number}"
        out = [f"{name}.steps", f"{name}.h", f"{name}.c"]
        nodes += [
            helper.make_node("LSTM", [given, *layer.input[1:]], out, hidden_size=units),
            helper.make_node("Squeeze", [f"{name}.steps", "second"], [f"{name}.out"]),
            helper.make_node("Squeeze", [f"{name}.h", "first"], [f"{name}.h.end"]),
            helper.make_node("Squeeze", [f"{name}.c", "first"], [f"{name}.c.end"]),
        ]
        given = f"{name}.out"
        ends += [f"{name}.h.end", f"{name}.c.end"]
    nodes = [node for node in nodes if node.output[0] != given]  # nobody asks for the last layer's steps
    nodes.append(helper.make_node("Concat", ends, [STATE], axis=1))
    return _serialise(
        "prefix", nodes, (INPUT, ["batch", bars, features]), (STATE, ["batch", 2 * sum(sizes)]), constants
    )


def _step(
    whole: onnx.GraphProto,
    constants: dict[str, TensorProto],
    layers: list[NodeProto],
    sizes: list[int],
    features: int,
) -> bytes:
    parts = [name for number in range(len(sizes)) for name in (f"lstm{number}.h", f"lstm{number}.c")]
    widths = [units for units in sizes for _ in "hc"]
    more = {
        "widths": numpy_helper.from_array(np.array([*widths, features], np.int64), "widths"),
        "second": numpy_helper.from_array(np.array([1], np.int64), "second"),
    }
    nodes = [helper.make_node("Split", [ASKED, "widths"], [*parts, INPUT], axis=1), *normalisation()]
    nodes.append(helper.make_node("Unsqueeze", ["normalised", "first"], ["steps"]))
    given = "steps"
    for number, (layer, units) in enumerate(zip(layers, sizes, strict=True)):
        name = f"lstm{number}"
        nodes += [helper.make_node("Unsqueeze", [f"{name}.{x}", "first"], [f"{name}.{x}.begin"]) for x in "hc"]
        begin = ["", f"{name}.h.begin", f"{name}.c.begin"]
        nodes.append(
            helper.make_node("LSTM", [given, *layer.input[1:], *begin], ["", f"{name}.end"], hidden_size=units)
        )
        given = f"{name}.end"
    nodes.append(helper.make_node("Squeeze", [given, "first"], ["last"]))
    nodes += list(whole.node)[[node.output[0] for node in whole.node].index("last") + 1 :]
    return _serialise(
        "step", nodes, (ASKED, ["batch", 2 * sum(sizes) + features]), (OUTPUT, ["batch"]), constants | more
    )


def _serialise(
    name: str,
    nodes: list[NodeProto],
    given: tuple[str, list[str | int | None]],
    made: tuple[str, list[str | int | None]],
    constants: dict[str, TensorProto],
) -> bytes:
    used = {name for node in nodes for name in node.input}
    return serialise(
        helper.make_graph(
            nodes,
            name,
            [helper.make_tensor_value_info(given[0], TensorProto.FLOAT, given[1])],
            [helper.make_tensor_value_info(made[0], TensorProto.FLOAT, made[1])],
            [constants[key] for key in sorted(constants) if key in used],
        )
    )


def score(files: dict[str, bytes], inputs: np.ndarray) -> np.ndarray:
    """Probabilities of whole windows [batch, bars, F] by both files."""
    state = _run(files[PREFIX], STATE, INPUT, inputs[:, :-1])
    return _run(files[STEP], OUTPUT, ASKED, np.concatenate([state, inputs[:, -1]], axis=1))


def _run(model: bytes, made: str, given: str, inputs: np.ndarray) -> np.ndarray:
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return np.asarray(session.run([made], {given: np.ascontiguousarray(inputs)})[0])


def write(artifact: Path, version: str, out: Path) -> None:
    """The artefact as another version, with its model's prefix form."""
    require_new(out)
    manifest = json.loads((artifact / "manifest.json").read_text(encoding="utf-8"))
    files = {name: (artifact / name).read_bytes() for name in manifest["files"]}
    files |= cut(files["model.onnx"])
    note = f"The same weights and golden answers as version {manifest['version']}; its prefix form was added."
    manifest["version"] = version
    manifest["files"] = {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}
    manifest["notes"].append(note)
    out.mkdir(parents=True)
    for name, content in files.items():
        (out / name).write_bytes(content)
    text = json.dumps(manifest, indent=2, ensure_ascii=False, allow_nan=False)
    (out / "manifest.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def main(arguments: list[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Add the prefix form of an artefact's LSTM, as a new version.")
    parser.add_argument("--artifact", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(arguments)
    write(given.artifact, given.version, given.out)


if __name__ == "__main__":
    main()
