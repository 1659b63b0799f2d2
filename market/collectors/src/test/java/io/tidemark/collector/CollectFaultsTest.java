package io.tidemark.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.flink.config.InvalidOptionsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file in which much is wrong: no fault hides another, and none is told twice. */
final class CollectFaultsTest {

  @TempDir Path folder;

  @Test
  void manyFaultsInOneFileAreEachToldOnceWithKeyAndRemedy() throws IOException {
    List<String> problems =
        problems(
            """
            kafka:
              bootstrap-servers: kafka
              properties:
                acks: 0
                sasl.jaas.config: p4ssw0rd
            topics.prefix: a/b
            instruments: [btc, BTC-USDT@Binance, BTC-USDT@nowhere, BTC-EUR-PERP@kraken, BTC-USD@kraken]
            collect:
              warm-up: many
              bar: 7 min
              channels: [trades, books]
              max-waiting: [1000, 2000]
              record: recorded
              status-prot: 1
              poll-memory: [a, b]
              endpoints:
                binance.socket: ws://user:p4ssw0rd@127.0.0.1:1
                nobody.rest: http://127.0.0.1:1
              polls:
                Mood:
                  kind: fear-greed
                  interval: 1 s
                chain:
                  interval: 1 s
                  assets: BTC
                economy:
                  kind: macro
                  series: [DGS10, GDPX, FOO]
                  endpoint: http://relay.example
                flows:
                  kind: exchange-flows
                  key: p4ssw0rd
                rates:
                  kind: macro
                  series: DGS10
                  key: ${env:NOBODY}
                  endpoint: http://relay.example
                desk:
                  kind: feed
                  url: [https://desk.example/a, https://desk.example/b]
            risk.cooldown: 5
            """);
    assertThat(problems)
        .satisfiesOnlyOnce(is("kafka.bootstrap-servers must be a list of host:port", "'kafka'"))
        .satisfiesOnlyOnce(is("kafka.properties.acks must be all", "leave it out"))
        .satisfiesOnlyOnce(is("kafka.properties.sasl.jaas.config holds a secret", "${env:NAME}"))
        .satisfiesOnlyOnce(is("topics.prefix must be made of letters", "'a/b'"))
        .satisfiesOnlyOnce(is("instruments must be", "('btc' is none, 'BTC-USDT@Binance' is none)"))
        .satisfiesOnlyOnce(is("instruments: nothing collects BTC-USDT@nowhere", "binance_us, "))
        .satisfiesOnlyOnce(is("instruments: nothing collects BTC-EUR-PERP@kraken", "BTC-USD@kr"))
        .satisfiesOnlyOnce(is("collect.warm-up must be a whole number", "'many'"))
        .satisfiesOnlyOnce(is("collect.bar: no candles of this length", "BTC-USD@kraken"))
        .satisfiesOnlyOnce(is("collect.channels must be", "trades, book, derivative"))
        .satisfiesOnlyOnce(is("collect.max-waiting must be one value", "list"))
        .satisfiesOnlyOnce(is("collect.record is not an option", "--record DIR"))
        .satisfiesOnlyOnce(is("collect.status-prot is not known", "collect.status-port?"))
        .satisfiesOnlyOnce(is("collect.poll-memory must be one value", "list"))
        .satisfiesOnlyOnce(is("collect.endpoints.binance.socket must be", "without a path"))
        .satisfiesOnlyOnce(is("collect.endpoints.nobody.rest is not known", "VENUE is one of"))
        .satisfiesOnlyOnce(is("collect.polls.Mood: a poll's name must be", "small letters"))
        .satisfiesOnlyOnce(is("collect.polls.Mood.interval must be", "10 min"))
        .satisfiesOnlyOnce(is("collect.polls.chain.kind is missing", "fear-greed"))
        .satisfiesOnlyOnce(is("collect.polls.chain.interval must be", "1 min"))
        .satisfiesOnlyOnce(is("collect.polls.chain.assets must be", "btc, eth"))
        .satisfiesOnlyOnce(is("collect.polls.economy.series must be", "'GDPX', 'FOO'"))
        .satisfiesOnlyOnce(is("collect.polls.economy.key is missing", "${env:NAME}"))
        .satisfiesOnlyOnce(is("collect.polls.economy.endpoint must begin with", "https://"))
        .satisfiesOnlyOnce(is("collect.polls.flows.key holds a secret", "${env:NAME}"))
        .satisfiesOnlyOnce(is("collect.polls.rates.key refers to", "NOBODY, which is not set"))
        .satisfiesOnlyOnce(is("collect.polls.rates.endpoint must begin with", "https://"))
        .satisfiesOnlyOnce(is("collect.polls.desk.url must be one value", "list"))
        .satisfiesOnlyOnce(is("risk.cooldown is not known", "keys are kafka.bootstrap-servers"))
        .hasSize(29)
        .noneMatch(problem -> problem.contains("p4ss"));
  }

  /** The control: one fault among right values is one problem. */
  @Test
  void aSingleFaultIsTheOnlyProblem() throws IOException {
    assertThat(
            problems(
                """
                kafka.bootstrap-servers: kafka:9092
                collect.polls.chain.kind: on-chain
                collect.polls.chain.key: ${env:NOBODY}
                """))
        .containsExactly(
            "collect.polls.chain.key refers to the environment variable NOBODY, which is not set"
                + " or empty");
    assertThat(problems("instruments: BTC-USD@kraken\nkafka.bootstrap-servers: ${env:NOBODY}\n"))
        .hasSize(1);
    assertThat(problems("instruments: [[BTC-USD@kraken]]\nkafka.bootstrap-servers: k:1\n"))
        .containsExactly("instruments must be a list of plain values, it holds nested ones");
    assertThat(problems("instruments: BTC-USD@kraken\nkafka.bootstrap-servers: null\n"))
        .satisfiesExactly(is("kafka.bootstrap-servers has no value in", "collect.yaml"));
  }

  @Test
  void aPollThatIsWrongIsNotToldAsAMissingInstrument() throws IOException {
    assertThat(problems("kafka.bootstrap-servers: k:1\ncollect.polls.mood.kind: weather\n"))
        .satisfiesExactly(is("collect.polls.mood.kind must be one of", "'weather'"));
  }

  @Test
  void whatMayStandBehindTheSignOfAnInstrumentIsToldAsItIsWrittenThere() throws IOException {
    String told =
        String.join(
            "\n", problems("kafka.bootstrap-servers: k:1\ninstruments: BTC-USDT@crypto-com\n"));
    assertThat(told).contains("'BTC-USDT@crypto-com' is none");
    assertThat(problems("kafka.bootstrap-servers: k:1\ninstruments: BTC-USDT@cryptocom\n"))
        .singleElement()
        .asString()
        .contains("what may stand behind the @ is binance, binance_us")
        .doesNotContain("crypto-com");
  }

  @Test
  void aFileIsNoFolderToRememberPollsIn() throws IOException {
    Path file = Files.writeString(folder.resolve("known"), "");
    String polls = "kafka.bootstrap-servers: k:1\ncollect.polls.mood.kind: fear-greed\n";
    assertThat(problems(polls + "collect.poll-memory: " + file + "\n"))
        .satisfiesExactly(is("collect.poll-memory must be a folder", "known"));
  }

  @Test
  void aKeyThatIsNearlyThatOfAPollOrAnEndpointIsTakenForIt() throws IOException {
    String right = "kafka.bootstrap-servers: k:1\ninstruments: BTC-USD@kraken\n";
    assertThat(problems(right + "colect.polls.mood.kind: fear-greed\n"))
        .containsExactly(
            "colect.polls.mood.kind is not known; did you mean collect.polls.mood.kind?");
    assertThat(problems(right + "collect.poll-memry: known\n"))
        .containsExactly("collect.poll-memry is not known; did you mean collect.poll-memory?");
    assertThat(problems(right + "what.is.this: 1\n"))
        .singleElement()
        .asString()
        .contains(
            "collect.status-port",
            "kafka.properties.NAME",
            "collect.endpoints.VENUE.rest",
            "collect.polls.NAME.PROPERTY",
            "collect.poll-memory");
  }

  private List<String> problems(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("collect.yaml"), yaml);
    return catchThrowableOfType(
            InvalidOptionsException.class, () -> CollectConfig.load(file, List.of(), Map.of()))
        .problems();
  }

  private static ThrowingConsumer<String> is(String begin, String remedy) {
    return problem -> assertThat(problem).startsWith(begin).contains(remedy);
  }
}
