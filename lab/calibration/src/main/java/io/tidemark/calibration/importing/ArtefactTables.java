package io.tidemark.calibration.importing;

import io.tidemark.models.Baseline;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code baseline.csv} and {@code golden.csv} of an imported model.
 *
 * @param answers of the model
 * @param bars of one scoring
 * @param outputs names of its numbers
 * @param hasScore whether its answers have a number whose distribution can be watched
 */
record ArtefactTables(AnsweredRows answers, int bars, List<String> outputs, boolean hasScore) {

  /** Rows of the drift gate's reference: ten windows of its default. */
  static final int BASELINE_ROWS = 4_000;

  /** Every load scores them all. */
  static final int GOLDEN_ROWS = 64;

  private static final long SEED = 1;

  /**
   * Bar closes of the training part in the order of time, thinned evenly within each series: one
   * random row out of each of equal stretches, since a fixed stride would see the same hours of the
   * day again and again.
   */
  byte[] baseline(List<String> features) {
    Map<Integer, List<Integer>> closes = new LinkedHashMap<>();
    for (int row : answers.closes(Part.TRAINING)) {
      closes.computeIfAbsent(answers.seriesOf(row), any -> new ArrayList<>()).add(row);
    }
    SplittableRandom random = new SplittableRandom(SEED);
    List<Integer> picked = new ArrayList<>();
    int each = -Math.floorDiv(-BASELINE_ROWS, Math.max(1, closes.size()));
    for (List<Integer> rows : closes.values()) {
      int number = Math.min(each, rows.size());
      for (int i = 0; i < number; i++) {
        int from = (int) ((long) rows.size() * i / number);
        int to = (int) ((long) rows.size() * (i + 1) / number);
        picked.add(rows.get(random.nextInt(from, to)));
      }
    }
    picked.sort(
        Comparator.<Integer>comparingInt(row -> answers.of(row).export)
            .thenComparingLong(answers::time)
            .thenComparingInt(answers::seriesOf));
    List<String> names = new ArrayList<>(features);
    if (hasScore) {
      names.add(Baseline.SCORE);
    }
    StringBuilder text = header(names);
    for (int row : picked) {
      ExportSeries series = answers.of(row);
      for (int i = 0; i < features.size(); i++) {
        text.append(i == 0 ? "" : ",").append(series.feature(answers.rowOf(row), i));
      }
      text.append(hasScore ? "," + answers.prediction(row).score() : "").append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Evenly spaced inputs of the test part and the answers to them, oldest bar first. */
  byte[] golden(List<String> features) {
    List<String> names = new ArrayList<>();
    for (int back = bars - 1; back > 0; back--) {
      for (String name : features) {
        names.add(name + "@-" + back);
      }
    }
    names.addAll(features);
    names.addAll(outputs);
    StringBuilder text = header(names);
    int[] rows = answers.of(Part.TEST);
    int number = Math.min(GOLDEN_ROWS, rows.length);
    float[] input = new float[bars * features.size()];
    for (int i = 0; i < number; i++) {
      int row = rows[(int) ((long) (rows.length - 1) * i / Math.max(1, number - 1))];
      answers.of(row).input(answers.rowOf(row), bars, input, 0);
      for (float value : input) {
        text.append(value).append(',');
      }
      float[] answer = answers.answer(row);
      text.append(
          IntStream.range(0, answer.length)
              .mapToObj(output -> String.valueOf(answer[output]))
              .collect(Collectors.joining(",")));
      text.append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static StringBuilder header(List<String> names) {
    return new StringBuilder(
            names.stream()
                .map(name -> name.indexOf(',') < 0 ? name : '"' + name + '"')
                .collect(Collectors.joining(",")))
        .append('\n');
  }
}
