package io.tidemark.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.serve.ModelShelf.Offer;
import io.tidemark.core.serve.ModelShelf.Ready;
import io.tidemark.core.serve.ModelShelf.Refused;
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

class LoadingShelfTest {

  private final List<String> loaded = Collections.synchronizedList(new ArrayList<>());
  private final List<String> letGo = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> broken = Collections.synchronizedSet(new TreeSet<>());
  private final CountDownLatch slowMayGoOn = new CountDownLatch(1);
  private LoadingShelf<String> shelf = shelf(Duration.ofSeconds(60));

  @AfterEach
  void close() {
    slowMayGoOn.countDown();
    shelf.close();
  }

  @Test
  void whatIsAnnouncedIsLoadedOnceAndByAnotherThread() {
    shelf.announce(ref(1));
    shelf.announce(ref(1));
    assertThat(shelf.get(ref(1))).isEqualTo(new Ready<>("m/1"));
    assertThat(shelf.get(ref(1))).isEqualTo(new Ready<>("m/1"));
    assertThat(loaded).containsExactly("m/1 in tidemark-models");
  }

  @Test
  void announcingDoesNotWait() {
    shelf.announce(slow());
    assertThat(loaded).isEmpty();
  }

  @Test
  void aRefusalStandsUntilTheVersionIsAnnouncedAgain() {
    broken.add("m/1");
    assertThat(shelf.get(ref(1))).isInstanceOf(Refused.class);
    broken.clear();
    assertThat(shelf.get(ref(1))).as("what it says stays the same").isInstanceOf(Refused.class);
    shelf.announce(ref(1));
    assertThat(shelf.get(ref(1))).isEqualTo(new Ready<>("m/1"));
  }

  @Test
  void beyondSoManyTheOneAskedForLongestAgoIsLetGo() {
    for (int i = 1; i <= LoadingShelf.MOST; i++) {
      shelf.get(ref(i));
    }
    shelf.get(ref(1));
    shelf.get(ref(100));
    assertThat(shelf.size()).isEqualTo(LoadingShelf.MOST);
    assertThat(letGo).containsExactly("m/2");
    assertThat(shelf.get(ref(2))).as("it is loaded again").isEqualTo(new Ready<>("m/2"));
  }

  @Test
  void whatIsRetiredIsLetGo() {
    shelf.get(ref(1));
    shelf.retire(ref(1));
    assertThat(letGo).containsExactly("m/1");
  }

  @Test
  void whatTakesTooLongIsRefusedAndLetGoOfWhenItIsThere() throws Exception {
    shelf.close();
    shelf = shelf(Duration.ofMillis(20));
    Offer<String> offer = shelf.get(slow());
    assertThat(offer).isEqualTo(new Refused<>("it was not loaded within 0 s"));
    slowMayGoOn.countDown();
    while (loaded.isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    shelf.retire(ref(7)); // any call looks after what was late
    shelf.close();
    assertThat(letGo).containsExactly("m/666");
  }

  @Test
  void closingLetsGoOfAll() {
    shelf.get(ref(1));
    shelf.get(ref(2));
    shelf.close();
    assertThat(letGo).containsExactlyInAnyOrder("m/1", "m/2");
  }

  private LoadingShelf<String> shelf(Duration longest) {
    return new LoadingShelf<>(this::load, letGo::add, longest);
  }

  private Offer<String> load(ModelRef ref) {
    if (ref.equals(slow())) {
      awaitPermission();
    }
    loaded.add(ref.name() + " in " + Thread.currentThread().getName());
    return broken.contains(ref.name())
        ? new Refused<>(ref.name() + " is broken")
        : new Ready<>(ref.name());
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
