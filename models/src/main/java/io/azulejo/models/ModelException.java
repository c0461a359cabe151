package io.azulejo.models;

import java.util.regex.Pattern;

/**
 * A model or a checkpoint cannot be used, and why. The message is one line for a person: what was found, what was
 * expected and what to do, without class names. Text that came from a file is shown through {@link #quote}.
 */
public final class ModelException extends Exception {
    private static final int LONGEST_QUOTE = 200;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Text from outside, fit for one line of a terminal: control characters as {@code ?}, at most 200 characters. */
    public static String quote(String text) {
        boolean whole = text.length() <= LONGEST_QUOTE;
        String shown = whole ? text : text.substring(0, LONGEST_QUOTE);
        return "\"" + UNPRINTABLE.matcher(shown).replaceAll("?") + (whole ? "\"" : "\"...");
    }
}
