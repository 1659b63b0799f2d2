package io.tidemark.bench.crayfish;

import io.tidemark.bench.BenchSection;
import io.tidemark.bench.Spread;
import io.tidemark.calibration.artefact.TextTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The benchmark after Crayfish.
 *
 * @param seed of network and images
 * @param images in the log
 * @param networkBytes size of the network's file
 * @param rounds how often each variant ran
 * @param rows one for each variant
 * @param bars what is asked of the figures, each with what was found
 */
public record CrayfishReport(
    long seed, long images, int networkBytes, int rounds, List<CrayfishRow> rows, List<Bar> bars)
    implements BenchSection {

  private static final List<String> HEAD =
      List.of(
          "variant",
          "events",
          "events/s",
          "lowest",
          "highest",
          "of peer",
          "of Kafka",
          "lost",
          "too many",
          "furthest",
          "right");

  /**
   * Something that is asked of the medians.
   *
   * @param what it is about
   * @param atLeast what is asked
   * @param found null if it was too short to measure
   * @param met whether it is as much
   */
  public record Bar(String what, double atLeast, @Nullable Double found, boolean met) {

    private static Bar of(String what, double atLeast, @Nullable Spread found) {
      Double median = found == null ? null : found.median();
      return new Bar(what, atLeast, median, median != null && median >= atLeast);
    }

    private String line() {
      return "%s: asked %,.0f, found %s: %s"
          .formatted(
              what,
              atLeast,
              found == null ? "-" : "%,.1f".formatted(found),
              met ? "met" : "MISSED");
    }
  }

  static CrayfishReport of(
      long seed, long images, int networkBytes, int rounds, Map<EngineVariant, CrayfishRuns> runs) {
    Map<EngineVariant, CrayfishRow> rows = new EnumMap<>(EngineVariant.class);
    for (CrayfishRuns each : runs.values()) {
      rows.put(each.variant(), row(each, runs));
    }
    CrayfishRow json = Objects.requireNonNull(rows.get(EngineVariant.OURS_JSON));
    CrayfishRow avro = Objects.requireNonNull(rows.get(EngineVariant.OURS_AVRO));
    return new CrayfishReport(
        seed,
        images,
        networkBytes,
        rounds,
        List.copyOf(rows.values()),
        List.of(
            Bar.of("JSON, times the peer", 5, json.speed().ofPeer()),
            Bar.of("Avro, times the peer", 10, avro.speed().ofPeer()),
            Bar.of("Avro, events/s", 20_000, avro.speed().perSecond())));
  }

  private static CrayfishRow row(CrayfishRuns own, Map<EngineVariant, CrayfishRuns> all) {
    EngineVariant variant = own.variant();
    EngineVariant kafka = variant.isAvro() ? EngineVariant.COPY_AVRO : EngineVariant.COPY_JSON;
    float furthest = 0;
    for (Answers answers : own.answers()) {
      furthest = Math.max(furthest, answers.furthest());
    }
    return new CrayfishRow(
        variant.label(),
        own.events(),
        new CrayfishRow.Speed(
            Spread.of(
                own.answers().stream().map(Answers::perSecond).filter(Objects::nonNull).toList()),
            variant == EngineVariant.PEER || variant.isCopy()
                ? null
                : against(own, all.get(EngineVariant.PEER)),
            variant.isCopy() ? null : against(own, all.get(kafka))),
        new CrayfishRow.Errors(
            own.answers().stream().mapToLong(Answers::lost).sum(),
            own.answers().stream().mapToLong(Answers::tooMany).sum(),
            furthest),
        own.answers().stream().allMatch(Answers::right));
  }

  /** Other work comes and goes: only what ran in the same round is compared. */
  private static @Nullable Spread against(CrayfishRuns own, @Nullable CrayfishRuns other) {
    if (other == null) {
      return null;
    }
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < own.answers().size(); i++) {
      Double one = own.answers().get(i).perSecond();
      Double two = other.answers().get(i).perSecond();
      if (one != null && two != null) {
        ratios.add(one / two);
      }
    }
    return Spread.of(ratios);
  }

  @Override
  public boolean holds() {
    return rows.stream().allMatch(CrayfishRow::right);
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "crayfish: %,d images of %d numbers, a network of %,d bytes, seed %d; medians of the rounds, which were %d"
            .formatted(images, Network.INPUTS, networkBytes, seed, rounds));
    lines.add("");
    List<List<String>> table = new ArrayList<>();
    table.add(HEAD);
    rows.forEach(row -> table.add(cells(row)));
    lines.addAll(TextTable.lines(table));
    lines.add("");
    bars.forEach(bar -> lines.add(bar.line()));
    return lines;
  }

  private static List<String> cells(CrayfishRow row) {
    Spread perSecond = row.speed().perSecond();
    return List.of(
        row.variant(),
        "%,d".formatted(row.events()),
        perSecond == null ? "-" : "%,.0f".formatted(perSecond.median()),
        perSecond == null ? "-" : "%,.0f".formatted(perSecond.lowest()),
        perSecond == null ? "-" : "%,.0f".formatted(perSecond.highest()),
        median(row.speed().ofPeer(), "%.1f"),
        median(row.speed().ofKafka(), "%.2f"),
        "%,d".formatted(row.errors().lost()),
        "%,d".formatted(row.errors().tooMany()),
        "%.1e".formatted(row.errors().furthest()),
        row.right() ? "yes" : "NO");
  }

  private static String median(@Nullable Spread spread, String format) {
    return spread == null ? "-" : format.formatted(spread.median());
  }
}
