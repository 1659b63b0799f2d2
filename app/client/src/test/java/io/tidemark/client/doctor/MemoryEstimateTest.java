package io.tidemark.client.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.doctor.Finding.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryEstimateTest {

  private static final int KIB = 1 << 10;

  @TempDir private Path conf;

  @Test
  void fewInstrumentsStayInMemoryAsAWhole() throws IOException {
    Finding finding = estimate(1_000, 25).finding(flink(1_024, 1, 1));
    assertThat(finding.verdict()).isEqualTo(Verdict.OK);
    assertThat(finding.words())
        .contains(
            "1,000 instruments: about 7 MiB of state in RocksDB",
            "a slot has 1,024 MiB of task heap and 512 MiB of managed memory",
            "with state.cache-percent 25 it keeps all of its 1,000 instruments in memory",
            "the drift trees of 127");
  }

  @Test
  void aTenthOfTheInstrumentsIsEnoughAndLessIsNot() throws IOException {
    Finding enough = estimate(250_000, 25).finding(flink(1_024, 1, 1));
    assertThat(enough.verdict()).isEqualTo(Verdict.OK);
    assertThat(enough.words()).contains("it keeps 26,214 of its 250,000 instruments in memory");

    Finding tooMany = estimate(300_000, 25).finding(flink(1_024, 1, 1));
    assertThat(tooMany.verdict()).isEqualTo(Verdict.PROBLEM);
    assertThat(tooMany.words())
        .contains(
            "set taskmanager.memory.task.heap.size to 1,172 MiB a slot (all: 11,719 MiB)",
            "raise state.cache-percent",
            "parallelism.default is 1, at most 360");
  }

  @Test
  void whatItSaysToSetSuffices() throws IOException {
    assertThat(estimate(300_000, 25).finding(flink(1_172, 1, 1)).verdict()).isEqualTo(Verdict.OK);
    assertThat(estimate(300_000, 25).finding(flink(11_719, 1, 1)).words())
        .contains("keeps all of its 300,000");
    assertThat(estimate(300_000, 50).finding(flink(1_024, 1, 1)).verdict()).isEqualTo(Verdict.OK);
    assertThat(estimate(300_000, 25).finding(flink(1_024, 1, 2)).verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void theSlotsOfATaskManagerShareItsHeap() throws IOException {
    Finding finding = estimate(150_000, 25).finding(flink(1_024, 4, 1));
    assertThat(finding.verdict()).isEqualTo(Verdict.PROBLEM);
    assertThat(finding.words()).contains("a slot has 256 MiB of task heap and 128 MiB of managed");
  }

  @Test
  void theTreesOfOneInstrumentMustFit() throws IOException {
    Finding finding =
        new MemoryEstimate(2, 25, KIB, 4 * KIB, 300 << 20).finding(flink(1_024, 1, 1));
    assertThat(finding.verdict()).isEqualTo(Verdict.PROBLEM);
    assertThat(finding.words()).contains("those of one instrument take 300 MiB");
  }

  private static MemoryEstimate estimate(int instruments, int percent) {
    return new MemoryEstimate(instruments, percent, 7 * KIB, 4 * KIB, KIB * KIB);
  }

  private Path flink(int taskHeapMiB, int slots, int parallelism) throws IOException {
    Files.writeString(
        conf.resolve("config.yaml"),
        """
        taskmanager.memory.task.heap.size: %dm
        taskmanager.memory.managed.size: 512m
        taskmanager.numberOfTaskSlots: %d
        parallelism.default: %d
        """
            .formatted(taskHeapMiB, slots, parallelism));
    return conf;
  }
}
