package io.tidemark.client.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftEvidence;
import io.tidemark.core.score.AlertPhase;
import java.io.StringReader;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PageTest {

  @ParameterizedTest
  @MethodSource("io.tidemark.client.drift.PicturesTest#alerts")
  void thePageIsWellFormedAndAsksForNothingElse(DriftAlert alert) throws Exception {
    String page = Page.of(alert);
    assertThat(parsed(page).getElementsByTagName("svg").getLength()).isEqualTo(2);
    assertThat(page)
        .doesNotContain("<script", "<link", "<img", "@import", "url(", "http:", "https:", "src=");
    assertThat(page).doesNotContain("NaN", "Infinity", "null", ">-0<", ">-0.00<");
  }

  @Test
  void anAlertUponOutcomesTellsItsSumAndDrawsNothing() {
    DriftAlert alert = Alerts.uponOutcomes();
    assertThat(Page.of(alert))
        .contains("70.250 standard deviations against a threshold of 65.500")
        .contains("there is nothing to draw")
        .doesNotContain("<svg", "NaN", "Wasserstein");
    assertThat(String.join("\n", TextReport.of(alert)))
        .contains("8,758 outcomes of the validation period", "there is nothing to draw")
        .doesNotContain("NaN", "not known");
  }

  @Test
  void whatIsWrittenIntoAnAlertStaysTextAndIsNeverPartOfThePage() throws Exception {
    String name = "<script>alert(\"&'\u0007\")</script>";
    Document page = parsed(Page.of(Alerts.named(name)));
    assertThat(page.getElementsByTagName("script").getLength()).isZero();
    assertThat(page.getElementsByTagName("h1").item(0).getTextContent())
        .isEqualTo("<script>alert(\"&'\\u0007\")</script> on BTC-USDT@binance");
  }

  @Test
  void inTheTerminalAReasonCannotMoveTheCursor() {
    assertThat(TextReport.of(Alerts.named("a\u001b[2Jb")))
        .anyMatch(line -> line.contains("a\\u001b[2Jb"));
  }

  @Test
  void anAlertWithoutEvidenceIsShownWithoutAPicture() throws Exception {
    DriftAlert alert = Alerts.record("ab", AlertPhase.OPENED, Alerts.OPENED);
    Document page = parsed(Page.of(alert));
    assertThat(page.getElementsByTagName("svg").getLength()).isZero();
    assertThat(page.getDocumentElement().getTextContent()).contains("carries no evidence");
    assertThat(TextReport.of(alert)).anyMatch(line -> line.contains("carries no evidence"));
  }

  @Test
  void thePageAndTheTerminalTellTheSameFacts() throws Exception {
    DriftAlert alert = Alerts.upon(Alerts.normal(1, 2000, 0, 1), Alerts.normal(2, 200, 0.6, 1));
    String page = parsed(Page.of(alert)).getDocumentElement().getTextContent();
    String terminal = String.join(" ", TextReport.of(alert)).replaceAll(" +", " ");
    assertThat(AlertDetail.of(alert)).hasSizeGreaterThan(12);
    for (AlertDetail fact : AlertDetail.of(alert)) {
      assertThat(page).contains(fact.name(), fact.text());
      assertThat(terminal).contains(fact.name() + " " + fact.text());
    }
    assertThat(terminal)
        .contains("changed 2023-12-31 19:00:00 UTC, by estimate")
        .contains("at most one in 100,000 samples, over 36 series together")
        .contains("+0.50 reference sigmas");
  }

  @Test
  void theNominalLevelIsTheOneOfTheSamplesThemselves() {
    float[] reference = Alerts.normal(1, 700, 0, 1);
    float[] live = Alerts.normal(2, 90, 0.2, 1);
    DriftAlert alert = Alerts.upon(reference, live);
    DriftEvidence evidence = Objects.requireNonNull(alert.evidence());
    double theirs =
        KolmogorovSmirnovTest.withDefaults()
            .with(PValueMethod.ASYMPTOTIC)
            .test(doubles(live), doubles(reference))
            .getPValue();
    assertThat(theirs).isBetween(1e-6, 0.9);
    assertThat(NominalLevel.of(alert, evidence)).isCloseTo(theirs, within(1e-12));
  }

  @Test
  void ofASingleSampleNoLevelIsKnown() {
    DriftAlert alert = Alerts.upon(Alerts.normal(1, 50, 0, 1), new float[] {9});
    assertThat(NominalLevel.of(alert, Objects.requireNonNull(alert.evidence()))).isNaN();
  }

  @Test
  void figuresAreShortAndHaveOnlyOneZero() {
    assertThat(Figures.value(-0.0)).isEqualTo("0");
    assertThat(Figures.signed(-0.001)).isEqualTo("0.00");
    assertThat(Figures.value(123_456)).isEqualTo("123456");
    assertThat(Figures.value(50)).isEqualTo("50");
    assertThat(Figures.value(-0.00032464)).isEqualTo("-0.00032464");
    assertThat(Figures.value(3.4e38f)).isEqualTo("3.400e+38");
    assertThat(Figures.value(Double.NEGATIVE_INFINITY)).isEqualTo("-infinity");
    assertThat(Figures.probability(0)).isEqualTo("below 1e-300");
    assertThat(Figures.plain(Double.NaN)).isEqualTo("not known");
  }

  private static Document parsed(String page) throws Exception {
    assertThat(page).startsWith("<!DOCTYPE html>\n");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page.substring("<!DOCTYPE html>\n".length()))));
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
