package io.azulejo.udfs.option;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What values an option takes, and how they are written.
 *
 * @param label as help shows it: {@code card|exact|N}; empty for a flag without a value
 * @param expected for a message: {@code card, exact, or a number from 0 up}
 * @param reader of a text; an {@link IllegalArgumentException} says that it is none
 * @param writer of the one text of equal values
 */
public record OptionType<T>(String label, String expected, Function<String, T> reader, Function<T, String> writer) {

    /** Any text, not empty. */
    public static OptionType<String> text(String label) {
        return new OptionType<>(label, label, OptionType::notEmpty, Function.identity());
    }

    private static String notEmpty(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty");
        }
        return text;
    }

    /** Given or not. */
    public static OptionType<Boolean> flag() {
        return choice("", "true", "false");
    }

    /** One of two words, of which the first stands for true. */
    public static OptionType<Boolean> choice(String label, String yes, String no) {
        return new OptionType<>(
                label,
                yes + " or " + no,
                text -> {
                    if (text.equals(yes)) {
                        return true;
                    }
                    if (text.equals(no)) {
                        return false;
                    }
                    throw new IllegalArgumentException(text);
                },
                value -> value ? yes : no);
    }

    /** A whole number in a range, both ends included. */
    public static OptionType<Integer> number(String label, int least, int most) {
        return new OptionType<>(
                label, range(least, most, Integer.MAX_VALUE), text -> (int) read(text, least, most), String::valueOf);
    }

    /** A whole number from {@code least} up. */
    public static OptionType<Integer> number(String label, int least) {
        return number(label, least, Integer.MAX_VALUE);
    }

    /** A whole number from {@code least} up, that may be large. */
    public static OptionType<Long> largeNumber(String label, long least, long most) {
        return new OptionType<>(
                label, range(least, most, Long.MAX_VALUE), text -> read(text, least, most), String::valueOf);
    }

    private static String range(long least, long most, long greatest) {
        return most == greatest
                ? "a number from %d up".formatted(least)
                : "a number from %d to %d".formatted(least, most);
    }

    private static long read(String text, long least, long most) {
        long value = Long.parseLong(text);
        if (value < least || value > most) {
            throw new IllegalArgumentException(text);
        }
        return value;
    }

    /** A constant of an enum, by its name in small letters. */
    public static <E extends Enum<E>> OptionType<E> constant(String label, Class<E> type) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        return new OptionType<>(
                label,
                "one of " + String.join(", ", names),
                text -> type.getEnumConstants()[index(names, text)],
                constant -> constant.name().toLowerCase(Locale.ROOT));
    }

    /** One of some words. */
    public static OptionType<String> word(String label, List<String> words) {
        return new OptionType<>(
                label,
                "one of " + String.join(", ", words),
                text -> words.get(index(words, text)),
                Function.identity());
    }

    /** Some of some words, by comma; the same ones in any order are equal. At least one. */
    public static OptionType<List<String>> words(String label, List<String> words) {
        return new OptionType<>(
                label,
                "one or more of %s, by comma".formatted(String.join(", ", words)),
                text -> inOrder(words, text),
                list -> String.join(",", list));
    }

    private static List<String> inOrder(List<String> words, String text) {
        List<String> asked = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            asked.add(words.get(index(words, word.strip())));
        }
        return words.stream().filter(asked::contains).toList();
    }

    private static int index(List<String> words, String text) {
        int index = words.indexOf(text);
        if (index < 0) {
            throw new IllegalArgumentException(text);
        }
        return index;
    }

    /** What a class reads and writes by itself. */
    public static <T extends Serializable> OptionType<T> of(String label, String expected, Function<String, T> reader) {
        return new OptionType<>(label, expected, reader, Object::toString);
    }

    T parse(String text) {
        return reader.apply(text);
    }

    /** The one text of a value. */
    public String text(T value) {
        return writer.apply(value);
    }
}
