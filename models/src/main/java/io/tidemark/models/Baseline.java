package io.tidemark.models;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reference samples for the drift test: rows of the training period in time order, one per
 * instrument and bar close, thinned evenly.
 *
 * @param names the features in the model's order, then {@link #SCORE}, if its answers have one
 * @param roles what the drift of each may do: {@code pause}, {@code alert} or {@code ignore}; the
 *     score's follows from the task
 * @param columns the samples of each, all of the same length, finite
 */
@SuppressWarnings("ArrayRecordComponent") // numbers from the artefact, never compared
public record Baseline(List<String> names, List<String> roles, float[][] columns) {

  /** The score of the model's own answers among the names. */
  public static final String SCORE = "score";

  /** Samples per name. */
  public int rows() {
    return columns[0].length;
  }

  /** Names of what the drift gate looks at: all whose role is not {@code ignore}. */
  public List<String> watched() {
    return IntStream.range(0, names.size())
        .filter(i -> !roles.get(i).equals("ignore"))
        .mapToObj(names::get)
        .toList();
  }

  /** The column {@link #SCORE}, not copied; only of a model whose answers have a score. */
  public float[] scores() {
    return columns[names.indexOf(SCORE)];
  }

  static Baseline parse(String file, byte[] bytes, Manifest manifest)
      throws ModelRejectedException {
    List<String> names = new ArrayList<>(manifest.featureNames());
    List<String> roles = new ArrayList<>();
    manifest.features().list().forEach(feature -> roles.add(feature.drift()));
    if (manifest.graph().form().hasScore()) {
      names.add(SCORE);
      roles.add(manifest.graph().form().task().scoreMayPause() ? "pause" : "alert");
    }
    NumberTable table = NumberTable.parse(file, bytes, names);
    return new Baseline(List.copyOf(names), List.copyOf(roles), table.columns());
  }
}
