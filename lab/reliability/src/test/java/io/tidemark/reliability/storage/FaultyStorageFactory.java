package io.tidemark.reliability.storage;

import java.net.URI;
import java.nio.file.Path;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** Makes {@code faulty:///...} a scheme that Flink knows. */
public final class FaultyStorageFactory implements FileSystemFactory {

  /** Where the file lies that says what fails, a key of Flink's configuration. */
  public static final String SWITCH = "reliability.storage.switch";

  /** Before a path. */
  public static final String SCHEME = "faulty";

  private static final ConfigOption<String> FILE =
      ConfigOptions.key(SWITCH).stringType().defaultValue("");

  private String file = "";

  /** Found by its name. */
  public FaultyStorageFactory() {}

  @Override
  public void configure(Configuration config) {
    file = config.get(FILE);
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileSystem create(URI uri) {
    return new FaultyStorage(new LocalFileSystem(), new StorageSwitch(Path.of(file)));
  }
}
