package io.tidemark.flink.io;

/**
 * Which symbol of the wire is which constant of the core: that of the same name. So the core's
 * order is free, while a symbol of the wire never moves.
 *
 * @param <C> the core's enum
 */
final class WireSymbols<C extends Enum<C>> {

  private final int[] indexes;

  private WireSymbols(int[] indexes) {
    this.indexes = indexes;
  }

  /**
   * The symbols of an enum.
   *
   * @throws IllegalArgumentException naming the constant that the wire does not have
   */
  @SuppressWarnings("EnumOrdinal") // the index of a symbol is what stands in Avro's bytes
  static <C extends Enum<C>, W extends Enum<W>> WireSymbols<C> of(Class<C> core, Class<W> wire) {
    C[] constants = core.getEnumConstants();
    int[] indexes = new int[constants.length];
    for (C constant : constants) {
      indexes[constant.ordinal()] = Enum.valueOf(wire, constant.name()).ordinal();
    }
    return new WireSymbols<>(indexes);
  }

  /** The index of a constant's symbol. */
  @SuppressWarnings("EnumOrdinal") // an index into an array of this object alone
  int of(C constant) {
    return indexes[constant.ordinal()];
  }
}
