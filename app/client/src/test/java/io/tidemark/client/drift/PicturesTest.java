package io.tidemark.client.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is true of the picture of any two samples. */
public class PicturesTest {

  private static final int AXIS = 7;
  private static final int ROWS = 17;

  /** What 65 quantiles leave unsaid of a distribution function: two of their steps. */
  private static final double STEP = 2.0 / 64;

  static Stream<DriftAlert> alerts() {
    return Stream.of(
        Alerts.upon(Alerts.normal(1, 2000, 0, 1), Alerts.normal(2, 200, 0.6, 1)),
        Alerts.upon(Alerts.normal(1, 2000, 0.001, 1e-5), Alerts.normal(2, 200, 0.001, 4e-5)),
        Alerts.upon(Alerts.whole(3, 1500, 5), Alerts.whole(4, 130, 9)),
        Alerts.upon(Alerts.normal(5, 900, 48, 3), Alerts.constant(100, 50)),
        Alerts.upon(Alerts.constant(900, 50), Alerts.normal(5, 100, 48, 3)),
        Alerts.upon(Alerts.constant(80, -0.0f), Alerts.constant(20, 0.0f)),
        Alerts.upon(Alerts.constant(80, 1e30f), Alerts.constant(20, -3e38f)),
        Alerts.upon(Alerts.infinite(6, 900, 0, 40), Alerts.infinite(7, 200, 90, 20)),
        Alerts.upon(Alerts.infinite(6, 50, 25, 25), Alerts.infinite(7, 50, 50, 0)),
        Alerts.upon(Alerts.normal(1, 2000, 0, 1), new float[] {9}));
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void everyLineFitsEightyColumnsOfPlainAscii(DriftAlert alert) {
    assertThat(TextReport.of(alert))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80).matches("[ -~]*"));
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void noCurveEverFalls(DriftAlert alert) {
    Plot plot = Plot.of(evidence(alert));
    for (QuantileCurve curve : List.of(plot.reference(), plot.live())) {
      double before = 0;
      for (int i = 0; i <= 500; i++) {
        double now = curve.at(plot.low() + (plot.high() - plot.low()) * i / 500);
        assertThat(now).isBetween(before, 1.0);
        before = now;
      }
    }
    for (String name : List.of("reference", "live")) {
      List<double[]> points = points(PagePicture.of(plot), name);
      assertThat(points).hasSizeGreaterThan(1);
      for (int i = 1; i < points.size(); i++) {
        assertThat(points.get(i)[0]).isGreaterThanOrEqualTo(points.get(i - 1)[0]);
        assertThat(points.get(i)[1]).isLessThanOrEqualTo(points.get(i - 1)[1]); // y points down
      }
    }
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void theGapIsDrawnWhereTheDistanceIsAndReachesFromCurveToCurve(DriftAlert alert) {
    DriftEvidence evidence = evidence(alert);
    Plot plot = Plot.of(evidence);
    assertThat(plot.at()).isBetween(plot.low(), plot.high());
    if (Double.isFinite(evidence.difference().at())) {
      assertThat(plot.at()).isEqualTo(evidence.difference().at());
      assertThat(plot.live().at(plot.at()))
          .isCloseTo(plot.liveAt(), within(slack(alert.tested().window())));
      assertThat(plot.reference().at(plot.at()))
          .isCloseTo(plot.referenceAt(), within(slack(alert.tested().reference())));
    }
    List<String> picture = TextPicture.of(plot);
    int column = picture.get(ROWS).indexOf('^');
    double across = (double) (column - AXIS) / (TextPicture.WIDTH - 1 - AXIS - 1);
    assertThat(across).isCloseTo(plot.across(plot.at()), within(0.01));
    long rows =
        picture.subList(0, ROWS).stream()
            .filter(line -> line.length() > column && line.charAt(column) == TextPicture.GAP)
            .count();
    assertThat((rows - 1) / (ROWS - 1.0))
        .isCloseTo(alert.tested().distance(), within(1.01 / (ROWS - 1)));
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void onThePageTheGapIsAsLongAsTheDistance(DriftAlert alert) {
    String svg = PagePicture.of(Plot.of(evidence(alert)));
    Matcher gap =
        Pattern.compile("class=\"gap\" x1=\"(.+?)\" x2=\"(.+?)\" y1=\"(.+?)\" y2=\"(.+?)\"")
            .matcher(svg);
    assertThat(gap.find()).isTrue();
    assertThat(gap.group(1)).isEqualTo(gap.group(2));
    double length = Math.abs(Double.parseDouble(gap.group(3)) - Double.parseDouble(gap.group(4)));
    double whole = y(svg, 0) - y(svg, 1);
    assertThat(length / whole).isCloseTo(alert.tested().distance(), within(0.001));
  }

  /** Where a fraction of 0, the first line of the grid, or of 1, the last one, is drawn. */
  private static double y(String svg, int fraction) {
    Matcher line = Pattern.compile("class=\"grid\".+? y1=\"(.+?)\"").matcher(svg);
    List<Double> heights = new ArrayList<>();
    while (line.find()) {
      heights.add(Double.parseDouble(line.group(1)));
    }
    return heights.get(fraction == 0 ? 0 : heights.size() - 1);
  }

  /** A curve through quantiles of a small sample is off by its steps, too. */
  private static double slack(int samples) {
    return STEP + 1.0 / samples;
  }

  private static DriftEvidence evidence(DriftAlert alert) {
    return Objects.requireNonNull(alert.evidence());
  }

  private static List<double[]> points(String svg, String name) {
    Matcher path = Pattern.compile("class=\"" + name + "\" d=\"M(.+?)( Z)?\"").matcher(svg);
    assertThat(path.find()).isTrue();
    List<double[]> points = new ArrayList<>();
    for (String point : path.group(1).split(" L", -1)) {
      String[] xAndY = point.split(" ", -1);
      points.add(new double[] {Double.parseDouble(xAndY[0]), Double.parseDouble(xAndY[1])});
    }
    return points;
  }
}
