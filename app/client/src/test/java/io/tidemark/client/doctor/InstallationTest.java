package io.tidemark.client.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.doctor.Finding.Verdict;
import org.junit.jupiter.api.Test;

final class InstallationTest {

  @Test
  void whatIsBuiltWithIsWhatWasTried() {
    assertThat(Installation.look())
        .hasSize(6)
        .allSatisfy(each -> assertThat(each.verdict()).as(each.toString()).isEqualTo(Verdict.OK));
  }

  @Test
  void aNewerClientThanWasTriedIsAProblem() {
    assertThat(Installation.version("kafka-clients", "4.3.1", "4.2."))
        .isEqualTo(
            Finding.problem(
                "kafka-clients",
                "4.3.1 on this class path, but 4.2.x was tried with the others: put it there"));
    assertThat(Installation.version("kafka-clients", "4.20.0", "4.2.").verdict())
        .isEqualTo(Verdict.PROBLEM);
    assertThat(Installation.version("Avro", "1.11.50", "1.11.5").verdict())
        .isEqualTo(Verdict.PROBLEM);
  }

  @Test
  void aJarWithoutAVersionIsNotCalledWrong() {
    assertThat(Installation.version("Avro", null, "1.11.5").verdict())
        .isEqualTo(Verdict.CANNOT_TELL);
  }

  @Test
  void onlyJavaFrom17To25IsFine() {
    assertThat(Installation.java(16).verdict()).isEqualTo(Verdict.PROBLEM);
    assertThat(Installation.java(17).verdict()).isEqualTo(Verdict.OK);
    assertThat(Installation.java(25).verdict()).isEqualTo(Verdict.OK);
    assertThat(Installation.java(26).verdict()).isEqualTo(Verdict.PROBLEM);
  }
}
