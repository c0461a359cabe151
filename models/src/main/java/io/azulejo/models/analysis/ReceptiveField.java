package io.azulejo.models.analysis;

/** How far an output sample can depend on the input. */
public sealed interface ReceptiveField {
    /**
     * So many input pixels, on the side that reaches furthest.
     *
     * @param radius from 0 up
     */
    record Local(int radius) implements ReceptiveField {}

    /**
     * The whole picture, or the sample's place in it.
     *
     * @param operator that makes it so
     */
    record Global(String operator) implements ReceptiveField {}

    /**
     * Not to be told, so to be treated as global.
     *
     * @param operator that is not understood, and what about it
     */
    record Unknown(String operator) implements ReceptiveField {}
}
