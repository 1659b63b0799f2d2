package io.tidemark.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testbed.LocalFlink;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobFailuresTest {

  private static final class Fail implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1;

    @Override
    public Long map(Long value) {
      throw new IllegalStateException("no such model\nand more");
    }
  }

  @Test
  void eachFailureOfAJobIsSaidOnceWithItsCause(@TempDir Path directory) throws Exception {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    try (LocalFlink flink = LocalFlink.start(directory, 0, 0)) {
      JobClient job = flink.submit(failing(), "failing");
      JobFailures failures =
          new JobFailures(flink, new PrintStream(screen, true, StandardCharsets.UTF_8));
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
      while (said(screen).isEmpty()) {
        assertThat(System.nanoTime()).isLessThan(end);
        Thread.sleep(50);
        failures.look("signal", job);
      }
      failures.look("signal", job);
      job.cancel().get(30, TimeUnit.SECONDS);
    }
    assertThat(said(screen))
        .singleElement()
        .asString()
        .startsWith("the signal job failed and starts again: ")
        .endsWith("no such model");
  }

  private static List<String> said(ByteArrayOutputStream screen) {
    return screen.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** Fails once, and then waits for longer than the test. */
  private static StreamExecutionEnvironment failing() {
    Configuration settings = new Configuration();
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMinutes(10));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(1);
    env.fromSequence(1, 1).map(new Fail()).sinkTo(new DiscardingSink<>());
    return env;
  }
}
