package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.drift.DriftCalibration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftFileTest {

  @TempDir private Path temporary;

  @Test
  void anArtefactWithoutCalibrationHasNone() throws ModelRejectedException {
    assertThat(Artefact.copyInto(temporary).read().describe().calibration()).isNull();
  }

  @Test
  void whatIsSealedIsReadAndTheManifestKeepsItsOtherBytes() throws Exception {
    Artefact artefact = Artefact.copyInto(temporary);
    String before = new String(artefact.bytes(Manifest.FILE), StandardCharsets.UTF_8);
    DriftSealing.write(artefact.directory(), file(artefact, 0.01));
    String after = new String(artefact.bytes(Manifest.FILE), StandardCharsets.UTF_8);
    String line = "    \"drift.json\": \"" + Sha256.hex(artefact.bytes(DriftFile.FILE)) + "\",\n";
    assertThat(after).contains(line);
    assertThat(after.replace(line, "")).isEqualTo(before);

    DriftCalibration read = artefact.read().describe().calibration();
    assertThat(read).isNotNull();
    assertThat(read.window()).isEqualTo(200);
    double level = 1 + 2 * 4 * Math.expm1((10 - 0.5) / 4);
    assertThat(read.threshold("score", 200, read.pausing(), Math.exp(10)))
        .isEqualTo(Math.sqrt(0.02 + 0.01 * level));
    assertThat(read.threshold("score", 50, read.pausing(), Math.exp(10)))
        .isEqualTo(Math.sqrt(0.03 + 0.04 * level));
  }

  @Test
  void aSecondCalibrationReplacesTheFirst() throws Exception {
    Artefact artefact = Artefact.copyInto(temporary);
    DriftSealing.write(artefact.directory(), file(artefact, 0.01));
    String first = new String(artefact.bytes(Manifest.FILE), StandardCharsets.UTF_8);
    DriftSealing.write(artefact.directory(), file(artefact, 0.03));
    String second = new String(artefact.bytes(Manifest.FILE), StandardCharsets.UTF_8);
    assertThat(second).hasSameSizeAs(first).isNotEqualTo(first);
    artefact.read().open().close();
  }

  @Test
  void aCalibrationForAnotherBaselineIsRefused() throws Exception {
    Artefact artefact = Artefact.copyInto(temporary);
    DriftSealing.write(artefact.directory(), file(artefact, 0.01));
    artefact.replaceText(ArtefactFiles.BASELINE, text -> text.replaceFirst("\\n[^\\n]*\\n$", "\n"));
    assertThatThrownBy(() -> artefact.read().describe())
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageContaining("drift.json: it was calibrated for the baseline")
        .hasMessageContaining("run ./tidemark drift calibrate");
  }

  @Test
  void aWatchedSeriesWithoutATailIsNamed() throws Exception {
    Artefact artefact = Artefact.copyInto(temporary);
    DriftSealing.write(artefact.directory(), file(artefact, 0.01));
    artefact.replaceText(DriftFile.FILE, text -> text.replace("\"score\"", "\"other\""));
    assertThatThrownBy(() -> artefact.read().describe())
        .hasMessageContaining("score is watched but was not calibrated");
  }

  @Test
  void aSeriesWithoutATailInTheShortWindowIsNamed() throws Exception {
    Artefact artefact = Artefact.copyInto(temporary);
    DriftSealing.write(artefact.directory(), file(artefact, 0.01));
    artefact.replaceText(
        DriftFile.FILE,
        text -> {
          int at = text.indexOf("shortSeries");
          return text.substring(0, at) + text.substring(at).replace("\"score\"", "\"other\"");
        });
    assertThatThrownBy(() -> artefact.read().describe())
        .hasMessageContaining("score is watched but was not calibrated");
  }

  @Test
  void aCalibrationThatCannotBeReadCanBeMadeAnew() throws Exception {
    Artefact artefact = Artefact.copyInto(temporary);
    DriftSealing.write(artefact.directory(), file(artefact, 0.01));
    artefact.replaceText(DriftFile.FILE, text -> "{\"format\": 0}");
    assertThatThrownBy(() -> artefact.read().describe())
        .hasMessageContaining("run ./tidemark drift calibrate");
    ModelArtefact uncalibrated = artefact.read().withoutCalibration();
    assertThat(uncalibrated.describe().calibration()).isNull();
    uncalibrated.open().close();
  }

  @Test
  void aTailThatIsNoneIsRefused() throws Exception {
    Artefact artefact = Artefact.copyInto(temporary);
    DriftFile flat = file(artefact, 0);
    assertThatThrownBy(() -> DriftSealing.write(artefact.directory(), flat))
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageContaining("series score: a must be finite and b positive, were 0.02 and 0.0");
  }

  @Test
  void theFileIsFlatAndItsFieldsKeepTheirOrder() throws Exception {
    JsonNode written = new ObjectMapper().readTree(file(Artefact.copyInto(temporary), 1).bytes());
    assertThat(written.fieldNames())
        .toIterable()
        .containsExactly(
            "format",
            "window",
            "shortWindow",
            "persistence",
            "series",
            "shortSeries",
            "pausing",
            "watched",
            "provenance");
    assertThat(written.get("provenance").fieldNames())
        .toIterable()
        .containsExactly(
            "baselineSha256",
            "exports",
            "rows",
            "block",
            "reference",
            "references",
            "seed",
            "budget",
            "samples",
            "peaks",
            "spread");
  }

  private static DriftFile file(Artefact artefact, double b) throws ModelRejectedException {
    Map<String, DriftFile.Series> series = new LinkedHashMap<>();
    Map<String, DriftFile.Tail> shortSeries = new LinkedHashMap<>();
    for (String name : artefact.read().describe().baseline().watched()) {
      series.put(
          name,
          new DriftFile.Series(
              0.02, b, true, 1, 1, List.of(new DriftFile.Delay("scale x 2", 90, 0, 2_000))));
      shortSeries.put(name, new DriftFile.Tail(0.03, 0.04));
    }
    return new DriftFile(
        DriftFile.FORMAT,
        new DriftFile.Gate(200, 50, 3),
        series,
        shortSeries,
        new DriftFile.Family(1, 2, 0.5, 4),
        new DriftFile.Family(1, 2, 0.5, 4),
        new DriftFile.Provenance(
            new DriftFile.Source(
                DriftSealing.baselineSha256(artefact.read()),
                Map.of("BTC-USDT@sim.parquet", "0".repeat(64)),
                20_000),
            new DriftFile.Draws(1_000, 4_000, 40, 1),
            100_000,
            new DriftFile.Fit(2_000_000, 400, Map.of("median", 1.9))));
  }
}
