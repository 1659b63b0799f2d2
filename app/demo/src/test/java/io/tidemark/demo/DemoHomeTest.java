package io.tidemark.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.client.CommandFailedException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoHomeTest {

  @TempDir Path directory;

  @Test
  void anAddressThatIsNoneIsNobodys() throws Exception {
    DemoHome home = DemoHome.at(directory);
    home.renew();
    Path address = directory.resolve("bootstrap-servers");
    for (String broken : List.of("", "127.0.0.1", "127.0.0.1:", ":9092", "x:99999", "a b:1")) {
      Files.writeString(address, broken);
      Files.writeString(home.config(), "");
      assertThat(home.endedLog()).as(broken).isNull();
      home.renew();
    }
  }

  @Test
  void whatACommandMustBeToldToLookAtADemoNamesItsFolder() {
    assertThat(DemoHome.at(directory).words()).isEqualTo(" --home " + directory);
    assertThat(DemoHome.at(DemoHome.OF_CHECKOUT).words()).isEmpty();
  }

  @Test
  void theAddressIsWrittenWholeOrNotAtAll() throws Exception {
    DemoHome home = DemoHome.at(directory);
    home.renew();
    Path address = Files.writeString(directory.resolve("bootstrap-servers"), "x:1");
    Path before = Files.createLink(directory.resolve("as-it-was"), address);
    home.announce("127.0.0.1:9");
    assertThat(address).hasContent("127.0.0.1:9");
    assertThat(before).as("it was replaced and not written over").hasContent("x:1");
    assertThat(directory.toFile().list()).hasSize(3);
  }

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
