package io.tidemark.retraining;

import io.tidemark.client.CommandFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** {@code models/training} as a child process: no shell, and it does not outlive this one. */
public final class PythonTraining {

  /** Its exit code where the new version is worse. */
  static final int WORSE = 3;

  private static final List<String> PACKAGES =
      List.of("lightgbm", "numpy", "onnx", "onnxruntime", "pyarrow", "torch");

  /** Looks for them without loading them, which takes seconds; prints those that are missing. */
  private static final String LOOK =
      "import importlib.util, sys; print(*[n for n in sys.argv[1:] if not"
          + " importlib.util.find_spec(n)], sep=', ')";

  private final String python;
  private final Path training;

  private PythonTraining(String python, Path training) {
    this.python = python;
    this.training = training;
  }

  /**
   * Holds an interpreter against what training needs.
   *
   * @param python its name or path
   * @param root of Tidemark
   * @throws CommandFailedException if there is none, or if packages are missing
   */
  public static PythonTraining with(String python, Path root) {
    PythonTraining found = new PythonTraining(python, root.resolve("models/training"));
    List<String> look = new ArrayList<>(List.of("-c", LOOK));
    look.addAll(PACKAGES);
    List<String> said = new ArrayList<>();
    int code = found.start(look, said::add);
    String missing = String.join(" ", said);
    if (code != 0 || !missing.isEmpty()) {
      throw new CommandFailedException(
          python
              + (code == 0 ? " lacks " + missing : " does not run (" + missing + ")")
              + ": pip install -r models/training/requirements.lock for it, or name another one"
              + " with --python or PYTHON");
    }
    return found;
  }

  /**
   * Trains, and compares with the old version.
   *
   * @param options of {@code python -m tidemark_training retrain}
   * @param say takes what it prints, line by line
   * @return whether the new version is not worse
   * @throws CommandFailedException if it could not be trained or compared
   */
  boolean retrain(List<String> options, Consumer<String> say) {
    List<String> words = new ArrayList<>(List.of("-m", "tidemark_training", "retrain"));
    words.addAll(options);
    int code = start(words, say);
    if (code != 0 && code != WORSE) {
      throw new CommandFailedException(
          "nothing was trained or judged, the lines above say why (exit code " + code + ")");
    }
    return code == 0;
  }

  /**
   * Walks the families of a study forward, or only checks the study.
   *
   * @param options of {@code python -m tidemark_training lab}
   * @param say takes what it prints, line by line
   * @throws CommandFailedException if the study is refused, or could not be carried out
   */
  public void lab(List<String> options, Consumer<String> say) {
    List<String> words = new ArrayList<>(List.of("-m", "tidemark_training", "lab"));
    words.addAll(options);
    int code = start(words, say);
    if (code != 0) {
      throw new CommandFailedException(
          "the lab could not do this, the lines above say why (exit code " + code + ")");
    }
  }

  private int start(List<String> words, Consumer<String> say) {
    List<String> command = new ArrayList<>(List.of(python));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("PYTHONPATH", training.toAbsolutePath().toString());
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    environment.put("PYTHONUTF8", "1");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new CommandFailedException(
          "there is no Python '"
              + python
              + "': install Python 3.11 or newer, or name one with --python or PYTHON",
          e);
    }
    return follow(process, say);
  }

  private static int follow(Process process, Consumer<String> say) {
    AtomicBoolean leaving = new AtomicBoolean();
    Thread hook =
        new Thread(
            () -> {
              leaving.set(true);
              end(process);
            },
            "end-training");
    Runtime.getRuntime().addShutdownHook(hook);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      process.getOutputStream().close();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        say.accept(line);
      }
      return process.waitFor();
    } catch (IOException e) {
      throw new CommandFailedException("training's words cannot be read: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("training was interrupted", e);
    } finally {
      end(process);
      if (!leaving.get()) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
