package io.azulejo.pipeline.cases;

/**
 * A small picture that was once got wrong, and how it is told that it is right.
 *
 * @param file its name
 * @param answer the right answer, in words
 * @param check looks whether it was given
 */
record Case(String file, String answer, Check check) {
    /** Throws an {@link AssertionError} where the answer is wrong. */
    @FunctionalInterface
    interface Check {
        /** What was found, for the line of the case. */
        String found() throws Exception;
    }
}
