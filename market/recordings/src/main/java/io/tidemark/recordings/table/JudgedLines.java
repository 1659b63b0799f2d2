package io.tidemark.recordings.table;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.sequence.NeighbourJudge;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Lines of which each says whether it contradicts those before and after it. Memory holds those
 * that are asked.
 */
final class JudgedLines implements LineSource {

  private final LineSource lines;
  private final LineTime time;
  private final NeighbourJudge<TableLine> judge;
  private final ArrayDeque<TableLine> ready = new ArrayDeque<>();
  private boolean isOver;

  JudgedLines(LineSource lines, JudgedColumn column) {
    this.lines = lines;
    this.time = column.of();
    Judgement judgement = column.judgement();
    this.judge =
        new NeighbourJudge<>(
            judgement.limits(),
            judged -> {
              NeighbourJudge.Contradiction<TableLine> why = judged.contradiction();
              TableLine line = judged.element();
              ready.add(
                  why == null ? line : line.contradicted(judgement.words(why, TableLine::number)));
            });
  }

  @Override
  public @Nullable TableLine next() {
    while (ready.isEmpty() && !isOver) {
      TableLine line = lines.next();
      if (line == null) {
        isOver = true;
        judge.drain();
      } else {
        add(line);
      }
    }
    return ready.poll();
  }

  private void add(TableLine line) {
    long at =
        line.contradiction() == null && line.row() instanceof Parsed.Valid<String> row
            ? time.of(row.value())
            : LineTime.NONE;
    if (at == LineTime.NONE) {
      judge.pass(line);
    } else {
      judge.add(at, line);
    }
  }

  @Override
  public void close() {
    lines.close();
  }
}
