package io.tidemark.flink.signal;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.state.StructOperator;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.jspecify.annotations.Nullable;

/**
 * When FEATURES + SCORE asks its models. What is to be scored waits for others, a moment and up to
 * so many, but only while there is much to do: after a moment without a score the next one is
 * scored at once. Nothing waits at a barrier, nor when models change, so what waits is no state.
 *
 * @param <O> what goes out
 * @param <S> the struct
 */
public abstract class ScoreStage<O, S> extends StructOperator<LogEvent, O, S>
    implements BoundedOneInput {

  private static final long serialVersionUID = 1;

  private final JobConfig job;

  private transient long lastFlush;
  private transient @Nullable ScheduledFuture<?> timer;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  protected ScoreStage(JobConfig job) {
    this.job = job;
  }

  /** The job's configuration. */
  protected final JobConfig job() {
    return job;
  }

  /** Hands on all that waits; whether anything did. */
  protected abstract boolean flushAll();

  /** Waits for what was asked elsewhere, and hands it on; nothing is where all is asked here. */
  protected void awaitAnswers() {}

  /** Something was added to what waits, which has no room for more if it is {@code full}. */
  protected final void settle(boolean full) {
    if (full || isIdle()) {
      flush();
    } else if (timer == null) {
      timer = getProcessingTimeService().registerTimer(now() + moment(), time -> flushInTime());
    }
  }

  /** Hands on all that waits. */
  protected final void flush() {
    if (flushAll()) {
      lastFlush = now();
    }
  }

  private void flushInTime() {
    timer = null;
    flush();
  }

  private boolean isIdle() {
    return now() - lastFlush > moment();
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  private long moment() {
    return job.score().longestWait().toMillis();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    flush();
    awaitAnswers();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void endInput() {
    flush();
    awaitAnswers();
  }
}
