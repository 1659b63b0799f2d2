package io.tidemark.collector.recorder;

import io.tidemark.collector.feed.FeedEvent;
import io.tidemark.collector.feed.FeedTap;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes down what a feed hears and says, in the form of a raw recording: {@code SECONDS: TEXT},
 * {@code URL -> SECONDS: TEXT}. A file must be of use without those before it, so each begins with
 * the last answers of the lists of instruments.
 */
public final class FeedRecorder implements FeedTap {

  private static final int OK = 200;
  private static final long HOUR = 3_600_000_000L;

  private final String feed;
  private final String venue;
  private final URI connection;
  private final Function<byte[], Optional<String>> decoder;
  private final Map<URI, String> lists = new LinkedHashMap<>();
  private final RecordingFiles files;

  private long hour = Long.MIN_VALUE;

  /**
   * Has heard nothing.
   *
   * @param feed its name, that of its files
   * @param venue as files of its recordings are called
   * @param connection what connections are opened to
   * @param decoder gives the text of bytes
   * @param lists what is asked for lists of instruments
   */
  public FeedRecorder(
      String feed,
      String venue,
      URI connection,
      Function<byte[], Optional<String>> decoder,
      List<URI> lists,
      RecordingFiles files) {
    this.feed = feed;
    this.venue = venue;
    this.connection = connection;
    this.decoder = decoder;
    this.files = files;
    lists.forEach(list -> this.lists.put(list, ""));
  }

  @Override
  public void heard(FeedEvent event, long now) {
    if (event instanceof FeedEvent.Received received) {
      write(now, stamp(now) + ": " + oneLine(received.text()));
    } else if (event instanceof FeedEvent.ReceivedBytes received) {
      decoder
          .apply(received.bytes())
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
    long now = recorded.at();
    long begun = Math.floorDiv(now, HOUR);
    if (begun != hour) {
      hour = begun;
      lists.forEach(
          (uri, text) -> {
            if (!text.isEmpty()) {
              String line = answer(uri, now, text);
              files.write(venue, feed, new RecordedText(now, line, uri.toString()));
            }
          });
    }
    files.write(venue, feed, recorded);
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
