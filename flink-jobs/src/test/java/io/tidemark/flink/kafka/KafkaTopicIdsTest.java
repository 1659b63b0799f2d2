package io.tidemark.flink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.KafkaConfig;
import io.tidemark.flink.io.TopicIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class KafkaTopicIdsTest {

  private final Cluster cluster = new Cluster();
  private final KafkaTopicIds ids = new KafkaTopicIds(cluster);

  @Test
  void aPartitionIsAskedForOnceAndFollowedWithoutAQuestion() {
    for (int offset = 0; offset < 1_000; offset++) {
      assertThat(ids.of("a", 0, 2L * offset)).isEqualTo("a-1");
      assertThat(ids.of("a", 11, offset)).isEqualTo("a-1");
      assertThat(ids.of("b", 0, offset)).isEqualTo("b-1");
    }
    assertThat(cluster.questions).containsExactly("a", "a", "b");
  }

  @Test
  void anOffsetThatFallsBackIsOfATopicThatWasCreatedAnew() {
    ids.of("a", 0, 12_811);
    cluster.generation = 2;

    assertThat(ids.of("a", 0, 12_812)).as("still of the old one").isEqualTo("a-1");
    assertThat(ids.of("a", 0, 0)).isEqualTo("a-2");
    assertThat(ids.of("a", 0, 1)).isEqualTo("a-2");
    assertThat(cluster.questions).containsExactly("a", "a", "first offset");
  }

  @Test
  void whatIsUnderWayOfAnotherPartitionIsStillOfTheOldTopic() {
    ids.of("a", 0, 100);
    ids.of("a", 1, 100);
    cluster.generation = 2;

    assertThat(ids.of("a", 0, 0)).isEqualTo("a-2");
    assertThat(ids.of("a", 1, 101)).isEqualTo("a-1");
    assertThat(ids.of("a", 1, 0)).isEqualTo("a-2");
  }

  @Test
  void recordsOfTheNewTopicAreNotLeftOut() {
    ids.of("a", 0, 100);
    cluster.generation = 2;
    cluster.firstOffset = 3;

    assertThatThrownBy(() -> ids.of("a", 0, 50))
        .isInstanceOf(TopicCreatedAnewException.class)
        .hasMessage(
            "Topic a was created anew: its id was a-1 and is a-2. Partition 0 was read up to"
                + " offset 100 of the old topic, and goes on at 50 of the new one, which begins at"
                + " 3: the job restarts at its last checkpoint to read the records between.");
  }

  @Test
  void aLogThatWasCutIsTheSameTopic() {
    ids.of("a", 0, 100);

    assertThat(ids.of("a", 0, 90)).isEqualTo("a-1");
  }

  @Test
  void itTravelsToATaskAndBeginsAnewThere() throws Exception {
    ids.of("a", 0, 100);

    TopicIds there = InstantiationUtil.clone(ids);

    assertThat(there.of("a", 0, 0)).isEqualTo("a-1");
  }

  @Test
  void aClusterThatDoesNotAnswerIsAskedForAWhileAndThenNamed() {
    KafkaConfig kafka =
        ConfigLoader.load(
                Job.SEQUENCE,
                null,
                List.of("kafka.bootstrap-servers=localhost:1", "instruments=BTC-USDT@test"),
                Map.of())
            .kafka();
    TopicIds dead = new KafkaTopicIds(new AdminTopicLookup(kafka, Duration.ofMillis(10)));
    try {
      assertThatThrownBy(() -> dead.of("a", 0, 0))
          .isInstanceOf(TopicLookupException.class)
          .hasMessage("The cluster did not tell the id of topic a within 0 s.");
    } finally {
      dead.close();
    }
  }

  /** Topics a and b, which may be created anew. */
  private static final class Cluster implements TopicLookup {

    private static final long serialVersionUID = 1;

    private final ArrayList<String> questions = new ArrayList<>();
    private int generation = 1;
    private long firstOffset;

    @Override
    public String id(String topic) {
      questions.add(topic);
      return topic + "-" + generation;
    }

    @Override
    public long firstOffset(String topic, int partition) {
      questions.add("first offset");
      return firstOffset;
    }

    @Override
    public void close() {}
  }
}
