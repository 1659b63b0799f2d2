package io.tidemark.bench.crayfish;

/** What is compared: one row of the table each. */
enum EngineVariant {
  COPY_JSON("Kafka alone, JSON", false, 1),
  COPY_AVRO("Kafka alone, Avro", true, 1),
  PEER("the peer, JSON", false, 4),
  OURS_JSON("ours, JSON", false, 1),
  OURS_AVRO("ours, Avro", true, 1);

  private final String label;
  private final boolean avro;
  private final int share;

  EngineVariant(String label, boolean avro, int share) {
    this.label = label;
    this.avro = avro;
    this.share = share;
  }

  String label() {
    return label;
  }

  /** Of both its images and its answers. */
  RecordFormat format() {
    return avro ? new AvroFormat() : new JsonFormat();
  }

  /** Whether it reads the topic of Avro images, or that of JSON text. */
  boolean isAvro() {
    return avro;
  }

  /** Whether it scores nothing. */
  boolean isCopy() {
    return this == COPY_JSON || this == COPY_AVRO;
  }

  /** How many it reads of so many images: the slow one fewer, so that a round has an end. */
  long events(long images) {
    return Math.max(1, images / share);
  }
}
