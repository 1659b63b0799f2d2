package io.tidemark.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields of messages, as numbers or text. */
final class JsonTest {

  private static final String TEXT =
      "{\"n\":1.5,\"t\":\"2.5\",\"w\":7,\"v\":\"8\",\"s\":\"x\",\"z\":null,\"l\":[3,\"4.5\"],"
          + "\"huge\":9223372036854775808}";

  private final JsonNode node = parse(TEXT);

  @Test
  void aNumberMayBeOneOrItsText() throws BadMessageException {
    assertThat(Json.number(node, "n")).isEqualTo(1.5);
    assertThat(Json.number(node, "t")).isEqualTo(2.5);
    assertThat(Json.number(node.path("l"), 0)).isEqualTo(3);
    assertThat(Json.number(node.path("l"), 1)).isEqualTo(4.5);
    assertThat(Json.whole(node, "w")).isEqualTo(7);
    assertThat(Json.whole(node, "v")).isEqualTo(8);
    assertThat(Json.text(node, "s")).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource({"s, 's is ''x'', no number'", "z, 'z is null, no number'", "q, there is no q"})
  void whatIsNoNumberIsRefusedByItsName(String field, String words) {
    assertThatThrownBy(() -> Json.number(node, field))
        .isInstanceOf(BadMessageException.class)
        .hasMessage(words);
  }

  @ParameterizedTest
  @CsvSource({
    "n, 'n is 1.5, no whole number'",
    "t, 't is ''2.5'', no whole number'",
    "huge, 'huge is 9223372036854775808, no number below 2^63'",
    "q, there is no q",
  })
  void whatIsNoWholeNumberIsRefusedByItsName(String field, String words) {
    assertThatThrownBy(() -> Json.whole(node, field))
        .isInstanceOf(BadMessageException.class)
        .hasMessage(words);
  }

  @Test
  void whatIsNoTextOrNoElementIsRefusedByItsName() {
    assertThatThrownBy(() -> Json.text(node, "n"))
        .isInstanceOf(BadMessageException.class)
        .hasMessage("n is 1.5, no text");
    assertThatThrownBy(() -> Json.number(node.path("l"), 2))
        .isInstanceOf(BadMessageException.class)
        .hasMessage("there is no element 2");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"a-1\"', a-1",
    "'\"07\"', 07",
    "17, 17",
    "1235671058980749319, 1235671058980749319",
    "100201717928521000104525, 100201717928521000104525",
    "2.5528335316506276e18, 2552833531650627600"
  })
  void anIdMayBeTextOrTheDigitsOfAWholeNumber(String written, String id)
      throws BadMessageException {
    assertThat(Json.id(parse("{\"id\":" + written + "}"), "id")).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({"1.5", "true", "1e99", "[]", "null"})
  void whatIsNoIdIsRefusedByItsName(String written) {
    assertThatThrownBy(() -> Json.id(parse("{\"id\":" + written + "}"), "id"))
        .isInstanceOf(BadMessageException.class)
        .hasMessageStartingWith("id is ")
        .hasMessageEndingWith(", no id");
  }

  @Test
  void anIdThatIsNullOrAbsentIsNone() throws BadMessageException {
    assertThat(Json.idOrNone(node, "z")).isEmpty();
    assertThat(Json.idOrNone(node, "q")).isEmpty();
    assertThatThrownBy(() -> Json.id(node, "q")).hasMessage("there is no q");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{} {}", "[1,", "nul", "{\"a\":NaN}"})
  void whatIsNoJsonIsUndecodable(String text) {
    Parsed<JsonNode> parsed = Json.parse(text);
    assertThat(parsed).isInstanceOf(Parsed.Rejected.class);
    assertThat(((Parsed.Rejected<JsonNode>) parsed).reason()).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(((Parsed.Rejected<JsonNode>) parsed).detail()).startsWith("the message is no JSON");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1 | it ends within a value, so it was cut off",
        "{\"a\":1,\"b | it ends within a value, so it was cut off",
        "[1,2 | it ends within a value, so it was cut off",
        "{\"a\":1}{\"a\":2} | it goes on behind its value; give one message a line",
        "{\"a\":01} | Invalid numeric value: Leading zeroes not allowed"
      })
  void whyItIsNoJsonIsSaidWithoutTheParsersOwnTerms(String text, String why) {
    assertThat(((Parsed.Rejected<JsonNode>) Json.parse(text)).detail())
        .isEqualTo("the message is no JSON: " + why);
  }

  @Test
  void nestingWithoutEndIsUndecodable() {
    assertThat(Json.parse("[".repeat(100_000))).isInstanceOf(Parsed.Rejected.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void noTextIsEmpty(String text) {
    assertThat(((Parsed.Rejected<JsonNode>) Json.parse(text)).reason())
        .isEqualTo(RejectReason.EMPTY);
  }

  private static JsonNode parse(String text) {
    return ((Parsed.Valid<JsonNode>) Json.parse(text)).value();
  }
}
