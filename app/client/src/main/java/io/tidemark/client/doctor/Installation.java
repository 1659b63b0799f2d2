package io.tidemark.client.doctor;

import ai.onnxruntime.OrtEnvironment;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;

/** Java and the libraries of this process, held against those that were tried together. */
public final class Installation {

  private static final int OLDEST_JAVA = 17;
  private static final int NEWEST_JAVA = 25;

  private Installation() {}

  public static List<Finding> look() {
    List<Finding> findings = new ArrayList<>();
    findings.add(java(Runtime.version().feature()));
    findings.add(version("Flink", EnvironmentInformation.getVersion(), "2.3.0"));
    findings.add(
        version(
            "connector", KafkaSource.class.getPackage().getImplementationVersion(), "5.0.0-2.2"));
    findings.add(version("kafka-clients", AppInfoParser.getVersion(), "4.2."));
    findings.add(version("ONNX Runtime", OrtEnvironment.getEnvironment().getVersion(), "1.28."));
    findings.add(version("Avro", Schema.class.getPackage().getImplementationVersion(), "1.11.5"));
    return findings;
  }

  static Finding java(int feature) {
    String range = OLDEST_JAVA + " to " + NEWEST_JAVA;
    return feature >= OLDEST_JAVA && feature <= NEWEST_JAVA
        ? Finding.ok("Java", feature + "; tried: " + range)
        : Finding.problem("Java", feature + ", but only " + range + " were tried: set JAVA_HOME");
  }

  /**
   * Holds a version against the one that was tried.
   *
   * @param tried the whole version, or how it begins if it ends in a dot
   */
  static Finding version(String library, @Nullable String found, String tried) {
    String shown = tried.endsWith(".") ? tried + "x" : tried;
    if (found == null) {
      return Finding.cannotTell(library, "its jar does not say its version; tried: " + shown);
    }
    boolean same = tried.endsWith(".") ? found.startsWith(tried) : found.equals(tried);
    return same
        ? Finding.ok(library, found)
        : Finding.problem(
            library,
            found
                + " on this class path, but "
                + shown
                + " was tried with the others: put it there");
  }
}
