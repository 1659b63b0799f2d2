package io.tidemark.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.models.Manifest;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * A model as it is asked.
 *
 * @param name id, version and, of a sequence model, the form
 * @param directory of the artefact
 */
public record BenchModel(String name, Path directory) {

  private static final String FILES = "files";
  private static final String PREFIX = "prefix.onnx";
  private static final String STEP = "step.onnx";

  /** By the form that the artefact has. */
  public static BenchModel of(Path directory) throws ModelRejectedException {
    Manifest manifest = ModelArtefact.read(directory).describe().manifest();
    String name = manifest.id() + " " + manifest.version();
    if (manifest.files().containsKey(PREFIX)) {
      return new BenchModel(name + Setup.PREFIX, directory);
    }
    return new BenchModel(
        manifest.bars().window() > 1 ? name + Setup.WHOLE_WINDOW : name, directory);
  }

  /**
   * The same weights asked for the whole window upon every event: the artefact without its prefix
   * form, which no option takes away.
   *
   * @param copy a folder that does not exist yet
   */
  BenchModel wholeWindow(Path copy) throws IOException, ModelRejectedException {
    JsonMapper mapper = JsonMapper.builder().build();
    JsonNode manifest = mapper.readTree(directory.resolve(Manifest.FILE).toFile());
    ObjectNode files = (ObjectNode) manifest.get(FILES);
    files.remove(PREFIX);
    files.remove(STEP);
    Files.createDirectories(copy);
    for (Iterator<String> names = files.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      Files.copy(directory.resolve(name), copy.resolve(name));
    }
    mapper.writeValue(copy.resolve(Manifest.FILE).toFile(), manifest);
    return of(copy);
  }
}
