package io.tidemark.flink.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InferenceTensorsTest {

  private static final InferenceTensors TWO = tensors(2);
  private static final InferenceTensors ONE = tensors(1);

  @Test
  void aQuestionIsWhatTheProtocolWritesAndItsNumbersAreExact() throws Exception {
    float[] inputs = new float[12];
    Random random = new Random(3);
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10));
    }

    JsonNode question = new ObjectMapper().readTree(TWO.question(inputs, 2));

    assertThat(question.at("/inputs/0/shape").toString()).isEqualTo("[2,2,3]");
    assertThat(question.at("/inputs/0/name").asText()).isEqualTo("x");
    assertThat(question.at("/inputs/0/datatype").asText()).isEqualTo("FP32");
    assertThat(question.at("/outputs/0/name").asText()).isEqualTo("y");
    for (int i = 0; i < inputs.length; i++) {
      String text = question.at("/inputs/0/data").get(i).asText();
      assertThat(Float.parseFloat(text)).isEqualTo(inputs[i]);
    }
  }

  @Test
  void anAnswerIsReadInAnyOrderFlatOrNestedBesideOthers() throws Exception {
    String flat =
        "{'id':'7','outputs':[{'data':['a'],'name':'label','shape':[1],'datatype':'BYTES'},"
            + "{'data':[0.25,1e-3],'shape':[1,2],'datatype':'FP32','name':'y'}],'model_name':'m'}";
    String nested =
        "{'outputs':[{'name':'y','datatype':'FP64','shape':[2,2],'data':[[1,2],[3,4.5]],"
            + "'parameters':{'content_type':'np'}}]}";

    assertThat(TWO.answer(bytes(flat), 1)).containsExactly(0.25f, 0.001f);
    assertThat(TWO.answer(bytes(nested), 2)).containsExactly(1, 2, 3, 4.5f);
    assertThat(ONE.answer(bytes(output("[3]", "FP32", "[1,2,3]")), 3)).containsExactly(1, 2, 3);
    assertThat(ONE.answer(bytes(output("[1,1]", "FP64", "[0.30000001192092896]")), 1))
        .as("a float that was written as a double")
        .containsExactly(0.3f);
  }

  @Test
  void whatIsNotTheAnswerIsRefusedByItsOwnSentence() {
    Map<String, String> bad =
        Map.ofEntries(
            entry("", "the answer is no JSON object"),
            entry("[]", "the answer is no JSON object"),
            entry("<html>", "the answer is no valid JSON"),
            entry("{'outputs':[", "the answer is no valid JSON"),
            entry("{'error':'no such model'}", "the answer has no outputs"),
            entry("{'outputs':3}", "outputs is no list"),
            entry("{'outputs':[7]}", "an output is no object"),
            entry("{'outputs':[]}", "no output is called y"),
            entry(
                output("[1]", "FP32", "[1]").replace("}]}", "}],'outputs':[]}"),
                "the answer is no valid JSON: Duplicate"),
            entry(output("[1,1]", "FP32", "[0.5]") + "x", "the answer is no valid JSON"),
            entry(output("[2,1]", "FP32", "[0.5,0.5]"), "y has shape [2, 1], expected [1, 1]"),
            entry(output("[1,2]", "FP32", "[0.5,0.5]"), "y has shape [1, 2], expected [1, 1]"),
            entry(output("'one'", "FP32", "[0.5]"), "a shape is no list"),
            entry(output("[1.5]", "FP32", "[0.5]"), "a shape is no short list"),
            entry(output("[99999999999999999999]", "FP32", "[1]"), "the answer is no valid JSON"),
            entry(output("[1,1]", "INT64", "[1]"), "y has datatype INT64, expected FP32 or FP64"),
            entry(output("[1,1]", "FP32", "[]"), "y has 0 numbers, expected 1"),
            entry(output("[1,1]", "FP32", "[1,2,3]"), "y has 2 numbers, expected 1"),
            entry(output("[1,1]", "FP32", "['0.5']"), "y has 0 numbers, expected 1"),
            entry(output("[1,1]", "FP32", "[null]"), "y has 0 numbers, expected 1"),
            entry(output("[1,1]", "FP32", "[NaN]"), "the answer is no valid JSON"),
            entry(output("[1,1]", "FP32", "[1e60]"), "y holds a number that is not finite"));

    bad.forEach(
        (text, why) ->
            assertThatThrownBy(() -> ONE.answer(bytes(text), 1))
                .as(text)
                .isInstanceOf(RemoteFaultException.class)
                .hasMessageStartingWith(why));
  }

  @Test
  void noBytesWhateverMakeItFailInAnotherWay() throws Exception {
    byte[] good = bytes(output("[1,1]", "FP32", "[0.5]"));
    assertThat(ONE.answer(good, 1)).as("control").containsExactly(0.5f);
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = good.clone();
      for (int j = 0; j <= i % 3; j++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(ONE.answer(bytes, 1)).hasSize(1);
      } catch (RemoteFaultException e) {
        refused++;
        assertThat(e.fault()).isEqualTo(RemoteFault.BAD_ANSWER);
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }

  private static InferenceTensors tensors(int width) {
    return new InferenceTensors("x", List.of(2L, 3L), "y", width);
  }

  private static String output(String shape, String type, String data) {
    return "{'outputs':[{'name':'y','shape':%s,'datatype':'%s','data':%s}]}"
        .formatted(shape, type, data);
  }

  private static byte[] bytes(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
