package io.tidemark.backtest;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.backtest.Evaluation.RowsCounted;
import io.tidemark.backtest.metric.BlockIntervals;
import io.tidemark.backtest.metric.Estimate;
import io.tidemark.core.feature.BarLength;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An evaluation for programs: an object with a member {@code {value, low, high}} for each number,
 * null where the rows do not give it, beside what was evaluated on which rows.
 */
public final class EvaluationJson {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private EvaluationJson() {}

  /**
   * Writes it.
   *
   * @throws EvaluationException if the file cannot be written
   */
  public static void write(Evaluation evaluation, Path file) {
    try {
      JSON.writeValue(file.toFile(), tree(evaluation));
    } catch (IOException e) {
      throw new EvaluationException(file + " cannot be written: " + e.getMessage() + ".", e);
    }
  }

  private static ObjectNode tree(Evaluation evaluation) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("model", evaluation.subject().model());
    tree.put("task", evaluation.subject().task().toString());
    tree.put("instrument", evaluation.subject().instrument());
    tree.put("bar", BarLength.text(evaluation.subject().barLength()));
    tree.put("horizonBars", evaluation.subject().horizonBars());
    RowsCounted counted = evaluation.counted();
    tree.put("rows", counted.rows());
    tree.put("first", time(counted.first()));
    tree.put("last", time(counted.last()));
    tree.put("rowsInTraining", counted.inTraining());
    tree.put("rowsInValidation", counted.inValidation());
    tree.put("rowsUnanswered", counted.unanswered());
    tree.put("blockRows", evaluation.plan().block());
    tree.put("blocks", evaluation.plan().blocks());
    tree.put("draws", evaluation.plan().hasIntervals() ? BlockIntervals.DRAWS : 0);
    evaluation.estimates().forEach(each -> tree.set(each.key(), tree(each)));
    if (!evaluation.confusion().classes().isEmpty()) {
      ObjectNode calls = tree.putObject("confusion");
      evaluation.confusion().classes().forEach(calls.putArray("classes")::add);
      ArrayNode counts = calls.putArray("cameThenCalled");
      evaluation.confusion().counts().forEach(row -> row.forEach(counts.addArray()::add));
    }
    evaluation.remarks().forEach(tree.putArray("remarks")::add);
    return tree;
  }

  private static ObjectNode tree(Estimate estimate) {
    ObjectNode node = JSON.createObjectNode();
    number(node, "value", estimate.value());
    number(node, "low", estimate.low());
    number(node, "high", estimate.high());
    return node;
  }

  private static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  private static String time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }
}
