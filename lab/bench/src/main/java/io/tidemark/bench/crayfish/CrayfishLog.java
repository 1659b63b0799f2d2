package io.tidemark.bench.crayfish;

import io.tidemark.bench.BenchFixture;
import io.tidemark.client.topic.TopicWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The images in Kafka, as JSON text and as Avro, each in a topic of one partition, uncompressed as
 * in the benchmark; and what every one is to be answered.
 *
 * @param images how many
 * @param network that answers them
 * @param expected {@link Network#OUTPUTS} numbers for each image, by id, made in plain Java
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CrayfishLog(long images, Network network, float[] expected) {

  private static final byte @Nullable [] NO_KEY = null;

  /** Any: nothing is measured by it. */
  private static final long FIRST_CREATED = 1_700_000_000_000L;

  /** Where the images stand. */
  static String topic(boolean avro) {
    return avro ? "crayfish.images.avro" : "crayfish.images.json";
  }

  /** Writes them. */
  static CrayfishLog write(BenchFixture ground, long seed, long images) throws IOException {
    Properties client = ground.client();
    client.setProperty("compression.type", "none");
    Network network = new Network(seed);
    Images source = new Images(seed);
    float[] expected = new float[Math.toIntExact(images * Network.OUTPUTS)];
    List<RecordFormat> formats = List.of(new JsonFormat(), new AvroFormat());
    for (RecordFormat format : formats) {
      ground.createTopic(topic(format instanceof AvroFormat), Map.of("retention.ms", "-1"));
    }
    try (TopicWriter writer = new TopicWriter(client)) {
      for (int id = 0; id < images; id++) {
        float[] numbers = source.numbers(id);
        System.arraycopy(
            network.answer(numbers), 0, expected, id * Network.OUTPUTS, Network.OUTPUTS);
        RecordFormat.Head head = new RecordFormat.Head(id, FIRST_CREATED + id);
        for (RecordFormat format : formats) {
          writer.write(
              topic(format instanceof AvroFormat),
              NO_KEY,
              format.image(head, numbers),
              head.creationTimestamp());
        }
      }
      writer.flush();
    }
    return new CrayfishLog(images, network, expected);
  }
}
