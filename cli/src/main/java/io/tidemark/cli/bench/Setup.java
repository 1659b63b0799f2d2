package io.tidemark.cli.bench;

import java.util.List;

/**
 * What a stage is and how it is set, each as the tables say it; {@code -} where nothing can be set.
 *
 * @param stage what reads the log
 * @param model id and version
 * @param emit {@code signal.emit}
 * @param delivery {@code delivery}
 * @param batch {@code score.batch}
 */
record Setup(String stage, String model, String emit, String delivery, String batch) {

  static final String COPY = "Kafka copy";
  static final String LOOP = "plain loop";
  static final String JOB = "signal job";

  private static final String NONE = "-";

  static Setup copy() {
    return new Setup(COPY, NONE, NONE, NONE, NONE);
  }

  static Setup loop(String model, String emit) {
    return new Setup(LOOP, model, emit, NONE, "1");
  }

  static Setup job(String model, String emit, String delivery, int batch) {
    return new Setup(JOB, model, emit, delivery, Integer.toString(batch));
  }

  /** The loop that does a job's work. */
  Setup loop() {
    return loop(model, emit);
  }

  /** The job options by which this is set. */
  List<String> assignments() {
    return stage.equals(JOB)
        ? List.of("signal.emit=" + emit, "delivery=" + delivery, "score.batch=" + batch)
        : List.of("signal.emit=" + emit);
  }

  /** As columns, in the order of the components. */
  List<String> cells() {
    return List.of(stage, model, emit, delivery, batch);
  }
}
