package io.tidemark.flink.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.strategy.RemoteSpec;
import io.tidemark.flink.testbed.TestModel;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.ModelArtefact;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RemoteModelTest {

  private static final long TIMEOUT = 1_000;
  private static final long MARGIN = 2_000;

  private final ModelArtefact artefact = TestModel.artefact();
  private final TestInferenceServer server = TestInferenceServer.of(artefact);
  private final RemoteModel model;

  RemoteModelTest() throws Exception {
    model = RemoteModel.of(artefact, spec(server.url()));
  }

  @AfterEach
  void close() {
    model.close();
    server.close();
  }

  @Test
  void itAnswersWithTheBitsOfTheModelThatTheServerHas() throws Exception {
    float[] inputs = inputs(5);
    model.proveNow();

    RemoteAnswer answer = model.ask(inputs, 5).join();

    assertThat(answer.fault()).isNull();
    try (LoadedModel local = artefact.open()) {
      for (int i = 0; i < 5; i++) {
        float[] one = Arrays.copyOfRange(inputs, 3 * i, 3 * i + 3);
        assertThat(answer.numbers()[i]).isEqualTo(local.predict(one).first());
      }
    }
  }

  static Stream<Arguments> faults() {
    String shape =
        "{\"outputs\":[{\"name\":\"probability\",\"shape\":[9],\"datatype\":\"FP32\",\"data\":[]}]}";
    return Stream.of(
        fault("slow", RemoteFault.LATE, TestInferenceServer.after(5_000)),
        fault(
            "drips",
            RemoteFault.LATE,
            (exchange, good) -> {
              exchange.sendResponseHeaders(200, 0);
              try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 50; i++) {
                  out.write(' ');
                  out.flush();
                  TestInferenceServer.pause(100);
                }
              }
            }),
        fault(
            "status 500",
            RemoteFault.REFUSED,
            (exchange, good) -> TestInferenceServer.write(exchange, 500, "out of memory")),
        fault(
            "redirects",
            RemoteFault.REFUSED,
            (exchange, good) -> {
              exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
              exchange.sendResponseHeaders(302, -1);
              exchange.close();
            }),
        fault(
            "wrong shape",
            RemoteFault.BAD_ANSWER,
            (exchange, good) -> TestInferenceServer.write(exchange, 200, shape)),
        fault(
            "NaN",
            RemoteFault.BAD_ANSWER,
            (exchange, good) ->
                TestInferenceServer.write(exchange, 200, good.replaceFirst("\\[0\\.\\d+", "[NaN"))),
        fault("huge body", RemoteFault.BAD_ANSWER, RemoteModelTest::huge),
        fault(
            "closes in the middle",
            RemoteFault.UNREACHABLE,
            (exchange, good) -> {
              exchange.sendResponseHeaders(200, good.length() + 100);
              exchange.getResponseBody().write(good.getBytes(StandardCharsets.UTF_8), 0, 20);
              exchange.getResponseBody().flush();
              exchange.close();
            }));
  }

  private static Arguments fault(
      String name, RemoteFault fault, TestInferenceServer.Behaviour behaviour) {
    return Arguments.of(name, fault, behaviour);
  }

  private static void huge(com.sun.net.httpserver.HttpExchange exchange, String good)
      throws java.io.IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      byte[] much = new byte[1 << 20];
      Arrays.fill(much, (byte) ' ');
      for (int i = 0; i < 200; i++) {
        out.write(much);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void whateverTheServerDoesTheAnswerIsThereInTime(
      String name, RemoteFault fault, TestInferenceServer.Behaviour behaviour) {
    model.proveNow();
    assertThat(model.ask(inputs(1), 1).join().fault()).as("control").isNull();
    server.behave(behaviour);

    long from = System.nanoTime();
    RemoteAnswer answer = model.ask(inputs(2), 2).join();
    long millis = (System.nanoTime() - from) / 1_000_000;

    assertThat(answer.fault()).as(answer.detail()).isEqualTo(fault);
    assertThat(millis).isLessThan(TIMEOUT + MARGIN);
    if (fault == RemoteFault.LATE) {
      assertThat(millis).isGreaterThanOrEqualTo(TIMEOUT - 100);
    }
    server.behave(TestInferenceServer::good);
    assertThat(model.ask(inputs(1), 1).join().fault()).as("and the next one").isNull();
  }

  @Test
  void aServerThatIsGoneIsAskedNoMoreUntilItHasProvedItself() throws Exception {
    model.proveNow();
    server.kill();
    for (int i = 0; i < 3; i++) {
      assertThat(model.ask(inputs(1), 1).join().fault()).isEqualTo(RemoteFault.UNREACHABLE);
    }
    assertThat(model.ask(inputs(1), 1).join().fault()).isEqualTo(RemoteFault.BREAKER_OPEN);

    server.restart();
    int before = server.asked();
    assertThat(model.ask(inputs(1), 1).join().fault()).isEqualTo(RemoteFault.BREAKER_OPEN);
    assertThat(server.asked()).as("it rests").isEqualTo(before);

    assertThat(comesBack()).as("it is asked again, after a proof").isTrue();
    assertThat(server.asked()).isGreaterThanOrEqualTo(before + 2);
  }

  @Test
  void aServerThatComesBackWithAnotherModelIsNotAsked() throws Exception {
    server.behave(
        (exchange, good) ->
            TestInferenceServer.write(exchange, 200, good.replaceAll("0\\.[1-9]", "0.0")));
    model.proveNow();

    assertThat(model.ask(inputs(1), 1).join().fault()).isEqualTo(RemoteFault.BREAKER_OPEN);
    assertThat(model.problem()).contains("it serves another model than the artefact: golden.csv");
    server.behave(TestInferenceServer::good);
    assertThat(model.problem()).as("control").isEmpty();
  }

  @Test
  void beforeAJobStartsAServerThatIsNotThereIsAProblem() throws Exception {
    server.kill();

    assertThat(model.problem())
        .startsWith(server.url() + "/v2/models/tiny-every/infer: no answer: ");
  }

  private boolean comesBack() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      if (model.ask(inputs(1), 1).join().fault() == null) {
        return true;
      }
      Thread.sleep(100);
    }
    return false;
  }

  private float[] inputs(int count) {
    float[] inputs = new float[3 * count];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = 0.01f * (i % 7) - 0.02f;
    }
    return inputs;
  }

  private static RemoteSpec spec(String url) {
    return new RemoteSpec(url, "", "", "", "", TIMEOUT);
  }
}
