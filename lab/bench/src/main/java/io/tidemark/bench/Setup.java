package io.tidemark.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a stage is and how it is set, each as the tables say it; {@code -} where nothing can be set.
 *
 * @param stage what reads the log
 * @param work how far it is worked on
 * @param model id and version, and the form in which a sequence model is served
 * @param perBar events of an instrument within a bar
 * @param state where the job's state lies
 * @param batch {@code score.batch}
 * @param emit {@code signal.emit}
 * @param delivery {@code delivery}
 */
public record Setup(
    String stage,
    String work,
    String model,
    String perBar,
    String state,
    String batch,
    String emit,
    String delivery) {

  static final String COPY = "Kafka copy";
  static final String LOOP = "plain loop";
  public static final String JOB = "signal job";

  /** Ends the name of a sequence model that is given its whole window upon every event. */
  static final String WHOLE_WINDOW = ", whole window";

  /** Ends the name of a sequence model whose closed bars are encoded once. */
  static final String PREFIX = ", prefix";

  private static final String NONE = "-";

  static Setup copy() {
    return new Setup(COPY, NONE, NONE, NONE, NONE, NONE, NONE, NONE);
  }

  /** The job over a log whose bars are as long as they are, to its end. */
  static Setup job(String model, String emit, String delivery, int batch) {
    return job(
        PipelineDepth.SIGNALS, model, NONE, StateBackendVariant.CACHED, batch, emit, delivery);
  }

  /** The job to its end. */
  public static Setup job(String model, int perBar, int batch, String emit, String delivery) {
    return job(
        PipelineDepth.SIGNALS,
        model,
        text(perBar),
        StateBackendVariant.CACHED,
        batch,
        emit,
        delivery);
  }

  /** The job up to some work that writes nothing. */
  static Setup job(
      PipelineDepth work, String model, int perBar, StateBackendVariant state, int batch) {
    return job(work, model, text(perBar), state, batch, NONE, NONE);
  }

  /** The job's features over a log whose bars are as long as they are. */
  static Setup features(String model, StateBackendVariant state) {
    return job(PipelineDepth.FEATURES, model, NONE, state, 1, NONE, NONE);
  }

  private static Setup job(
      PipelineDepth work,
      String model,
      String perBar,
      StateBackendVariant state,
      int batch,
      String emit,
      String delivery) {
    return new Setup(
        JOB,
        work.words(),
        work.has(PipelineDepth.FEATURES) ? model : NONE,
        perBar,
        work.has(PipelineDepth.FEATURES) ? state.words() : NONE,
        work.has(PipelineDepth.SCORE) ? Integer.toString(batch) : NONE,
        emit,
        delivery);
  }

  private static String text(int perBar) {
    return "%,d".formatted(perBar);
  }

  /** The loop that does a job's work. */
  public Setup loop() {
    return new Setup(LOOP, work, model, perBar, NONE, batch, emit, NONE);
  }

  /** The same with the whole window, which is asked for so many at once; else this. */
  Setup wholeWindow(String batched) {
    return model.endsWith(PREFIX)
        ? new Setup(
            stage,
            work,
            model.substring(0, model.length() - PREFIX.length()) + WHOLE_WINDOW,
            perBar,
            state,
            batched,
            emit,
            delivery)
        : this;
  }

  /**
   * The job options by which this is set. Where every score is to become a signal, actions are to
   * be rare: more than 64 changes of them within an hour are withheld.
   */
  public List<String> assignments() {
    return Stream.of(
            option("signal.emit", emit),
            emit.equals("every") ? option("signal.min-strength", "100") : "",
            option("delivery", delivery),
            option("score.batch", batch))
        .filter(option -> !option.isEmpty())
        .toList();
  }

  private static String option(String key, String value) {
    return value.equals(NONE) ? "" : key + "=" + value;
  }

  /** As columns, in the order of the components. */
  List<String> cells() {
    return List.of(stage, work, model, perBar, state, batch, emit, delivery);
  }
}
