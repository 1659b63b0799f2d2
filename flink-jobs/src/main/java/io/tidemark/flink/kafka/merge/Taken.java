package io.tidemark.flink.kafka.merge;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.sequence.ArrivalMerge;
import io.tidemark.flink.io.Arrival;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitState;

/**
 * A record that was read and has not gone on.
 *
 * @param arrival what it tells
 * @param split whose position moves when it goes
 * @param time its place in the merge, µs since the epoch; {@link ArrivalMerge#NO_TIME} if it has
 *     none
 */
record Taken(Arrival arrival, KafkaPartitionSplitState split, long time) {

  long offset() {
    return arrival.record().offset();
  }

  boolean isCommand() {
    return arrival.fact() instanceof Parsed.Valid<Fact> valid && valid.value().kind().isCommand();
  }

  /**
   * Without a place in the merge, because its time is wrong. A fact is refused; a command keeps its
   * own, because another clock than its sender's says whether it is in time.
   *
   * @param against what its time was held against, and by how much it is later
   */
  Taken inFuture(String against) {
    if (isCommand()) {
      return new Taken(arrival, split, ArrivalMerge.NO_TIME);
    }
    String detail =
        "it claims to be known at "
            + Instant.EPOCH.plus(time, ChronoUnit.MICROS)
            + ", "
            + against
            + ": check the producer's clock and unit";
    return new Taken(
        new Arrival(arrival.record(), Parsed.rejected(RejectReason.IN_FUTURE, detail)),
        split,
        ArrivalMerge.NO_TIME);
  }
}
