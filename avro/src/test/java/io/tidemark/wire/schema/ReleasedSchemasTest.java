package io.tidemark.wire.schema;

import static org.apache.avro.SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schemas are for ever: what was released is still read, and the current one is what is frozen. */
class ReleasedSchemasTest {

  private static final Path MODULE = Path.of(System.getProperty("tidemark.root"), "avro");

  /** The records that stand on a topic: one file each, right under src/main/avro. */
  static List<String> records() throws IOException {
    try (Stream<Path> files = Files.list(MODULE.resolve("src/main/avro"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".avsc"))
          .map(name -> name.substring(0, name.length() - ".avsc".length()))
          .sorted()
          .toList();
    }
  }

  @Test
  void noRecordThatWasReleasedIsGoneAndNoneIsWithoutAFrozenCopy() throws IOException {
    assertThat(records()).isEqualTo(ReleasedSchemas.records()).contains("MarketEvent", "Signal");
  }

  @ParameterizedTest
  @MethodSource("records")
  void theNewestFrozenCopyIsTheCurrentSchema(String record) throws Exception {
    Schema current = current(record);
    Path candidate = MODULE.resolve("target/schemas/" + record + ".avsc");
    Files.createDirectories(candidate.getParent());
    Files.writeString(candidate, current.toString(true) + "\n");

    List<Schema> released = ReleasedSchemas.of(record);

    assertThat(SchemaDifferences.between(released.get(released.size() - 1), current))
        .as(
            "%s changed; if it is meant, and was released, freeze target/schemas/%s.avsc as "
                + "src/main/resources/schemas/%s/v%d.avsc",
            record, record, record, released.size() + 1)
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyVersionReadsEveryOther(String record) throws Exception {
    List<Schema> all =
        Stream.concat(ReleasedSchemas.of(record).stream(), Stream.of(current(record))).toList();
    for (Schema writer : all) {
      for (Schema reader : all) {
        assertThat(
                SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                    .getResult()
                    .getCompatibility())
            .isEqualTo(COMPATIBLE);
        assertAllIsRead(writer, reader);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void aSymbolThatWasReleasedStaysWhereItIsAndNewOnesComeBehindIt(String record) throws Exception {
    Map<String, List<String>> released = new HashMap<>();
    for (Schema version :
        Stream.concat(ReleasedSchemas.of(record).stream(), Stream.of(current(record))).toList()) {
      Map<String, List<String>> symbols = symbols(version);
      released.forEach(
          (name, before) ->
              assertThat(symbols.getOrDefault(name, List.of()).stream().limit(before.size()))
                  .as(name)
                  .containsExactlyElementsOf(before));
      released.putAll(symbols);
    }
  }

  @Test
  void symbolsAreFoundWhereverTheyStand() throws Exception {
    assertThat(symbols(current("Signal")))
        .containsOnlyKeys(
            "io.tidemark.wire.Action",
            "io.tidemark.wire.RiskClass",
            "io.tidemark.wire.DriftStatus",
            "io.tidemark.wire.RiskRule",
            "io.tidemark.wire.RiskOutcome",
            "io.tidemark.wire.Task");
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyFieldSaysWhatItIsAndInWhichUnit(String record) throws Exception {
    assertDocumented(current(record));
  }

  @Test
  void aFieldAddedWithADefaultIsReadByOldAndNew() throws IOException {
    Schema before = point("{\"name\":\"x\",\"type\":\"long\"}");
    Schema after =
        point("{\"name\":\"x\",\"type\":\"long\"},{\"name\":\"y\",\"type\":\"int\",\"default\":7}");
    assertAllIsRead(before, after);
    assertAllIsRead(after, before);
    assertThat(SchemaDifferences.between(before, after))
        .containsExactly("P fields: frozen [x], now [x, y]");
  }

  @Test
  void aChangedLogicalTypeIsSeenThoughTheFingerprintIsTheSame() {
    String micros = "{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}";
    Schema before = point("{\"name\":\"t\",\"type\":" + micros + "}");
    Schema after = point("{\"name\":\"t\",\"type\":" + micros.replace("micros", "millis") + "}");

    assertSameFingerprint(before, after);
    assertThat(SchemaDifferences.between(before, after))
        .containsExactly("P.t logical type: frozen timestamp-micros, now timestamp-millis");
  }

  @Test
  void aLogicalTypeChangedWithinANullableIsSeen() throws Exception {
    Schema current = current("ExchangeTrade");
    Schema changed =
        new Schema.Parser()
            .parse(current.toString().replace("timestamp-micros", "local-timestamp-micros"));

    assertSameFingerprint(current, changed);
    assertThat(SchemaDifferences.between(current, changed)).hasSize(2);
  }

  @Test
  void aChangedDefaultIsSeenThoughTheFingerprintIsTheSame() {
    Schema before = point("{\"name\":\"x\",\"type\":\"int\",\"default\":1}");
    Schema after = point("{\"name\":\"x\",\"type\":\"int\",\"default\":2}");
    Schema without = point("{\"name\":\"x\",\"type\":\"int\"}");

    assertSameFingerprint(before, after);
    assertThat(SchemaDifferences.between(before, after))
        .containsExactly("P.x default: frozen 1, now 2");
    assertThat(SchemaDifferences.between(before, without)).hasSize(2);
  }

  private static Schema point(String fields) {
    return new Schema.Parser()
        .parse("{\"type\":\"record\",\"name\":\"P\",\"fields\":[" + fields + "]}");
  }

  private static void assertSameFingerprint(Schema one, Schema other) {
    assertThat(SchemaNormalization.parsingFingerprint64(one))
        .isEqualTo(SchemaNormalization.parsingFingerprint64(other));
  }

  /** The schema of the generated class, without the hints for Java that it carries. */
  private static Schema current(String record) throws ReflectiveOperationException {
    Schema generated = SpecificData.get().getSchema(Class.forName("io.tidemark.wire." + record));
    return new Schema.Parser()
        .parse(
            generated
                .toString()
                .replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\""));
  }

  /** Writes random records with one schema and reads them, to the last byte, with another. */
  private static void assertAllIsRead(Schema writer, Schema reader) throws IOException {
    GenericDatumReader<GenericRecord> in = new GenericDatumReader<>(writer, reader);
    for (Object random : new RandomData(writer, 50, 42L)) {
      GenericRecord written = (GenericRecord) random;
      BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes(writer, written), null);
      GenericRecord read = in.read(null, decoder);
      assertThat(decoder.isEnd()).isTrue();
      for (Schema.Field field : writer.getFields()) {
        Schema.Field kept = reader.getField(field.name());
        if (kept != null && SchemaDifferences.between(field.schema(), kept.schema()).isEmpty()) {
          assertThat(String.valueOf(read.get(field.name())))
              .isEqualTo(String.valueOf(written.get(field.name())));
        }
      }
    }
  }

  private static byte[] bytes(Schema schema, GenericRecord written) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(schema).write(written, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  /** Of every enum within a schema, by its name. */
  private static Map<String, List<String>> symbols(Schema schema) {
    Map<String, List<String>> found = new HashMap<>();
    switch (schema.getType()) {
      case ENUM -> found.put(schema.getFullName(), schema.getEnumSymbols());
      case RECORD -> schema.getFields().forEach(field -> found.putAll(symbols(field.schema())));
      case ARRAY -> found.putAll(symbols(schema.getElementType()));
      case UNION -> schema.getTypes().forEach(type -> found.putAll(symbols(type)));
      default -> {}
    }
    return found;
  }

  private static void assertDocumented(Schema record) {
    assertThat(record.getDoc()).as(record.getFullName()).isNotBlank();
    for (Schema.Field field : record.getFields()) {
      assertThat(field.doc()).as(record.getFullName() + "." + field.name()).isNotBlank();
      Stream.of(field.schema())
          .flatMap(schema -> schema.isUnion() ? schema.getTypes().stream() : Stream.of(schema))
          .map(schema -> schema.getType() == Schema.Type.ARRAY ? schema.getElementType() : schema)
          .filter(schema -> schema.getType() == Schema.Type.RECORD)
          .forEach(ReleasedSchemasTest::assertDocumented);
    }
  }
}
