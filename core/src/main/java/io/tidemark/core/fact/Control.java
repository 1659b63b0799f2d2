package io.tidemark.core.fact;

/**
 * A command by a person.
 *
 * @param instrument the instrument it is for, or {@link Instruments#ALL}
 * @param eventTime when it was given, µs since the epoch
 * @param availableAt when it reached us, µs since the epoch
 * @param command what to do
 * @param by who gave it, for the record
 * @param why the reason that was given, for the record; may be empty
 */
public record Control(
    String instrument,
    long eventTime,
    long availableAt,
    ControlCommand command,
    String by,
    String why)
    implements Fact {

  /** Validates; {@code availableAt} becomes the larger of receive time and the command's own. */
  public static Parsed<Control> of(
      String instrument,
      long eventTime,
      long receivedAt,
      ControlCommand command,
      String by,
      String why) {
    return new Check()
        .instrumentOrAll(instrument)
        .that(command != ControlCommand.NONE, RejectReason.INCONSISTENT, "there is no command")
        .orElseReject(
            new Control(instrument, eventTime, Math.max(eventTime, receivedAt), command, by, why));
  }

  @Override
  public EventKind kind() {
    return EventKind.CONTROL;
  }
}
