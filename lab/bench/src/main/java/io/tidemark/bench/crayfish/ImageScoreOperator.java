package io.tidemark.bench.crayfish;

import io.tidemark.models.OnnxGraph;
import java.io.IOException;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads images straight into the scorer's input, scores and writes answers, in the way of the
 * signal job: up to {@link Network#BATCH} at once while there is much to do, at once after a moment
 * without. Nothing waits at a barrier.
 */
final class ImageScoreOperator extends AbstractStreamOperator<byte[]>
    implements OneInputStreamOperator<byte[], byte[]>, BoundedOneInput {

  private static final long serialVersionUID = 1;

  /** How long an image may wait for others, ms. */
  private static final long MOMENT = 1;

  private final byte[] onnx;
  private final RecordFormat format;

  private transient @Nullable OnnxGraph graph;
  private transient float[] images;
  private transient float[] answers;
  private transient RecordFormat.Head[] heads;
  private transient StreamRecord<byte[]> out;
  private transient int waiting;
  private transient long lastFlush;
  private transient @Nullable ScheduledFuture<?> timer;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  ImageScoreOperator(byte[] onnx, RecordFormat format) {
    this.onnx = onnx;
    this.format = format;
  }

  @Override
  public void open() throws Exception {
    super.open();
    graph = Network.open(onnx);
    images = new float[Network.BATCH * Network.INPUTS];
    answers = new float[Network.BATCH * Network.OUTPUTS];
    heads = new RecordFormat.Head[Network.BATCH];
    out = new StreamRecord<>(new byte[0]);
  }

  @Override
  public void processElement(StreamRecord<byte[]> element) throws Exception {
    heads[waiting] = format.readImage(element.getValue(), images, waiting * Network.INPUTS);
    waiting++;
    if (waiting == Network.BATCH || now() - lastFlush > MOMENT) {
      flush();
    } else if (timer == null) {
      timer = getProcessingTimeService().registerTimer(now() + MOMENT, time -> flushInTime());
    }
  }

  private void flushInTime() throws IOException {
    timer = null;
    flush();
  }

  private void flush() throws IOException {
    OnnxGraph opened = graph;
    if (waiting == 0 || opened == null) {
      return;
    }
    opened.run(images, waiting, answers);
    for (int i = 0; i < waiting; i++) {
      output.collect(out.replace(format.answer(heads[i], answers, i * Network.OUTPUTS)));
    }
    waiting = 0;
    lastFlush = now();
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    flush();
  }

  @Override
  public void endInput() throws Exception {
    flush();
  }

  @Override
  public void close() throws Exception {
    if (graph != null) {
      graph.close();
    }
    super.close();
  }
}
