package io.tidemark.core.fact;

import java.util.regex.Pattern;

/**
 * Names one version of a model and pins its content: the manifest holds the hash of every other
 * file of the artefact, so the manifest's own hash pins them all.
 *
 * @param id such as {@code btc-linear}
 * @param version counts up from 1
 * @param sha256 of the manifest, hexadecimal
 */
public record ModelRef(String id, String version, String sha256) {

  /** No model at all: features alone. */
  public static final ModelRef NONE = new ModelRef("", "", "");

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** Whether each part has the form it must have; both names become part of a path. */
  public boolean isWellFormed() {
    return isId(id) && isVersion(version) && SHA256.matcher(sha256).matches();
  }

  /** Whether a model may have this name: at most 64 small letters, digits and hyphens. */
  public static boolean isId(String id) {
    return ID.matcher(id).matches();
  }

  /** Whether a version may have this number: 1 to 999999999. */
  public static boolean isVersion(String version) {
    return VERSION.matcher(version).matches();
  }

  /** Whether this is a later version of the same model. */
  public boolean isNewerThan(ModelRef other) {
    return id.equals(other.id) && Long.parseLong(version) > Long.parseLong(other.version);
  }

  /** As people write it: {@code btc-linear/2}. */
  public String name() {
    return id + "/" + version;
  }
}
