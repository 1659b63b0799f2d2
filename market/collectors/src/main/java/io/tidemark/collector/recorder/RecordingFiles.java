package io.tidemark.collector.recorder;

import io.tidemark.collector.watch.CollectorMetric;
import io.tidemark.collector.watch.StatusPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjLongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recordings on their way to files, {@code DIR/venue/VENUE.feed.HOUR.txt.gz}, by a thread of its
 * own. Bounded: what finds no room, and what the disk does not take, is counted and logged, and the
 * feeds go on.
 */
public final class RecordingFiles implements StatusPart, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RecordingFiles.class);

  /** Characters that wait in memory, of all feeds. */
  private static final long MOST_WAITING = 64 << 20;

  /** Characters that are written without waiting for more. */
  private static final long ENOUGH = 2 << 20;

  /** A longer line is read by nothing. */
  private static final int LONGEST_LINE = 15 << 20;

  /** What waits for longer is written, however little it is, ms. */
  private static final long LONGEST_WAIT = 2_000;

  private static final long BETWEEN_WORDS_NANOS = 60_000_000_000L;
  private static final long LAST_WORDS_MILLIS = 20_000;

  private record Entry(String venue, String feed, RecordedText text) {}

  private final Path folder;
  private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
  private final Map<String, RecordingFile> open = new HashMap<>();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final Thread writer = new Thread(this::write, "recording");

  private long waitingChars;
  private boolean closed;
  private long saidAt = System.nanoTime() - BETWEEN_WORDS_NANOS;
  private volatile String trouble = "";

  /**
   * Begins to write; the folder may be new.
   *
   * @throws UnwritableFolderException if no file can be written there
   */
  public RecordingFiles(Path folder) {
    requireWritable(folder);
    this.folder = folder;
    writer.start();
  }

  /**
   * Refuses a folder into which no file can be written, by writing one. A full disk is no reason:
   * it may have room again while there is something to record.
   *
   * @throws UnwritableFolderException if it is a file, or files cannot be made in it
   */
  public static void requireWritable(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "recording", ".new"));
    } catch (IOException e) {
      throw new UnwritableFolderException(folder, e);
    }
  }

  /** Takes a line or counts that it could not; never waits. */
  void write(String venue, String feed, RecordedText text) {
    int length = text.line().length();
    synchronized (waiting) {
      long most = text.isHead() ? 2 * MOST_WAITING : MOST_WAITING;
      if (closed || length > LONGEST_LINE || waitingChars + length > most) {
        lost.incrementAndGet();
        return;
      }
      waitingChars += length;
      waiting.add(new Entry(venue, feed, text));
      if (waitingChars > ENOUGH) {
        waiting.notifyAll();
      }
    }
  }

  /** Lines in files. */
  public long written() {
    return written.get();
  }

  /** Lines that are in no file and never will be. */
  public long lost() {
    return lost.get();
  }

  private void write() {
    boolean goesOn = true;
    while (goesOn) {
      List<Entry> taken;
      synchronized (waiting) {
        if (!closed && waitingChars <= ENOUGH) {
          pause();
        }
        goesOn = !closed || !waiting.isEmpty();
        taken = new ArrayList<>(waiting);
        waiting.clear();
        waitingChars = 0;
      }
      Map<RecordingFile, List<RecordedText>> byFile = new LinkedHashMap<>();
      for (Entry entry : taken) {
        byFile.computeIfAbsent(file(entry), any -> new ArrayList<>()).add(entry.text());
      }
      byFile.forEach(this::write);
    }
    open.values().forEach(file -> lost.addAndGet(file.owed()));
  }

  private void pause() {
    try {
      waiting.wait(LONGEST_WAIT);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private RecordingFile file(Entry entry) {
    Path venue = folder.resolve(entry.venue().toLowerCase(Locale.ROOT));
    return open.computeIfAbsent(
        entry.feed(), feed -> new RecordingFile(venue, entry.venue(), feed));
  }

  private void write(RecordingFile file, List<RecordedText> texts) {
    long before = file.written();
    int due = file.owed() + texts.size();
    try {
      file.write(texts);
      written.addAndGet(file.written() - before);
      trouble = "";
    } catch (IOException | RuntimeException e) {
      long now = file.written() - before;
      written.addAndGet(now);
      lost.addAndGet(due - now - file.owed());
      trouble = e.toString();
      if (System.nanoTime() - saidAt >= BETWEEN_WORDS_NANOS) {
        saidAt = System.nanoTime();
        LOG.error("{}: nothing is recorded; {} lines are lost so far", file, lost.get(), e);
      }
    }
  }

  @Override
  public String trouble() {
    return trouble.isEmpty() ? "" : "NOT everything is recorded";
  }

  @Override
  public List<String> words() {
    String why = trouble;
    return List.of(
        "Recording to %s: %,d lines written, %,d lost%s"
            .formatted(folder, written(), lost(), why.isEmpty() ? "" : "; " + why));
  }

  @Override
  public void metrics(ObjLongConsumer<String> numbers) {
    numbers.accept(CollectorMetric.RECORDED_LINES_TOTAL.of(), written());
    numbers.accept(CollectorMetric.RECORDED_LINES_LOST_TOTAL.of(), lost());
  }

  /** Waits until what was taken is written, at most 20 s. */
  @Override
  public void close() {
    synchronized (waiting) {
      closed = true;
      waiting.notifyAll();
    }
    try {
      writer.join(LAST_WORDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (lost.get() > 0) {
      LOG.error("recording: {} lines are in no file", lost.get());
    }
  }
}
