package io.tidemark.flink.signal;

import io.tidemark.flink.io.OutputTopic;
import org.apache.flink.api.connector.sink2.Sink;

/** Where the signal job writes. */
public interface SignalSinks {

  /** The sink of one output. */
  <T> Sink<T> of(OutputTopic<T> output);
}
