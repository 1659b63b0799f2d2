package io.tidemark.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** Writes {@code manifest.json} as {@link ManifestReader} reads it, and as training writes it. */
final class ManifestWriter {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ManifestWriter() {}

  /** The file's bytes; the same of equal manifests. */
  static byte[] bytes(Manifest manifest) {
    ObjectNode fields = JSON.createObjectNode();
    fields.put("id", manifest.id()).put("version", manifest.version());
    graph(fields, manifest.graph());
    Manifest.Bars bars = manifest.bars();
    fields.put("bar", bars.length()).put("windowBars", bars.window());
    fields.put("trigger", bars.trigger()).put("horizonBars", bars.horizon());
    fields.set("features", JSON.valueToTree(manifest.features().list()));
    fields.put("featureSetHash", manifest.features().hash());
    data(fields, manifest.data());
    evaluation(fields, manifest);
    fields.set("files", JSON.valueToTree(new TreeMap<>(manifest.files())));
    fields.set("notes", JSON.valueToTree(manifest.evaluation().notes()));
    try {
      return (JSON.writer(printer()).writeValueAsString(fields) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers can be written", e);
    }
  }

  private static void graph(ObjectNode fields, Manifest.Graph graph) {
    fields.put("opset", graph.opset());
    fields.set("input", JSON.valueToTree(graph.input()));
    fields.set("output", JSON.valueToTree(graph.output()));
    if (!graph.outputs().isEmpty()) {
      fields.put(Manifest.TASK, graph.task());
      ArrayNode outputs = fields.putArray(Manifest.OUTPUTS);
      for (Manifest.Output output : graph.outputs()) {
        ObjectNode one = outputs.addObject().put("name", output.name()).put("role", output.role());
        if (output.level() != 0) {
          one.put("level", output.level());
        }
      }
    }
    if (graph.origin() != null) {
      fields.set(Manifest.ORIGIN, JSON.valueToTree(graph.origin()));
    }
  }

  private static void data(ObjectNode fields, Manifest.TrainingData data) {
    fields.set("instruments", JSON.valueToTree(data.instruments()));
    fields.set("training", JSON.valueToTree(data.training()));
    fields.set("validation", JSON.valueToTree(data.validation()));
    fields.set("test", JSON.valueToTree(data.test()));
    fields.set("trainedOn", JSON.valueToTree(data.exports()));
    if (!data.servedOn().isEmpty()) {
      fields.set(Manifest.SERVED_ON, JSON.valueToTree(data.servedOn()));
    }
    fields.set(Manifest.FEED_RUNS, JSON.valueToTree(data.feedRuns()));
  }

  private static void evaluation(ObjectNode fields, Manifest manifest) {
    Manifest.Evaluation worth = manifest.evaluation();
    if (worth.metrics() != null) {
      fields.set(Manifest.METRICS, JSON.valueToTree(worth.metrics()));
    }
    if (!worth.strengthQuantiles().isEmpty()) {
      fields.set(Manifest.STRENGTH_QUANTILES, JSON.valueToTree(worth.strengthQuantiles()));
    }
    if (manifest.graph().task().equals(Manifest.DIRECTION)) {
      fields.set(Manifest.BINS, JSON.valueToTree(worth.bins()));
    }
  }

  /** As Python's {@code json.dumps(indent=2)}, whose lines others replace. */
  private static PrettyPrinter printer() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentArraysWith(lines);
    printer.indentObjectsWith(lines);
    return printer;
  }
}
