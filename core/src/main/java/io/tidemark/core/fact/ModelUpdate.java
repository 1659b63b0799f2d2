package io.tidemark.core.fact;

/**
 * A change of the models, by a person. It takes effect where it stands in the instrument's log: it
 * is the last event that the model before sees.
 *
 * @param instrument the instrument it is for, or {@link Instruments#ALL}
 * @param eventTime when it was given, µs since the epoch
 * @param availableAt when it reached us, µs since the epoch
 * @param action what to do
 * @param model the version in question
 * @param by who gave it, for the record
 */
public record ModelUpdate(
    String instrument,
    long eventTime,
    long availableAt,
    ModelAction action,
    ModelRef model,
    String by)
    implements Fact {

  /** Validates; {@code availableAt} becomes the larger of receive time and the update's own. */
  public static Parsed<ModelUpdate> of(
      String instrument,
      long eventTime,
      long receivedAt,
      ModelAction action,
      ModelRef model,
      String by) {
    return new Check()
        .instrumentOrAll(instrument)
        .that(action != ModelAction.NONE, RejectReason.INCONSISTENT, "there is no action")
        .that(
            model.isWellFormed(),
            RejectReason.INCONSISTENT,
            "the model is '"
                + model.name()
                + "' with SHA-256 '"
                + model.sha256()
                + "'; a name has lower-case letters, digits and '-', a version is a number, a"
                + " SHA-256 has 64 hexadecimal digits")
        .orElseReject(
            new ModelUpdate(
                instrument, eventTime, Math.max(eventTime, receivedAt), action, model, by));
  }

  @Override
  public EventKind kind() {
    return EventKind.MODEL;
  }
}
