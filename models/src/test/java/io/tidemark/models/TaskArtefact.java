package io.tidemark.models;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.ModelOutput;
import io.tidemark.core.score.ModelOutput.Role;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.score.Task;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * The smallest model of each task but direction: one matrix over {@code log_return}, {@code
 * rsi(14)} and {@code macd(12,26,9)}, made of nothing that was learnt. What a model of direction
 * has beside it is that of {@code tiny-every}.
 */
@SuppressWarnings("ImmutableEnumChecker") // arrays that nobody changes
enum TaskArtefact {
  CLASSES(
      "down down, flat flat, up up",
      new float[] {-40, 0, 40, -0.02f, 0, 0.02f, 0, 0, 0},
      new float[] {1, 0.3f, -1},
      new long[] {-1, 3}) {
    @Override
    GraphFile answer(GraphFile graph) {
      return graph.node("Softmax", "logits", "answer");
    }
  },

  RETURN(
      "mean mean, sigma sigma",
      new float[] {-0.2f, 0, 0.0002f, 0.004f, 0, 0},
      new float[] {-0.009f, -4},
      new long[] {-1, 2}) {
    @Override
    GraphFile answer(GraphFile graph) {
      return graph
          .whole("widths", 1, 1)
          .node("Split", "logits, widths", "m, s", GraphFile.attribute("axis", 3, 1))
          .node("Exp", "s", "sigma")
          .node("Concat", "m, sigma", "answer", GraphFile.attribute("axis", 3, 1));
    }
  },

  VOLATILITY("volatility volatility", new float[] {30, 0, 0}, new float[] {0}, new long[] {-1, 1}) {
    @Override
    GraphFile answer(GraphFile graph) {
      return graph.node("Abs", "logits", "answer");
    }
  },

  REGIME(
      "calm regime, wild regime",
      new float[] {0, 0, 0.04f, -0.04f, 0, 0},
      new float[] {-2, 2},
      new long[] {-1, 2}) {
    @Override
    GraphFile answer(GraphFile graph) {
      return graph.node("Softmax", "logits", "answer");
    }
  };

  private static final int FEATURES = 3;
  private static final int QUANTILES = 101;

  private final String outputs;
  private final float[] weights;
  private final float[] bias;
  private final long[] shape;

  TaskArtefact(String outputs, float[] weights, float[] bias, long[] shape) {
    this.outputs = outputs;
    this.weights = weights;
    this.bias = bias;
    this.shape = shape;
  }

  abstract GraphFile answer(GraphFile graph);

  /** Its name: {@code tiny-classes}. */
  String id() {
    return "tiny-" + task();
  }

  String task() {
    return name().toLowerCase(Locale.ROOT);
  }

  byte[] graph() {
    GraphFile graph =
        new GraphFile()
            .tensor("weights", GraphFile.FLOAT, new long[] {FEATURES, bias.length}, 9, raw(weights))
            .tensor("bias", GraphFile.FLOAT, new long[] {bias.length}, 9, raw(bias))
            .node("MatMul", "features, weights", "sums")
            .node("Add", "sums, bias", "logits");
    return answer(graph).output("answer", shape).bytes();
  }

  /** Makes the artefact in a directory below {@code temporary}. */
  Artefact into(Path temporary) throws ModelRejectedException {
    Artefact artefact = Artefact.copyInto(temporary, "tiny-every");
    artefact.replace(ArtefactFiles.MODEL, graph());
    artefact.editManifest(this::describe);
    Manifest.Tensor input = new Manifest.Tensor("features", List.of(-1L, (long) FEATURES));
    Manifest.Tensor output = new Manifest.Tensor("answer", Arrays.stream(shape).boxed().toList());
    try (OnnxScorer scorer = OnnxScorer.open("model.onnx", graph(), input, output)) {
      golden(artefact, scorer);
      baseline(artefact, scorer);
    }
    return artefact;
  }

  private void describe(ObjectNode manifest) {
    manifest.put("id", id()).put("task", task());
    manifest.remove(List.of("metrics", "bins", "strengthQuantiles"));
    ObjectNode output = manifest.putObject("output").put("name", "answer");
    ArrayNode sizes = output.putArray("shape");
    Arrays.stream(shape).forEach(sizes::add);
    ArrayNode list = manifest.putArray("outputs");
    for (ModelOutput each : form().outputs()) {
      String role = each.role().name().toLowerCase(Locale.ROOT);
      list.addObject().put("name", each.name()).put("role", role);
    }
  }

  /** What the answers mean. */
  AnswerForm form() {
    List<ModelOutput> all = new ArrayList<>();
    for (String each : outputs.split(", ", -1)) {
      String[] words = each.split(" ", -1);
      Role role = Role.valueOf(words[1].toUpperCase(Locale.ROOT));
      all.add(ModelOutput.of(words[0], role));
    }
    return AnswerForm.of(Task.valueOf(name()), all);
  }

  private void golden(Artefact artefact, OnnxScorer scorer) {
    artefact.replaceText(
        "golden.csv",
        text -> {
          List<String> lines = text.lines().toList();
          StringJoiner names = new StringJoiner(",");
          form().outputs().forEach(output -> names.add(output.name()));
          StringBuilder out =
              new StringBuilder(lines.get(0).replace("probability", names.toString())).append('\n');
          for (String line : lines.subList(1, lines.size())) {
            StringJoiner row = new StringJoiner(",", features(line), "\n");
            row.add("");
            for (float number : scorer.answer(numbers(line))) {
              row.add(Float.toString(number));
            }
            out.append(row);
          }
          return out.toString();
        });
  }

  private void baseline(Artefact artefact, OnnxScorer scorer) {
    AnswerForm form = form();
    List<Double> convictions = new ArrayList<>();
    artefact.replaceText(
        "baseline.csv",
        text -> {
          List<String> lines = text.lines().toList();
          StringBuilder out =
              new StringBuilder(form.hasScore() ? lines.get(0) : lines.get(0).replace(",score", ""))
                  .append('\n');
          for (String line : lines.subList(1, lines.size())) {
            Prediction prediction = Prediction.of(form, scorer.answer(numbers(line)), 0);
            convictions.add(prediction.conviction());
            out.append(features(line));
            out.append(form.hasScore() ? "," + prediction.score() + "\n" : "\n");
          }
          return out.toString();
        });
    if (form.hasScore()) {
      convictions.sort(null);
      artefact.editManifest(
          manifest -> {
            ArrayNode quantiles = manifest.putArray("strengthQuantiles");
            for (int i = 0; i < QUANTILES; i++) {
              quantiles.add(convictions.get((convictions.size() - 1) * i / (QUANTILES - 1)));
            }
          });
    }
  }

  private static String features(String line) {
    return line.substring(0, line.lastIndexOf(','));
  }

  private static float[] numbers(String line) {
    String[] cells = line.split(",", -1);
    float[] numbers = new float[FEATURES];
    for (int i = 0; i < FEATURES; i++) {
      numbers[i] = Float.parseFloat(cells[i]);
    }
    return numbers;
  }

  private static byte[] raw(float[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    return bytes.array();
  }
}
