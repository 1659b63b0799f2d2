package io.tidemark.collector.poll;

import java.time.Duration;

/**
 * What is asked, and how often.
 *
 * @param name for people
 * @param source what is asked
 * @param interval between two answers
 * @param history how far back items are looked at
 */
public record PollPlan(String name, PollSource source, Duration interval, Duration history) {}
