package io.tidemark.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.client.CommandFailedException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoHomeTest {

  @TempDir Path directory;

  @Test
  void aSecondDemoDoesNotEmptyTheFolderOfOneThatRuns() throws Exception {
    DemoHome home = DemoHome.at(directory);
    home.renew();
    Path log = Files.createDirectories(home.kafka()).resolve("segment.log");
    Files.writeString(log, "signals");
    Path address = directory.resolve("bootstrap-servers");
    try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(address, "127.0.0.1:" + broker.getLocalPort());
      assertThatThrownBy(home::renew)
          .isInstanceOf(CommandFailedException.class)
          .hasMessageContaining("another demo runs in " + directory);
      assertThat(log).exists();
    }
    home.renew();
    assertThat(log).as("nobody answers any more").doesNotExist();
  }
}
