package io.tidemark.recordings.file;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Files that hold no text that is read, by their first bytes, and what to do with each. */
public enum BinaryForm {
  /** Text of two bytes a character. */
  UTF_16(
      " is UTF-16 text: write it as UTF-8, such as by iconv -f UTF-16 -t UTF-8.",
      "\u00ff\u00fe",
      "\u00fe\u00ff"),
  /** Columns as feather kept them before it was Apache Arrow. */
  FEATHER(" is a feather file of version 1: write it as version 2, or as CSV.", "FEA1"),
  /** Arrays of NumPy that are not those of hftbacktest, which are read. */
  NUMPY(
      " holds NumPy arrays that are not read: of hftbacktest's, give one array of events of version"
          + " 2 a file, with the fields ev, exch_ts, local_ts, px, qty; write others as CSV."),
  /** HDF5, as freqtrade kept it. */
  HDF5(
      " is HDF5: write it as JSON, by freqtrade convert-data --format-from hdf5 --format-to json,"
          + " or as CSV.",
      "\u0089HDF"),
  /** A workbook of a spreadsheet. */
  WORKBOOK(
      " is a workbook: save its sheet as CSV, with a point before the decimals.",
      "\u00d0\u00cf\u0011\u00e0"),
  /** A pickled object of Python. */
  PICKLE(
      " is a pickled Python object: write it as CSV, such as by pandas' to_csv.",
      "\u0080\u0002",
      "\u0080\u0003",
      "\u0080\u0004",
      "\u0080\u0005"),
  /** Packed in a way that is not read, or more than once. */
  PACKED(
      " is packed in a way that is not read, or twice: unpack it, or pack it once with gzip or"
          + " zip.",
      "\u001f\u008b",
      "PK\u0003\u0004",
      "(\u00b5/\u00fd",
      "\u00fd7zXZ",
      "BZh",
      "7z\u00bc\u00af",
      "Rar!"),
  /** A data base of one file. */
  SQLITE(" is an SQLite data base: write the table as CSV.", "SQLite format 3"),
  /** What a server sends where there is no file. */
  WEB_PAGE(
      " is a web page and no data: look at it, and fetch the file again.",
      "<!DOCTYPE",
      "<!doctype",
      "<html",
      "<HTML",
      "<?xml");

  private final String sentence;

  @SuppressWarnings("ImmutableEnumChecker") // the list is one that cannot be changed
  private final List<String> begins;

  BinaryForm(String sentence, String... begins) {
    this.sentence = sentence;
    this.begins = List.of(begins);
  }

  /** What it is and what to do, to stand behind the file's name. */
  public String sentence() {
    return sentence;
  }

  /**
   * What these bytes begin, one char each (ISO-8859-1); empty where it may be text that is read.
   *
   * @param first from the file's beginning
   */
  public static Optional<BinaryForm> of(String first) {
    Optional<BinaryForm> known =
        Arrays.stream(values())
            .filter(form -> form.begins.stream().anyMatch(first::startsWith))
            .findFirst();
    boolean isWide = first.length() > 3 && first.charAt(1) == 0 && first.charAt(3) == 0;
    return known.isEmpty() && isWide ? Optional.of(UTF_16) : known;
  }
}
