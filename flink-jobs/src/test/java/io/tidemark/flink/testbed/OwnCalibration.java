package io.tidemark.flink.testbed;

import io.tidemark.core.drift.DriftBaseline;
import io.tidemark.core.drift.DriftCalibration;
import io.tidemark.core.drift.DriftCalibration.FamilyTail;
import io.tidemark.core.drift.DriftCalibration.SeriesTail;
import io.tidemark.models.DriftFile;
import io.tidemark.models.DriftSealing;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelDescription;
import io.tidemark.models.ModelRejectedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Calibrations that nobody measured, from a bound: D of n independent samples and a reference that
 * is much longer is above d with probability {@code 2 exp(-2 n d^2)} at most (Massart, "The tight
 * constant in the Dvoretzky-Kiefer-Wolfowitz inequality", 1990). Each sample begins a window, so
 * the mean run length is at least {@code exp(2 n d^2) / 2}. Where samples depend on each other n is
 * smaller than the window.
 */
public final class OwnCalibration {

  /** What a smoothing over 14 bars remembers: (1 + phi) / (1 - phi), phi being 13 / 14. */
  private static final double MEMORY = 27;

  private static final Set<String> SMOOTHED = Set.of("rsi(14)", DriftBaseline.SCORE);

  private OwnCalibration() {}

  /** One of these windows for series of these names. */
  public static DriftCalibration of(
      int window, int shortWindow, int persistence, Collection<String> names) {
    return new DriftCalibration(
        window,
        shortWindow,
        persistence,
        tails(window, names),
        shortWindow > 0 ? tails(shortWindow, names) : Map.of(),
        family(),
        family());
  }

  /** The same for what the gate watches of a model. */
  public static DriftCalibration of(
      int window, int shortWindow, int persistence, ModelDescription model) {
    Set<String> names = new TreeSet<>(model.baseline().watched());
    names.add(DriftBaseline.MISSING_RATE);
    names.add(DriftBaseline.NON_FINITE_RATE);
    return of(window, shortWindow, persistence, names);
  }

  /** Gives a version such a calibration, for the reference that it has by now. */
  public static Consumer<Path> file(int window, int shortWindow, int persistence) {
    return directory -> {
      try {
        ModelArtefact artefact = ModelArtefact.read(directory);
        DriftCalibration made = of(window, shortWindow, persistence, artefact.describe());
        String baseline = DriftSealing.baselineSha256(artefact);
        Files.write(directory.resolve(DriftFile.FILE), file(made, baseline).bytes());
        TestVersions.name(directory, DriftFile.FILE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (ModelRejectedException e) {
        throw new AssertionError(e);
      }
    };
  }

  /** The largest of a family strays no more often than one series alone. */
  private static FamilyTail family() {
    return new FamilyTail(0, 1, 0, 0x1p60);
  }

  private static DriftFile.Family tail(FamilyTail family) {
    return new DriftFile.Family(
        family.base(), family.excess(), family.logRunLength(), family.clusters());
  }

  private static Map<String, SeriesTail> tails(int window, Collection<String> names) {
    Map<String, SeriesTail> tails = new TreeMap<>();
    for (String name : names) {
      double samples = SMOOTHED.contains(name) ? window / MEMORY : window;
      double b = 1 / (2 * samples);
      tails.put(name, new SeriesTail(b * Math.log(2), b));
    }
    return tails;
  }

  private static DriftFile file(DriftCalibration made, String baseline) {
    Map<String, DriftFile.Series> series = new TreeMap<>();
    made.series()
        .forEach(
            (name, of) ->
                series.put(name, new DriftFile.Series(of.a(), of.b(), true, 1, 1, List.of())));
    Map<String, DriftFile.Tail> shortSeries = new TreeMap<>();
    made.shortSeries()
        .forEach((name, of) -> shortSeries.put(name, new DriftFile.Tail(of.a(), of.b())));
    return new DriftFile(
        DriftFile.FORMAT,
        new DriftFile.Gate(made.window(), made.shortWindow(), made.persistence()),
        series,
        shortSeries,
        tail(made.pausing()),
        tail(made.watched()),
        new DriftFile.Provenance(
            new DriftFile.Source(baseline, Map.of(), 0),
            new DriftFile.Draws(0, 0, 0, 0),
            0,
            new DriftFile.Fit(0, 0, Map.of())));
  }
}
