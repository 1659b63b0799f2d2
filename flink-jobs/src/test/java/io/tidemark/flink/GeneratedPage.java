package io.tidemark.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of documentation that is written by the code it documents. */
public final class GeneratedPage {

  private GeneratedPage() {}

  /**
   * Fails if the page under {@code docs/} is not what the code says now; with {@code
   * -Dtidemark.docs.write=true} it writes the page instead.
   */
  public static void mustBeUpToDate(String name, String expected) throws IOException {
    Path page = Path.of(System.getProperty("tidemark.root"), "docs", name);
    if (Boolean.getBoolean("tidemark.docs.write")) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, expected);
    }
    assertThat(page)
        .as("docs/%s is generated; write it anew with make docs", name)
        .exists()
        .content()
        .isEqualTo(expected);
  }
}
