package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.demo.DemoHome;
import io.tidemark.demo.DemoRun;
import io.tidemark.demo.SimulatedFeed;
import io.tidemark.demo.Summary;
import io.tidemark.simulator.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** A simulated market with both jobs, which runs while a test gives it commands. */
final class RunningDemo implements AutoCloseable {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

  private final Path home;
  private final AtomicBoolean stop = new AtomicBoolean();
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final CompletableFuture<Summary> run;

  private RunningDemo(Path home, SimulatedFeed feed) {
    this.home = home;
    this.run = CompletableFuture.supplyAsync(() -> run(feed));
  }

  /** Starts one, and returns when it can be given commands. */
  static RunningDemo start(Path home, Scenario market, double speed, Path model)
      throws InterruptedException {
    RunningDemo demo = new RunningDemo(home, new SimulatedFeed(market, 3, speed, model));
    demo.await(() -> demo.said().contains("Ctrl-C ends it"));
    return demo;
  }

  private Summary run(SimulatedFeed feed) {
    PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);
    try {
      return new DemoRun(feed, DemoHome.at(home), 0, 0, List.of(), stop::get, out).run();
    } catch (Exception e) {
      throw new IllegalStateException(said(), e);
    }
  }

  private String said() {
    return screen.toString(StandardCharsets.UTF_8);
  }

  String bootstrapServers() throws IOException {
    return Files.readString(home.resolve("bootstrap-servers"));
  }

  void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(run).as(said()).isNotDone();
      assertThat(System.nanoTime()).as(said()).isLessThan(end);
      Thread.sleep(5); // what is read comes in hundreds of records
    }
  }

  /** What a command says that succeeds; through the configuration, as for a deployment. */
  String tidemark(String... words) {
    return command(List.of(words), "--config", DemoHome.at(home).config().toString());
  }

  /** The same as a person types it beside a demo. */
  String typed(List<String> words) {
    return command(words, "--home", home.toString());
  }

  /** What a command says that succeeds, given where it is to look. */
  static String command(List<String> words, String... where) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(where));
    StringWriter out = new StringWriter();
    int code =
        Tidemark.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .execute(all.toArray(String[]::new));
    assertThat(code).as(words + ": " + out).isZero();
    return out.toString();
  }

  /** Ends it in good order. */
  Summary end() throws Exception {
    stop.set(true);
    return run.get(120, TimeUnit.SECONDS);
  }

  /** Whether it failed is for {@link #end} to say. */
  @Override
  public void close() {
    stop.set(true);
    run.handle((summary, failure) -> true).orTimeout(120, TimeUnit.SECONDS).join();
  }
}
