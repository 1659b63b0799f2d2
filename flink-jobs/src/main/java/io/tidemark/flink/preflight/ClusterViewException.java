package io.tidemark.flink.preflight;

/** The cluster did not answer a question; the message says why, for people. */
public final class ClusterViewException extends Exception {

  private static final long serialVersionUID = 1L;

  /** {@code reason} follows a colon. */
  public ClusterViewException(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** The same without a cause. */
  public ClusterViewException(String reason) {
    super(reason);
  }
}
