package io.tidemark.bench.kernel;

import io.tidemark.bench.collect.VenueStream;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Protocol;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What one message of a venue costs, from its text to its facts. Each invocation reads a whole
 * stream, with the snapshot that it begins with.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class ProtocolBenchmark {

  private static final int MESSAGES = 4_096;

  /** What the messages tell. */
  @Param public VenueStream.Kind stream = VenueStream.Kind.BINANCE_BOOK;

  private VenueStream messages = VenueStream.of(VenueStream.Kind.BINANCE_TRADES, 0);
  private final Message[] received = new Message[MESSAGES];

  /** Messages that are all read, or the figures are worth nothing. */
  @Setup
  public void write() {
    messages = VenueStream.of(stream, MESSAGES);
    Protocol protocol = messages.opened(stream);
    int facts = 0;
    for (int i = 0; i < MESSAGES; i++) {
      received[i] = messages.received(i);
      for (Outcome outcome : protocol.read(received[i])) {
        facts += outcome instanceof Outcome.Known ? 1 : 0;
        if (outcome instanceof Outcome.Refused refused) {
          throw new IllegalStateException("message " + i + ": " + refused.detail());
        }
      }
    }
    if (facts < MESSAGES / 2) {
      throw new IllegalStateException("only " + facts + " messages made a fact");
    }
  }

  /** All of it: the text to facts. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void read(Blackhole facts) {
    Protocol protocol = messages.opened(stream);
    for (Message message : received) {
      facts.consume(protocol.read(message));
    }
  }

  /** The text to a tree alone. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void tree(Blackhole trees) {
    for (Message message : received) {
      trees.consume(Json.parse(message.text()));
    }
  }
}
