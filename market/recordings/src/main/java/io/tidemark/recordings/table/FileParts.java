package io.tidemark.recordings.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tells a file that was put together in the wrong order: parts of it, each in order, of which no
 * two overlap in time or are farther apart than one of them is long. Rows with a wrong time make no
 * such parts: they leave a hole in the file where they should be. Neither do downloads that
 * overlap.
 */
final class FileParts {

  private static final int MOST = 1_000;

  /** A shorter part may be a few wrong rows. */
  private static final int FEWEST_ROWS = 16;

  /** A step forward by so many of the smallest ones may lead over another part. */
  private static final int MANY_STEPS = 16;

  private final List<Part> parts = new ArrayList<>();
  private long smallestStep = Long.MAX_VALUE;

  /** Records that follow each other in the file and in time. */
  private record Part(long firstRecord, long lastRecord, long begin, long end, int rows) {

    Part with(Part next) {
      return new Part(firstRecord, next.lastRecord, begin, next.end, rows + next.rows);
    }
  }

  /** The next record that has a time. */
  void add(long record, long time) {
    Part added = new Part(record, record, time, time, 1);
    int last = parts.size() - 1;
    long step = last < 0 ? -1 : time - parts.get(last).end;
    smallestStep = step > 0 ? Math.min(smallestStep, step) : smallestStep;
    if (step >= 0 && step / MANY_STEPS < smallestStep) {
      parts.set(last, parts.get(last).with(added));
    } else if (parts.size() <= MOST) {
      parts.add(added);
    }
  }

  /** The parts in the order of time; empty where the file needs no other order. */
  List<TableLayout> inOrder(TableLayout layout) {
    List<Part> sorted = new ArrayList<>(parts);
    sorted.sort(Comparator.comparingLong(Part::begin));
    List<Part> joined = new ArrayList<>();
    for (Part part : sorted) {
      Part last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && (part.begin <= last.end || areFarApart(last, part))) {
        return List.of();
      }
      if (last != null && isNext(last, part)) {
        joined.set(joined.size() - 1, last.with(part));
      } else {
        joined.add(part);
      }
    }
    boolean areParts = joined.size() > 1 && parts.size() <= MOST;
    return areParts && joined.stream().allMatch(this::isPart)
        ? joined.stream().map(part -> layout.between(part.firstRecord, end(part, layout))).toList()
        : List.of();
  }

  private static boolean areFarApart(Part one, Part other) {
    return other.begin - one.end > Math.max(one.end - one.begin, other.end - other.begin);
  }

  /** Whether it is long, and the rows before and after it in the file leave no room for it. */
  private boolean isPart(Part part) {
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

  private boolean isNext(Part one, Part other) {
    return end(one, Long.MAX_VALUE) == other.firstRecord - 1;
  }

  private long end(Part part, TableLayout layout) {
    return end(part, layout.lastLine());
  }

  /** Records that have no time go with those before them. */
  private long end(Part part, long lastOfFile) {
    return parts.stream()
        .filter(other -> other.firstRecord > part.lastRecord)
        .mapToLong(other -> other.firstRecord - 1)
        .findFirst()
        .orElse(lastOfFile);
  }
}
