package io.tidemark.bench.crayfish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.bench.crayfish.RecordFormat.Head;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RecordFormatTest {

  private static final Head HEAD = new Head(123_456, 1_700_000_000_000L);

  private final float[] image = new Images(3).numbers(5);

  @ParameterizedTest
  @EnumSource(EngineVariant.class)
  void whatIsWrittenIsReadWithTheSameBitsAndNothingBeside(EngineVariant variant)
      throws IOException {
    RecordFormat format = variant.format();
    image[1] = Float.MIN_VALUE;
    image[2] = 1.2e-7f;
    float[] read = new float[3 * Network.INPUTS];
    byte[] record = format.image(HEAD, image);
    assertThat(format.readImage(record, read, Network.INPUTS)).isEqualTo(HEAD);
    assertThat(Arrays.copyOfRange(read, Network.INPUTS, 2 * Network.INPUTS)).isEqualTo(image);
    assertThat(read[Network.INPUTS - 1]).isZero();
    assertThat(read[2 * Network.INPUTS]).isZero();
    assertThat(format.id(Arrays.copyOf(record, 50))).isEqualTo(HEAD.id());

    float[] answer = new float[Network.OUTPUTS];
    assertThat(format.readAnswer(format.answer(HEAD, image, 40), answer)).isEqualTo(HEAD);
    assertThat(answer).isEqualTo(Arrays.copyOfRange(image, 40, 50));
  }

  @ParameterizedTest
  @EnumSource(EngineVariant.class)
  void aRecordThatIsCutOrHasTooManyNumbersIsRefused(EngineVariant variant) throws IOException {
    RecordFormat format = variant.format();
    byte[] record = format.image(HEAD, image);
    float[] read = new float[Network.INPUTS];
    byte[] cut = Arrays.copyOf(record, record.length / 2);
    assertThatThrownBy(() -> format.readImage(cut, read, 0)).isInstanceOf(IOException.class);
    byte[] tooLong =
        variant.isAvro()
            ? record
            : new String(format.answer(HEAD, image, 0), UTF_8)
                .replace("]]", ",0.5]]")
                .getBytes(UTF_8);
    assertThatThrownBy(() -> format.readAnswer(tooLong, new float[Network.OUTPUTS]))
        .isInstanceOf(IOException.class);
  }

  @Test
  void otherReadersOfJsonAndAvroFindTheSameNumbers() throws IOException {
    JsonNode json = new ObjectMapper().readTree(new JsonFormat().image(HEAD, image));
    assertThat(json.get("id").asLong()).isEqualTo(HEAD.id());
    assertThat(json.at("/datapointBatch/0")).hasSize(Network.INPUTS);
    GenericRecord avro =
        new GenericDatumReader<GenericRecord>(AvroFormat.SCHEMA)
            .read(
                null,
                DecoderFactory.get().binaryDecoder(new AvroFormat().image(HEAD, image), null));
    assertThat(avro.get("id")).isEqualTo(HEAD.id());
    assertThat(avro.get("creationTimestamp")).isEqualTo(HEAD.creationTimestamp());
    List<?> numbers = (List<?>) avro.get("numbers");
    assertThat(numbers).hasSize(Network.INPUTS);
    for (int i = 0; i < Network.INPUTS; i++) {
      assertThat(numbers.get(i)).isEqualTo(image[i]);
      assertThat(json.at("/datapointBatch/0").get(i).floatValue()).isEqualTo(image[i]);
    }
  }
}
