package io.tidemark.bench;

import org.jspecify.annotations.Nullable;

/**
 * What a stage came to in all rounds.
 *
 * @param setup the stage
 * @param events of the log that it decided, in its last run as in all others if it balances
 * @param scored events on which the model was asked
 * @param signals that stand committed on its topic
 * @param perSecond events per second of wall time
 * @param cpuMicros processor time of the whole process for an event, µs
 * @param ofLoop its speed as a part of the plain loop's in the same round
 * @param ofCopy its speed as a part of the Kafka copy's in the same round
 * @param ofWindow its speed as a multiple of the same stage's with the whole window upon every
 *     event, of a sequence model with its prefix form
 * @param ofWindowAlone the same, of that stage's with one window at a time
 * @param balanced whether in every run all events of the log were decided, the signals on the topic
 *     were those counted, and both scores and signals were those of the plain loop
 */
record StageSummary(
    Setup setup,
    long events,
    long scored,
    long signals,
    @Nullable Spread perSecond,
    @Nullable Spread cpuMicros,
    @Nullable Spread ofLoop,
    @Nullable Spread ofCopy,
    @Nullable Spread ofWindow,
    @Nullable Spread ofWindowAlone,
    boolean balanced) {}
