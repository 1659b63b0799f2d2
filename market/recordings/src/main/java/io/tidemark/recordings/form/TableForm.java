package io.tidemark.recordings.form;

import io.tidemark.recordings.table.TableFile;
import org.jspecify.annotations.Nullable;

/** A form in which files of tables come. */
@FunctionalInterface
public interface TableForm {

  /**
   * What the file holds; null where it has another form.
   *
   * @throws io.tidemark.recordings.file.UnreadableDataException with one sentence, where it has
   *     this form and cannot be read
   */
  @Nullable TableFile read(Sample sample);
}
