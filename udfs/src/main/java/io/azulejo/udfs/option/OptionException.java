package io.azulejo.udfs.option;

/** A value is none that its option takes. The message is one line for a person: the option, what was given, what is right. */
public final class OptionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public OptionException(String message) {
        super(message);
    }
}
