package io.tidemark.models;

import io.tidemark.models.OperatorCall.UnknownShapeException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What operators make whose result has another size or form than what they are given, after the
 * ONNX operators' specification. Numbers that may become a shape are followed.
 */
final class SizingShapes {

  private SizingShapes() {}

  static List<OnnxValue> constant(OperatorCall call) throws UnknownShapeException {
    if (call.node().attributes().size() != 1) {
      throw new UnknownShapeException("it says several values, or none");
    }
    OnnxNode.Attribute value = call.node().attributes().get("value");
    OnnxValue tensor = value == null ? null : value.tensor();
    if (tensor != null) {
      return List.of(tensor);
    }
    if (call.says("value_int")) {
      return List.of(OnnxValue.scalar(call.attribute("value_int", 0)));
    }
    long[] list = call.list("value_ints");
    if (list != null) {
      return List.of(OnnxValue.list(list));
    }
    if (call.says("value_float")) {
      return List.of(OnnxValue.of());
    }
    OnnxNode.Attribute floats = call.node().attributes().get("value_floats");
    if (floats == null) {
      throw new UnknownShapeException("its value is no tensor of numbers");
    }
    return List.of(OnnxValue.of(floats.floats()));
  }

  static List<OnnxValue> shape(OperatorCall call) throws UnknownShapeException {
    long[] shape = call.in(0).shape();
    int from = clamp(call.attribute("start", 0), shape.length);
    int to = clamp(call.attribute("end", shape.length), shape.length);
    return List.of(OnnxValue.list(Arrays.copyOfRange(shape, from, Math.max(from, to))));
  }

  private static int clamp(long index, int length) {
    return (int) Math.max(0, Math.min(index < 0 ? index + length : index, length));
  }

  static List<OnnxValue> size(OperatorCall call) throws UnknownShapeException {
    return List.of(OnnxValue.scalar(call.in(0).elements()));
  }

  static List<OnnxValue> constantOfShape(OperatorCall call) throws UnknownShapeException {
    long[] shape = sized(call.numbers(0));
    OnnxNode.Attribute attribute = call.node().attributes().get("value");
    OnnxValue value = attribute == null ? null : attribute.tensor();
    long[] filled = value == null ? null : value.numbers();
    long count = OnnxValue.product(shape, 0, shape.length);
    if (filled == null || filled.length != 1 || count > OnnxValue.MOST_NUMBERS) {
      return List.of(OnnxValue.of(shape));
    }
    long[] numbers = new long[(int) count];
    Arrays.fill(numbers, filled[0]);
    return List.of(new OnnxValue(shape, numbers));
  }

  private static long[] sized(long[] shape) throws UnknownShapeException {
    if (Arrays.stream(shape).anyMatch(dimension -> dimension < 0)) {
      throw new UnknownShapeException("the shape " + Arrays.toString(shape));
    }
    return shape;
  }

  static List<OnnxValue> range(OperatorCall call) throws UnknownShapeException {
    long start = call.number(0);
    long limit = call.number(1);
    long step = call.number(2);
    if (step == 0) {
      throw new UnknownShapeException("a step of 0");
    }
    long span = Math.subtractExact(limit, start);
    long count = Math.max(0, span / step + (span % step == 0 ? 0 : 1));
    if (span != 0 && span > 0 != step > 0) {
      count = 0;
    }
    return List.of(
        count > OnnxValue.MOST_NUMBERS
            ? OnnxValue.of(count)
            : OnnxValue.list(LongStream.range(0, count).map(i -> start + i * step).toArray()));
  }

  static List<OnnxValue> concat(OperatorCall call) throws UnknownShapeException {
    OnnxValue first = call.in(0);
    int axis = OperatorCall.axis(call.attribute("axis", 1), first.rank());
    long[] shape = first.shape().clone();
    LongStream numbers = LongStream.empty();
    boolean known = first.rank() == 1;
    shape[axis] = 0;
    for (int i = 0; i < call.inputs().size(); i++) {
      shape[axis] = Math.addExact(shape[axis], call.width(i, axis));
      long[] more = call.in(i).numbers();
      known &= more != null;
      numbers = more == null ? numbers : LongStream.concat(numbers, Arrays.stream(more));
    }
    return List.of(
        known && shape[0] <= OnnxValue.MOST_NUMBERS
            ? OnnxValue.list(numbers.toArray())
            : OnnxValue.of(shape));
  }

  static List<OnnxValue> gather(OperatorCall call) throws UnknownShapeException {
    OnnxValue data = call.in(0);
    OnnxValue at = call.in(1);
    int axis = OperatorCall.axis(call.attribute("axis", 0), data.rank());
    long[] shape =
        joined(
            Arrays.copyOf(data.shape(), axis),
            at.shape(),
            Arrays.copyOfRange(data.shape(), axis + 1, data.rank()));
    long[] from = data.numbers();
    long[] indices = at.numbers();
    if (data.rank() != 1 || from == null || indices == null) {
      return List.of(OnnxValue.of(shape));
    }
    long[] numbers = new long[indices.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = from[OperatorCall.axis(indices[i], from.length)];
    }
    return List.of(new OnnxValue(shape, numbers));
  }

  static List<OnnxValue> gatherElements(OperatorCall call) throws UnknownShapeException {
    return List.of(OnnxValue.of(call.in(1).shape()));
  }

  static List<OnnxValue> gatherNd(OperatorCall call) throws UnknownShapeException {
    long[] data = call.in(0).shape();
    long[] at = call.in(1).shape();
    long depth = call.attribute("batch_dims", 0) + call.width(1, at.length - 1);
    if (depth < 0 || depth > data.length) {
      throw new UnknownShapeException("indices of " + depth + " dimensions");
    }
    return List.of(
        OnnxValue.of(
            joined(
                Arrays.copyOf(at, at.length - 1),
                Arrays.copyOfRange(data, (int) depth, data.length))));
  }

  private static long[] joined(long[]... parts) {
    return Arrays.stream(parts).flatMapToLong(Arrays::stream).toArray();
  }

  static List<OnnxValue> flatten(OperatorCall call) throws UnknownShapeException {
    long[] shape = call.in(0).shape();
    int axis = clamp(call.attribute("axis", 1), shape.length);
    return List.of(
        OnnxValue.of(
            OnnxValue.product(shape, 0, axis), OnnxValue.product(shape, axis, shape.length)));
  }

  static List<OnnxValue> reshape(OperatorCall call) throws UnknownShapeException {
    OnnxValue data = call.in(0);
    long[] asked = call.list("shape", 1);
    if (asked == null) {
      throw new UnknownShapeException("no shape is said");
    }
    long[] shape = asked.clone();
    int open = -1;
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] == 0 && call.attribute("allowzero", 0) == 0) {
        shape[i] = call.width(0, i);
      } else if (shape[i] == -1) {
        open = i;
        shape[i] = 1;
      }
    }
    sized(shape);
    long rest = OnnxValue.product(shape, 0, shape.length);
    if (open >= 0) {
      shape[open] = rest == 0 ? 0 : data.elements() / rest;
    }
    if (OnnxValue.product(shape, 0, shape.length) != data.elements()) {
      throw new UnknownShapeException(data + " cannot become " + Arrays.toString(asked));
    }
    return List.of(data.in(shape));
  }

  static List<OnnxValue> squeeze(OperatorCall call) throws UnknownShapeException {
    OnnxValue data = call.in(0);
    long[] axes = call.list("axes", 1);
    boolean[] gone = new boolean[data.rank()];
    for (int i = 0; i < gone.length; i++) {
      gone[i] = axes == null && data.shape()[i] == 1;
    }
    if (axes != null) {
      for (long axis : axes) {
        int at = OperatorCall.axis(axis, data.rank());
        gone[at] = true;
        if (data.shape()[at] != 1) {
          throw new UnknownShapeException("dimension %d of %s".formatted(at, data));
        }
      }
    }
    long[] shape =
        LongStream.range(0, gone.length)
            .filter(i -> !gone[(int) i])
            .map(i -> data.shape()[(int) i])
            .toArray();
    return List.of(data.in(shape));
  }

  static List<OnnxValue> unsqueeze(OperatorCall call) throws UnknownShapeException {
    OnnxValue data = call.in(0);
    long[] axes = call.list("axes", 1);
    if (axes == null) {
      throw new UnknownShapeException("no axes are said");
    }
    long[] shape = new long[data.rank() + axes.length];
    for (long axis : axes) {
      shape[OperatorCall.axis(axis, shape.length)] = 1;
    }
    int next = 0;
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] == 0) {
        if (next == data.rank()) {
          throw new UnknownShapeException("an axis is said twice");
        }
        shape[i] = data.shape()[next++];
      }
    }
    return List.of(data.in(shape));
  }

  static List<OnnxValue> transpose(OperatorCall call) throws UnknownShapeException {
    long[] shape = call.in(0).shape();
    long[] order = call.list("perm");
    long[] turned = new long[shape.length];
    for (int i = 0; i < shape.length; i++) {
      long from = order == null ? shape.length - 1 - i : i < order.length ? order[i] : -1;
      turned[i] = shape[OperatorCall.axis(from, shape.length)];
    }
    return List.of(OnnxValue.of(turned));
  }

  static List<OnnxValue> expand(OperatorCall call) throws UnknownShapeException {
    long[] shape = sized(call.numbers(1));
    return List.of(OnnxValue.of(OperatorShapes.broadcast(call.in(0).shape(), shape)));
  }

  static List<OnnxValue> tile(OperatorCall call) throws UnknownShapeException {
    long[] shape = call.in(0).shape().clone();
    long[] repeats = sized(call.numbers(1));
    if (repeats.length != shape.length) {
      throw new UnknownShapeException(repeats.length + " repeats of " + call.in(0));
    }
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Math.multiplyExact(shape[i], repeats[i]);
    }
    return List.of(OnnxValue.of(shape));
  }

  static List<OnnxValue> pad(OperatorCall call) throws UnknownShapeException {
    long[] shape = call.in(0).shape().clone();
    long[] pads = call.list("pads", 1);
    long[] axes = call.has(3) ? call.numbers(3) : LongStream.range(0, shape.length).toArray();
    if (pads == null || pads.length != 2 * axes.length) {
      throw new UnknownShapeException("its pads do not fit " + call.in(0));
    }
    for (int i = 0; i < axes.length; i++) {
      int axis = OperatorCall.axis(axes[i], shape.length);
      long more = Math.addExact(pads[i], pads[i + axes.length]);
      shape[axis] = Math.max(0, Math.addExact(shape[axis], more));
    }
    return List.of(OnnxValue.of(shape));
  }

  static List<OnnxValue> slice(OperatorCall call) throws UnknownShapeException {
    OnnxValue data = call.in(0);
    long[] starts = call.list("starts", 1);
    long[] ends = call.list("ends", 2);
    if (starts == null || ends == null) {
      throw new UnknownShapeException("no starts or no ends are said");
    }
    long[] axes = call.list("axes", 3);
    long[] steps = call.has(4) ? call.numbers(4) : null;
    long[] shape = data.shape().clone();
    long[] numbers = data.rank() == 1 ? data.numbers() : null;
    boolean[] done = new boolean[shape.length];
    for (int i = 0; i < starts.length; i++) {
      long step = at(steps, i, 1);
      int axis = OperatorCall.axis(at(axes, i, i), shape.length);
      if (step == 0 || i >= ends.length || done[axis]) {
        throw new UnknownShapeException("starts, ends and steps do not fit");
      }
      done[axis] = true;
      long[] cut = cut(starts[i], ends[i], step, data.shape()[axis]);
      shape[axis] = cut.length == 0 ? 0 : cut[1];
      numbers = numbers == null ? null : picked(numbers, cut, step);
    }
    return List.of(new OnnxValue(shape, numbers));
  }

  private static long at(long @Nullable [] list, int i, long otherwise)
      throws UnknownShapeException {
    if (list != null && i >= list.length) {
      throw new UnknownShapeException("starts, ends, axes and steps do not fit");
    }
    return list == null ? otherwise : list[i];
  }

  /** Where it begins and how many there are; nothing if there are none. */
  private static long[] cut(long start, long end, long step, long length) {
    long lowest = step > 0 ? 0 : -1;
    long highest = step > 0 ? length : length - 1;
    long from = Math.max(0, Math.min(fromFront(start, length), highest));
    long to = Math.max(lowest, Math.min(fromFront(end, length), length));
    long span = step > 0 ? to - from : from - to;
    if (span <= 0) {
      return new long[0];
    }
    long stride = step == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(step);
    return new long[] {from, span / stride + (span % stride == 0 ? 0 : 1)};
  }

  private static long fromFront(long index, long length) {
    return index < 0 ? index + length : index;
  }

  private static long[] picked(long[] numbers, long[] cut, long step) {
    long[] picked = new long[cut.length == 0 ? 0 : (int) cut[1]];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = numbers[(int) (cut[0] + i * step)];
    }
    return picked;
  }

  static List<OnnxValue> split(OperatorCall call) throws UnknownShapeException {
    long[] shape = call.in(0).shape();
    int axis = OperatorCall.axis(call.attribute("axis", 0), shape.length);
    int parts = call.node().outputs().size();
    long[] said = call.list("split", 1);
    if (said != null && said.length != parts) {
      throw new UnknownShapeException(said.length + " parts for " + parts + " outputs");
    }
    long each = (shape[axis] + parts - 1) / Math.max(1, parts);
    OnnxValue[] made = new OnnxValue[parts];
    long left = shape[axis];
    for (int i = 0; i < parts; i++) {
      long[] part = shape.clone();
      part[axis] = said == null ? Math.min(each, left) : said[i];
      left -= part[axis];
      made[i] = OnnxValue.of(sized(part));
    }
    return List.of(made);
  }

  static List<OnnxValue> oneHot(OperatorCall call) throws UnknownShapeException {
    long[] shape = call.in(0).shape();
    int axis = OperatorCall.axis(call.attribute("axis", -1), shape.length + 1);
    return List.of(
        OnnxValue.of(
            sized(
                joined(
                    Arrays.copyOf(shape, axis),
                    new long[] {call.number(1)},
                    Arrays.copyOfRange(shape, axis, shape.length)))));
  }

  static List<OnnxValue> topK(OperatorCall call) throws UnknownShapeException {
    long[] shape = call.in(0).shape().clone();
    long[] most = call.list("k", 1);
    int axis = OperatorCall.axis(call.attribute("axis", -1), shape.length);
    if (most == null || most.length != 1) {
      throw new UnknownShapeException("no k is said");
    }
    shape[axis] = most[0];
    sized(shape);
    return List.of(OnnxValue.of(shape), OnnxValue.of(shape));
  }
}
