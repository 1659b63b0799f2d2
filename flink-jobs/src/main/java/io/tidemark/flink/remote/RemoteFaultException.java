package io.tidemark.flink.remote;

import java.io.IOException;

/** A question to a server that led to no answer. */
public final class RemoteFaultException extends IOException {

  private static final long serialVersionUID = 1L;

  private final RemoteFault fault;

  RemoteFaultException(RemoteFault fault, String message) {
    super(message);
    this.fault = fault;
  }

  /** What kind of failure it was. */
  public RemoteFault fault() {
    return fault;
  }
}
