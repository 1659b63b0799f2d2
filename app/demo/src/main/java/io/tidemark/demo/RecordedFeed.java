package io.tidemark.demo;

import io.tidemark.client.RecordText;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.EventKind;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.recordings.DataFile;
import io.tidemark.recordings.Replay;
import io.tidemark.recordings.ReplayCounts;
import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.testbed.LocalFlink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Recorded data, merged in the order in which it could be known and written into the log. */
public final class RecordedFeed implements Feed {

  private static final long SECOND = 1_000_000L;

  private final List<DataFile> data;
  private final List<DataFile> history;
  private final Path model;
  private final Replay replay;
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private @Nullable TopicWriter topics;
  private @Nullable LogWriter writer;
  private @Nullable Thread thread;

  public RecordedFeed(List<DataFile> data, List<DataFile> history, Path model) {
    this.data = data;
    this.history = history;
    this.model = model;
    this.replay = Replay.open(data, history);
  }

  @Override
  public List<String> instruments() {
    return replay.instruments();
  }

  @Override
  public String configuration() {
    StringBuilder yaml = new StringBuilder();
    yaml.append("instruments: [").append(String.join(", ", instruments())).append("]\n");
    for (String instrument : instruments()) {
      boolean trades = replay.holds(instrument, EventKind.TRADE);
      yaml.append("bars.source." + instrument + ": " + (trades ? "trades" : "candles") + "\n");
      yaml.append("inputs." + instrument + ": [" + String.join(", ", inputs(instrument)) + "]\n");
    }
    yaml.append("model.path: ").append(model).append('\n');
    yaml.append("# a price is as old as its bar, and one missing bar is no silence yet\n");
    yaml.append("risk.silence-after: " + silenceSeconds() + " s\n");
    yaml.append("checkpoint.interval: 2 s\n");
    return yaml.toString();
  }

  /**
   * What the risk layer must demand: tables that were given for it, and what a recording holds.
   * With history it holds it too late: all of the history would be withheld for want of it.
   */
  private List<String> inputs(String instrument) {
    boolean recorded = history.stream().noneMatch(file -> file.instruments().contains(instrument));
    List<String> inputs = new ArrayList<>();
    if (recorded && replay.holds(instrument, EventKind.BOOK)) {
      inputs.add("book");
    }
    if (hasFunding(instrument) || (recorded && replay.holds(instrument, EventKind.FUNDING))) {
      inputs.add("funding");
    }
    if (data.stream().anyMatch(file -> file.kind() == DataKind.FEAR_GREED)) {
      inputs.add("fear-greed");
    }
    return inputs;
  }

  private boolean hasFunding(String instrument) {
    return data.stream()
        .anyMatch(
            file -> file.kind() == DataKind.FUNDING && file.instruments().contains(instrument));
  }

  private long silenceSeconds() {
    long longest = data.stream().mapToLong(DataFile::barLength).max().orElse(0);
    longest = Math.max(longest, history.stream().mapToLong(DataFile::barLength).max().orElse(0));
    return longest == 0 ? 300 : 2 * longest / SECOND + 300;
  }

  @Override
  public List<String> introduction() {
    List<String> lines = new ArrayList<>();
    for (DataFile file : data) {
      Object whose = file.venue() == null ? String.join(", ", file.instruments()) : file.venue();
      lines.add("Recorded data: %s, %s of %s".formatted(file.name(), words(file), whose));
    }
    if (data.stream().anyMatch(file -> file.venue() != null)) {
      lines.add("Instruments: " + String.join(", ", instruments()));
    }
    for (DataFile file : history) {
      lines.add("History before it: %s, %s".formatted(file.name(), words(file)));
    }
    lines.addAll(replay.ignored());
    return lines;
  }

  private static String words(DataFile file) {
    return file.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
        + (file.barLength() > 0 ? " of " + file.barLength() / (60 * SECOND) + " min" : "");
  }

  @Override
  public void start(LocalFlink flink, String bootstrapServers, JobConfig config) {
    topics = TopicWriter.to(bootstrapServers);
    LogWriter toLog = new LogWriter(topics, "");
    writer = toLog;
    thread =
        new Thread(
            () -> {
              while (!stop.get() && replay.hasNext()) {
                toLog.write(replay.next());
              }
              toLog.flush();
            },
            "replay");
    thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
    thread.start();
  }

  @Override
  public boolean isWritten() {
    Throwable e = failure.get();
    if (e instanceof UnreadableDataException unreadable) {
      throw unreadable;
    }
    if (e != null) {
      throw new IllegalStateException("the replay broke off: " + e.getMessage(), e);
    }
    return !Objects.requireNonNull(thread).isAlive();
  }

  @Override
  public String progress() {
    LogWriter writing = Objects.requireNonNull(writer);
    String clock =
        writing.clock() == 0 ? "" : ", written up to " + RecordText.time(writing.clock());
    return "%,d events in the log%s".formatted(writing.written(), clock);
  }

  @Override
  public Map<String, Long> refused() {
    return Objects.requireNonNull(writer).refused();
  }

  @Override
  public Optional<ReplayCounts> played() {
    return Optional.of(replay.counts());
  }

  @Override
  public void end() throws Exception {
    stop.set(true);
    if (thread != null) {
      thread.join();
    }
    replay.close();
    if (topics != null) {
      topics.close(); // last, for it throws what it could not write
    }
  }
}
