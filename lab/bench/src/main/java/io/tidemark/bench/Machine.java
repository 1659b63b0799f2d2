package io.tidemark.bench;

import ai.onnxruntime.OrtEnvironment;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * What the figures were taken on. Its JSON is flat: the parts' fields, one after the other.
 *
 * @param resources of the computer and of this process
 * @param software that ran
 */
public record Machine(@JsonUnwrapped Resources resources, @JsonUnwrapped Software software) {

  private static final long MIB = 1 << 20;

  /**
   * Processor and memory.
   *
   * @param processor its model, as the operating system names it
   * @param cores virtual ones
   * @param memoryMiB of the machine
   * @param heapMiB that this process may have
   */
  public record Resources(String processor, int cores, long memoryMiB, long heapMiB) {}

  /**
   * The versions that ran.
   *
   * @param system the operating system
   * @param java the virtual machine
   * @param flink its version
   * @param kafka version of clients and broker
   * @param onnxRuntime its version
   */
  public record Software(
      String system, String java, String flink, String kafka, String onnxRuntime) {}

  /** This one. */
  public static Machine here() throws IOException {
    var process =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    return new Machine(
        new Resources(
            processorName(),
            Runtime.getRuntime().availableProcessors(),
            process.getTotalMemorySize() / MIB,
            Runtime.getRuntime().maxMemory() / MIB),
        new Software(
            System.getProperty("os.name") + " " + System.getProperty("os.version"),
            System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
            EnvironmentInformation.getVersion(),
            AppInfoParser.getVersion(),
            OrtEnvironment.getEnvironment().getVersion()));
  }

  /** Processes that run or wait to, averaged over the last minute; below 0 if not known. */
  public static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** Linux says it in a file; elsewhere the architecture has to do. */
  private static String processorName() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    }
  }
}
