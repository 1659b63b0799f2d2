package io.tidemark.flink.signal;

import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.serve.LoadedModelCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A task's models, each loaded by a thread beside the task's, so that one that takes long keeps
 * back neither what serves nor the next. Bounded: beyond {@link #MOST} the one that was asked for
 * longest ago is let go, and no more than {@link #MOST_AT_ONCE} are being loaded. But for the
 * loading, all happens in the task's thread.
 *
 * <p>No clock decides what is said of a version: if it is not there in time, the task fails.
 *
 * <p>See RATIONALE.md, "Why does a task fail when a version is not loaded in time?"
 *
 * @param <T> what is made of a model
 */
final class LoadingModelCache<T> implements LoadedModelCache<T>, AutoCloseable {

  /**
   * Versions in the cache at a time; one that is not there is loaded again when it is asked for.
   */
  static final int MOST = 16;

  /** Threads that load; if so many hang, the next version waits, and then the task fails. */
  static final int MOST_AT_ONCE = 4;

  private final Function<ModelRef, Lookup<T>> loader;
  private final Consumer<T> letGo;
  private final Duration longest;
  private final ExecutorService beside;
  private final LinkedHashMap<ModelRef, CompletableFuture<Lookup<T>>> cache =
      new LinkedHashMap<>(16, 0.75f, true);
  private final List<CompletableFuture<Lookup<T>>> leaving = new ArrayList<>();

  /**
   * @param loader loads, in a thread beside the task's
   * @param letGo closes what nobody will ask for again
   * @param longest how long to wait for one
   */
  LoadingModelCache(Function<ModelRef, Lookup<T>> loader, Consumer<T> letGo, Duration longest) {
    this.loader = loader;
    this.letGo = letGo;
    this.longest = longest;
    ClassLoader classes = Thread.currentThread().getContextClassLoader();
    this.beside =
        Executors.newFixedThreadPool(
            MOST_AT_ONCE,
            work -> {
              Thread thread = new Thread(work, "tidemark-models");
              thread.setDaemon(true);
              thread.setContextClassLoader(classes);
              return thread;
            });
  }

  @Override
  public void announce(ModelRef ref) {
    CompletableFuture<Lookup<T>> known = known(ref);
    if (known != null && known.isDone() && known.join() instanceof Refused<T>) {
      cache.remove(ref); // its files may be there by now
      known = null;
    }
    if (known == null) {
      var unused = load(ref);
    }
  }

  /** What failed says nothing of the version, and is tried again. */
  private @Nullable CompletableFuture<Lookup<T>> known(ModelRef ref) {
    CompletableFuture<Lookup<T>> known = cache.get(ref);
    if (known == null || !known.isCompletedExceptionally()) {
      return known;
    }
    cache.remove(ref);
    return null;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if it is not there in time, or its store could not be read
   */
  @Override
  public Lookup<T> get(ModelRef ref) {
    CompletableFuture<Lookup<T>> known = known(ref);
    if (known == null) {
      known = load(ref);
    }
    try {
      return known.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "%s was not loaded within %d s: is model.store slow? The task starts again, since no clock decides which version serves; model.load-timeout says how long it waits"
              .formatted(ref.name(), longest.toSeconds()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + ref.name() + " was loaded", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(ref.name() + " could not be loaded", e.getCause());
    }
  }

  @Override
  public void retire(ModelRef ref) {
    CompletableFuture<Lookup<T>> known = cache.remove(ref);
    if (known != null) {
      leaving.add(known);
    }
    sweep();
  }

  /** How many versions are on it. */
  int size() {
    return cache.size();
  }

  private CompletableFuture<Lookup<T>> load(ModelRef ref) {
    sweep();
    CompletableFuture<Lookup<T>> loading =
        CompletableFuture.supplyAsync(() -> loader.apply(ref), beside);
    cache.put(ref, loading);
    if (cache.size() > MOST) {
      Iterator<Map.Entry<ModelRef, CompletableFuture<Lookup<T>>>> all = cache.entrySet().iterator();
      leaving.add(all.next().getValue());
      all.remove();
      sweep();
    }
    return loading;
  }

  /** What is still being loaded is let go of later. */
  private void sweep() {
    leaving.removeIf(
        future -> {
          if (!future.isDone()) {
            return false;
          }
          if (!future.isCompletedExceptionally()) {
            letGo(future.join());
          }
          return true;
        });
  }

  private void letGo(Lookup<T> found) {
    if (found instanceof Loaded<T> ready) {
      letGo.accept(ready.model());
    }
  }

  /** Lets go of all; of what is still being loaded, in the loading thread and once it is there. */
  @Override
  public void close() {
    beside.shutdownNow();
    leaving.addAll(cache.values());
    cache.clear();
    for (CompletableFuture<Lookup<T>> each : leaving) {
      var unused = each.thenAccept(this::letGo);
    }
    leaving.clear();
  }
}
