package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ManifestWriterTest {

  private static final Path ARTEFACTS =
      Path.of(System.getProperty("tidemark.root", ".."), "models/artifacts");

  @Test
  void everyManifestOfTheRepositoryReadsBackAsItWas() throws Exception {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(ARTEFACTS)) {
      all = walk.filter(path -> path.endsWith(Manifest.FILE)).toList();
    }
    assertThat(all).isNotEmpty();
    for (Path path : all) {
      Manifest manifest = Manifest.parse(Files.readAllBytes(path));
      assertThat(Manifest.parse(ManifestWriter.bytes(manifest))).as("%s", path).isEqualTo(manifest);
    }
  }

  @Test
  void theInstrumentsThatItServesAreReadBack() throws Exception {
    String linear = Files.readString(ARTEFACTS.resolve("demo-linear/1/manifest.json"));
    String served = linear.replaceFirst("\\{", "{\"servedOn\": [\"BTC-*@*\", \"ETH-USDT@sim\"],");
    Manifest manifest = Manifest.parse(served.getBytes(StandardCharsets.UTF_8));

    Manifest readBack = Manifest.parse(ManifestWriter.bytes(manifest));

    assertThat(readBack.data().servedOn()).containsExactly("BTC-*@*", "ETH-USDT@sim");
  }

  @Test
  void anOriginIsReadBackAndItsFileMustBeThere() throws Exception {
    Manifest linear =
        Manifest.parse(Files.readAllBytes(ARTEFACTS.resolve("demo-linear/1/manifest.json")));
    String sha256 = "a".repeat(64);
    Manifest origin = linear.with(new Manifest.Origin("m.onnx", sha256, List.of("column 1 of y")));
    Map<String, String> files = new TreeMap<>(linear.files());
    files.put("original.onnx", sha256);
    Manifest imported = origin.of(files);

    byte[] written = ManifestWriter.bytes(imported);

    assertThat(Manifest.parse(written)).isEqualTo(imported);
    assertThat(new String(written, StandardCharsets.UTF_8)).contains("\"file\": \"m.onnx\"");
    assertThatThrownBy(() -> Manifest.parse(ManifestWriter.bytes(origin)))
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageContaining("origin: sha256: expected none");
    assertThatThrownBy(() -> Manifest.parse(ManifestWriter.bytes(linear.of(files))))
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageContaining("files: expected exactly");
  }
}
