package io.tidemark.flink.config;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which model is scored, and how it is changed while the job runs.
 *
 * @param directory of the model version; null where the job needs none, or has a strategy
 * @param strategy file of several models and a decision; null where one model decides
 * @param continues the strategy's model whose state is that of a job that served it alone; null if
 *     none is
 * @param store holds versions as {@code <id>/<version>}; null if they cannot be changed
 * @param loadTimeout how long the task waits for a version that is not loaded yet
 * @param maxOperations about how many additions and multiplications a score may cost
 * @param shadowEvery a shadow is asked at each bar close, and at one event between in so many
 */
public record ModelConfig(
    @Nullable String directory,
    @Nullable String strategy,
    @Nullable String continues,
    @Nullable String store,
    Duration loadTimeout,
    int maxOperations,
    int shadowEvery)
    implements Serializable {}
