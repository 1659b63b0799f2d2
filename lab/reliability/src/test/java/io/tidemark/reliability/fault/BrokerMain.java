package io.tidemark.reliability.fault;

import io.tidemark.testbed.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;

/** A broker in a process of its own, so that it can be killed; it ends when its parent does. */
final class BrokerMain {

  /** What it prints when it answers. */
  static final String READY = "broker ready";

  private BrokerMain() {}

  /** With a directory and a port. */
  public static void main(String[] args) throws IOException {
    try (EmbeddedBroker broker =
        EmbeddedBroker.start(Path.of(args[0]), Integer.parseInt(args[1]))) {
      System.out.println(READY + " " + broker.bootstrapServers());
      while (System.in.read() >= 0) {
        // nobody writes; the end of the input is the parent's
      }
    }
  }
}
