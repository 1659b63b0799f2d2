package io.tidemark.bench.crayfish;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The benchmark's text, a batch of one image as nested arrays of numbers, with an id to count by:
 * {@code {"id":7,"creationTimestamp":1700000000000,"datapointBatch":[[0.5,...]]}}. The answer has
 * {@code predictions} in their place. Jackson reads the head, and the numbers are read where they
 * lie; a record of another form is read token by token, straight into the caller's numbers, too.
 */
final class JsonFormat implements RecordFormat {

  private static final long serialVersionUID = 1;

  static final String ID = "id";
  static final String TIMESTAMP = "creationTimestamp";
  static final String IMAGES = "datapointBatch";
  static final String ANSWERS = "predictions";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();

  @Override
  public byte[] image(Head head, float[] numbers) throws IOException {
    return write(head, IMAGES, numbers, 0, Network.INPUTS);
  }

  @Override
  public Head readImage(byte[] record, float[] numbers, int offset) throws IOException {
    Head head = readInPlace(record, numbers, offset);
    return head == null ? read(record, IMAGES, numbers, offset, Network.INPUTS) : head;
  }

  /** As the benchmark writes it, the image last and without spaces; null if it is otherwise. */
  private static @Nullable Head readInPlace(byte[] record, float[] numbers, int offset)
      throws IOException {
    try (JsonParser json = JSON.createParser(record)) {
      if (json.nextToken() != JsonToken.START_OBJECT || !ID.equals(json.nextFieldName())) {
        return null;
      }
      long id = json.nextLongValue(-1);
      if (!TIMESTAMP.equals(json.nextFieldName())) {
        return null;
      }
      long timestamp = json.nextLongValue(-1);
      if (!IMAGES.equals(json.nextFieldName())
          || json.nextToken() != JsonToken.START_ARRAY
          || json.nextToken() != JsonToken.START_ARRAY) {
        return null;
      }
      int begin = (int) json.currentLocation().getByteOffset();
      int end = DecimalRow.read(record, begin, numbers, offset, Network.INPUTS);
      boolean last = end > 0 && end == record.length - 3;
      boolean sound = last && record[end + 1] == ']' && record[end + 2] == '}';
      return sound && id >= 0 && timestamp >= 0 ? new Head(id, timestamp) : null;
    }
  }

  @Override
  public long id(byte[] record) throws IOException {
    try (JsonParser json = JSON.createParser(record)) {
      require(json.nextToken(), JsonToken.START_OBJECT);
      if (!ID.equals(json.nextFieldName())) {
        throw new IOException("a record begins with its id");
      }
      return json.nextLongValue(-1);
    }
  }

  @Override
  public byte[] answer(Head head, float[] numbers, int offset) throws IOException {
    return write(head, ANSWERS, numbers, offset, Network.OUTPUTS);
  }

  @Override
  public Head readAnswer(byte[] record, float[] numbers) throws IOException {
    return read(record, ANSWERS, numbers, 0, Network.OUTPUTS);
  }

  private static byte[] write(Head head, String name, float[] numbers, int offset, int count)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64 + 12 * count);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField(ID, head.id());
      json.writeNumberField(TIMESTAMP, head.creationTimestamp());
      json.writeArrayFieldStart(name);
      json.writeStartArray();
      for (int i = 0; i < count; i++) {
        json.writeNumber(numbers[offset + i]);
      }
      json.writeEndArray();
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static Head read(byte[] record, String name, float[] numbers, int offset, int count)
      throws IOException {
    try (JsonParser json = JSON.createParser(record)) {
      require(json.nextToken(), JsonToken.START_OBJECT);
      long id = -1;
      long timestamp = -1;
      int found = -1;
      for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
        json.nextToken();
        if (field.equals(ID)) {
          id = json.getLongValue();
        } else if (field.equals(TIMESTAMP)) {
          timestamp = json.getLongValue();
        } else if (field.equals(name)) {
          found = numbers(json, numbers, offset, count);
        } else {
          json.skipChildren();
        }
      }
      if (id < 0 || timestamp < 0 || found != count) {
        throw new IOException("a record needs an id, a time and " + count + " numbers of " + name);
      }
      return new Head(id, timestamp);
    }
  }

  /** A batch of one. */
  private static int numbers(JsonParser json, float[] numbers, int offset, int most)
      throws IOException {
    require(json.currentToken(), JsonToken.START_ARRAY);
    require(json.nextToken(), JsonToken.START_ARRAY);
    int found = 0;
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      if (found == most) {
        throw new IOException("more than " + most + " numbers");
      }
      numbers[offset + found++] = json.getFloatValue();
    }
    require(json.nextToken(), JsonToken.END_ARRAY);
    return found;
  }

  private static void require(JsonToken found, JsonToken expected) throws IOException {
    if (found != expected) {
      throw new IOException("expected " + expected + ", found " + found);
    }
  }
}
