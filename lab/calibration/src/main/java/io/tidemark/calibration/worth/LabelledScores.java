package io.tidemark.calibration.worth;

import io.tidemark.models.MeasuredWorth;
import io.tidemark.models.MeasuredWorth.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a model answered and what came of it, on rows in any order.
 *
 * <p>Intervals are over {@value #BLOCKS} blocks of equal time, which hold the rows of all
 * instruments together: labels that overlap, and instruments that move together, are then in one
 * block, all but at its ends. A figure is taken in each block, and the interval is Student's for
 * their mean. Blocks in which all labels are equal say nothing.
 */
public final class LabelledScores {

  /** Into how many blocks the time is cut. */
  static final int BLOCKS = 20;

  /** Fewer blocks with both outcomes give no interval. */
  static final int FEWEST_BLOCKS = 10;

  /** Of {@link #FEWEST_BLOCKS}, two-sided 95 %; of more it is a little too wide. */
  private static final double STUDENT = 2.262;

  /** What a probability of 0 or 1 is taken for; training does the same. */
  private static final double SURE = 1e-12;

  private final List<Row> rows = new ArrayList<>();

  private record Row(long time, float score, boolean up) {}

  /**
   * Takes a row.
   *
   * @param time µs since the epoch
   * @param score of the answer, no NaN
   * @param up whether the price was higher at the horizon
   */
  public void add(long time, float score, boolean up) {
    rows.add(new Row(time, score, up));
  }

  /** How many rows there are. */
  public int size() {
    return rows.size();
  }

  /** All scores. */
  public float[] scores() {
    float[] scores = new float[rows.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = rows.get(i).score;
    }
    return scores;
  }

  /** Whether there are blocks enough for {@link #worth}. */
  public boolean areEnough() {
    return mixed().size() >= FEWEST_BLOCKS;
  }

  /**
   * What the scores are worth.
   *
   * @param source where the rows are from, for the sentences
   * @param probabilities whether the scores are probabilities of a rise, and have a log loss. It is
   *     held against always answering the rows' own share of rises
   * @throws IllegalStateException if there are not enough
   */
  public MeasuredWorth worth(String source, boolean probabilities) {
    List<List<Row>> blocks = mixed();
    if (blocks.size() < FEWEST_BLOCKS) {
      throw new IllegalStateException("too few blocks: " + blocks.size());
    }
    double share = rows.stream().mapToDouble(row -> row.up ? 1 : 0).average().orElseThrow();
    List<Double> aucs = new ArrayList<>();
    List<Double> leads = new ArrayList<>();
    for (List<Row> block : blocks) {
      aucs.add(auc(block));
      leads.add(
          block.stream()
              .mapToDouble(row -> loss(row.score, row.up) - loss(share, row.up))
              .map(more -> -more)
              .average()
              .orElseThrow());
    }
    return new MeasuredWorth(source, interval(aucs), probabilities ? interval(leads) : null);
  }

  /** The blocks with both outcomes. */
  private List<List<Row>> mixed() {
    if (rows.isEmpty()) {
      return List.of();
    }
    long first = rows.stream().mapToLong(Row::time).min().orElseThrow();
    long last = rows.stream().mapToLong(Row::time).max().orElseThrow();
    List<List<Row>> blocks = new ArrayList<>();
    for (int i = 0; i < BLOCKS; i++) {
      blocks.add(new ArrayList<>());
    }
    double length = (last - first + 1.0) / BLOCKS;
    for (Row row : rows) {
      blocks.get(Math.min(BLOCKS - 1, (int) ((row.time - first) / length))).add(row);
    }
    blocks.removeIf(block -> block.stream().map(Row::up).distinct().count() < 2);
    return blocks;
  }

  /** The chance that a rise scores above a fall, ties half. */
  private static double auc(List<Row> block) {
    List<Row> rising = new ArrayList<>(block);
    rising.sort(Comparator.comparingDouble(Row::score));
    double falls = 0;
    double rises = 0;
    double won = 0;
    int i = 0;
    while (i < rising.size()) {
      double tiedFalls = 0;
      double tiedRises = 0;
      float score = rising.get(i).score;
      while (i < rising.size() && rising.get(i).score == score) {
        tiedRises += rising.get(i).up ? 1 : 0;
        tiedFalls += rising.get(i).up ? 0 : 1;
        i++;
      }
      won += tiedRises * (falls + tiedFalls / 2);
      falls += tiedFalls;
      rises += tiedRises;
    }
    return won / (rises * falls);
  }

  private static double loss(double probability, boolean up) {
    double p = Math.min(1 - SURE, Math.max(SURE, probability));
    return -Math.log(up ? p : 1 - p);
  }

  private static Interval interval(List<Double> figures) {
    double mean = figures.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares = figures.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    int n = figures.size();
    double half = STUDENT * Math.sqrt(squares / (n - 1) / n);
    return new Interval(mean - half, mean + half);
  }
}
