package io.tidemark.exchange.protocol;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a raw recording, in either of two forms:
 *
 * <ul>
 *   <li>{@code NANOSECONDS JSON}: received;
 *   <li>{@code SECONDS: JSON} received, {@code URL <-> SECONDS} connected, {@code URL <- SECONDS:
 *       JSON} sent, {@code URL -> SECONDS: JSON} answered, {@code configuration: JSON}.
 * </ul>
 */
public final class RecordedLine {

  private static final Pattern NANOS = Pattern.compile("(\\d{19}) (.*)", Pattern.DOTALL);
  private static final Pattern RECEIVED =
      Pattern.compile("(\\d{10})(?:\\.(\\d{1,9}))?: (.*)", Pattern.DOTALL);
  private static final Pattern WITH_URL =
      Pattern.compile("(\\S+) (<->|<-|->) (\\d{10})(?:\\.(\\d{1,9}))?(?:: (.*))?", Pattern.DOTALL);
  private static final String CONFIGURATION = "configuration: ";
  private static final int SHOWN = 60;

  private RecordedLine() {}

  /**
   * The message, or why the line is none.
   *
   * @param line without its end
   * @param before when the line before was recorded, µs since the epoch: that of a line without a
   *     time
   */
  public static Parsed<Message> parse(String line, long before) {
    if (line.isBlank()) {
      return Parsed.rejected(RejectReason.EMPTY, "the line is empty");
    }
    Matcher nanos = NANOS.matcher(line);
    if (nanos.matches()) {
      long at = Long.parseLong(nanos.group(1).substring(0, 16));
      return message(Message.Kind.RECEIVED, "", at, nanos.group(2));
    }
    Matcher received = RECEIVED.matcher(line);
    if (received.matches()) {
      long at = micros(received.group(1), received.group(2));
      return message(Message.Kind.RECEIVED, "", at, received.group(3));
    }
    if (line.startsWith(CONFIGURATION)) {
      String text = line.substring(CONFIGURATION.length());
      return message(Message.Kind.CONFIGURATION, "", before, text);
    }
    Matcher url = WITH_URL.matcher(line);
    if (url.matches()) {
      String text = url.group(5) == null ? "" : url.group(5);
      return message(kind(url.group(2)), url.group(1), micros(url.group(3), url.group(4)), text);
    }
    String shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    return Parsed.rejected(
        RejectReason.UNDECODABLE, "'" + shown + "' is no line of a recording: it has no time");
  }

  private static Parsed<Message> message(Message.Kind kind, String url, long at, String text) {
    return Parsed.valid(new Message(kind, url, at, text));
  }

  private static Message.Kind kind(String arrow) {
    return switch (arrow) {
      case "<->" -> Message.Kind.CONNECTED;
      case "<-" -> Message.Kind.SENT;
      default -> Message.Kind.ANSWER;
    };
  }

  private static long micros(String seconds, @org.jspecify.annotations.Nullable String fraction) {
    String digits = ((fraction == null ? "" : fraction) + "000000").substring(0, 6);
    return Long.parseLong(seconds) * 1_000_000 + Long.parseLong(digits);
  }
}
