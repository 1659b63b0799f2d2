package io.tidemark.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.serve.LoadedModelCache.Loaded;
import io.tidemark.core.serve.LoadedModelCache.Lookup;
import io.tidemark.core.serve.LoadedModelCache.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadingModelCacheTest {

  private final List<String> loaded = Collections.synchronizedList(new ArrayList<>());
  private final List<String> letGo = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> broken = Collections.synchronizedSet(new TreeSet<>());
  private final Set<String> hanging = Collections.synchronizedSet(new TreeSet<>());
  private final Set<String> failing = Collections.synchronizedSet(new TreeSet<>());
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final CountDownLatch slowMayGoOn = new CountDownLatch(1);
  private LoadingModelCache<String> cache = cache(Duration.ofSeconds(60));

  @AfterEach
  void close() {
    slowMayGoOn.countDown();
    cache.close();
  }

  @Test
  void whatIsAnnouncedIsLoadedOnceAndByAnotherThread() {
    cache.announce(ref(1));
    cache.announce(ref(1));
    assertThat(cache.get(ref(1))).isEqualTo(new Loaded<>("m/1"));
    assertThat(cache.get(ref(1))).isEqualTo(new Loaded<>("m/1"));
    assertThat(loaded).containsExactly("m/1 in tidemark-models");
  }

  @Test
  void announcingDoesNotWait() {
    cache.announce(slow());
    assertThat(loaded).isEmpty();
  }

  @Test
  void aRefusalStandsUntilTheVersionIsAnnouncedAgain() {
    broken.add("m/1");
    assertThat(cache.get(ref(1))).isInstanceOf(Refused.class);
    broken.clear();
    assertThat(cache.get(ref(1))).as("what it says stays the same").isInstanceOf(Refused.class);
    cache.announce(ref(1));
    assertThat(cache.get(ref(1))).isEqualTo(new Loaded<>("m/1"));
  }

  @Test
  void beyondSoManyTheOneAskedForLongestAgoIsLetGo() {
    for (int i = 1; i <= LoadingModelCache.MOST; i++) {
      cache.get(ref(i));
    }
    cache.get(ref(1));
    cache.get(ref(100));
    assertThat(cache.size()).isEqualTo(LoadingModelCache.MOST);
    assertThat(letGo).containsExactly("m/2");
    assertThat(cache.get(ref(2))).as("it is loaded again").isEqualTo(new Loaded<>("m/2"));
  }

  @Test
  void whatIsRetiredIsLetGo() {
    cache.get(ref(1));
    cache.retire(ref(1));
    assertThat(letGo).containsExactly("m/1");
  }

  @Test
  void whatTakesTooLongFailsTheTaskAndIsNeverRefused() {
    cache.close();
    cache = cache(Duration.ofMillis(20));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> cache.get(slow()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll("m/666 was not loaded within 0 s", "model.load-timeout");
    }
    slowMayGoOn.countDown();
    cache.close();
    cache = cache(Duration.ofSeconds(60));
    assertThat(cache.get(slow()))
        .as("whoever starts again and waits gets what whoever waited at first got")
        .isEqualTo(new Loaded<>("m/666"));
  }

  @Test
  void whatHangsKeepsBackNeitherWhatIsThereNorTheNext() {
    cache.get(ref(1));
    for (int i = 1; i < LoadingModelCache.MOST_AT_ONCE; i++) {
      hanging.add("m/" + (100 + i));
      cache.announce(ref(100 + i));
    }
    assertThat(cache.get(ref(1))).isEqualTo(new Loaded<>("m/1"));
    assertThat(cache.get(ref(2))).isEqualTo(new Loaded<>("m/2"));
    assertThat(cache.get(ref(3))).isEqualTo(new Loaded<>("m/3"));
  }

  @Test
  void aStoreThatCannotBeReadFailsTheTaskAndIsAskedAgain() {
    failing.add("m/1");
    assertThatThrownBy(() -> cache.get(ref(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("m/1 could not be loaded")
        .hasRootCauseMessage("no answer");
    failing.clear();
    assertThat(cache.get(ref(1))).isEqualTo(new Loaded<>("m/1"));
    failing.add("m/2");
    cache.announce(ref(2));
    assertThatThrownBy(() -> cache.get(ref(2))).isInstanceOf(IllegalStateException.class);
    failing.clear();
    cache.announce(ref(2));
    assertThat(cache.get(ref(2))).isEqualTo(new Loaded<>("m/2"));
  }

  @Test
  void noThreadOutlivesTheCacheNotEvenOneThatHangs() throws Exception {
    hanging.add("m/1");
    cache.announce(ref(1));
    cache.get(ref(2));
    cache.close();
    for (Thread thread : threads) {
      thread.join(10_000);
      assertThat(thread.isAlive()).isFalse();
    }
    assertThat(threads).hasSize(2);
  }

  @Test
  void closingLetsGoOfAll() {
    cache.get(ref(1));
    cache.get(ref(2));
    cache.close();
    assertThat(letGo).containsExactlyInAnyOrder("m/1", "m/2");
  }

  private LoadingModelCache<String> cache(Duration longest) {
    return new LoadingModelCache<>(this::load, letGo::add, longest);
  }

  private Lookup<String> load(ModelRef ref) {
    threads.add(Thread.currentThread());
    if (failing.contains(ref.name())) {
      throw new UncheckedIOException(new IOException("no answer"));
    }
    if (ref.equals(slow()) || hanging.contains(ref.name())) {
      awaitPermission();
    }
    loaded.add(ref.name() + " in " + Thread.currentThread().getName());
    return broken.contains(ref.name())
        ? new Refused<>(ref.name() + " is broken")
        : new Loaded<>(ref.name());
  }

  private void awaitPermission() {
    try {
      slowMayGoOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ModelRef slow() {
    return ref(666);
  }

  private static ModelRef ref(int version) {
    return new ModelRef("m", Integer.toString(version), "0".repeat(64));
  }
}
