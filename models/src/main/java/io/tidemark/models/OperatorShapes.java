package io.tidemark.models;

import static java.util.Map.entry;

import io.tidemark.models.OperatorCall.UnknownShapeException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The operators that are served, each with what its results look like: whose shape does not follow
 * from the file and the batch is not served, so that the memory and the time of a score are known
 * before there is one.
 *
 * <p>See RATIONALE.md, "Why are the operators of a graph an allow-list?"
 */
final class OperatorShapes {

  /** What an operator makes of its inputs. */
  @FunctionalInterface
  interface Rule {
    List<OnnxValue> of(OperatorCall call) throws UnknownShapeException;
  }

  private static final String ML = "ai.onnx.ml:";

  /** Same shape as the first input. */
  private static final String SAME =
      "Abs Acos Acosh Asin Asinh Atan Atanh BatchNormalization BitwiseNot CastLike Ceil Celu Clip"
          + " Cos Cosh CumSum DequantizeLinear Elu Erf Exp Floor Gelu GroupNormalization"
          + " HardSigmoid HardSwish Hardmax InstanceNormalization IsInf IsNaN LRN LeakyRelu Log"
          + " LogSoftmax LpNormalization MeanVarianceNormalization Mish Neg Not PRelu"
          + " QuantizeLinear RMSNormalization Reciprocal Relu ReverseSequence Round Scatter"
          + " ScatterElements ScatterND Selu Sigmoid Sign Sin Sinh Softmax Softplus Softsign Sqrt"
          + " Swish Tan Tanh ThresholdedRelu Trilu";

  /** The shape into which all inputs can be stretched. */
  private static final String BROADCAST =
      "And BitShift BitwiseAnd BitwiseOr BitwiseXor Greater GreaterOrEqual Less LessOrEqual Mean"
          + " Mod Or Pow Sum Xor";

  private static final String REDUCING =
      "ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd"
          + " ReduceSum ReduceSumSquare";

  private static final Map<String, Rule> RULES = rules();

  private OperatorShapes() {}

  /** The rule of an operator; null if it is not served. */
  static @Nullable Rule find(OnnxNode node) {
    boolean own = node.domain().isEmpty() || node.domain().equals("ai.onnx");
    return RULES.get(own ? node.operator() : node.domain() + ":" + node.operator());
  }

  private static Map<String, Rule> rules() {
    Map<String, Rule> rules =
        new HashMap<>(
            Map.ofEntries(
                entry("Add", call -> counted(call, Math::addExact)),
                entry("Sub", call -> counted(call, Math::subtractExact)),
                entry("Mul", call -> counted(call, Math::multiplyExact)),
                entry("Max", call -> counted(call, Math::max)),
                entry("Min", call -> counted(call, Math::min)),
                entry("Div", call -> counted(call, OperatorShapes::quotient)),
                entry("Equal", call -> counted(call, (a, b) -> a == b ? 1 : 0)),
                entry("Where", OperatorShapes::where),
                entry("Cast", OperatorShapes::cast),
                entry("Identity", OperatorShapes::unchanged),
                entry("Dropout", call -> List.of(same(call), same(call))),
                entry("LayerNormalization", OperatorShapes::normalised),
                entry(
                    "DynamicQuantizeLinear",
                    call -> List.of(same(call), OnnxValue.of(), OnnxValue.of())),
                entry("MatMul", call -> product(call, 1)),
                entry("MatMulInteger", call -> product(call, 1)),
                entry("QLinearMatMul", call -> product(call, 3)),
                entry("Gemm", OperatorShapes::gemm),
                entry("ArgMax", OperatorShapes::arg),
                entry("ArgMin", OperatorShapes::arg),
                entry("LSTM", OperatorShapes::recurrent),
                entry("GRU", OperatorShapes::recurrent),
                entry("RNN", OperatorShapes::recurrent),
                entry("Conv", OperatorShapes::convolution),
                entry("ConvInteger", OperatorShapes::convolution),
                entry("MaxPool", OperatorShapes::pool),
                entry("AveragePool", OperatorShapes::pool),
                entry("LpPool", OperatorShapes::pool),
                entry("GlobalAveragePool", OperatorShapes::pooledWhole),
                entry("GlobalMaxPool", OperatorShapes::pooledWhole)));
    rules.putAll(sizing());
    ClassicShapes.rules().forEach((name, rule) -> rules.put(ML + name, rule));
    Rule same = call -> List.of(OnnxValue.of(call.in(0).shape()));
    Rule broadcast = call -> List.of(OnnxValue.of(broadcast(call)));
    Rule reducing = OperatorShapes::reduced;
    List.of(SAME.split(" ")).forEach(name -> rules.put(name, same));
    List.of(BROADCAST.split(" ")).forEach(name -> rules.put(name, broadcast));
    List.of(REDUCING.split(" ")).forEach(name -> rules.put(name, reducing));
    return Map.copyOf(rules);
  }

  private static Map<String, Rule> sizing() {
    return Map.ofEntries(
        entry("Concat", SizingShapes::concat),
        entry("Constant", SizingShapes::constant),
        entry("ConstantOfShape", SizingShapes::constantOfShape),
        entry("Expand", SizingShapes::expand),
        entry("Flatten", SizingShapes::flatten),
        entry("Gather", SizingShapes::gather),
        entry("GatherElements", SizingShapes::gatherElements),
        entry("GatherND", SizingShapes::gatherNd),
        entry("OneHot", SizingShapes::oneHot),
        entry("Pad", SizingShapes::pad),
        entry("Range", SizingShapes::range),
        entry("Reshape", SizingShapes::reshape),
        entry("Shape", SizingShapes::shape),
        entry("Size", SizingShapes::size),
        entry("Slice", SizingShapes::slice),
        entry("Split", SizingShapes::split),
        entry("Squeeze", SizingShapes::squeeze),
        entry("Tile", SizingShapes::tile),
        entry("TopK", SizingShapes::topK),
        entry("Transpose", SizingShapes::transpose),
        entry("Unsqueeze", SizingShapes::unsqueeze));
  }

  /** The shape into which both can be stretched. */
  static long[] broadcast(long[] a, long[] b) throws UnknownShapeException {
    long[] shape = new long[Math.max(a.length, b.length)];
    for (int back = 1; back <= shape.length; back++) {
      long one = back > a.length ? 1 : a[a.length - back];
      long other = back > b.length ? 1 : b[b.length - back];
      if (one != other && one != 1 && other != 1) {
        throw new UnknownShapeException(
            "%s does not go with %s".formatted(Arrays.toString(a), Arrays.toString(b)));
      }
      shape[shape.length - back] = one == 1 ? other : one;
    }
    return shape;
  }

  private static long[] broadcast(OperatorCall call) throws UnknownShapeException {
    long[] shape = call.in(0).shape();
    for (int i = 1; i < call.inputs().size(); i++) {
      shape = broadcast(shape, call.in(i).shape());
    }
    return shape;
  }

  private static List<OnnxValue> counted(OperatorCall call, LongBinaryOperator how)
      throws UnknownShapeException {
    long[] shape = broadcast(call);
    long[] a = call.in(0).numbers();
    long[] b = call.inputs().size() == 2 ? call.in(1).numbers() : null;
    if (a == null || b == null || shape.length > 1) {
      return List.of(OnnxValue.of(shape));
    }
    long[] numbers = new long[(int) OnnxValue.product(shape, 0, shape.length)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = how.applyAsLong(a[a.length == 1 ? 0 : i], b[b.length == 1 ? 0 : i]);
      if (numbers[i] != (int) numbers[i]) {
        return List.of(OnnxValue.of(shape)); // numbers of 32 bits would wrap around
      }
    }
    return List.of(new OnnxValue(shape, numbers));
  }

  private static long quotient(long a, long b) {
    if (b == 0) {
      throw new ArithmeticException("a division by 0");
    }
    return a / b;
  }

  private static List<OnnxValue> where(OperatorCall call) throws UnknownShapeException {
    long[] shape = broadcast(call);
    long[] which = call.in(0).numbers();
    long[] yes = call.in(1).numbers();
    long[] no = call.in(2).numbers();
    if (which == null || yes == null || no == null || shape.length > 1) {
      return List.of(OnnxValue.of(shape));
    }
    long[] numbers = new long[(int) OnnxValue.product(shape, 0, shape.length)];
    for (int i = 0; i < numbers.length; i++) {
      long[] from = which[which.length == 1 ? 0 : i] == 0 ? no : yes;
      numbers[i] = from[from.length == 1 ? 0 : i];
    }
    return List.of(new OnnxValue(shape, numbers));
  }

  private static OnnxValue same(OperatorCall call) throws UnknownShapeException {
    return OnnxValue.of(call.in(0).shape());
  }

  /** Whole numbers stay what they are where they fit; what becomes of others is not followed. */
  private static List<OnnxValue> cast(OperatorCall call) throws UnknownShapeException {
    OnnxValue value = call.in(0);
    long[] numbers = value.numbers();
    long to = call.attribute("to", 0);
    boolean kept =
        numbers != null
            && (to == OnnxOutline.INT32 || to == OnnxOutline.INT64)
            && Arrays.stream(numbers).allMatch(number -> number == (int) number);
    return List.of(kept ? value : same(call));
  }

  private static List<OnnxValue> unchanged(OperatorCall call) throws UnknownShapeException {
    return List.of(call.in(0));
  }

  /** The second and third output are the mean and the deviation over the last dimensions. */
  private static List<OnnxValue> normalised(OperatorCall call) throws UnknownShapeException {
    long[] shape = call.in(0).shape().clone();
    Arrays.fill(
        shape, OperatorCall.axis(call.attribute("axis", -1), shape.length), shape.length, 1);
    return List.of(same(call), OnnxValue.of(shape), OnnxValue.of(shape));
  }

  private static List<OnnxValue> product(OperatorCall call, int second)
      throws UnknownShapeException {
    long[] a = call.in(0).shape();
    long[] b = call.in(second).shape();
    if (a.length == 0 || b.length == 0) {
      throw new UnknownShapeException("it multiplies what is no matrix");
    }
    long[] left = a.length == 1 ? new long[] {1, a[0]} : a;
    long[] right = b.length == 1 ? new long[] {b[0], 1} : b;
    if (left[left.length - 1] != right[right.length - 2]) {
      throw new UnknownShapeException(
          "%s does not go with %s".formatted(Arrays.toString(a), Arrays.toString(b)));
    }
    long[] many =
        broadcast(Arrays.copyOf(left, left.length - 2), Arrays.copyOf(right, right.length - 2));
    long[] shape = Arrays.copyOf(many, many.length + 2);
    shape[many.length] = left[left.length - 2];
    shape[many.length + 1] = right[right.length - 1];
    int from = b.length == 1 ? shape.length - 1 : shape.length;
    long[] cut = Arrays.copyOf(shape, from);
    if (a.length == 1) {
      long[] without = new long[cut.length - 1];
      System.arraycopy(cut, 0, without, 0, many.length);
      System.arraycopy(cut, many.length + 1, without, many.length, cut.length - many.length - 1);
      cut = without;
    }
    return List.of(OnnxValue.of(cut));
  }

  private static List<OnnxValue> gemm(OperatorCall call) throws UnknownShapeException {
    int rows = call.attribute("transA", 0) == 0 ? 0 : 1;
    int columns = call.attribute("transB", 0) == 0 ? 1 : 0;
    return List.of(OnnxValue.of(call.width(0, rows), call.width(1, columns)));
  }

  private static List<OnnxValue> reduced(OperatorCall call) throws UnknownShapeException {
    long[] axes = call.list("axes", 1);
    if (axes == null || axes.length == 0) {
      if (call.attribute("noop_with_empty_axes", 0) != 0) {
        return List.of(same(call));
      }
      axes = new long[call.in(0).rank()];
      Arrays.setAll(axes, i -> i);
    }
    return List.of(reduced(call, axes));
  }

  private static List<OnnxValue> arg(OperatorCall call) throws UnknownShapeException {
    return List.of(reduced(call, new long[] {call.attribute("axis", 0)}));
  }

  private static OnnxValue reduced(OperatorCall call, long[] axes) throws UnknownShapeException {
    long[] shape = call.in(0).shape().clone();
    for (long axis : axes) {
      shape[OperatorCall.axis(axis, shape.length)] = FOLDED;
    }
    return OnnxValue.of(
        call.attribute("keepdims", 1) == 0
            ? Arrays.stream(shape).filter(dimension -> dimension != FOLDED).toArray()
            : Arrays.stream(shape).map(dimension -> Math.max(1, dimension)).toArray());
  }

  /** No dimension. */
  private static final long FOLDED = -1;

  /** {@code W} is [directions, gates, features], {@code R} [directions, gates, hidden]. */
  private static List<OnnxValue> recurrent(OperatorCall call) throws UnknownShapeException {
    boolean batchFirst = call.attribute("layout", 0) != 0;
    long steps = call.width(0, batchFirst ? 1 : 0);
    long batch = call.width(0, batchFirst ? 0 : 1);
    long directions = call.width(2, 0);
    long hidden = call.width(2, 2);
    OnnxValue last =
        batchFirst
            ? OnnxValue.of(batch, directions, hidden)
            : OnnxValue.of(directions, batch, hidden);
    OnnxValue all =
        batchFirst
            ? OnnxValue.of(batch, steps, directions, hidden)
            : OnnxValue.of(steps, directions, batch, hidden);
    return List.of(all, last, last);
  }

  private static List<OnnxValue> convolution(OperatorCall call) throws UnknownShapeException {
    long[] weights = call.in(1).shape();
    long[] shape =
        windows(call, Arrays.copyOfRange(weights, Math.min(2, weights.length), weights.length));
    shape[1] = call.width(1, 0);
    return List.of(OnnxValue.of(shape));
  }

  private static List<OnnxValue> pool(OperatorCall call) throws UnknownShapeException {
    long[] kernel = call.list("kernel_shape");
    if (kernel == null) {
      throw new UnknownShapeException("no kernel_shape is said");
    }
    long[] shape = windows(call, kernel);
    return List.of(OnnxValue.of(shape), OnnxValue.of(shape));
  }

  /** How often a kernel finds a place, in each dimension but the first two. */
  private static long[] windows(OperatorCall call, long[] kernel) throws UnknownShapeException {
    long[] shape = call.in(0).shape().clone();
    int spatial = kernel.length;
    if (spatial == 0 || shape.length != spatial + 2) {
      throw new UnknownShapeException(
          "a kernel %s over %s".formatted(Arrays.toString(kernel), call.in(0)));
    }
    long[] strides = filled(call, "strides", spatial, 1);
    long[] dilations = filled(call, "dilations", spatial, 1);
    long[] pads = filled(call, "pads", 2 * spatial, 0);
    String padded = call.text("auto_pad", "NOTSET");
    for (int i = 0; i < spatial; i++) {
      long stride = Math.max(1, strides[i]);
      long length = shape[i + 2];
      if (padded.startsWith("SAME")) {
        shape[i + 2] = (length + stride - 1) / stride;
        continue;
      }
      long more = padded.equals("VALID") ? 0 : Math.addExact(pads[i], pads[i + spatial]);
      long reach = Math.addExact(Math.multiplyExact(kernel[i] - 1, dilations[i]), 1);
      long room = Math.subtractExact(Math.addExact(length, more), reach);
      long ceiling = call.attribute("ceil_mode", 0) != 0 ? stride - 1 : 0;
      shape[i + 2] = room < 0 ? 0 : (room + ceiling) / stride + 1;
    }
    return shape;
  }

  private static long[] filled(OperatorCall call, String name, int count, long otherwise)
      throws UnknownShapeException {
    long[] said = call.list(name);
    if (said == null) {
      said = new long[count];
      Arrays.fill(said, otherwise);
    }
    if (said.length != count) {
      throw new UnknownShapeException("%s has %d numbers".formatted(name, said.length));
    }
    return said;
  }

  private static List<OnnxValue> pooledWhole(OperatorCall call) throws UnknownShapeException {
    long[] shape = call.in(0).shape().clone();
    Arrays.fill(shape, Math.min(2, shape.length), shape.length, 1);
    return List.of(OnnxValue.of(shape));
  }
}
