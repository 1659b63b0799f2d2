package io.tidemark.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.models.onnx.ProtobufReader.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxModelReaderTest {

  private static final Path MODELS = Path.of(System.getProperty("tidemark.root", ".."), "models");

  static Stream<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(MODELS)) {
      return all
          .filter(file -> file.toString().endsWith(".onnx"))
          .filter(
              file -> file.toString().contains("artifacts") && !file.toString().contains("targ"))
          .filter(file -> !file.toString().contains("broken"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileThatIsReadAndWrittenSaysTheSame(Path file) throws Exception {
    OnnxModel model = OnnxModelReader.read(Files.readAllBytes(file));
    byte[] written = OnnxModelWriter.write(model);
    OnnxModel again = OnnxModelReader.read(written);
    assertThat(OnnxModelWriter.write(again)).isEqualTo(written);
    assertThat(again.graph().inputs()).isEqualTo(model.graph().inputs());
    assertThat(again.graph().outputs()).isEqualTo(model.graph().outputs());
    assertThat(again.graph().nodes()).hasSameSizeAs(model.graph().nodes());
    model
        .graph()
        .constants()
        .forEach(
            (name, tensor) -> {
              ConstantTensor kept = Objects.requireNonNull(again.graph().constants().get(name));
              assertThat(kept.data()).isEqualTo(tensor.data());
              assertThat(kept.shape()).isEqualTo(tensor.shape());
            });
  }

  @Test
  void everyKindOfAttributeIsKept() throws Exception {
    ModelGraph within = new ModelGraph("within", List.of(), Map.of(), List.of(), List.of(), false);
    Map<String, NodeAttribute> said = new LinkedHashMap<>();
    said.put("real", new NodeAttribute.Real(0.25f));
    said.put("whole", new NodeAttribute.Whole(-7));
    said.put("text", new NodeAttribute.Text("NONE"));
    said.put("tensor", new NodeAttribute.Tensor(ConstantTensor.wholes("", 4, -1)));
    said.put("graph", new NodeAttribute.Subgraph(within));
    said.put("reals", new NodeAttribute.Reals(new float[] {1.5f, -2}));
    said.put("wholes", new NodeAttribute.Wholes(3, -4));
    said.put("texts", new NodeAttribute.Texts(List.of("LEAF", "")));

    GraphNode node = read(said);

    assertThat(node.attributes().keySet()).containsExactlyElementsOf(said.keySet());
    assertThat(node.attributes().get("real")).isEqualTo(said.get("real"));
    assertThat(node.whole("whole", 0)).isEqualTo(-7);
    assertThat(node.text("text")).isEqualTo("NONE");
    assertThat(Objects.requireNonNull(node.tensor("tensor")).numbers()).containsExactly(4, -1);
    assertThat(node.attributes().get("graph")).isEqualTo(said.get("graph"));
    assertThat(node.attributes().get("reals"))
        .isInstanceOfSatisfying(
            NodeAttribute.Reals.class,
            reals -> assertThat(reals.values()).containsExactly(1.5f, -2));
    assertThat(node.attributes().get("wholes"))
        .isInstanceOfSatisfying(
            NodeAttribute.Wholes.class,
            wholes -> assertThat(wholes.values()).containsExactly(3, -4));
    assertThat(node.attributes().get("texts")).isEqualTo(said.get("texts"));
  }

  private static GraphNode read(Map<String, NodeAttribute> attributes) throws MalformedException {
    GraphNode node = GraphNode.of("Any", List.of("", "x"), "y", attributes);
    ModelGraph graph = new ModelGraph("g", List.of(node), Map.of(), List.of(), List.of(), false);
    OnnxModel model = new OnnxModel(8, "test", new TreeMap<>(Map.of("", 17L)), graph, List.of());
    OnnxModel again = OnnxModelReader.read(OnnxModelWriter.write(model));
    assertThat(again.opset()).isEqualTo(17);
    assertThat(again.producer()).isEqualTo("test");
    return again.graph().nodes().get(0);
  }

  @Test
  void numbersInTypedFieldsAreThoseInRawBytes() throws Exception {
    byte[] floats = tensor(1, new OnnxMessageWriter().bytes(4, LittleEndian.of(0.5f, 2)));
    assertThat(constant(floats).reals()).containsExactly(0.5f, 2);
    byte[] apart = tensor(1, new OnnxMessageWriter().real(4, 0.5f).real(4, 2));
    assertThat(constant(apart).reals()).containsExactly(0.5f, 2);
    byte[] wholes = tensor(7, new OnnxMessageWriter().number(7, -3).number(7, 9));
    assertThat(constant(wholes).numbers()).containsExactly(-3, 9);
    byte[] bools = tensor(9, new OnnxMessageWriter().numbers(5, new long[] {1, 0}));
    assertThat(constant(bools).data()).containsExactly(1, 0);
    byte[] narrow = tensor(6, new OnnxMessageWriter().numbers(5, new long[] {-2, 5}));
    assertThat(constant(narrow).numbers()).containsExactly(-2, 5);
  }

  /** A file with one constant of two elements. */
  private static byte[] tensor(int element, OnnxMessageWriter numbers) {
    OnnxMessageWriter tensor =
        new OnnxMessageWriter().numbers(1, new long[] {2}).number(2, element);
    byte[] content =
        ConstantTensor.joinedBytes(
            List.of(tensor.text(8, "c").toByteArray(), numbers.toByteArray()));
    return file(new OnnxMessageWriter().bytes(5, content));
  }

  private static byte[] file(OnnxMessageWriter graph) {
    return new OnnxMessageWriter().number(1, 8).message(7, graph).toByteArray();
  }

  private static ConstantTensor constant(byte[] file) throws MalformedException {
    return Objects.requireNonNull(OnnxModelReader.read(file).graph().constants().get("c"));
  }

  @Test
  void aTensorThatIsLongerOrShorterThanItsShapeIsRefused() {
    assertThatThrownBy(() -> constant(tensor(1, new OnnxMessageWriter().real(4, 1))))
        .isInstanceOf(MalformedException.class)
        .hasMessage("tensor 'c' of float[2] has 4 bytes");
    assertThatThrownBy(() -> constant(tensor(99, new OnnxMessageWriter())))
        .hasMessageContaining("which has no numbers");
  }

  @Test
  void noDamageMakesReadingFailInAnyOtherWayThanByARefusal() throws Exception {
    byte[] sound = Files.readAllBytes(files().findFirst().orElseThrow());
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] damaged = Arrays.copyOf(sound, random.nextInt(sound.length + 1));
      for (int flips = random.nextInt(4); flips > 0 && damaged.length > 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        OnnxModelReader.read(damaged);
      } catch (MalformedException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(2_500);
  }

  @Test
  void graphsWithinGraphsWithoutEndAreRefusedBeforeTheStackIsSpent() {
    OnnxMessageWriter graph = new OnnxMessageWriter();
    for (int depth = 0; depth < 500; depth++) {
      OnnxMessageWriter attribute = new OnnxMessageWriter().text(1, "body").message(6, graph);
      OnnxMessageWriter node = new OnnxMessageWriter().text(4, "Loop").message(5, attribute);
      graph = new OnnxMessageWriter().message(1, node);
    }
    byte[] file = file(graph);
    assertThatThrownBy(() -> OnnxModelReader.read(file)).hasMessage("nested deeper than 32");
  }

  @Test
  void aMillionPartsAreRefusedBeforeTheMemoryIsSpent() {
    OnnxMessageWriter graph = new OnnxMessageWriter();
    for (int i = 0; i <= 1_000_000; i++) {
      graph.bytes(1, new byte[0]);
    }
    byte[] file = file(graph);
    assertThatThrownBy(() -> OnnxModelReader.read(file)).hasMessage("more than 1,000,000 parts");
  }

  @Test
  void whatIsNoModelIsRefusedWithAReason() {
    assertThatThrownBy(() -> OnnxModelReader.read(new byte[0])).hasMessage("it holds no graph");
    byte[] page = "<html>not found</html>".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> OnnxModelReader.read(page)).isInstanceOf(MalformedException.class);
    byte[] twice =
        new OnnxMessageWriter()
            .message(7, new OnnxMessageWriter())
            .message(8, new OnnxMessageWriter().text(1, "").number(2, 9))
            .message(8, new OnnxMessageWriter().text(1, "ai.onnx").number(2, 25))
            .toByteArray();
    assertThatThrownBy(() -> OnnxModelReader.read(twice))
        .hasMessage("operator set 'ai.onnx' is of version 9 and 25");
  }
}
