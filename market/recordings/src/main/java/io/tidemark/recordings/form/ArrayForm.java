package io.tidemark.recordings.form;

import io.tidemark.recordings.file.ArrayElements;
import io.tidemark.recordings.file.Lines;
import io.tidemark.recordings.file.RecordLayout;
import io.tidemark.recordings.table.RowForm;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TableLayout;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A form in which files of JSON arrays come. */
@FunctionalInterface
public interface ArrayForm {

  /** A JSON array of arrays or objects, or an object with one somewhere in it. */
  Pattern BEGINNING =
      Pattern.compile("\\s*(?:\\[|\\{.*?[:\\[]\\s*\\[)\\s*[\\[{].*", Pattern.DOTALL);

  /**
   * What the file holds; null where it has another form.
   *
   * @param first its first element
   * @param instrument whose it is; null: as the path says
   * @throws io.tidemark.recordings.file.UnreadableDataException with one sentence, where it has
   *     this form and cannot be read
   */
  @Nullable TableFile read(Path path, String first, @Nullable String instrument);

  /** The layout of rows that are elements. */
  static TableLayout layout(RowForm form) {
    return new TableLayout(RecordLayout.ELEMENTS, 0, form);
  }

  /** The first element of a file that begins so; null where it has none. */
  static @Nullable String first(Path path, String head) {
    if (!BEGINNING.matcher(head).matches() || isOfLines(path, head)) {
      return null;
    }
    try (ArrayElements elements = ArrayElements.open(path)) {
      return elements.next();
    }
  }

  /** Whether each line is an object of its own, such as a message. */
  private static boolean isOfLines(Path path, String head) {
    if (!head.stripLeading().startsWith("{")) {
      return false;
    }
    try (Lines lines = Lines.open(path)) {
      String first = lines.next();
      String second = lines.next();
      return first != null
          && first.strip().endsWith("}")
          && second != null
          && second.startsWith("{");
    }
  }
}
