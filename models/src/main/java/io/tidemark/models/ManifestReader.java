package io.tidemark.models;

import static io.tidemark.models.Manifest.BINS;
import static io.tidemark.models.Manifest.DIRECTION;
import static io.tidemark.models.Manifest.FEED_RUNS;
import static io.tidemark.models.Manifest.FILE;
import static io.tidemark.models.Manifest.METRICS;
import static io.tidemark.models.Manifest.ORIGIN;
import static io.tidemark.models.Manifest.OUTPUTS;
import static io.tidemark.models.Manifest.SERVED_ON;
import static io.tidemark.models.Manifest.STRENGTH_QUANTILES;
import static io.tidemark.models.Manifest.TASK;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads {@code manifest.json} of any version: what older artefacts, or models of another task than
 * direction, lack is filled in as empty before the strict parser sees the file.
 */
final class ManifestReader {

  private static final String LEVEL = "level";

  private static final JsonMapper JSON = StrictJson.mapper().build();

  /** Only to be parsed, so that a message names the field. */
  private record Measured(Manifest.Metrics metrics) {}

  /** As {@link Measured}. */
  private record Imported(Manifest.Origin origin) {}

  private ManifestReader() {}

  /**
   * Reads and checks a manifest.
   *
   * @throws ModelRejectedException naming every field that is wrong
   */
  static Manifest read(byte[] json) throws ModelRejectedException {
    Manifest manifest;
    try {
      manifest = of(complete(JSON.readTree(new String(json, StandardCharsets.UTF_8))));
    } catch (JsonProcessingException e) {
      throw new ModelRejectedException(FILE + ": " + place(e) + e.getOriginalMessage(), e);
    }
    List<String> violations = new ManifestCheck(manifest).violations();
    if (!violations.isEmpty()) {
      throw new ModelRejectedException(FILE + ": " + String.join("; ", violations));
    }
    return manifest;
  }

  private static Manifest of(ObjectNode fields) throws JsonProcessingException {
    ObjectNode measured = taken(fields, METRICS);
    ObjectNode imported = taken(fields, ORIGIN);
    Manifest manifest = JSON.treeToValue(fields, Manifest.class);
    if (!imported.isEmpty()) {
      manifest = manifest.with(JSON.treeToValue(imported, Imported.class).origin());
    }
    boolean unmeasured = measured.isEmpty() && !manifest.graph().task().equals(DIRECTION);
    return unmeasured
        ? manifest
        : manifest.with(JSON.treeToValue(measured, Measured.class).metrics());
  }

  private static ObjectNode taken(ObjectNode fields, String name) {
    ObjectNode taken = JSON.createObjectNode();
    if (fields.has(name)) {
      taken.set(name, fields.remove(name));
    }
    return taken;
  }

  private static ObjectNode complete(JsonNode manifest) throws ModelRejectedException {
    if (!(manifest instanceof ObjectNode fields)) {
      throw ModelRejectedException.of(FILE, "a JSON object", manifest.getNodeType());
    }
    if (!fields.has(FEED_RUNS)) {
      fields.putArray(FEED_RUNS);
    }
    if (!fields.has(SERVED_ON)) {
      fields.putArray(SERVED_ON);
    }
    if (!fields.has(TASK)) {
      fields.put(TASK, DIRECTION);
    }
    if (!fields.has(OUTPUTS)) {
      fields.putArray(OUTPUTS);
    }
    for (JsonNode output : fields.path(OUTPUTS)) {
      if (output instanceof ObjectNode one && !one.has(LEVEL)) {
        one.put(LEVEL, 0.0);
      }
    }
    if (!fields.path(TASK).asText().equals(DIRECTION) && !fields.has(BINS)) {
      ObjectNode none = fields.putObject(BINS);
      none.putArray("edges");
      none.putArray("counts").add(0);
      none.putArray("ups").add(0);
    }
    if (fields.path(TASK).asText().equals("regime") && !fields.has(STRENGTH_QUANTILES)) {
      fields.putArray(STRENGTH_QUANTILES);
    }
    return fields;
  }

  /** The field, where the parser knows it, or the line. */
  private static String place(JsonProcessingException e) {
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return mapping.getPath().stream()
              .map(
                  step ->
                      step.getFieldName() == null
                          ? "[" + step.getIndex() + "]"
                          : step.getFieldName())
              .collect(Collectors.joining("."))
          + ": ";
    }
    return e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
  }
}
