package io.tidemark.wire.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Frozen copies of the schemas that were ever written with: {@code schemas/<Record>/v<n>.avsc}, n
 * counting up from 1. They are never changed; a later version is added beside.
 */
public final class ReleasedSchemas {

  private ReleasedSchemas() {}

  /**
   * Every released schema of a topic's record, oldest first.
   *
   * @param record simple name, such as {@code ExchangeTrade}
   * @throws IllegalStateException if there is none
   */
  public static List<Schema> of(String record) {
    List<Schema> found = new ArrayList<>();
    for (int version = 1; ; version++) {
      String path = "/schemas/" + record + "/v" + version + ".avsc";
      try (InputStream frozen = ReleasedSchemas.class.getResourceAsStream(path)) {
        if (frozen == null) {
          break;
        }
        found.add(new Schema.Parser().parse(frozen));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + path, e);
      }
    }
    if (found.isEmpty()) {
      throw new IllegalStateException("no released schema of " + record + " is on the class path");
    }
    return List.copyOf(found);
  }
}
