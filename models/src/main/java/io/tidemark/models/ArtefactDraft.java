package io.tidemark.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The files of a model version, before this runtime's answers are put into it. */
public final class ArtefactDraft {

  private ArtefactDraft() {}

  /**
   * Writes a draft that {@link Sealing} takes.
   *
   * @param directory an empty one
   * @param manifest whatever hashes it names are replaced by those of the files
   * @param files all but the manifest, by name
   */
  public static void write(Path directory, Manifest manifest, Map<String, byte[]> files)
      throws IOException {
    TreeMap<String, String> hashes = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      hashes.put(file.getKey(), Sha256.hex(file.getValue()));
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
    Files.write(directory.resolve(Manifest.FILE), ManifestWriter.bytes(manifest.of(hashes)));
  }
}
