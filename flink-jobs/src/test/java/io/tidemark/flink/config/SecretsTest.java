package io.tidemark.flink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.flink.config.text.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  private static final List<String> MINIMAL =
      List.of("kafka.bootstrap-servers=localhost:9092", "instruments=BTC-USDT@binance");

  private final Path directory;

  SecretsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void aSecretComesFromTheEnvironmentOrAFileAndIsNeverPrinted() throws IOException {
    Path file = Files.writeString(directory.resolve("pw"), "from-a-file\n");
    JobConfig config =
        load(
            Map.of("PW", "from-the-env$1"),
            "kafka.properties.ssl.key.password=${file:" + file + "}",
            "kafka.properties.sasl.jaas.config=Login required username=\"me\""
                + " password=\"${env:PW}\";");

    assertThat(config.kafka().clientProperties())
        .containsEntry("ssl.key.password", "from-a-file")
        .containsEntry(
            "sasl.jaas.config", "Login required username=\"me\" password=\"from-the-env$1\";");
    assertThat(shown(config))
        .containsEntry("kafka.properties.sasl.jaas.config", "(hidden, from ${env:PW})")
        .containsEntry("kafka.properties.ssl.key.password", "(hidden, from ${file:" + file + "})");
    assertThat(
            config.toString() + config.effective() + config.kafka() + config.kafka().properties())
        .doesNotContain("from-a-file", "from-the-env");
  }

  @Test
  void aReferenceInAnOrdinaryValueIsShownAsItWasWritten() {
    JobConfig config =
        load(
            Map.of("ID", "node-7"),
            "kafka.properties.client.id=${env:ID}",
            "topics.prefix=${env:ID}");

    assertThat(config.kafka().clientProperties()).containsEntry("client.id", "node-7");
    assertThat(config.topic("signals.v1")).isEqualTo("node-7signals.v1");
    assertThat(shown(config))
        .containsEntry("kafka.properties.client.id", "${env:ID}")
        .containsEntry("topics.prefix", "${env:ID}");
  }

  @Test
  void aSecretInTheClearIsRefusedWithoutBeingRepeated() {
    InvalidOptionsException failure =
        failure(Map.of(), "kafka.properties.ssl.keystore.password=hunter2");

    assertThat(failure.problems())
        .containsExactly(
            "kafka.properties.ssl.keystore.password holds a secret in the clear; put it into an"
                + " environment variable or a file and write ${env:NAME} or ${file:/path} instead");
    assertThat(failure).message().doesNotContain("hunter2");
  }

  @Test
  void aSecretUnderAMistypedKeyIsNotRepeatedEither() {
    assertThat(failure(Map.of(), "kafka.propertis.ssl.keystore.password=hunter2").problems())
        .containsExactly(
            "kafka.propertis.ssl.keystore.password (value (hidden)) is not an option; the nearest"
                + " is kafka.properties.ssl.keystore.password");
  }

  @Test
  void aBrokenFileDoesNotSpillItsSecrets() throws IOException {
    Path yaml =
        Files.writeString(
            directory.resolve("broken.yaml"),
            "kafka.properties.ssl.key.password: hunter2\n\t bad: [hunter2\n");
    InvalidOptionsException failure =
        catchThrowableOfType(
            InvalidOptionsException.class,
            () -> ConfigLoader.load(Job.SEQUENCE, yaml, MINIMAL, Map.of()));

    assertThat(failure).message().contains("is not valid YAML").doesNotContain("hunter2");
  }

  @Test
  void aSecretThatIsNotThereIsNamedWithItsKey() throws IOException {
    Path empty = Files.writeString(directory.resolve("empty"), "\n");
    Path missing = directory.resolve("missing");

    assertThat(
            failure(
                    Map.of("BLANK", ""),
                    "kafka.properties.a.password=${env:NOT_SET}",
                    "kafka.properties.b.password=${env:BLANK}",
                    "kafka.properties.c.password=${file:" + missing + "}",
                    "kafka.properties.d.password=${file:" + empty + "}",
                    "kafka.properties.e.password=${file:" + directory + "}",
                    "model.path=${env:NOT_SET}")
                .problems())
        .containsExactly(
            "kafka.properties.a.password refers to the environment variable NOT_SET, which is not"
                + " set or empty",
            "kafka.properties.b.password refers to the environment variable BLANK, which is not"
                + " set or empty",
            "kafka.properties.c.password refers to the file " + missing + ", which does not exist",
            "kafka.properties.d.password refers to the file " + empty + ", which is empty",
            "kafka.properties.e.password refers to the file "
                + directory
                + ", which cannot be read (IOException)",
            "model.path refers to the environment variable NOT_SET, which is not set or empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssl.keystore.password",
        "SSL.KEY.PASSWORD",
        "sasl.jaas.config",
        "ssl.keystore.key",
        "sasl.oauthbearer.client.credentials.client.secret",
        "access_token",
        "basic.auth.user.info"
      })
  void theseKeysAreSecret(String key) {
    assertThat(Secrets.isSecret("kafka.properties." + key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssl.keystore.location",
        "sasl.oauthbearer.token.endpoint.url",
        "sasl.mechanism",
        "client.id"
      })
  void theseKeysAreNot(String key) {
    assertThat(Secrets.isSecret("kafka.properties." + key)).isFalse();
  }

  private static Map<String, String> shown(JobConfig config) {
    return config.effective().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().value()));
  }

  private static JobConfig load(Map<String, String> environment, String... assignments) {
    List<String> all = new ArrayList<>(MINIMAL);
    all.addAll(List.of(assignments));
    return ConfigLoader.load(Job.SEQUENCE, null, all, environment);
  }

  private static InvalidOptionsException failure(
      Map<String, String> environment, String... assignments) {
    return catchThrowableOfType(
        InvalidOptionsException.class, () -> load(environment, assignments));
  }
}
