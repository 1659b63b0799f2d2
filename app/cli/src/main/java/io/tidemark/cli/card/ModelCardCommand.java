package io.tidemark.cli.card;

import io.tidemark.client.CommandFailedException;
import io.tidemark.models.ArtefactFiles;
import io.tidemark.models.Manifest;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.card.ModelCard;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark models card}: writes the cards of model versions. */
@Command(
    name = "card",
    mixinStandardHelpOptions = true,
    description = {
      "Writes card.md of model versions from their other files, the same bytes each time.",
      "With --evaluation or --delays what was measured of one version is put into it first, as"
          + " evaluation.json and delays.json. The version then has another hash: deploy it anew.",
      "With --check nothing is written."
    },
    exitCodeList = {
      "0:written; or, with --check, every card is what its files give",
      "1:with --check: a card is missing or not what its files give",
      "2:a directory is no artefact, or what was measured is not of its model"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ModelCardCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "directories of model versions")
  private List<Path> directories;

  @Option(
      names = "--evaluation",
      paramLabel = "FILE",
      description =
          "what ./tidemark evaluate --json wrote of the version, on rows that it was neither"
              + " trained nor validated on")
  private @Nullable Path evaluation;

  @Option(
      names = "--delays",
      paramLabel = "FILE",
      description =
          "what ./tidemark drift evaluate --model --json wrote of the version, or of another one"
              + " beside it with the same network")
  private @Nullable Path delays;

  @Option(
      names = "--source",
      paramLabel = "TEXT",
      description = "where these are written down, for the card (default: the file's name)")
  private @Nullable String source;

  @Option(names = "--check", description = "write nothing, and say which card is not as it must be")
  private boolean check;

  @Override
  public Integer call() throws ModelRejectedException, IOException {
    refuseWhatDoesNotGoTogether();
    List<String> wrong = new ArrayList<>();
    for (Path directory : directories) {
      if (check) {
        ModelArtefact artefact = ModelArtefact.read(directory);
        if (!ModelCard.of(artefact).equals(ModelCard.in(artefact))) {
          wrong.add(directory.toString());
        }
      } else {
        write(directory);
      }
    }
    wrong.forEach(directory -> say(directory + ": card.md is missing or not what its files give."));
    return wrong.isEmpty() ? 0 : 1;
  }

  private void refuseWhatDoesNotGoTogether() {
    List<String> wrong = new ArrayList<>();
    boolean measured = evaluation != null || delays != null;
    if (check && measured) {
      wrong.add("--check writes nothing: leave out --evaluation and --delays");
    }
    if (measured && directories.size() > 1) {
      wrong.add("what was measured is of one version: name one DIR");
    }
    if (source != null && !measured) {
      wrong.add("--source says where --evaluation or --delays is written down: name one of them");
    }
    if (!wrong.isEmpty()) {
      throw new CommandFailedException(String.join("; ", wrong));
    }
  }

  private void write(Path directory) throws ModelRejectedException, IOException {
    if (evaluation != null) {
      ModelCard.writeSkill(directory, bytes(evaluation), source(evaluation));
    }
    if (delays != null) {
      ModelCard.writeDelays(directory, bytes(delays), source(delays), sameNetwork(directory));
    }
    ModelCard.write(directory);
    say("Wrote card.md into " + directory + ".");
  }

  private String source(Path file) {
    return source == null ? String.valueOf(file.getFileName()) : source;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new CommandFailedException(file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  /** The versions beside this one whose model.onnx is the same. */
  private static List<String> sameNetwork(Path directory)
      throws ModelRejectedException, IOException {
    ModelArtefact artefact = ModelArtefact.read(directory);
    Path beside = directory.toAbsolutePath().normalize().getParent();
    List<String> same = new ArrayList<>();
    if (beside == null) {
      return same;
    }
    String network = artefact.describe().metadata().sha256();
    try (Stream<Path> versions = Files.list(beside)) {
      for (Path version : versions.sorted().toList()) {
        Path file = version.resolve(Manifest.FILE);
        if (Files.isRegularFile(file)) {
          Manifest manifest = Manifest.parse(Files.readAllBytes(file));
          if (network.equals(manifest.files().get(ArtefactFiles.MODEL))) {
            same.add(manifest.id() + "/" + manifest.version());
          }
        }
      }
    }
    return same;
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
