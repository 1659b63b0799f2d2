package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code make} hands to the scripts. */
final class MakefileTest {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root")).normalize();

  @Test
  void theArgumentsOfTheBenchmarksArriveAsTheyWereGiven(@TempDir Path folder) throws Exception {
    assertThat(make(folder, "bench", "JMH=LogRead|SignalWrite .* -prof gc"))
        .containsExactly("LogRead|SignalWrite", ".*", "-prof", "gc");
    assertThat(make(folder, "bench")).isEmpty();
  }

  /** Runs the Makefile in a folder whose scripts only print their arguments, one a line. */
  private static List<String> make(Path folder, String target, String... variables)
      throws IOException, InterruptedException {
    assumeTrue(isInstalled("make"), "there is no make");
    Path script = folder.resolve("build").resolve(target);
    Files.createDirectories(script.getParent());
    Files.writeString(script, "#!/bin/sh\n[ $# -eq 0 ] || printf '%s\\n' \"$@\"\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    ProcessBuilder builder = new ProcessBuilder("make", "-s", "-f", ROOT + "/Makefile", target);
    builder.command().addAll(List.of(variables));
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("MAKE") || name.equals("MFLAGS"));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines().toList();
  }

  private static boolean isInstalled(String program) {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }
}
