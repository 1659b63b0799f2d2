package io.tidemark.recordings.form;

import io.tidemark.recordings.file.Stamp;
import io.tidemark.recordings.table.TableFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bars as objects whose names are those of {@link NamedBars}' columns: {@code [{"openTime": ms,
 * "open": "1", ...}, ...]}, or such an array within an object.
 */
public final class ArrayObjects implements ArrayForm {

  @Override
  public @Nullable TableFile read(Path path, String first, @Nullable String instrument) {
    Map<String, String> fields = JsonRow.fields(first);
    List<String> names = List.copyOf(fields.keySet());
    BarNames bar = BarNames.of(names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
    if (bar == null || !bar.hasVolume() || bar.symbol() >= 0) {
      return null;
    }
    PairFile file = PairFile.of(path, instrument);
    int[] columns = bar.columns();
    List<String> remarks = new ArrayList<>(file.remarks());
    if (Stamp.hasNoZone(String.valueOf(fields.get(names.get(bar.time()))))) {
      remarks.add("its times have no zone: they are taken for UTC");
    }
    CellForm form =
        CellForm.of(
            element -> cells(element, names),
            names.size(),
            cells -> CellForm.bar(bar.timeName(), cells, columns));
    return BarTable.of(
        path, file.instrument(), ArrayForm.layout(form), bar.timeName(), List.copyOf(remarks));
  }

  /** The values in the order of the first object; fewer where one lacks a name. */
  private static List<String> cells(String element, List<String> names) {
    Map<String, String> fields = JsonRow.fields(element);
    return names.stream().filter(fields::containsKey).map(name -> value(fields, name)).toList();
  }

  private static String value(Map<String, String> fields, String name) {
    return String.valueOf(fields.get(name));
  }
}
