package io.tidemark.models;

import static io.tidemark.models.GraphFile.BOOL;
import static io.tidemark.models.GraphFile.FLOAT;
import static io.tidemark.models.GraphFile.INT32;
import static io.tidemark.models.GraphFile.INT64;
import static io.tidemark.models.GraphFile.INT8;
import static io.tidemark.models.GraphFile.attribute;
import static io.tidemark.models.GraphFile.info;
import static io.tidemark.models.GraphFile.message;
import static io.tidemark.models.GraphFile.operation;
import static io.tidemark.models.GraphFile.wholeTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.tidemark.models.onnx.ProtobufReader;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a file would take is known before ONNX Runtime sees it. */
class GraphCostTest {

  private static final long FOR_EVER = 1L << 62;

  /**
   * A file.
   *
   * @param name for people
   * @param file sound but for what hurts
   * @param reason a part of why it is refused
   */
  record Bomb(String name, GraphFile file, String reason) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Bomb> bombs() {
    return Stream.of(
        new Bomb("loop", loop(), "operator Loop 'looped' is not served: a graph within"),
        new Bomb("if", branch(), "operator If 'y' is not served: a graph within"),
        new Bomb("scan in a function", scanInFunction(), "operator Scan 'y' is not served"),
        new Bomb(
            "a function of its own",
            base().beside(25, message(1, "Relu", 7, operation("Neg", "x", "y"))),
            "expected operators of the standard alone; inline them"),
        new Bomb(
            "a graph in an operator that has none",
            base().node("Relu", "features", "y", attribute("then", 6, message(2, "inner"))),
            "operator Relu 'y' is not served: a graph within"),
        new Bomb("constant of shape", constantOfShape(), "found 800,000,0"),
        new Bomb("expanded again and again", expanded(), "up to Expand 'v"),
        new Bomb("tiled beyond any number", tiled(), "its size is beyond any number"),
        new Bomb(
            "range",
            base()
                .scalar("from", INT64, 0)
                .scalar("to", INT64, FOR_EVER)
                .scalar("step", INT64, 1)
                .node("Range", "from, to, step", "y"),
            "operator Range 'y' is not served: its size is beyond any number"),
        new Bomb(
            "one hot",
            base()
                .whole("at", 1, 2)
                .scalar("depth", INT64, 1L << 40)
                .tensor("values", FLOAT, new long[] {2}, 9, new byte[8])
                .node("OneHot", "at, depth, values", "y"),
            "up to OneHot"),
        new Bomb(
            "pad",
            base().whole("pads", 0, 0, 0, 1L << 40).node("Pad", "features, pads", "y"),
            "up to Pad"),
        new Bomb("multiplied again and again", multiplied(), "operations, found"),
        new Bomb(
            "a shape of the inputs",
            base()
                .node("Cast", "features", "numbers", attribute("to", 3, INT64))
                .node("ConstantOfShape", "numbers", "y"),
            "its size is made at run time, of 'numbers'"),
        new Bomb(
            "non-zero",
            base().node("NonZero", "features", "y"),
            "operator NonZero 'y' is not served: its size is made at run time"),
        new Bomb(
            "chance", base().node("RandomNormalLike", "features", "y"), "it answers by chance"),
        new Bomb("unknown", base().node("Zigmoid", "features", "y"), "not among the known ones"),
        new Bomb("a number that wraps around", wrapping(), "its size is made at run time"),
        new Bomb("a number that is cut", cut(), "its size is made at run time"),
        new Bomb(
            "sparse",
            base()
                .part(
                    15,
                    message(
                        1, message(1, 1L, 2, FLOAT, 8, "sparse", 9, new byte[4]),
                        2, wholeTensor("at", INT64, 0),
                        3, FOR_EVER)),
            "expected dense tensors"),
        new Bomb(
            "a tensor without its numbers",
            base().tensor("empty", FLOAT, new long[] {1 << 20, 1 << 20}, 9, new byte[4]),
            "tensor 'empty' of shape [1048576, 1048576] has "),
        new Bomb(
            "a tensor twice",
            base().whole("twice", 1).whole("twice", FOR_EVER),
            "tensor 'twice' is said twice"),
        new Bomb(
            "a graph twice", base().beside(7, message(2, "another")), "a graph is said twice"));
  }

  @ParameterizedTest
  @MethodSource("bombs")
  @Timeout(10)
  void whatHurtsIsRefusedUnseenWithTheNodeAndTheReason(Bomb bomb, @TempDir Path temporary) {
    Artefact artefact = Artefact.copyInto(temporary);
    artefact.replace("model.onnx", bomb.file().bytes());
    long began = System.nanoTime();
    assertThatThrownBy(() -> artefact.read().open().close())
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageContaining("model.onnx: ")
        .hasMessageContaining(bomb.reason())
        .hasMessageNotContaining("ONNX Runtime");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
    assertThatThrownBy(() -> Sealing.of(artefact.directory(), temporary.resolve("sealed")))
        .hasMessageContaining(bomb.reason());
    assertThat(temporary.resolve("sealed")).doesNotExist();
  }

  /** Without which the refusals above would show nothing: the base itself is served. */
  @Test
  void theFileThatTheBombsAreAddedToIsSound() throws Exception {
    byte[] file = base().bytes();
    GraphCost cost =
        OnnxFile.inspect("model.onnx", file).requireServable("model.onnx", 17, OnnxLimits.SERVED);
    assertThat(cost).isEqualTo(new GraphCost(3, 4 * 3 + 3));
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file)) {
      assertThat(session.getOutputNames()).containsExactly("probability");
    }
  }

  /** The control: ONNX Runtime alone never comes back from the first of them. */
  @Test
  void onnxRuntimeItselfHangsOnTheLoop(@TempDir Path temporary) throws Exception {
    assertThat(scored(temporary, base())).as("the base").isEqualTo("scored");
    assertThat(scored(temporary, loop())).as("the loop").isEqualTo("hangs");
  }

  /**
   * Scores with a file in a process of its own, which is ended if it has not ended in eight
   * seconds.
   */
  private static String scored(Path temporary, GraphFile file) throws Exception {
    Path model = temporary.resolve("model.onnx");
    Files.write(model, file.bytes());
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Opening.class.getName(),
                model.toString())
            .redirectErrorStream(true)
            .redirectOutput(temporary.resolve("said").toFile())
            .start();
    boolean ended = process.waitFor(8, TimeUnit.SECONDS);
    process.destroyForcibly().waitFor();
    String said = Files.readString(temporary.resolve("said"));
    return ended
        ? said.strip().replace("opening\n", "")
        : said.contains("opening") ? "hangs" : said;
  }

  /** A process that opens a file with ONNX Runtime alone and scores once. */
  static final class Opening {

    private Opening() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] file) throws Exception {
      byte[] model = Files.readAllBytes(Path.of(file[0]));
      System.out.println("opening");
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (OrtSession session = environment.createSession(model);
          OnnxTensor features =
              OnnxTensor.createTensor(environment, FloatBuffer.allocate(3), new long[] {1, 3})) {
        session.run(Map.of("features", features)).close();
      }
      System.out.println("scored");
    }
  }

  /**
   * An operator with a result whose shape ONNX Runtime tells.
   *
   * @param file makes {@code y} of {@code features}
   * @param rank of {@code y}
   */
  record Shaped(String name, GraphFile file, int rank) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Shaped> shapes() {
    byte[] axis1 = attribute("axis", 3, 1);
    return Stream.of(
        new Shaped("broadcast", one("Add", "features, row"), 2),
        new Shaped("MatMul by a vector", one("MatMul", "features, row"), 1),
        new Shaped("MatMul", one("MatMul", "features, three_by_two"), 2),
        new Shaped(
            "Gemm turned", one("Gemm", "features, two_by_three", attribute("transB", 3, 1)), 2),
        new Shaped("Softmax", one("Softmax", "features"), 2),
        new Shaped(
            "ReduceMean",
            one("ReduceMean", "features", attribute("axes", 8, 1), attribute("keepdims", 3, 0)),
            1),
        new Shaped("ReduceSum", one("ReduceSum", "features, ones"), 2),
        new Shaped("Concat", one("Concat", "features, features", axis1), 2),
        new Shaped("Flatten", one("Flatten", "features", axis1), 2),
        new Shaped("Gather", one("Gather", "features, ones", axis1), 2),
        new Shaped("Transpose", one("Transpose", "features", attribute("perm", 8, 1, 0)), 2),
        new Shaped("Unsqueeze", one("Unsqueeze", "features, ones"), 3),
        new Shaped("Slice", slice(0, 2, 1), 2),
        new Shaped("Slice from the end", slice(-2, Long.MAX_VALUE, 1), 2),
        new Shaped("Slice backwards", slice(-1, Long.MIN_VALUE, -2), 2),
        new Shaped("Slice backwards to one", slice(2, 0, -1), 2),
        new Shaped(
            "Reshape", base().whole("form", -1, 1, 3).node("Reshape", "features, form", "y"), 3),
        new Shaped(
            "Reshape that copies",
            base().whole("form", 0, 3, 1).node("Reshape", "features, form", "y"),
            3),
        new Shaped(
            "Expand to what its shape says",
            base()
                .node("Shape", "features", "shape")
                .node("Gather", "shape, first", "batch")
                .whole("first", 0)
                .whole("two", 2)
                .node("Mul", "batch, two", "twice")
                .node("Concat", "batch, two, twice, ones", "form", attribute("axis", 3, 0))
                .whole("ones", 1)
                .tensor("row", FLOAT, new long[] {1}, 9, new byte[4])
                .node("Expand", "row, form", "y"),
            4),
        new Shaped(
            "Where of a shape",
            base()
                .whole("asked", -1, 5)
                .whole("minus", -1)
                .whole("instead", 1, 1)
                .node("Equal", "asked, minus", "open")
                .node("Where", "open, instead, asked", "form")
                .tensor("row", FLOAT, new long[] {1}, 9, new byte[4])
                .node("Expand", "row, form", "y"),
            2),
        new Shaped(
            "ConstantOfShape",
            base().node("Shape", "features", "form").node("ConstantOfShape", "form", "y"),
            2),
        new Shaped("Tile", base().whole("often", 2, 3).node("Tile", "features, often", "y"), 2),
        new Shaped("Pad", base().whole("pads", 0, 2, 1, -1).node("Pad", "features, pads", "y"), 2),
        new Shaped("TopK", base().whole("k", 2).node("TopK", "features, k", "y, at"), 2),
        new Shaped(
            "Split",
            base().whole("parts", 2, 1).node("Split", "features, parts", "y, z", axis1),
            2),
        new Shaped("LSTM", recurrent("LSTM", 4), 4),
        new Shaped("GRU", recurrent("GRU", 3), 4),
        new Shaped("Conv", convolution("Conv", attribute("pads", 8, 1, 1)), 3),
        new Shaped("Conv with strides", convolution("Conv", attribute("strides", 8, 2)), 3),
        new Shaped(
            "Conv that keeps", convolution("Conv", attribute("auto_pad", 4, "SAME_UPPER")), 3),
        new Shaped(
            "MaxPool", wide().node("MaxPool", "wide, ", "y", attribute("kernel_shape", 8, 2)), 3));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aShapeThatIsFoundWithoutRunningIsTheOneThatComesOut(Shaped shaped) throws Exception {
    long[] open = new long[shaped.rank()];
    Arrays.fill(open, -1);
    byte[] file = shaped.file().output("y", open).bytes();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file)) {
      for (int batch : new int[] {1, 2, 7, 32}) {
        FloatBuffer numbers = FloatBuffer.allocate(batch * 3);
        try (OnnxTensor features =
                OnnxTensor.createTensor(environment, numbers, new long[] {batch, 3});
            OrtSession.Result result = session.run(Map.of("features", features))) {
          long[] made = ((OnnxTensor) result.get("y").orElseThrow()).getInfo().getShape();
          assertThat(found(file, batch)).as("batch " + batch).isEqualTo(made);
        }
      }
    }
  }

  private static long[] found(byte[] file, int batch) throws Exception {
    Map<String, OnnxValue> values = new HashMap<>();
    GraphCost most = OnnxLimits.SERVED.cost(batch);
    GraphCost.of("model.onnx", outline(file), 17, batch, most, values);
    return Objects.requireNonNull(values.get("y")).shape();
  }

  private static OnnxOutline outline(byte[] file) throws Exception {
    ProtobufReader model = new ProtobufReader(file);
    while (model.next()) {
      if (model.field() == 7) {
        return OnnxOutline.read(model.message());
      }
    }
    throw new AssertionError("no graph");
  }

  /** The files that other modules' tests are given, too. */
  @Test
  void theBrokenFixturesAreThese() {
    assertThat(Artefact.brokenModel("loop.onnx")).isEqualTo(loop().bytes());
    assertThat(Artefact.brokenModel("unfolds.onnx")).isEqualTo(constantOfShape().bytes());
    assertThat(loop().bytes()).hasSizeLessThan(1_000);
  }

  private static GraphFile base() {
    return new GraphFile().answering();
  }

  private static GraphFile one(String operator, String inputs, byte[]... attributes) {
    return base()
        .whole("ones", 1)
        .tensor("row", FLOAT, new long[] {3}, 9, new byte[12])
        .tensor("three_by_two", FLOAT, new long[] {3, 2}, 9, new byte[24])
        .tensor("two_by_three", FLOAT, new long[] {2, 3}, 9, new byte[24])
        .node(operator, inputs, "y", attributes);
  }

  private static GraphFile slice(long start, long end, long step) {
    return base()
        .whole("start", start)
        .whole("end", end)
        .whole("axis", 1)
        .whole("step", step)
        .node("Slice", "features, start, end, axis, step", "y");
  }

  private static GraphFile recurrent(String operator, int gates) {
    return base()
        .whole("middle", 0)
        .node("Unsqueeze", "features, middle", "steps")
        .tensor("w", FLOAT, new long[] {2, gates * 5L, 3}, 9, new byte[2 * gates * 5 * 3 * 4])
        .tensor("r", FLOAT, new long[] {2, gates * 5L, 5}, 9, new byte[2 * gates * 5 * 5 * 4])
        .node(
            operator,
            "steps, w, r",
            "y, ending",
            attribute("hidden_size", 3, 5),
            attribute("direction", 4, "bidirectional"));
  }

  private static GraphFile wide() {
    return base()
        .whole("form", -1, 1, 3)
        .whole("often", 1, 1, 4)
        .node("Reshape", "features, form", "narrow")
        .node("Tile", "narrow, often", "wide");
  }

  private static GraphFile convolution(String operator, byte[]... attributes) {
    return wide()
        .tensor("kernel", FLOAT, new long[] {4, 1, 3}, 9, new byte[48])
        .node(operator, "wide, kernel", "y", attributes);
  }

  private static GraphFile loop() {
    byte[] body =
        message(
            1, operation("Identity", "cond", "cond_out"),
            1, operation("Identity", "value", "value_out"),
            2, "body",
            11, info("turn", INT64),
            11, info("cond", BOOL),
            11, info("value", FLOAT, 1),
            12, info("cond_out", BOOL),
            12, info("value_out", FLOAT, 1));
    return base()
        .scalar("turns", INT64, FOR_EVER)
        .scalar("go", BOOL, 1)
        .tensor("start", FLOAT, new long[] {1}, 9, new byte[4])
        .node("Loop", "turns, go, start", "looped", attribute("body", 6, body))
        .node("Add", "probability, looped", "y")
        .output("y", -1);
  }

  private static GraphFile branch() {
    byte[] body =
        message(1, operation("Neg", "features", "n"), 2, "b", 12, info("n", FLOAT, -1, 3));
    return base()
        .scalar("go", BOOL, 1)
        .node(
            "If", "go", "y", attribute("then_branch", 6, body), attribute("else_branch", 6, body));
  }

  private static GraphFile scanInFunction() {
    byte[] scan = operation("Scan", "x", "y", attribute("body", 6, message(2, "body")));
    return base().beside(25, message(1, "Relu", 7, scan));
  }

  private static GraphFile constantOfShape() {
    return base().whole("form", 800_000_000L).node("ConstantOfShape", "form", "y").output("y", -1);
  }

  private static GraphFile expanded() {
    GraphFile file = base().tensor("v0", FLOAT, new long[] {1}, 9, new byte[4]);
    for (int i = 0; i < 4; i++) {
      long[] form = new long[i + 2];
      Arrays.fill(form, 1_024);
      form[i + 1] = 1;
      file.whole("form" + i, form).node("Expand", "v" + i + ", form" + i, "v" + (i + 1));
    }
    return file;
  }

  private static GraphFile tiled() {
    return base().whole("often", 1L << 40, 1L << 40).node("Tile", "features, often", "y");
  }

  private static GraphFile multiplied() {
    GraphFile file = base().whole("form", 1_000, 1_000).node("ConstantOfShape", "form", "m0");
    for (int i = 0; i < 40; i++) {
      file.node("MatMul", "m" + i + ", m" + i, "m" + (i + 1));
    }
    return file;
  }

  /** 2^30 times four is nothing in 32 bits, so the largest of that and five is five. */
  private static GraphFile wrapping() {
    return base()
        .part(5, wholeTensor("large", INT32, 1 << 30))
        .part(5, wholeTensor("four", INT32, 4))
        .node("Mul", "large, four", "wrapped")
        .node("Cast", "wrapped", "form", attribute("to", 3, INT64))
        .node("ConstantOfShape", "form", "y");
  }

  private static GraphFile cut() {
    return base()
        .whole("number", 200)
        .node("Cast", "number", "small", attribute("to", 3, INT8))
        .node("Cast", "small", "form", attribute("to", 3, INT64))
        .node("ConstantOfShape", "form", "y");
  }
}
