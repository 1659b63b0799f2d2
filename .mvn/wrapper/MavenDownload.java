import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Fetches a Maven distribution, checks its SHA-512 and unpacks it: {@code java MavenDownload.java URL SHA512 FOLDER}.
 *
 * <p>{@code ./mvnw} runs this file as it is, so that a machine needs a JDK and neither curl, unzip nor sha512sum.
 * FOLDER appears whole or not at all.
 */
final class MavenDownload {

  private static final int TIMEOUT_MS = 30_000;

  public static void main(String[] args) throws Exception {
    try {
      install(URI.create(args[0]), args[1], Path.of(args[2]).toAbsolutePath());
    } catch (IOException e) {
      System.err.println("mvnw: " + args[0] + ": " + e);
      System.exit(1);
    }
  }

  private static void install(URI from, String expected, Path folder) throws Exception {
    Files.createDirectories(folder.getParent());
    Path work = Files.createTempDirectory(folder.getParent(), "download-");
    try {
      Path zip = work.resolve("maven.zip");
      fetch(from, zip);
      String sum = sha512(zip);
      if (!sum.equals(expected)) {
        throw new IOException("its SHA-512 is " + sum + ", expected " + expected);
      }
      Path unpacked = unpack(zip, work.resolve("unpacked"));
      if (!Files.exists(folder)) {
        Files.move(unpacked, folder, StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      delete(work);
    }
  }

  private static void fetch(URI from, Path to) throws IOException {
    URLConnection connection = from.toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MS);
    connection.setReadTimeout(TIMEOUT_MS);
    try (InputStream in = connection.getInputStream()) {
      Files.copy(in, to);
    }
  }

  private static String sha512(Path file) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file)));
  }

  /** Unpacks a zip with one folder at its top, and returns that folder. */
  private static Path unpack(Path zip, Path into) throws IOException {
    Path top = null;
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path to = into.resolve(entry.getName()).normalize();
        if (!to.startsWith(into)) {
          throw new IOException("entry " + entry.getName() + " points outside of the archive");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(to);
        } else {
          Files.createDirectories(to.getParent());
          Files.copy(in, to);
          if (to.getParent().endsWith("bin")) {
            to.toFile().setExecutable(true, false);
          }
        }
        top = into.resolve(into.relativize(to).getName(0));
      }
    }
    if (top == null) {
      throw new IOException("the archive is empty");
    }
    return top;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
