package io.tidemark.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.serve.LoadedModelCache.Loaded;
import io.tidemark.core.serve.LoadedModelCache.Lookup;
import io.tidemark.core.serve.LoadedModelCache.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadingModelCacheTest {

  private final List<String> loaded = Collections.synchronizedList(new ArrayList<>());
  private final List<String> letGo = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> broken = Collections.synchronizedSet(new TreeSet<>());
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
  void whatTakesTooLongIsRefusedAndLetGoOfWhenItIsThere() throws Exception {
    cache.close();
    cache = cache(Duration.ofMillis(20));
    Lookup<String> found = cache.get(slow());
    assertThat(found).isEqualTo(new Refused<>("it was not loaded within 0 s"));
    slowMayGoOn.countDown();
    while (loaded.isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    cache.retire(ref(7)); // any call looks after what was late
    cache.close();
    assertThat(letGo).containsExactly("m/666");
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
    if (ref.equals(slow())) {
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
