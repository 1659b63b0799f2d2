package io.tidemark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.exchange.protocol.NoFact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page about exchanges has a row for each venue, and one for each reason. */
final class ExchangesDocsTest {

  private static final Path PAGE =
      Path.of(System.getProperty("tidemark.root")).resolve("docs/reference/exchanges.md");

  @ParameterizedTest
  @EnumSource
  void eachVenueHasARow(Venue venue) throws IOException {
    assertThat(rows()).anyMatch(row -> row.startsWith("| `" + venue.name() + "` "));
  }

  @ParameterizedTest
  @EnumSource
  void eachReasonForNoFactHasARow(NoFact why) throws IOException {
    assertThat(rows()).anyMatch(row -> row.endsWith("| `" + why.name() + "` |"));
  }

  private static List<String> rows() throws IOException {
    return Files.readAllLines(PAGE).stream().filter(row -> row.startsWith("|")).toList();
  }
}
