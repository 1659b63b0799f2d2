package io.tidemark.flink.testbed;

import io.tidemark.flink.io.Arrival;
import io.tidemark.flink.io.RawDecoder;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.state.ArrivalCodec;
import io.tidemark.flink.state.CodecTypeInfo;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's topic in memory, bounded: each partition is a split that remembers its position. It can
 * be told to fail once, after a checkpoint and some more records.
 *
 * @param <T> what it makes of a record
 */
public final class RecordSource<T>
    implements Source<T, RecordSource.Split, RecordSource.Split[]>, ResultTypeQueryable<T> {

  private static final long serialVersionUID = 1L;

  /**
   * What is still to be read of a partition.
   *
   * @param partition its number
   * @param position the next record
   */
  public record Split(int partition, int position) implements SourceSplit {

    @Override
    public String splitId() {
      return Integer.toString(partition);
    }
  }

  private final ArrayList<ArrayList<byte[]>> partitions = new ArrayList<>();
  private final @Nullable String failure;
  private final @Nullable String held;
  private final int[] until;
  private final View<T> view;
  private final TypeInformation<T> type;

  /** What is made of a record. */
  @FunctionalInterface
  interface View<T> extends Serializable {
    T of(RawRecord record);
  }

  private RecordSource(
      List<? extends List<byte[]>> partitions,
      @Nullable String failure,
      @Nullable String held,
      int[] until,
      View<T> view,
      TypeInformation<T> type) {
    partitions.forEach(values -> this.partitions.add(new ArrayList<>(values)));
    this.failure = failure;
    this.held = held;
    this.until = until.clone();
    this.view = view;
    this.type = type;
  }

  private static RecordSource<RawRecord> raw(
      List<List<RawRecord>> partitions, @Nullable Path failure, @Nullable Path held, int[] until) {
    TypeSerializer<RawRecord> serializer = serializer();
    ArrayList<ArrayList<byte[]>> all = new ArrayList<>();
    for (List<RawRecord> records : partitions) {
      ArrayList<byte[]> values = new ArrayList<>();
      for (RawRecord record : records) {
        values.add(bytes(serializer, record));
      }
      all.add(values);
    }
    return new RecordSource<>(
        all,
        failure == null ? null : failure.toString(),
        held == null ? null : held.toString(),
        until,
        record -> record,
        TypeInformation.of(RawRecord.class));
  }

  /** The same with the facts that the records tell, for topics that carry a prefix. */
  public RecordSource<Arrival> decoded(String topicPrefix) {
    return new RecordSource<>(
        partitions,
        failure,
        held,
        until,
        record ->
            new Arrival(
                record,
                new RawDecoder(topicPrefix)
                    .decode(record.topic(), record.value(), record.timestamp() * 1_000)),
        CodecTypeInfo.ofImmutable(Arrival.class, new ArrivalCodec()));
  }

  /** Reads all partitions to their end. */
  public static RecordSource<RawRecord> of(List<List<RawRecord>> partitions) {
    return raw(partitions, null, null, new int[0]);
  }

  /**
   * Reads half of each partition, waits for a checkpoint, reads an eighth more and fails; after
   * that restart it reads to the end.
   *
   * @param failure a file that is written when it fails, and must not be there yet
   */
  public static RecordSource<RawRecord> failingOnce(
      List<List<RawRecord>> partitions, Path failure) {
    return raw(partitions, failure, null, new int[0]);
  }

  /**
   * Reads each partition up to a position and waits there for as long as the job runs. It leaves
   * its signs once a checkpoint was completed there: then every task runs, and can be stopped.
   *
   * @param until the first record of each that is not read
   * @param signs a directory in which it leaves a file for each partition that waits
   */
  public static RecordSource<RawRecord> holdingAt(
      List<List<RawRecord>> partitions, int[] until, Path signs) {
    return raw(partitions, null, signs, until);
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SplitEnumerator<Split, Split[]> createEnumerator(SplitEnumeratorContext<Split> context) {
    Split[] all = new Split[partitions.size()];
    for (int i = 0; i < partitions.size(); i++) {
      all[i] = new Split(i, 0);
    }
    return new RecordSplits(context, all);
  }

  @Override
  public SplitEnumerator<Split, Split[]> restoreEnumerator(
      SplitEnumeratorContext<Split> context, Split[] checkpoint) {
    return new RecordSplits(context, checkpoint);
  }

  @Override
  public SourceReader<T, Split> createReader(SourceReaderContext context) {
    boolean fails = failure != null && !Files.exists(Path.of(failure));
    return new RecordReader<>(this, fails);
  }

  int size(int partition) {
    return partitions.get(partition).size();
  }

  T record(int partition, int position) throws IOException {
    return view.of(
        InstantiationUtil.deserializeFromByteArray(
            serializer(), partitions.get(partition).get(position)));
  }

  /** Whether no more is to be read of this partition. */
  boolean holds(Split split) {
    return held != null && split.position() >= until[split.partition()];
  }

  /** Leaves a sign that a partition is held. */
  void sign(Split split) throws IOException {
    Files.write(Path.of(String.valueOf(held), split.splitId()), new byte[0]);
  }

  /** Fails, and leaves a sign of it. */
  void fail() throws IOException {
    if (failure != null) {
      Files.createFile(Path.of(failure));
    }
    throw new IOException("the test's source fails once, as it was told");
  }

  @Override
  public SimpleVersionedSerializer<Split> getSplitSerializer() {
    return new SplitsSerializer.One();
  }

  @Override
  public SimpleVersionedSerializer<Split[]> getEnumeratorCheckpointSerializer() {
    return new SplitsSerializer();
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return type;
  }

  private static TypeSerializer<RawRecord> serializer() {
    return TypeInformation.of(RawRecord.class).createSerializer(new SerializerConfigImpl());
  }

  private static byte[] bytes(TypeSerializer<RawRecord> serializer, RawRecord record) {
    try {
      return InstantiationUtil.serializeToByteArray(serializer, record);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
