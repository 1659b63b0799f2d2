package io.tidemark.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testbed.cluster.Patience;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the alert TidemarkTransactionLost rests on, with the connector, a broker and a reporter. */
final class AbortedTransactionTest {

  private static final String IN = "in";
  private static final String OUT = "out";
  private static final String SCRAPED = "flink_taskmanager_job_task_operator_failedCommittables";
  private static final long CHECKPOINT_MILLIS = 30_000;
  private static final Pattern VALUE =
      Pattern.compile("^" + SCRAPED + "\\{.*job_name=\"(\\w+)\".*} (\\S+)$", Pattern.MULTILINE);

  @TempDir private Path directory;

  @Test
  void aTransactionThatTheBrokerAbortedFailsNoJobAndIsCountedWherePrometheusReads()
      throws Exception {
    int port = freePort();
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"));
        LocalFlink flink = LocalFlink.start(directory.resolve("flink"), 0, port)) {
      broker.createTopics(Map.of(IN, 1, OUT, 1), Map.of());
      write(broker);
      JobClient job = flink.submit(copying(broker), "copying");
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        Patience.until("a transaction is open", () -> !open(admin).isEmpty(), () -> "");
        assertThat(failed(port)).as("before").isZero();
        List<String> aborted = open(admin);
        admin.fenceProducers(aborted).all().get();
        assertThat(aborted).as("the fault has hit").hasSize(1);
      }
      Patience.until("it is counted", () -> failed(port) > 0, () -> scrape(port));
      assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
      assertThat(failed(port)).isEqualTo(1);
      job.cancel().get();
    }
  }

  private static StreamExecutionEnvironment copying(EmbeddedBroker broker) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    env.enableCheckpointing(CHECKPOINT_MILLIS);
    // else the first one comes at any moment before
    env.getCheckpointConfig().setMinPauseBetweenCheckpoints(CHECKPOINT_MILLIS);
    env.fromSource(
            KafkaSource.<String>builder()
                .setBootstrapServers(broker.bootstrapServers())
                .setTopics(IN)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setValueOnlyDeserializer(new SimpleStringSchema())
                .build(),
            WatermarkStrategy.noWatermarks(),
            IN)
        .sinkTo(
            KafkaSink.<String>builder()
                .setBootstrapServers(broker.bootstrapServers())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix("copying")
                .setProperty("transaction.timeout.ms", "60000")
                .setRecordSerializer(
                    KafkaRecordSerializationSchema.builder()
                        .setTopic(OUT)
                        .setValueSerializationSchema(new SimpleStringSchema())
                        .build())
                .build());
    return env;
  }

  private static void write(EmbeddedBroker broker) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(IN, "a record")).get();
    }
  }

  /** Those that hold a record. */
  private static List<String> open(Admin admin) throws ExecutionException, InterruptedException {
    return admin.listTransactions().all().get().stream()
        .filter(each -> each.state() == TransactionState.ONGOING)
        .map(TransactionListing::transactionalId)
        .toList();
  }

  /** What Prometheus would read; 0 before the job is there. */
  private static double failed(int port) throws IOException, InterruptedException {
    Matcher found = VALUE.matcher(scrape(port));
    double sum = 0;
    while (found.find()) {
      assertThat(found.group(1)).isEqualTo("copying");
      sum += Double.parseDouble(Objects.requireNonNull(found.group(2)));
    }
    return sum;
  }

  private static String scrape(int port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
    return HttpClient.newHttpClient()
        .send(request, BodyHandlers.ofString(StandardCharsets.UTF_8))
        .body();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
