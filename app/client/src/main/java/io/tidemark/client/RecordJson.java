package io.tidemark.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of a topic as one object of JSON on one line: where it lies, then all its fields under
 * the names of its schema. A time is ISO 8601 in UTC, bytes are Base64, and a number that JSON does
 * not have is the text NaN, Infinity or -Infinity.
 */
public final class RecordJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RecordJson() {}

  /** One line. */
  public static String line(ConsumerRecord<byte[], byte[]> place, IndexedRecord record) {
    Map<String, @Nullable Object> object = at(place);
    object.putAll(fields(record));
    return write(object);
  }

  /** One line for a record that cannot be read; {@code unreadable} says why. */
  public static String unreadable(ConsumerRecord<byte[], byte[]> place, String why) {
    Map<String, @Nullable Object> object = at(place);
    object.put("unreadable", why);
    return write(object);
  }

  private static Map<String, @Nullable Object> at(ConsumerRecord<byte[], byte[]> place) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("topic", place.topic());
    object.put("partition", place.partition());
    object.put("offset", place.offset());
    return object;
  }

  private static Map<String, @Nullable Object> fields(IndexedRecord record) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (Schema.Field field : record.getSchema().getFields()) {
      fields.put(field.name(), plain(record.get(field.pos())));
    }
    return fields;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    if (value instanceof IndexedRecord record) {
      return fields(record);
    }
    if (value instanceof Collection<?> items) {
      List<@Nullable Object> list = new ArrayList<>(items.size());
      items.forEach(item -> list.add(plain(item)));
      return list;
    }
    if (value instanceof ByteBuffer bytes) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      return Base64.getEncoder().encodeToString(copy);
    }
    return value.toString(); // a text, a symbol, an instant
  }

  private static String write(Map<String, @Nullable Object> object) {
    try {
      return PrintableText.of(MAPPER.writeValueAsString(object));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts and numbers is always JSON", e);
    }
  }
}
