package io.tidemark.flink.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class AppendedSchemaTest {

  private static final String FIRST =
      """
      {"type": "record", "name": "R", "fields": [
        {"name": "e", "type": {"type": "enum", "name": "E", "symbols": ["A", "B"]}},
        {"name": "u", "type": ["null", "long"]},
        {"name": "a", "type": {"type": "array", "items": "double"}}]}
      """;

  @Test
  void aSchemaExtendsItself() {
    assertThat(extended("A", "A")).isTrue();
  }

  @Test
  void symbolsAndBranchesAtTheEndChangeNothingThatIsThere() {
    assertThat(extended("\"B\"", "\"B\", \"C\"")).isTrue();
    assertThat(extended("\"long\"]", "\"long\", \"string\"]")).isTrue();
  }

  @Test
  void symbolsAndBranchesBeforeTheEndDo() {
    assertThat(extended("\"B\"", "\"C\", \"B\"")).isFalse();
    assertThat(extended("\"B\"", "\"C\"")).isFalse();
    assertThat(extended(", \"B\"", "")).isFalse();
    assertThat(extended("\"null\", ", "\"null\", \"string\", ")).isFalse();
    assertThat(extended("\"null\", \"long\"", "\"null\"")).isFalse();
  }

  @Test
  void aFieldMoreOrLessOrOfAnotherNameOrTypeDoes() {
    assertThat(extended("\"double\"}}", "\"double\"}}, {\"name\": \"x\", \"type\": \"int\"}"))
        .isFalse();
    assertThat(extended("\"name\": \"u\"", "\"name\": \"v\"")).isFalse();
    assertThat(extended("\"double\"", "\"float\"")).isFalse();
  }

  private static boolean extended(String replaced, String by) {
    String later = FIRST.replace(replaced, by);
    return AppendedSchema.extendsAtTheEnd(
        new Schema.Parser().parse(FIRST), new Schema.Parser().parse(later));
  }
}
