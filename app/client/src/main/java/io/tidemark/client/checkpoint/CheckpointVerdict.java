package io.tidemark.client.checkpoint;

/**
 * What is known of a checkpoint or savepoint.
 *
 * @param state whether a job may go on from it
 * @param words one sentence for a person
 */
public record CheckpointVerdict(State state, String words) {

  /** Whether a job may go on from it. */
  public enum State {
    /** Nothing is wrong, as far as the check sees. */
    WHOLE,
    /** A job would fail with it, or go on with state that nobody wrote. */
    DAMAGED,
    /** There is none. */
    ABSENT
  }
}
