package io.tidemark.exchange.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.exchange.protocol.Json;
import java.util.Objects;
import java.util.Random;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees of plain texts against Jackson's, which decides what is JSON. */
final class PlainJsonTest {

  private static final ObjectReader JACKSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private static final ObjectReader EXACT =
      JACKSON
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\"a\"",
    "\"a\":",
    "\"price\":\"61.250\"",
    "1",
    "0",
    "-",
    "-0",
    "01",
    "1.50",
    "-7.0",
    ".",
    "1e3",
    "true",
    "false",
    "null",
    "nul",
    " ",
    "\n",
    "\t",
    "\u0000",
    "\\",
    "\\u0041",
    "é",
    "漢",
    "123456789012",
    "99999999999999999999",
    "0.1234567890123456789",
    "\"\"",
    "\"51.20\"",
    "\".5\"",
    "\"5.\"",
    "\".\"",
    "\"1.2.3\"",
    "\"-7\"",
    "\"123456789012345678901\"",
    "\"0.00000000000000000000001\""
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"e\":\"x\",\"E\":1790000000123,\"b\":[[\"51.20\",\"0.50\"],[\"51.10\",\"0\"]],\"a\":[]}",
        "[1, -1, 2147483647, 2147483648, -2147483648, -2147483649, 999999999999999999]",
        "[0, 0.0, -0.0, -0.5, 10.250, 51201.37, 0.000000123, 9007199254740993.5]",
        "{\"a\":1,\"a\":2,\"b\":{\"c\":[true,false,null]}} ",
        "\n{ \"k\" : \"a b\" , \"x\" : { } , \"y\" : [ ] }\r\n",
      })
  void plainTextsMakeJacksonsTree(String text) throws Exception {
    assertThat(PlainJson.read(text, false)).isEqualTo(JACKSON.readTree(text));
    assertThat(PlainJson.read(text, true)).isEqualTo(EXACT.readTree(text));
    assertThat(String.valueOf(PlainJson.read(text, true)))
        .isEqualTo(EXACT.readTree(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1",
        "\"a\"",
        "null",
        "{",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "[01]",
        "[-01.5]",
        "[00.5]",
        "[-]",
        "[1.]",
        "[.5]",
        "[+1]",
        "[1 2]",
        "[1]]",
        "[1] x",
        "[1]\u0000",
        "[\u0000]",
        "[\"\n\"]",
        "[tru]",
        "[truex]",
        "[nullnull]",
        "[NaN]",
        "[1e5]",
        "[-0]",
        "[\"\\n\"]",
        "{\"\":1}",
        "[1//\n]",
        "[1x]",
        "[1.5x]",
        "[\"é\"]",
        "{\"漢\":1}",
        "{\"a\":1 \"b\":2}",
        "{,}",
        "[,]"
      })
  void whatIsNotPlainIsLeft(String text) {
    assertThat(PlainJson.read(text, false)).isNull();
  }

  @Test
  void deepTextsAreLeftAndDoNotOverflow() {
    assertThat(PlainJson.read("[".repeat(100_000), false)).isNull();
    assertThat(PlainJson.read("[".repeat(40) + "]".repeat(40), false)).isNull();
    assertThat(PlainJson.read("{\"a\":".repeat(100_000), false)).isNull();
  }

  @Test
  void whateverPiecesATextIsMadeOfItsTreeIsJacksonsOrThereIsNone() {
    Random random = new Random(23);
    int trees = 0;
    for (int i = 0; i < 300_000; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "[" : "{\"k\":");
      int pieces = random.nextInt(6);
      for (int piece = 0; piece < pieces; piece++) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      text.append(text.charAt(0) == '[' ? "]" : "}");
      trees += assertIsJacksons(text.toString()) ? 1 : 0;
    }
    assertThat(trees).isGreaterThan(10_000);
  }

  @Test
  void aTextWithOneCharacterChangedIsReadAsJacksonReadsIt() {
    String whole =
        """
        {"s":"BTC","b":[["51.20","0.5"],[7,-3.25]],"m":true,"n":null,"t":1790000000123}\
        """;
    Random random = new Random(29);
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder(whole);
      int at = random.nextInt(whole.length());
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, (char) random.nextInt(0x80));
        case 1 -> text.deleteCharAt(at);
        default -> text.insert(at, (char) random.nextInt(0x80));
      }
      assertIsJacksons(text.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"51.200", "0", "007", "5.", ".5", "1790000000123", "9007199254740993.25"})
  void aNumberWrittenAsTextIsTheTextThatItIsForJackson(String number) throws Exception {
    String text = "[\"" + number + "\"]";
    JsonNode array = Objects.requireNonNull(PlainJson.read(text, false));
    JsonNode ours = array.path(0);
    JsonNode theirs = JACKSON.readTree(text).path(0);
    assertThat(ours).isEqualTo(theirs).hasSameHashCodeAs(theirs).hasToString(theirs.toString());
    assertThat(ours.isTextual()).isTrue();
    assertThat(ours.textValue()).isEqualTo(theirs.textValue());
    assertThat(ours.asText()).isEqualTo(theirs.asText());
    assertThat(ours.asText("-")).isEqualTo(theirs.asText("-"));
    assertThat(ours.asInt()).isEqualTo(theirs.asInt());
    assertThat(ours.asLong()).isEqualTo(theirs.asLong());
    assertThat(ours.asDouble()).isEqualTo(theirs.asDouble());
    assertThat(ours.asBoolean()).isEqualTo(theirs.asBoolean());
    assertThat(Json.number(array, 0)).isEqualTo(Double.parseDouble(number));
  }

  @Test
  void rowsOfWrittenNumbersAreJacksonsWhateverStandsBetweenThem() {
    String[] elements = {
      "\"51.20\"",
      " \"0\" ",
      "\"007\"",
      "\".5\"",
      "\"a\"",
      "\"\"",
      "1.5",
      "null",
      "[\"1\"]",
      "\"-1\"",
      ""
    };
    Random random = new Random(31);
    int trees = 0;
    for (int i = 0; i < 100_000; i++) {
      StringJoiner rows = new StringJoiner(",", "[", "]");
      for (int row = random.nextInt(30); row >= 0; row--) {
        StringJoiner numbers = new StringJoiner(",", "[", "]");
        for (int element = random.nextInt(5); element > 0; element--) {
          boolean other = random.nextInt(30) == 0;
          numbers.add(elements[random.nextInt(other ? elements.length : 4)]);
        }
        rows.add(numbers.toString());
      }
      trees += assertIsJacksons(rows.toString()) ? 1 : 0;
    }
    assertThat(trees).isGreaterThan(10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"e07f4c2a-6d18-4b95-b3aa-71f25c80946e", "123456789012345678901234567890123"})
  void aLongTextIsTheTextThatItIsForJackson(String letters) throws Exception {
    String text = "{\"id\":\"" + letters + "\"}";
    JsonNode ours = Objects.requireNonNull(PlainJson.read(text, false)).path("id");
    JsonNode theirs = JACKSON.readTree(text).path("id");
    assertThat(ours).isEqualTo(theirs).hasSameHashCodeAs(theirs).hasToString(theirs.toString());
    assertThat(ours.isTextual()).isTrue();
    assertThat(ours.textValue()).isEqualTo(letters);
    assertThat(ours.asText("-")).isEqualTo(letters);
    assertThat(ours.asLong(7)).isEqualTo(theirs.asLong(7));
    assertThat(ours.asDouble(7)).isEqualTo(theirs.asDouble(7));
    assertThat(ours.asBoolean(true)).isEqualTo(theirs.asBoolean(true));
  }

  @Test
  void anObjectHasItsOwnFieldsWhateverStoodAtItsPlaceBefore() {
    Random random = new Random(41);
    String[] names = {"a", "ab", "abc", "b", "p", "px", "price", "size"};
    for (int i = 0; i < 50_000; i++) {
      StringJoiner objects = new StringJoiner(",", "{\"b\":[", "]}");
      for (int object = random.nextInt(4); object > 0; object--) {
        StringJoiner fields = new StringJoiner(" ,", "{", "}");
        for (int field = random.nextInt(5); field > 0; field--) {
          fields.add("\"" + names[random.nextInt(names.length)] + "\": {\"n\":" + field + "}");
        }
        objects.add(fields.toString());
      }
      assertThat(assertIsJacksons(objects.toString())).isTrue();
    }
  }

  @Test
  void objectsOfAnyNumberOfFieldsHaveThemInTheirOrderTheLastOfEachName() throws Exception {
    Random random = new Random(37);
    for (int i = 0; i < 20_000; i++) {
      StringJoiner fields = new StringJoiner(",", "{", "}");
      for (int field = random.nextInt(40); field > 0; field--) {
        String name = random.nextBoolean() ? "Aa" : "BB"; // of one hash code
        fields.add("\"" + name + random.nextInt(30) + "\":" + field);
      }
      JsonNode ours = Objects.requireNonNull(PlainJson.read(fields.toString(), false));
      JsonNode theirs = JACKSON.readTree(fields.toString());
      assertThat(ours).isEqualTo(theirs).hasSameHashCodeAs(theirs).hasToString(theirs.toString());
      assertThat(theirs).isEqualTo(ours);
      for (int each = 0; each < 30; each++) {
        assertThat(ours.get("Aa" + each)).isEqualTo(theirs.get("Aa" + each));
        assertThat(ours.has("BB" + each)).isEqualTo(theirs.has("BB" + each));
      }
      assertThat(ours.deepCopy().equals(theirs)).isTrue();
    }
  }

  private static boolean assertIsJacksons(String text) {
    JsonNode plain = PlainJson.read(text, false);
    if (plain == null) {
      return false;
    }
    assertThat(plain).as(text).isEqualTo(jackson(JACKSON, text));
    assertThat(PlainJson.read(text, true)).as(text).isEqualTo(jackson(EXACT, text));
    return true;
  }

  private static @Nullable JsonNode jackson(ObjectReader reader, String text) {
    try {
      return reader.readTree(text);
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
