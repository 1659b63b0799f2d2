package io.tidemark.recordings.preview;

import io.tidemark.recordings.file.Records;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.table.LineTime;
import io.tidemark.recordings.table.TableLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Tells a file that was put together in the wrong order: parts of it, each in order, of which no
 * two overlap in time, and none that was moved is farther from the next than one of the two is
 * long. Rows with a wrong time make no such parts: they are few, or leave a hole in the file where
 * they should be. Neither do downloads that overlap.
 */
public final class FileParts {

  private static final int MOST = 1_000;

  /** A shorter part may be a few wrong rows. */
  private static final int FEWEST_ROWS = 16;

  /** One row of so many may be a wrong one. */
  private static final int MANY = 20;

  private final PartSteps steps;
  private final boolean newestFirst;
  private List<Part> parts = new ArrayList<>();
  private boolean areTooMany;

  /** Records that follow each other in the file and in time. */
  private record Part(long firstRecord, long lastRecord, long begin, long end, int rows) {

    Part with(Part next) {
      return new Part(
          firstRecord,
          next.lastRecord,
          Math.min(begin, next.begin),
          Math.max(end, next.end),
          rows + next.rows);
    }
  }

  private FileParts(PartSteps steps, boolean newestFirst) {
    this.steps = steps;
    this.newestFirst = newestFirst;
  }

  /**
   * Of bars and of dated values, whose steps are alike.
   *
   * @param newestFirst whether the newest row of a part comes first
   */
  static FileParts ofBars(boolean newestFirst) {
    return new FileParts(new PartSteps.Alike(), newestFirst);
  }

  /**
   * Reads a file of dated values, one a time, for its parts.
   *
   * @param time of a row, ms
   * @param first its first rows
   */
  public static List<TableLayout> ofValues(
      Path path, TableLayout layout, LineTime time, FirstRows first) {
    return read(ofBars(first.isNewestFirst()), path, layout, time);
  }

  /**
   * Reads a file of trades, whose steps are of any length, for its parts.
   *
   * @param time of a row, ms
   * @param first its first rows
   * @return the parts in the order of time; empty where the file needs no other order
   */
  public static List<TableLayout> ofTrades(
      Path path, TableLayout layout, LineTime time, FirstRows first) {
    FileParts parts = new FileParts(new PartSteps.Irregular(), first.isNewestFirst());
    return read(parts, path, layout, time);
  }

  private static List<TableLayout> read(
      FileParts parts, Path path, TableLayout layout, LineTime time) {
    LineTime ofRecord = layout.ofRecord(time);
    try (Records records = layout.open(path)) {
      for (String record = records.next(); record != null; record = records.next()) {
        long at = records.number() > layout.headerLine() ? ofRecord.of(record) : LineTime.NONE;
        if (at != LineTime.NONE) {
          parts.add(records.number(), at);
        }
      }
    } catch (UnreadableDataException e) {
      return List.of(); // where it breaks off is said when its rows are read
    }
    return parts.inOrder(layout);
  }

  /** The next record that has a time, ms. */
  void add(long record, long at) {
    if (areTooMany) {
      return;
    }
    long time = newestFirst ? -at : at; // which rises from record to record
    Part added = new Part(record, record, time, time, 1);
    int last = parts.size() - 1;
    if (last >= 0 && steps.goesOn(parts.get(last).end, time)) {
      parts.set(last, parts.get(last).with(added));
      return;
    }
    parts.add(added);
    while (parts.size() > MOST && !areTooMany) {
      areTooMany = !steps.lengthen();
      parts = joined(parts);
    }
  }

  /** The parts in the order of time; empty where the file needs no other order. */
  List<TableLayout> inOrder(TableLayout layout) {
    List<Part> all = areTooMany ? List.of() : parts;
    List<TableLayout> found = List.of();
    do {
      all = joined(all);
      found = inOrder(joined(withoutShort(all)), layout);
    } while (found.isEmpty() && all.size() > 1 && steps.lengthen());
    return newestFirst ? turned(found) : found;
  }

  private static List<TableLayout> turned(List<TableLayout> parts) {
    List<TableLayout> turned = new ArrayList<>(parts);
    Collections.reverse(turned);
    return List.copyOf(turned);
  }

  /** Those that go on where the one before ends are one. */
  private List<Part> joined(List<Part> parts) {
    List<Part> joined = new ArrayList<>();
    for (Part part : parts) {
      int last = joined.size() - 1;
      if (last >= 0 && steps.goesOn(joined.get(last).end, part.begin)) {
        joined.set(last, joined.get(last).with(part));
      } else {
        joined.add(part);
      }
    }
    return joined;
  }

  /** A few wrong rows stay with those before them; many are none. */
  private static List<Part> withoutShort(List<Part> parts) {
    List<Part> left = new ArrayList<>();
    int rows = 0;
    int few = 0;
    for (Part part : parts) {
      rows += part.rows;
      if (left.isEmpty() || part.rows >= FEWEST_ROWS) {
        left.add(part);
      } else {
        few += part.rows;
      }
    }
    return few <= Math.max(1, rows / MANY) ? left : parts;
  }

  private static List<TableLayout> inOrder(List<Part> parts, TableLayout layout) {
    List<Part> sorted = new ArrayList<>(parts);
    sorted.sort(Comparator.comparingLong(Part::begin));
    List<Part> joined = new ArrayList<>();
    for (Part part : sorted) {
      Part last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      boolean isNext = last != null && end(last, parts, layout) == part.firstRecord - 1;
      if (last != null && (part.begin <= last.end || (!isNext && areFarApart(last, part)))) {
        return List.of();
      }
      if (last != null && isNext) {
        joined.set(joined.size() - 1, last.with(part));
      } else {
        joined.add(part);
      }
    }
    return joined.size() > 1 && joined.stream().allMatch(part -> isPart(part, parts))
        ? joined.stream()
            .map(part -> layout.between(begin(part, parts, layout), end(part, parts, layout)))
            .toList()
        : List.of();
  }

  private static boolean areFarApart(Part one, Part other) {
    return other.begin - one.end > Math.max(one.end - one.begin, other.end - other.begin);
  }

  /** Whether it is long, and the rows before and after it in the file leave no room for it. */
  private static boolean isPart(Part part, List<Part> parts) {
    Part before = null;
    Part after = null;
    for (Part other : parts) {
      before = other.lastRecord < part.firstRecord ? other : before;
      after = after == null && other.firstRecord > part.lastRecord ? other : after;
    }
    boolean hasRoom =
        before != null && after != null && after.begin - before.end > part.end - part.begin;
    return part.rows >= FEWEST_ROWS && !hasRoom;
  }

  /** Records that have no time and none before them go with the first that has one. */
  private static long begin(Part part, List<Part> parts, TableLayout layout) {
    boolean isFirst = parts.stream().allMatch(other -> other.firstRecord >= part.firstRecord);
    return isFirst ? layout.headerLine() + 1 : part.firstRecord;
  }

  /** Records that have no time go with those before them. */
  private static long end(Part part, List<Part> parts, TableLayout layout) {
    return parts.stream()
        .filter(other -> other.firstRecord > part.lastRecord)
        .mapToLong(other -> other.firstRecord - 1)
        .findFirst()
        .orElse(layout.lastLine());
  }

  /** By which steps in time the rows of a part of a file follow each other. */
  private interface PartSteps {

    /** Whether a row of this time, ms, goes on where others end. */
    boolean goesOn(long end, long time);

    /** Lets longer steps be; false where there are no longer ones. */
    boolean lengthen();

    /**
     * Steps of about one length: a step by many of the smallest ones may lead over another part.
     */
    final class Alike implements PartSteps {

      private static final int MANY = 16;

      private long smallest = Long.MAX_VALUE;

      @Override
      public boolean goesOn(long end, long time) {
        long step = time - end;
        smallest = step > 0 ? Math.min(smallest, step) : smallest;
        return step >= 0 && step / MANY < smallest;
      }

      @Override
      public boolean lengthen() {
        return false;
      }
    }

    /**
     * Steps of any length, and back by up to a minute, as in trades. No length of them leads over
     * another part for sure: longer and longer ones are tried.
     */
    final class Irregular implements PartSteps {

      private static final long MINUTE = 60_000;
      private static final long LONGEST = 60 * 1_440 * MINUTE;

      private long longest = 60 * MINUTE;

      @Override
      public boolean goesOn(long end, long time) {
        return time - end >= -MINUTE && time - end <= longest;
      }

      @Override
      public boolean lengthen() {
        longest *= 2;
        return longest <= LONGEST;
      }
    }
  }
}
