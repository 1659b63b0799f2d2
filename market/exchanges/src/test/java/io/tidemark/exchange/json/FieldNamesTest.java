package io.tidemark.exchange.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class FieldNamesTest {

  private static FieldNames with(FieldNames names, String name) {
    return Objects.requireNonNull(names.with(name));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void aNameThatFollowedBeforeIsFoundByItsLettersAndNoOtherIs() {
    FieldNames start = FieldNames.start();
    FieldNames price = with(start, "price");
    byte[] message = ascii("{\"price\":1,\"prices\":2,\"pri");
    assertThat(start.guess(message, 2)).isSameAs(price);
    assertThat(price.written()).isEqualTo("price\"".length());
    assertThat(start.guess(message, message.length - 15)).isNull();
    assertThat(start.guess(message, message.length - 3)).isNull();
    assertThat(price.guess(message, 2)).isNull();
  }

  @Test
  void namesAreFoundWhereTheyStandAlsoOfOneHashCode() {
    FieldNames names = with(with(FieldNames.start(), "Aa"), "size");
    assertThat(names.find("Aa")).isZero();
    assertThat(names.find(new String("size"))).isEqualTo(1);
    assertThat(names.find("BB")).isNegative();
    assertThat(names.find(null)).isNegative();
  }

  @Test
  void aRepeatedNameAndOneTooManyAreNoFewFields() {
    FieldNames names = with(FieldNames.start(), "a");
    assertThat(names.with("a")).isNull();
    for (int i = 1; i < FieldNames.MOST; i++) {
      names = with(names, "a" + i);
    }
    assertThat(names.with("b")).isNull();
  }

  @Test
  void whatMessagesMakeUpIsNotRememberedWithoutBound() {
    FieldNames start = FieldNames.start();
    for (int i = 0; i < 8; i++) {
      with(start, "a" + i);
    }
    assertThat(start.guess(ascii("a7\""), 0)).isNotNull();
    with(start, "b");
    assertThat(start.guess(ascii("b\""), 0)).isNull();

    FieldNames deep = FieldNames.start();
    FieldNames place = deep;
    for (int i = 0; i < 10_000; i++) {
      place = with(place.within(), "a");
    }
    assertThat(place.within()).isNotSameAs(place.within());
    assertThat(deep.within()).isSameAs(deep.within());
  }
}
