package io.tidemark.backtest;

import io.tidemark.backtest.metric.BlockPlan;
import io.tidemark.backtest.metric.Estimate;
import io.tidemark.core.score.Task;
import java.util.List;

/**
 * What a model was worth on data.
 *
 * @param subject what was evaluated
 * @param counted on which rows
 * @param plan how they were resampled for the intervals
 * @param estimates the numbers
 * @param confusion what was called and what came
 * @param remarks what has to be known to read the numbers, one sentence each
 */
public record Evaluation(
    Subject subject,
    RowsCounted counted,
    BlockPlan plan,
    List<Estimate> estimates,
    CallTable confusion,
    List<String> remarks) {

  /**
   * What was evaluated.
   *
   * @param model such as {@code btc-gbm/1}
   * @param task what it predicts
   * @param instrument on whose data
   * @param barLength µs
   * @param horizonBars how far ahead it predicts
   */
  public record Subject(
      String model, Task task, String instrument, long barLength, int horizonBars) {}

  /**
   * The rows that counted; times are µs since the epoch.
   *
   * @param rows how many
   * @param first time of the first one
   * @param last time of the last one
   * @param inTraining how many have features or outcomes in the model's training period
   * @param inValidation the same of its validation period
   * @param unanswered how many more there were, whose answers made no sense
   */
  public record RowsCounted(
      long rows, long first, long last, long inTraining, long inValidation, long unanswered) {}

  /**
   * Rows by what came, and within by what was called.
   *
   * @param classes what there is to call; empty where nothing is called
   * @param counts a list for each class that came, with a number for each that was called
   */
  public record CallTable(List<String> classes, List<List<Long>> counts) {

    /** Nothing is called. */
    static final CallTable NONE = new CallTable(List.of(), List.of());
  }
}
