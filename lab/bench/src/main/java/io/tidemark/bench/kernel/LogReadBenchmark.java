package io.tidemark.bench.kernel;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Tick;
import io.tidemark.flink.io.LogFormat;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the bytes of one log entry to a validated event: by hand, and by Avro's reader. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LogReadBenchmark {

  private static final int ENTRIES = 1 << 10;
  private static final int LEVELS = 10;

  /** Of the fact. */
  @Param({"trade", "book", "tick"})
  public String kind = "trade";

  private final LogFormat format = new LogFormat();
  private final byte[][] entries = new byte[ENTRIES][];
  private int next;

  /** Different entries of one kind. */
  @Setup
  public void write() {
    Moves moves = new Moves();
    for (int i = 0; i < ENTRIES; i++) {
      long at = Moves.START + i * 1_000L;
      Fact fact =
          switch (kind) {
            case "trade" -> moves.trade(i, at);
            case "book" -> moves.book(i, at, LEVELS);
            default -> new Tick(Moves.BTC, at);
          };
      Origin origin = new Origin("exchange.trades.v1", 2, 1_000_000L + i);
      entries[i] = format.encode(new LogEvent(Moves.BTC, at, origin, 0, 0, fact));
    }
  }

  /** What the jobs do. */
  @Benchmark
  public Parsed<LogEvent> byHand() {
    return format.decode(nextEntry(), next, next);
  }

  /** What they do with entries of schemas that are not read by hand. */
  @Benchmark
  public Parsed<LogEvent> byAvro() {
    return format.decodeByAvro(nextEntry(), next, next);
  }

  private byte[] nextEntry() {
    next = (next + 1) & (ENTRIES - 1);
    return entries[next];
  }
}
