package io.tidemark.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

final class FailureTextTest {

  @Test
  void aFolderThatMayNotBeWrittenIsNamedWithWhatToDo() {
    AccessDeniedException denied = new AccessDeniedException("/x/demo");
    assertThat(FailureText.of(denied)).hasValueSatisfying(FailureTextTest::saysDenied);
    assertThat(FailureText.of(new UncheckedIOException(denied)))
        .hasValueSatisfying(FailureTextTest::saysDenied);
  }

  @Test
  void whatElseAFileSystemSaysIsTold() {
    assertThat(FailureText.of(new FileSystemException("/x", null, "Read-only file system")))
        .hasValue("/x: Read-only file system");
    assertThat(FailureText.of(new NoSuchFileException("/x")))
        .hasValue("/x: there is no such file or folder.");
  }

  @Test
  void aSentenceForPeopleIsShownLineByLineWithEscapes() {
    assertThat(FailureText.of(new CommandFailedException("one\u001b[2J\ntwo")))
        .hasValue("one\\u001b[2J\ntwo");
  }

  @Test
  void aBugKeepsItsStackTrace() {
    assertThat(FailureText.of(new IllegalStateException("x"))).isEmpty();
    assertThat(FailureText.of(new UncheckedIOException(new IOException("x")))).isEmpty();
  }

  private static void saysDenied(String text) {
    assertThat(text).startsWith("/x/demo: permission denied. Choose a place");
  }
}
