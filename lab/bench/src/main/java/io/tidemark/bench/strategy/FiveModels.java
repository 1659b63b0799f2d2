package io.tidemark.bench.strategy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.bench.BenchModel;
import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.models.Manifest;
import io.tidemark.models.ModelRejectedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;

/**
 * Two linear models, two of trees and an LSTM, each of thirty features: twenty are the same in all,
 * ten are of a length of their own. They are the bench's own artefacts, whose features are renamed;
 * of a model that knows nothing it is no matter what its columns are called.
 *
 * @param models one by one
 * @param strategy the file of the strategy that has all of them vote
 */
record FiveModels(List<BenchModel> models, Path strategy) {

  private static final List<String> KINDS =
      List.of("bench-linear", "bench-gbm", "bench-lstm", "bench-linear", "bench-gbm");

  /** Features with one length, as the manifests of the bench's models have them. */
  private static final List<String> OWN =
      List.of(
          "log_return(5)",
          "return(30)",
          "realised_vol(30)",
          "ewma_vol(20)",
          "parkinson(20)",
          "garman_klass(20)",
          "bollinger_position(20)",
          "bollinger_width(20)",
          "linreg_slope(20)",
          "volume_delta(20)");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Writes them.
   *
   * @param from folder of the bench's models
   * @param folder that does not exist yet
   */
  static FiveModels write(Path from, Path folder) throws IOException, ModelRejectedException {
    List<BenchModel> models = new ArrayList<>();
    StringBuilder strategy = new StringBuilder("strategy: five\nmodels:\n");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < KINDS.size(); i++) {
      String name = "m" + (i + 1);
      Path model = copy(from.resolve(KINDS.get(i)).resolve("1"), folder.resolve(name), i);
      models.add(BenchModel.of(model));
      names.add(name);
      strategy.append("  %s: {path: %s, min-strength: 95}%n".formatted(name, model));
    }
    strategy.append("decide: {vote: {of: [%s], agree: 3}}%n".formatted(String.join(", ", names)));
    return new FiveModels(models, Files.writeString(folder.resolve("five.yaml"), strategy));
  }

  /** With the ten features longer by so many bars, under a name of its own. */
  private static Path copy(Path from, Path to, int longer) throws IOException {
    Files.createDirectories(to);
    ObjectNode manifest = (ObjectNode) JSON.readTree(from.resolve(Manifest.FILE).toFile());
    manifest.put("id", manifest.get("id").asText() + "-" + (longer + 1));
    List<String> names = new ArrayList<>();
    for (JsonNode feature : manifest.get("features")) {
      String name = renamed(feature.get("name").asText(), longer);
      ((ObjectNode) feature).put("name", name);
      names.add(name);
    }
    long bar = BarLength.micros(manifest.get("bar").asText());
    manifest.put("featureSetHash", FeatureSet.hash(names, bar));
    ObjectNode files = (ObjectNode) manifest.get("files");
    for (Iterator<String> each = files.fieldNames(); each.hasNext(); ) {
      String name = each.next();
      byte[] bytes = Files.readAllBytes(from.resolve(name));
      byte[] written = name.endsWith(".csv") ? headed(bytes, longer) : bytes;
      Files.write(to.resolve(name), written);
      files.put(name, sha256(written));
    }
    JSON.writeValue(to.resolve(Manifest.FILE).toFile(), manifest);
    return to;
  }

  private static byte[] headed(byte[] table, int longer) {
    String text = new String(table, StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    String head = text.substring(0, end);
    for (String name : OWN) {
      // of two names one may end with the other
      head = head.replaceAll("(^|,)\\Q" + name + "\\E", "$1" + renamed(name, longer));
    }
    return (head + text.substring(end)).getBytes(StandardCharsets.UTF_8);
  }

  private static String renamed(String name, int longer) {
    if (!OWN.contains(name)) {
      return name;
    }
    int open = name.indexOf('(');
    int length = Integer.parseInt(name.substring(open + 1, name.length() - 1));
    return name.substring(0, open + 1) + (length + longer) + ")";
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
