package io.tidemark.collector.poll;

import io.tidemark.collector.feed.FeedMoment;
import io.tidemark.core.fact.Parsed;
import io.tidemark.flink.config.text.HiddenValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks one source now and then, and decides what is new. An item goes out once, and again when it
 * says something else. It became available when an answer first had it; at the very first answer,
 * nobody knows since when it is there, and the rule of its source says it.
 */
public final class Poller {

  /** An answer that holds more is not what was asked for. */
  static final int MOST_ITEMS = 5_000;

  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SHOWN = 160;
  private static final long SECOND = 1_000_000L;

  private final PollSource source;
  private final HiddenValues hidden;
  private final PollPace pace;
  private final long interval;
  private final long history;
  private final PollMemory memory;
  private final Map<PollCount, Long> counts = new EnumMap<>(PollCount.class);

  private boolean isFirst;
  private boolean asking;
  private PollRequest request;
  private PollEvent.Version version = PollEvent.Version.NONE;
  private long answeredAt;
  private FeedMoment steppedAt = new FeedMoment(0, 0);
  private String trouble = "";

  /**
   * Has not asked.
   *
   * @param plan what is asked, and how often
   * @param memory what went out before; it is added to
   */
  public Poller(PollPlan plan, PollMemory memory, RandomGenerator chance) {
    this.source = plan.source();
    this.hidden = plan.hidden();
    this.interval = plan.interval().toMillis() * 1_000;
    this.history = plan.history().toMillis() * 1_000;
    this.pace = new PollPace(interval, chance);
    this.memory = memory;
    this.isFirst = memory.isEmpty();
    this.request = source.request(0, 0).hiding(hidden);
  }

  /**
   * What is to be done after an event.
   *
   * @param now when it happened: what goes out is stamped by the wall's clock, and ticks are waited
   *     for
   */
  public List<PollAction> step(PollEvent event, FeedMoment now) {
    steppedAt = now;
    if (event instanceof PollEvent.Passed) {
      return asking || !pace.isDue(now.tick()) ? List.of() : ask(now);
    }
    asking = false;
    return event instanceof PollEvent.Answered answer
        ? answered(answer, now)
        : failed(PollCount.FAILED, ((PollEvent.Failed) event).why(), 0, now);
  }

  /** Whether words about an answer may be shown; not where a secret was sent. */
  public boolean quotes() {
    return request.quotes();
  }

  /** How it stands. */
  public PollState state() {
    return new PollState(
        trouble.isEmpty() && answeredAt > 0,
        answeredAt,
        pace.next() == 0 ? 0 : steppedAt.stamp() + pace.next() - steppedAt.tick(),
        trouble,
        new EnumMap<>(counts));
  }

  private List<PollAction> ask(FeedMoment now) {
    PollRequest next = source.request(now.stamp() - history, now.stamp()).hiding(hidden);
    if (!next.address().equals(request.address())) {
      version = PollEvent.Version.NONE;
    }
    request = next;
    asking = true;
    pace.asked(now.tick());
    count(PollCount.ASKED, 1);
    return List.of(new PollAction.Ask(request, version));
  }

  private List<PollAction> answered(PollEvent.Answered answer, FeedMoment now) {
    long asked = answer.head().retryAfterSeconds() * SECOND;
    return switch (answer.status()) {
      case OK -> read(answer, now);
      case NOT_MODIFIED -> {
        count(PollCount.NOT_MODIFIED, 1);
        succeeded(now);
        yield List.of();
      }
      case TOO_MANY_REQUESTS ->
          failed(PollCount.LIMITED, "it asks for fewer requests: " + words(answer), asked, now);
      case UNAUTHORIZED, FORBIDDEN ->
          failed(
              PollCount.FAILED,
              "it refuses, perhaps for its key: " + words(answer),
              Math.max(asked, interval),
              now);
      default -> failed(PollCount.FAILED, "it answers " + words(answer), asked, now);
    };
  }

  private List<PollAction> read(PollEvent.Answered answer, FeedMoment now) {
    Parsed<PollReading> read = source.read(answer.body(), answer.head().charset());
    if (read instanceof Parsed.Rejected<PollReading> none) {
      // without the version, so that the next answer is whole
      version = PollEvent.Version.NONE;
      return failed(PollCount.UNREADABLE, unreadable(none, answer), 0, now);
    }
    PollReading reading = ((Parsed.Valid<PollReading>) read).value();
    long early = counts.getOrDefault(PollCount.EARLY, 0L);
    List<PollAction> actions = new ArrayList<>();
    current(reading.items(), now.stamp()).forEach(item -> take(item, now.stamp(), actions));
    if (!actions.isEmpty()) {
      actions.add(new PollAction.Remember());
    }
    count(PollCount.ANSWERED, 1);
    count(PollCount.EMPTY, reading.empty());
    refused(reading, actions);
    if (reading.mended() > 0) {
      count(PollCount.MENDED, 1);
      actions.add(
          report(
              PollCount.MENDED,
              "has " + reading.mended() + " characters that XML forbids; the rest is read"));
    }
    version =
        counts.getOrDefault(PollCount.EARLY, 0L) > early
            ? PollEvent.Version.NONE
            : answer.head().version();
    isFirst = false;
    succeeded(now);
    return actions;
  }

  private void refused(PollReading reading, List<PollAction> actions) {
    int tooMany = Math.max(0, reading.items().size() - MOST_ITEMS);
    int refused = reading.refused().size() + tooMany;
    if (refused > 0) {
      count(PollCount.REFUSED, refused);
      String why =
          reading.refused().isEmpty()
              ? ": the answer holds more than " + MOST_ITEMS + " items"
              : request.quotes() ? ", such as: " + reading.refused().get(0) : "";
      actions.add(report(PollCount.REFUSED, refused + " items are not read" + why));
    }
  }

  /** Of each item the newest version that may be out, the earliest item first. */
  private List<PollItem> current(List<? extends PollItem> items, long now) {
    Map<String, PollItem> current = new LinkedHashMap<>();
    items.stream()
        .sorted(Comparator.<PollItem>comparingLong(PollItem::describes).reversed())
        .limit(MOST_ITEMS)
        .filter(item -> isInTime(item, now))
        .forEach(item -> current.merge(item.key(), item, this::newer));
    return current.values().stream().sorted(Comparator.comparingLong(PollItem::describes)).toList();
  }

  private PollItem newer(PollItem first, PollItem second) {
    count(PollCount.REPEATED, 1);
    return second.version() >= first.version() ? second : first;
  }

  private boolean isInTime(PollItem item, long now) {
    boolean isOld = item.describes() != PollItem.UNKNOWN && item.describes() < now - history;
    boolean isEarly = item.notBefore() > now;
    if (isOld || isEarly) {
      count(isOld ? PollCount.OLD : PollCount.EARLY, 1);
    }
    return !isOld && !isEarly;
  }

  private void take(PollItem item, long now, List<PollAction> actions) {
    String before = known(item);
    if (item.content().equals(before)) {
      count(PollCount.REPEATED, 1);
      return;
    }
    long availableAt = isFirst ? Math.min(item.knownByRule(), now) : now;
    Parsed<PollAction> action = item.publish(availableAt);
    if (action instanceof Parsed.Valid<PollAction> valid) {
      count(before == null ? PollCount.NEW : PollCount.REVISED, 1);
      actions.add(valid.value());
    } else if (action instanceof Parsed.Rejected<PollAction> rejected) {
      count(PollCount.REFUSED, 1);
      actions.add(report(PollCount.REFUSED, item.key() + ": " + why(rejected)));
    }
    remember(item);
  }

  private @Nullable String known(PollItem item) {
    String content = memory.content(item.key());
    return content == null && !item.otherKey().isEmpty()
        ? memory.content(item.otherKey())
        : content;
  }

  private void remember(PollItem item) {
    memory.put(item.key(), item.content());
    if (!item.otherKey().isEmpty()) {
      memory.put(item.otherKey(), item.content());
    }
  }

  private void succeeded(FeedMoment now) {
    answeredAt = now.stamp();
    trouble = "";
    pace.succeeded(now.tick());
  }

  private List<PollAction> failed(PollCount kind, String why, long asked, FeedMoment now) {
    count(kind, 1);
    pace.failed(now.tick(), asked);
    PollAction.Report report = report(kind, why);
    trouble = report.words();
    return List.of(report);
  }

  private PollAction.Report report(PollCount kind, String why) {
    return new PollAction.Report(kind, request.withoutSecrets(request + " " + why));
  }

  private String words(PollEvent.Answered answer) {
    String where = answer.head().location();
    return answer.status()
        + (where.isEmpty() ? "" : " and points to " + request.elsewhere(where))
        + (request.quotes()
            ? " " + request.shown(new String(answer.body(), StandardCharsets.UTF_8), SHOWN)
            : " with " + answer.body().length + " bytes that are not shown");
  }

  private String unreadable(Parsed.Rejected<?> none, PollEvent.Answered answer) {
    return request.quotes()
        ? none.detail()
        : "the answer cannot be read: %s; it has %d bytes that are not shown"
            .formatted(none.reason(), answer.body().length);
  }

  private String why(Parsed.Rejected<?> rejected) {
    return request.quotes() ? rejected.detail() : rejected.reason().toString();
  }

  private void count(PollCount what, long times) {
    if (times > 0) {
      counts.merge(what, times, Long::sum);
    }
  }
}
