package io.tidemark.calibration.importing;

import io.tidemark.core.failure.UserError;
import java.util.List;

/** A model that is not imported; every sentence of the message says a reason and what to do. */
public final class ImportRefusedException extends RuntimeException implements UserError {

  private static final long serialVersionUID = 1L;

  ImportRefusedException(List<String> reasons) {
    super("It is not imported: " + String.join("; ", reasons) + ".");
  }

  ImportRefusedException(String reason) {
    this(List.of(reason));
  }

  ImportRefusedException(String reason, Throwable cause) {
    super("It is not imported: " + reason + ".", cause);
  }
}
