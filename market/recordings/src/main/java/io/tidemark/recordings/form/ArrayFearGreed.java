package io.tidemark.recordings.form;

import io.tidemark.recordings.table.TableFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Fear and Greed index as alternative.me answers it: {@code {"data": [{"value": "40",
 * "timestamp": "1551157200"}, ...]}}.
 */
public final class ArrayFearGreed implements ArrayForm {

  @Override
  public @Nullable TableFile read(Path path, String first, @Nullable String instrument) {
    Map<String, String> fields = JsonRow.fields(first);
    if (!fields.containsKey("value") || !fields.containsKey("timestamp")) {
      return null;
    }
    CellForm form =
        CellForm.of(
            element -> cells(JsonRow.fields(element)),
            2,
            cells -> NamedFearGreed.row("timestamp", cells.get(0), cells.get(1)));
    return FearGreed.table(path, ArrayForm.layout(form), "timestamp");
  }

  private static List<String> cells(Map<String, String> fields) {
    return List.of(fields.getOrDefault("timestamp", ""), fields.getOrDefault("value", ""));
  }
}
