package io.tidemark.wire.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * What tells two schemas apart, docs and Java hints aside. Avro's own fingerprint sees neither
 * logical types nor defaults, and its equality counts Java hints.
 */
final class SchemaDifferences {

  private final List<String> found = new ArrayList<>();
  private final Set<String> walked = new LinkedHashSet<>();

  private SchemaDifferences() {}

  /** One line per difference, empty where there is none. */
  static List<String> between(Schema frozen, Schema current) {
    SchemaDifferences differences = new SchemaDifferences();
    differences.walk(frozen.getFullName(), frozen, current);
    return differences.found;
  }

  private void walk(String at, Schema frozen, Schema current) {
    if (!same(at + " type", frozen.getType(), current.getType())) {
      return;
    }
    same(at + " logical type", logicalType(frozen), logicalType(current));
    switch (frozen.getType()) {
      case RECORD -> record(at, frozen, current);
      case ENUM -> {
        same(at + " name", frozen.getFullName(), current.getFullName());
        same(at + " symbols", frozen.getEnumSymbols(), current.getEnumSymbols());
        same(at + " default symbol", frozen.getEnumDefault(), current.getEnumDefault());
      }
      case ARRAY -> walk(at + "[]", frozen.getElementType(), current.getElementType());
      case UNION -> union(at, frozen.getTypes(), current.getTypes());
      case MAP, FIXED -> found.add(at + " is a " + frozen.getType() + ", which is not compared");
      default -> {}
    }
  }

  private void record(String at, Schema frozen, Schema current) {
    if (!same(at + " name", frozen.getFullName(), current.getFullName())
        || !walked.add(frozen.getFullName())) {
      return;
    }
    same(at + " aliases", frozen.getAliases(), current.getAliases());
    List<String> names = frozen.getFields().stream().map(Schema.Field::name).toList();
    if (!same(at + " fields", names, current.getFields().stream().map(f -> f.name()).toList())) {
      return;
    }
    for (String name : names) {
      Schema.Field before = frozen.getField(name);
      Schema.Field after = current.getField(name);
      String field = at + "." + name;
      same(field + " has a default", before.hasDefaultValue(), after.hasDefaultValue());
      same(field + " default", before.defaultVal(), after.defaultVal());
      same(field + " aliases", before.aliases(), after.aliases());
      walk(field, before.schema(), after.schema());
    }
  }

  private void union(String at, List<Schema> frozen, List<Schema> current) {
    if (same(at + " branches", frozen.size(), current.size())) {
      for (int i = 0; i < frozen.size(); i++) {
        walk(at + "|" + i, frozen.get(i), current.get(i));
      }
    }
  }

  private static String logicalType(Schema schema) {
    return schema.getLogicalType() == null ? "none" : schema.getLogicalType().getName();
  }

  private boolean same(String what, Object frozen, Object current) {
    if (Objects.equals(frozen, current)) {
      return true;
    }
    found.add(what + ": frozen " + frozen + ", now " + current);
    return false;
  }
}
