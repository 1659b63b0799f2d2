package io.tidemark.client.topic;

import io.tidemark.core.failure.UserError;

/** A broker cannot be started or does not answer; the message is one sentence for people. */
public final class BrokerUnavailableException extends RuntimeException implements UserError {

  private static final long serialVersionUID = 1L;

  /** With the sentence to show. */
  public BrokerUnavailableException(String sentence) {
    super(sentence);
  }

  /** With the sentence to show and what lies behind it. */
  public BrokerUnavailableException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
