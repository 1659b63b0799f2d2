package io.tidemark.flink.io;

import java.util.List;
import org.apache.avro.Schema;

/** Whether what was written with one schema can be read with code that was made for another. */
final class AppendedSchema {

  private AppendedSchema() {}

  /**
   * Whether {@code later} is {@code first}, but for symbols of enums and branches of unions added
   * at the end: then all that both can say has the same bytes.
   */
  static boolean extendsAtTheEnd(Schema first, Schema later) {
    if (first.getType() != later.getType()) {
      return false;
    }
    return switch (first.getType()) {
      case RECORD -> sameFields(first.getFields(), later.getFields());
      case ENUM -> begins(first.getEnumSymbols(), later.getEnumSymbols());
      case ARRAY -> extendsAtTheEnd(first.getElementType(), later.getElementType());
      case UNION -> sameBranches(first.getTypes(), later.getTypes());
      case MAP, FIXED -> false;
      default -> true;
    };
  }

  private static boolean sameFields(List<Schema.Field> first, List<Schema.Field> later) {
    if (first.size() != later.size()) {
      return false;
    }
    for (int i = 0; i < first.size(); i++) {
      if (!first.get(i).name().equals(later.get(i).name())
          || !extendsAtTheEnd(first.get(i).schema(), later.get(i).schema())) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameBranches(List<Schema> first, List<Schema> later) {
    if (first.size() > later.size()) {
      return false;
    }
    for (int i = 0; i < first.size(); i++) {
      if (!extendsAtTheEnd(first.get(i), later.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean begins(List<String> first, List<String> later) {
    return first.size() <= later.size() && first.equals(later.subList(0, first.size()));
  }
}
