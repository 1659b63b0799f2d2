package io.tidemark.collector.poll;

import io.tidemark.flink.config.text.HiddenValues;
import java.time.Duration;

/**
 * What is asked, and how often.
 *
 * @param name for people
 * @param source what is asked
 * @param interval between two answers
 * @param history how far back items are looked at
 * @param hidden what no log and no page may show, whatever the source says of itself
 */
public record PollPlan(
    String name, PollSource source, Duration interval, Duration history, HiddenValues hidden) {

  /** Of a source to which nothing secret leads. */
  public PollPlan(String name, PollSource source, Duration interval, Duration history) {
    this(name, source, interval, history, HiddenValues.NONE);
  }
}
