package io.tidemark.flink.preflight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A cluster as a test describes it. */
final class FakeCluster implements ClusterView {

  private final Map<String, Integer> topics = new HashMap<>();
  private final Set<String> forbidden = new HashSet<>();
  private final List<String> leaderless = new ArrayList<>();
  private final Map<String, List<PassedEnd>> passed = new HashMap<>();
  private int brokers = 1;
  private @Nullable String down;
  private @Nullable String silent;
  private OptionalLong limit = OptionalLong.of(900_000);

  FakeCluster topic(String name, int partitions) {
    topics.put(name, partitions);
    return this;
  }

  FakeCluster forbidden(String name) {
    forbidden.add(name);
    return this;
  }

  FakeCluster leaderless(String partition) {
    leaderless.add(partition);
    return this;
  }

  FakeCluster passed(String group, PassedEnd... ends) {
    passed.put(group, List.of(ends));
    return this;
  }

  FakeCluster brokers(int count) {
    brokers = count;
    return this;
  }

  FakeCluster down(String reason) {
    down = reason;
    return this;
  }

  FakeCluster transactionLimit(OptionalLong millis) {
    limit = millis;
    return this;
  }

  FakeCluster silentAboutTransactions(String reason) {
    silent = reason;
    return this;
  }

  @Override
  public int brokers() throws ClusterViewException {
    if (down != null) {
      throw new ClusterViewException(down);
    }
    return brokers;
  }

  @Override
  public OptionalInt partitions(String topic) throws ClusterViewException {
    if (forbidden.contains(topic)) {
      throw new ClusterViewException("Not authorized");
    }
    Integer partitions = topics.get(topic);
    return partitions == null ? OptionalInt.empty() : OptionalInt.of(partitions);
  }

  @Override
  public List<String> leaderless(List<String> topics) {
    return leaderless.stream()
        .filter(partition -> topics.contains(partition.substring(0, partition.lastIndexOf('-'))))
        .toList();
  }

  @Override
  public List<PassedEnd> passedEnds(String group, List<String> topics) {
    return passed.getOrDefault(group, List.of()).stream()
        .filter(each -> topics.contains(each.topic()))
        .toList();
  }

  @Override
  public OptionalLong transactionMaxTimeoutMillis() throws ClusterViewException {
    if (silent != null) {
      throw new ClusterViewException(silent);
    }
    return limit;
  }
}
