package io.tidemark.bench;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All that was measured, and on what.
 *
 * @param quick whether it was a look and nothing for the record
 * @param machine this one
 * @param loadBefore processes that ran or waited to, averaged over a minute, when it began
 * @param loadAfter the same at the end: these runs, and other work beside them
 * @param sections by subject; each stands under its own name in JSON
 */
public record BenchReport(
    boolean quick,
    Machine machine,
    double loadBefore,
    double loadAfter,
    @JsonAnyGetter Map<String, BenchSection> sections) {

  public List<String> lines() {
    Machine.Resources resources = machine.resources();
    Machine.Software software = machine.software();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "%s, %d cores, %,d MiB, %s"
            .formatted(
                resources.processor(),
                resources.cores(),
                resources.memoryMiB(),
                software.system()));
    lines.add(
        "%s, heap up to %,d MiB; Flink %s, Kafka %s (broker in this process), ONNX Runtime %s"
            .formatted(
                software.java(),
                resources.heapMiB(),
                software.flink(),
                software.kafka(),
                software.onnxRuntime()));
    lines.add("load %.1f before, %.1f after".formatted(loadBefore, loadAfter));
    if (quick) {
      lines.add("A quick run: for a look, not for the record.");
    }
    for (BenchSection section : sections.values()) {
      lines.add("");
      lines.addAll(section.lines());
    }
    return lines;
  }

  public boolean holds() {
    return sections.values().stream().allMatch(BenchSection::holds);
  }

  public void write(Path file) throws IOException {
    JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValue(file.toFile(), this);
  }
}
