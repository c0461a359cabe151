package io.azulejo.pipeline.request;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * How many pictures of a run may fail before its exit code says so.
 *
 * @param amount pictures, or per cent of the pictures that the run took up
 * @param percent which of the two
 */
public record MaxFailed(double amount, boolean percent) implements Serializable {
    /** None. */
    public static final MaxFailed NONE = new MaxFailed(0, false);

    /**
     * Reads {@code N} or {@code P%}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static MaxFailed parse(String text) {
        boolean percent = text.endsWith("%");
        try {
            double amount = percent ? Double.parseDouble(text.substring(0, text.length() - 1)) : Integer.parseInt(text);
            if (amount >= 0 && (!percent || amount <= 100)) {
                return new MaxFailed(amount, percent);
            }
        } catch (NumberFormatException e) {
            // Told below, with what would be right.
        }
        throw new IllegalArgumentException(
                "%s is neither a number of pictures nor a share such as 5%%".formatted(text));
    }

    /** What {@link #parse} reads. */
    @Override
    public String toString() {
        String number = BigDecimal.valueOf(amount).stripTrailingZeros().toPlainString();
        return percent ? number + "%" : number;
    }

    /** Whether so many failures among so many pictures are more than allowed. */
    public boolean exceededBy(long failed, long taken) {
        return percent ? failed * 100.0 > amount * taken : failed > amount;
    }
}
