package io.tidemark.recordings.form;

import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.table.TableFile;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Fear and Greed index of alternative.me as a table with its names of columns. */
public final class NamedFearGreed implements TableForm {

  private static final long DAY_MILLIS = 86_400_000L;
  private static final List<String> TIMES = List.of("timestamp", "date", "time");

  @Override
  public @Nullable TableFile read(Sample sample) {
    List<String> header = sample.header();
    boolean isNamed =
        header.contains("value_classification")
            || String.valueOf(sample.path().getFileName()).contains("fear_greed");
    int time = TIMES.stream().mapToInt(header::indexOf).filter(i -> i >= 0).findFirst().orElse(-1);
    int value = header.indexOf("value");
    if (!isNamed || time < 0 || value < 0) {
      return null;
    }
    String name = header.get(time);
    CellForm form =
        CellForm.of(
            sample.dialect()::cells,
            header.size(),
            cells -> row(name, cells.get(time), cells.get(value)));
    return FearGreed.table(sample.path(), sample.layout(form), name);
  }

  /** A row of {@link FearGreed#HEADER}; the value is that of the day in which the time lies. */
  public static String row(String name, String time, String value) throws BadRowException {
    long millis = CellForm.millis(name, time);
    long day = millis - Math.floorMod(millis, DAY_MILLIS);
    if (value.isBlank()) {
      throw new BadRowException(RejectReason.UNDECODABLE, "there is no value");
    }
    return day
        + ","
        + Instant.ofEpochMilli(day).atZone(ZoneOffset.UTC).toLocalDate()
        + ","
        + CellForm.plain(value);
  }
}
