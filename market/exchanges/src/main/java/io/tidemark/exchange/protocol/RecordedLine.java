package io.tidemark.exchange.protocol;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a raw recording, as recorders write them:
 *
 * <ul>
 *   <li>{@code TIME JSON}: received; the time is ns, µs or ms since the epoch, or ISO 8601 in UTC;
 *   <li>{@code SECONDS: JSON} received, {@code URL <-> SECONDS} connected, {@code URL <- SECONDS:
 *       JSON} sent, {@code URL -> SECONDS: JSON} answered, {@code configuration: JSON}, {@code
 *       configuration SECONDS: JSON};
 *   <li><code>{"received_at": ISO, "message": JSON}</code>: received; the message is JSON or its
 *       text.
 * </ul>
 */
public final class RecordedLine {

  private static final Pattern EPOCH =
      Pattern.compile("(\\d{13}|\\d{16}|\\d{19}) (.*)", Pattern.DOTALL);
  private static final Pattern ISO =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z) (.*)", Pattern.DOTALL);
  private static final Pattern RECEIVED =
      Pattern.compile("(\\d{10})(?:\\.(\\d{1,9}))?: (.*)", Pattern.DOTALL);
  private static final Pattern WITH_URL =
      Pattern.compile("(\\S+) (<->|<-|->) (\\d{10})(?:\\.(\\d{1,9}))?(?:: (.*))?", Pattern.DOTALL);
  private static final Pattern CONFIGURATION =
      Pattern.compile("configuration(?: (\\d{10})(?:\\.(\\d{1,9}))?)?: (.*)", Pattern.DOTALL);
  private static final String RECEIVED_AT = "received_at";
  private static final String MESSAGE = "message";
  private static final int MICROS_DIGITS = 16;
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
    Matcher epoch = EPOCH.matcher(line);
    if (epoch.matches()) {
      return received(micros(epoch.group(1)), epoch.group(2));
    }
    Matcher iso = ISO.matcher(line);
    if (iso.matches()) {
      return isoTime(iso.group(1)).then(at -> received(at, iso.group(2)));
    }
    if (line.startsWith("{")) {
      return wrapped(line);
    }
    Matcher received = RECEIVED.matcher(line);
    if (received.matches()) {
      long at = micros(received.group(1), received.group(2));
      return received(at, received.group(3));
    }
    Matcher configuration = CONFIGURATION.matcher(line);
    if (configuration.matches()) {
      String seconds = configuration.group(1);
      long at = seconds == null ? before : micros(seconds, configuration.group(2));
      return message(Message.Kind.CONFIGURATION, "", at, configuration.group(3));
    }
    Matcher url = WITH_URL.matcher(line);
    if (url.matches()) {
      String text = url.group(5) == null ? "" : url.group(5);
      return message(kind(url.group(2)), url.group(1), micros(url.group(3), url.group(4)), text);
    }
    return noTime(line);
  }

  private static Parsed<Message> noTime(String line) {
    String shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    return Parsed.rejected(
        RejectReason.UNDECODABLE,
        "'" + shown + "' is no line of a recording: it does not say when it was received");
  }

  /** An object that holds the message, which is taken as it is written. */
  private static Parsed<Message> wrapped(String line) {
    if (line.contains(RECEIVED_AT)
        && Json.field(line, RECEIVED_AT) instanceof Parsed.Valid<String> time
        && Json.field(line, MESSAGE) instanceof Parsed.Valid<String> message) {
      return isoTime(time.value()).then(at -> received(at, message.value()));
    }
    return noTime(line);
  }

  private static Parsed<Message> received(long at, String text) {
    return message(Message.Kind.RECEIVED, "", at, text);
  }

  private static Parsed<Long> isoTime(String text) {
    try {
      return Parsed.valid(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text)));
    } catch (DateTimeException e) {
      return Parsed.rejected(RejectReason.UNDECODABLE, "'" + text + "' is no time");
    }
  }

  /** Ms, µs or ns since the epoch, by the number of digits. */
  private static long micros(String digits) {
    return Long.parseLong((digits + "000").substring(0, MICROS_DIGITS));
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
