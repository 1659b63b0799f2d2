package io.tidemark.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.score.AlertOccurrence;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import org.junit.jupiter.api.Test;

class PrintableTextTest {

  /** Clears the screen, begins a line, writes from right to left, and is half a character. */
  private static final String FOREIGN = "a\u001b[2J\n\r\t\u0007\u007f\u009b\u202eb\u200b\ud800";

  private static final String SHOWN =
      "a\\u001b[2J\\n\\r\\t\\u0007\\u007f\\u009b\\u202eb\\u200b\\ud800";

  @Test
  void whatDoesNotPrintIsEscaped() {
    assertThat(PrintableText.of(FOREIGN)).isEqualTo(SHOWN);
    assertThat(PrintableText.of("\u2028\u2029\u00a0\u00ad\ufeff\ue000"))
        .isEqualTo("\\u2028\\u2029\\u00a0\\u00ad\\ufeff\\ue000");
    assertThat(PrintableText.of("\udc00 \ud83d")).isEqualTo("\\udc00 \\ud83d");
    assertThat(PrintableText.of(Character.toString(0xE0041))).isEqualTo("\\udb40\\udc41");
  }

  @Test
  void whatPrintsStaysAsItIs() {
    String text = "Größe 12 % … ½ 比特币 " + Character.toString(0x1F600) + " C:\\new \"q\" é";
    assertThat(PrintableText.of(text)).isSameAs(text);
  }

  @Test
  void noLineOfARecordHoldsMoreThanALine() {
    AlertOccurrence which =
        new AlertOccurrence("id" + FOREIGN, AlertPhase.OPENED, "X-Y@z" + FOREIGN, 0, 0, 0);
    ModelRef ref = new ModelRef("m" + FOREIGN, "1" + FOREIGN, "");
    for (String line :
        new String[] {
          RecordText.line(letter(FOREIGN)),
          RecordText.line(new RiskAlert(which, RiskRule.FEED_SILENCE, 1, 1, FOREIGN)),
          RecordText.line(new ModelAlert(which, ModelAction.ACTIVATE, ref, ref, FOREIGN))
        }) {
      assertThat(line).contains(SHOWN).matches("[ -~]+");
    }
  }

  @Test
  void onTheWireALoneSurrogateIsAQuestionMarkAndAllElseArrives() {
    OutputFormat<DeadLetter> format = Topic.DEAD_LETTERS.format();
    Parsed<DeadLetter> read = format.decode(format.encode(letter(FOREIGN)));
    assertThat(((Parsed.Valid<DeadLetter>) read).value().detail())
        .isEqualTo(FOREIGN.replace('\ud800', '?'));
  }

  private static DeadLetter letter(String detail) {
    Origin origin = new Origin("trades" + FOREIGN, 0, 7);
    return DeadLetter.of(RejectReason.UNDECODABLE, detail, origin, 0, null);
  }
}
