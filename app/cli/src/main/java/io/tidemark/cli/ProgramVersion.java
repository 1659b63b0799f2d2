package io.tidemark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/**
 * What {@code tidemark --version} prints: the version, the commit where the build named one, and
 * the Java that runs.
 */
final class ProgramVersion implements IVersionProvider {

  private static final String RESOURCE = "version.properties";

  @Override
  public String[] getVersion() throws IOException {
    Properties build = new Properties();
    try (InputStream in = ProgramVersion.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException("the build left out " + RESOURCE);
      }
      build.load(in);
    }
    return new String[] {
      line(build.getProperty("version", ""), build.getProperty("commit", "")),
      "java " + Runtime.version()
    };
  }

  static String line(String version, String commit) {
    return "tidemark " + version + (commit.isEmpty() ? "" : " (" + commit + ")");
  }
}
