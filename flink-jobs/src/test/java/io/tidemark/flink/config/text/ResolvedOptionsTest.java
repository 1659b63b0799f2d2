package io.tidemark.flink.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ResolvedOptionsTest {

  private final List<String> problems = new ArrayList<>();

  @Test
  void aKeyThatRefersToNothingCountsAsGivenAndIsToldOnce() {
    ResolvedOptions options = read("a=${env:NOBODY}", "b=${env:SOMEBODY}", "c=");
    assertThat(options.keys()).containsExactly("a", "b", "c");
    assertThat(options.isRefused("a")).isTrue();
    assertThat(options.text("a")).isEmpty();
    assertThat(options.parsed("a", Domains.whole(0, 9))).isEmpty();
    assertThat(options.text("b")).contains("7");
    assertThat(options.parsed("b", Domains.whole(0, 9))).contains(7);
    assertThat(options.text("c")).contains("");
    assertThat(options.isGiven("d")).isFalse();
    assertThat(problems)
        .containsExactly("a refers to the environment variable NOBODY, which is not set or empty");
  }

  @Test
  void aValueIsToldAsItWasWrittenAndNotAsItWasResolved() {
    ResolvedOptions options = read("bar=${env:SOMEBODY} min");
    assertThat(options.parsed("bar", Domains.whole(0, 9))).isEmpty();
    assertThat(options.parsed("bar", Domains.whole(0, 9))).isEmpty();
    assertThat(problems)
        .containsExactly("bar must be a whole number between 0 and 9, was '${env:SOMEBODY} min'");
  }

  @Test
  void aSecretInTheClearIsRefusedAndAnEmptyOneIsLeftToWhoeverNeedsIt() {
    ResolvedOptions options = read("a.key=letmein", "b.key=${env:SOMEBODY}", "c.key=");
    assertThat(options.text("a.key")).isEmpty();
    assertThat(options.text("b.key")).contains("7");
    assertThat(options.text("c.key")).contains("");
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("a.key holds a secret in the clear")
        .doesNotContain("letmein");
  }

  @Test
  void whatAReferenceNamesIsInNoProblemAndItsKeyIs() {
    ResolvedOptions options = read("k3y.url=https://a.example/${env:TOKEN}/rss", "plain=k3y");
    options.refuse("k3y.url", "k3y.url: no https://a.example/%6B3Y/rss, and no k3y at all");
    options.refuse("plain", "plain: no k3y at all");
    assertThat(problems)
        .containsExactly(
            "k3y.url: no https://a.example/(hidden)/rss, and no (hidden) at all",
            "plain: no k3y at all");
    assertThat(options.hidden("k3y.url").hide("a k3y")).isEqualTo("a (hidden)");
    assertThat(options.hidden("plain").isEmpty()).isTrue();
  }

  private ResolvedOptions read(String... assignments) {
    RawOptions raw = new RawOptions(problems);
    raw.assignments(List.of(assignments));
    return ResolvedOptions.of(
        raw,
        new Secrets(Map.of("SOMEBODY", "7", "TOKEN", "k3y")),
        key -> true,
        Secrets::isSecret,
        problems);
  }
}
