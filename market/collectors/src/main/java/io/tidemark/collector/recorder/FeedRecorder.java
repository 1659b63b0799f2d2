package io.tidemark.collector.recorder;

import io.tidemark.collector.feed.FeedAction;
import io.tidemark.collector.feed.FeedEvent;
import io.tidemark.collector.feed.FeedTap;
import io.tidemark.collector.venue.FeedChannel;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.TradesNote;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes down what a feed hears and says, in the form of a raw recording: {@code SECONDS: TEXT},
 * {@code URL -> SECONDS: TEXT}; and in notes, how trades are handed on. A file must be of use
 * without those before it, so each begins with the last answers of the lists of instruments and
 * with a note of all instruments.
 */
public final class FeedRecorder implements FeedTap {

  private static final int OK = 200;
  private static final long HOUR = 3_600_000_000L;

  private final String feed;
  private final VenueDialect dialect;
  private final URI connection;
  private final Map<URI, String> lists = new LinkedHashMap<>();
  private final Map<String, TradesNote> notes = new LinkedHashMap<>();
  private final RecordingFiles files;

  private long hour = Long.MIN_VALUE;

  /**
   * Has heard nothing.
   *
   * @param feed its name, that of its files
   */
  public FeedRecorder(String feed, VenueDialect dialect, FeedPlan plan, RecordingFiles files) {
    this.feed = feed;
    this.dialect = dialect;
    this.connection = dialect.connection(plan);
    this.files = files;
    dialect.instrumentLists(plan).forEach(list -> lists.put(list, ""));
    if (plan.wants(FeedChannel.TRADES)) {
      plan.symbols().forEach((instrument, symbol) -> begin(plan, instrument, symbol));
    }
  }

  private void begin(FeedPlan plan, String instrument, String symbol) {
    String request = dialect.pastTrades(plan, symbol).map(URI::toString).orElse("");
    notes.put(instrument, new TradesNote(instrument, symbol, request, TradesNote.State.LIVE, 0));
  }

  @Override
  public void heard(FeedEvent event, long now, List<FeedAction> decided) {
    boolean speaks =
        event instanceof FeedEvent.Received || event instanceof FeedEvent.ReceivedBytes;
    noteChanges(now, decided, speaks, true);
    if (!isPassedOver(event, decided)) {
      write(event, now);
    }
    noteChanges(now, decided, speaks, false);
  }

  /**
   * What holds trades back stands before the message that does, and what lets them go behind it.
   */
  private void noteChanges(long now, List<FeedAction> decided, boolean speaks, boolean holds) {
    for (int i = 0; i < decided.size(); i++) {
      if (decided.get(i) instanceof FeedAction.HandOnTrades change
          && (change.state() == TradesNote.State.HELD) == holds) {
        String instrument = change.instrument();
        int after = speaks && holds ? trades(instrument, decided.subList(0, i)) : 0;
        TradesNote note =
            notes.computeIfPresent(instrument, (any, before) -> before.then(change.state(), 0));
        if (note != null) {
          write(note(now, List.of(note.then(note.state(), after)), instrument));
        }
      }
    }
  }

  private static boolean isPassedOver(FeedEvent event, List<FeedAction> decided) {
    return event instanceof FeedEvent.Answered answer
        && decided.contains(new FeedAction.PassOver(answer.request()));
  }

  private static int trades(String instrument, List<FeedAction> decided) {
    return (int)
        decided.stream()
            .filter(
                action ->
                    action instanceof FeedAction.Publish publish
                        && publish.fact() instanceof Trade trade
                        && trade.instrument().equals(instrument))
            .count();
  }

  private static RecordedText note(long now, Collection<TradesNote> notes, String of) {
    String line = "configuration " + stamp(now) + ": " + TradesNote.text(notes);
    return new RecordedText(now, line, "trades of " + of);
  }

  private void write(FeedEvent event, long now) {
    if (event instanceof FeedEvent.Received received) {
      write(now, stamp(now) + ": " + oneLine(received.text()));
    } else if (event instanceof FeedEvent.ReceivedBytes received) {
      dialect
          .text(received.bytes())
          .ifPresent(text -> write(now, stamp(now) + ": " + oneLine(text)));
    } else if (event instanceof FeedEvent.Opened) {
      String opened = connection + " <-> ";
      write(new RecordedText(now, opened + stamp(now), opened));
    } else if (event instanceof FeedEvent.Answered answer && answer.status() == OK) {
      String text = oneLine(answer.body());
      URI request = answer.request();
      String line = answer(request, now, text);
      String head = lists.containsKey(request) ? request.toString() : "";
      write(new RecordedText(now, line, head));
      lists.computeIfPresent(request, (uri, before) -> text);
    }
  }

  @Override
  public void sent(String text, long now) {
    write(now, connection + " <- " + stamp(now) + ": " + oneLine(text));
  }

  private void write(long now, String line) {
    write(new RecordedText(now, line));
  }

  private void write(RecordedText recorded) {
    long begun = Math.floorDiv(recorded.at(), HOUR);
    boolean begins = begun != hour;
    hour = begun;
    if (begins && lists.values().stream().anyMatch(text -> !text.isEmpty())) {
      lists.forEach((uri, text) -> putList(recorded.at(), uri, text));
      putNotes(recorded.at());
      put(recorded);
    } else if (begins) {
      put(recorded); // a file is recognised by the address in its first line
      putNotes(recorded.at());
    } else {
      put(recorded);
    }
  }

  private void putList(long now, URI uri, String text) {
    if (!text.isEmpty()) {
      put(new RecordedText(now, answer(uri, now, text), uri.toString()));
    }
  }

  private void putNotes(long now) {
    if (!notes.isEmpty()) {
      put(note(now, notes.values(), "all"));
    }
  }

  private void put(RecordedText recorded) {
    files.write(dialect.venue().name(), feed, recorded);
  }

  private static String answer(URI uri, long now, String text) {
    return uri + " -> " + stamp(now) + ": " + text;
  }

  /** Seconds since the epoch, with µs. */
  private static String stamp(long micros) {
    String digits = "%06d".formatted(Math.floorMod(micros, 1_000_000L));
    return Math.floorDiv(micros, 1_000_000L) + "." + digits;
  }

  /** In JSON, ends of lines are white space. */
  private static String oneLine(String text) {
    return text.indexOf('\n') < 0 && text.indexOf('\r') < 0
        ? text
        : text.replace('\n', ' ').replace('\r', ' ');
  }
}
