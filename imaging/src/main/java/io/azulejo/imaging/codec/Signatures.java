package io.azulejo.imaging.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a file's first bytes stand for. */
final class Signatures {
    private static final Set<String> HEIF_BRANDS =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1", "mif2");
    private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis");

    private Signatures() {}

    static Optional<Format> format(byte[] head) {
        if (starts(head, 0, "89504e47")) {
            return Optional.of(Format.PNG);
        }
        if (starts(head, 0, "ffd8") && (head.length == 2 || head[2] == (byte) 0xff)) {
            return Optional.of(Format.JPEG);
        }
        if (starts(head, 0, "49492a00") || starts(head, 0, "4d4d002a")) {
            return Optional.of(Format.TIFF);
        }
        if (starts(head, 0, "49492b00") || starts(head, 0, "4d4d002b")) {
            return Optional.of(Format.TIFF);
        }
        if (says(head, 0, "RIFF") && says(head, 8, "WEBP")) {
            return Optional.of(Format.WEBP);
        }
        if (says(head, 0, "GIF87a") || says(head, 0, "GIF89a")) {
            return Optional.of(Format.GIF);
        }
        if (starts(head, 0, "0000000c6a5020200d0a870a") || starts(head, 0, "ff4fff51")) {
            return Optional.of(Format.JPEG2000);
        }
        if (says(head, 0, "8BPS")) {
            return Optional.of(Format.PSD);
        }
        if (bitmap(head)) {
            return Optional.of(Format.BMP);
        }
        return anymap(head) ? Optional.of(Format.PNM) : brand(head);
    }

    /** First bytes that are no picture's, in words that follow "begin like". */
    static String describe(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1).stripLeading();
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
            return "a web page";
        }
        if (lower.startsWith("<svg") || lower.startsWith("<?xml")) {
            return "XML or SVG";
        }
        if (lower.startsWith("%pdf")) {
            return "a PDF";
        }
        if (starts(head, 0, "1f8b") || starts(head, 0, "504b0304")) {
            return "a compressed archive";
        }
        if (starts(head, 0, "00051607")) {
            return "an AppleDouble file (the Finder's notes on another file)";
        }
        if (text.matches("[ -~\\s]+")) {
            return "text";
        }
        return HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(head.length, 8));
    }

    /** "BM" begins many a text: the length of the information header must be one that BMP has. */
    private static boolean bitmap(byte[] head) {
        if (!says(head, 0, "BM")) {
            return false;
        }
        return head.length < 18 || (head[14] >= 12 && head[14] <= 124 && head[15] == 0 && head[16] == 0);
    }

    private static boolean anymap(byte[] head) {
        return head.length > 2
                && head[0] == 'P'
                && head[1] >= '1'
                && head[1] <= '7'
                && (Character.isWhitespace(head[2]) || head[2] == '#');
    }

    /** The brands of an ISO base media file (ISO/IEC 14496-12, section 4.3): the major one, then the compatible ones. */
    private static Optional<Format> brand(byte[] head) {
        if (!says(head, 4, "ftyp")) {
            return Optional.empty();
        }
        boolean heif = false;
        for (int at = 8; at + 4 <= head.length; at += at == 8 ? 8 : 4) {
            String brand = new String(head, at, 4, StandardCharsets.ISO_8859_1);
            if (AVIF_BRANDS.contains(brand)) {
                return Optional.of(Format.AVIF);
            }
            heif |= HEIF_BRANDS.contains(brand);
        }
        return heif ? Optional.of(Format.HEIF) : Optional.empty();
    }

    private static boolean says(byte[] head, int at, String ascii) {
        return matches(head, at, ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean starts(byte[] head, int at, String hex) {
        return matches(head, at, HexFormat.of().parseHex(hex));
    }

    private static boolean matches(byte[] head, int at, byte[] bytes) {
        return head.length >= at + bytes.length && Arrays.equals(head, at, at + bytes.length, bytes, 0, bytes.length);
    }
}
