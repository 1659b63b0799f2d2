package io.tidemark.recordings;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.message.RecordingReader;
import io.tidemark.recordings.table.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.BiPredicate;

/**
 * Merges recorded files by {@code availableAt} into the log: stable, each file in its own order, a
 * market-wide fact copied to each instrument, a reference's candle to those that refer to it, a
 * tick wherever an instrument's market (its bars or trades, not its book) says nothing. Memory
 * holds a few rows per file, and hashes of what tables said last, to know what two of them say.
 */
public final class Replay implements Iterator<ReplayItem>, AutoCloseable {

  /** The topic of ticks in {@link Origin}. */
  public static final String TICKS = "ticks";

  private final ReplayPlan plan;
  private final BiPredicate<String, String> refers;
  private final PriorityQueue<Source> sources =
      new PriorityQueue<>(Comparator.comparingLong(Source::key).thenComparingInt(Source::rank));
  private final Heartbeats heartbeats;
  private final TradeForms forms;
  private final RepeatedFacts repeated;
  private final ArrayDeque<ReplayItem> ready = new ArrayDeque<>();

  /**
   * Copies of references' candles that were known at one time: all else of that time goes first.
   */
  private final ArrayDeque<ReplayItem> copies = new ArrayDeque<>();

  private long copiesAt;
  private long facts;
  private long refused;
  private long events;
  private long ticks;

  private Replay(ReplayPlan plan, BiPredicate<String, String> refers) {
    this.plan = plan;
    this.refers = refers;
    this.forms = new TradeForms(plan.sources());
    this.repeated = new RepeatedFacts(forms);
    this.heartbeats = new Heartbeats(plan.instruments());
    for (Source source : plan.sources()) {
      if (source.head() != null) {
        sources.add(source);
        heartbeats.opened(source.markets());
      }
    }
  }

  /**
   * Opens the files.
   *
   * @param data what is played: bars, trades or messages, with funding and fear and greed as they
   *     are wanted
   * @param history bars of the same instruments: those that end before an instrument's data begins
   *     are played first, the others are dropped and counted
   * @throws UnreadableDataException with one sentence, when they cannot be played together
   */
  public static Replay open(List<DataFile> data, List<DataFile> history) {
    return open(data, history, (log, of) -> false);
  }

  /**
   * Opens the files, some instruments being references of others.
   *
   * @param refers whether the log of the first instrument takes the candles of the second, another
   *     one
   * @throws UnreadableDataException with one sentence, when they cannot be played together
   */
  public static Replay open(
      List<DataFile> data, List<DataFile> history, BiPredicate<String, String> refers) {
    return new Replay(ReplayPlan.of(data, history), refers);
  }

  /** The instruments whose logs are written, in alphabetical order. */
  public List<String> instruments() {
    return plan.instruments();
  }

  /** What the files hold and is not played, one sentence each. */
  public List<String> ignored() {
    return plan.ignored();
  }

  /** Whether the data, history apart, holds facts of this kind of an instrument. */
  public boolean holds(String instrument, EventKind kind) {
    return plan.holds(instrument, kind);
  }

  /** What became of the rows so far. */
  public ReplayCounts counts() {
    long absent = plan.sources().stream().mapToLong(Source::absent).sum();
    return new ReplayCounts(
        plan.sources().stream().mapToLong(Source::left).sum() + absent,
        facts,
        refused,
        plan.sources().stream().mapToLong(Source::dropped).sum(),
        absent,
        events,
        ticks,
        plan.readers().stream().map(RecordingReader::counts).toList());
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty()) {
      Source source = sources.peek();
      if (!copies.isEmpty() && (source == null || source.key() > copiesAt)) {
        ready.addAll(copies);
        copies.clear();
      } else if (source == null) {
        return false;
      } else if (!tickBefore(source.key())) {
        emit(source);
        forward();
      }
    }
    return true;
  }

  @Override
  public ReplayItem next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The recorded data is over.");
    }
    return ready.remove();
  }

  @Override
  public void close() {
    plan.close();
  }

  private void forward() {
    Source source = sources.remove();
    source.advance();
    if (source.head() != null) {
      sources.add(source);
    } else {
      heartbeats.ended(source.markets());
    }
  }

  private void emit(Source source) {
    Row row = source.head();
    if (row == null) {
      return;
    }
    Fact fact = source.fact();
    if (fact == null) {
      Parsed.Rejected<Fact> rejected = (Parsed.Rejected<Fact>) row.fact();
      refuse(source, row, rejected.reason(), rejected.detail());
    } else if (fact instanceof Trade trade && !forms.counts(source, trade)) {
      source.drop();
    } else if (repeated.holds(source, fact)) {
      refuse(source, row, RejectReason.DUPLICATE, RepeatedFacts.words(fact));
    } else {
      facts++;
      if (fact.instrument().equals(Instruments.ALL)) {
        plan.instruments().forEach(instrument -> log(instrument, source.key(), row.origin(), fact));
      } else {
        log(fact.instrument(), source.key(), row.origin(), fact);
        if (fact instanceof Candle candle) {
          copy(candle, source.key(), row.origin());
        }
      }
      heartbeats.hear(fact, source.key());
    }
  }

  private void refuse(Source source, Row row, RejectReason why, String detail) {
    refused++;
    byte[] bytes = row.line().getBytes(StandardCharsets.ISO_8859_1);
    ready.add(
        new ReplayItem.Refused(
            DeadLetter.of(why, detail, row.origin(), Math.max(0, source.key()), bytes)));
  }

  /**
   * Copies the candle to the logs that refer to it, after all that is known at the same time: a bar
   * that closes with it has not seen it, whichever file was given first. Partition 1 of a file's
   * origin is its copies.
   */
  private void copy(Candle candle, long at, Origin origin) {
    Origin copied = new Origin(origin.topic(), 1, origin.offset());
    for (String log : plan.instruments()) {
      if (!log.equals(candle.instrument()) && refers.test(log, candle.instrument())) {
        events++;
        copies.add(new ReplayItem.Event(new LogEvent(log, at, copied, -1, 0, candle)));
        copiesAt = at;
      }
    }
  }

  private void log(String instrument, long at, Origin origin, Fact fact) {
    events++;
    ready.add(new ReplayItem.Event(new LogEvent(instrument, at, origin, -1, 0, fact)));
  }

  /** At {@code time} itself no tick is needed: whoever speaks then says what time it is. */
  private boolean tickBefore(long time) {
    Heartbeat first = heartbeats.earliest();
    if (first == null || first.due() >= time) {
      return false;
    }
    long at = first.due();
    String instrument = first.instrument();
    ready.add(
        new ReplayItem.Event(
            new LogEvent(
                instrument, at, new Origin(TICKS, 0, ticks++), -1, 0, new Tick(instrument, at))));
    first.ticked();
    return true;
  }
}
