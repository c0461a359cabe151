package io.azulejo.imaging.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a file's first bytes stand for. */
final class Signatures {
    /** A format and the bytes, as text of ISO 8859-1, that its files have at a place. */
    private record Magic(Format format, int at, String bytes) {
        static Magic hex(Format format, String hex) {
            return new Magic(format, 0, new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1));
        }

        static Magic text(Format format, String text) {
            return new Magic(format, 0, text);
        }
    }

    /** In this order: camera raws in TIFF's clothes come before TIFF, JPEG-LS before JPEG. */
    private static final List<Magic> MAGICS = List.of(
            Magic.hex(Format.PNG, "89504e47"),
            Magic.hex(Format.JPEG_LS, "ffd8fff7"),
            Magic.hex(Format.JPEG, "ffd8ff"),
            // Canon's CR2, Fujifilm, Olympus, Panasonic, Sigma, Minolta, Canon's CRW.
            Magic.hex(Format.CAMERA_RAW, "49492a00100000004352"),
            Magic.text(Format.CAMERA_RAW, "FUJIFILMCCD-RAW"),
            Magic.text(Format.CAMERA_RAW, "IIRO"),
            Magic.text(Format.CAMERA_RAW, "IIRS"),
            Magic.text(Format.CAMERA_RAW, "MMOR"),
            Magic.text(Format.CAMERA_RAW, "IIU\0"),
            Magic.text(Format.CAMERA_RAW, "FOVb"),
            Magic.text(Format.CAMERA_RAW, "\0MRM"),
            new Magic(Format.CAMERA_RAW, 6, "HEAPCCDR"),
            Magic.hex(Format.TIFF, "49492a00"),
            Magic.hex(Format.TIFF, "4d4d002a"),
            Magic.hex(Format.TIFF, "49492b00"),
            Magic.hex(Format.TIFF, "4d4d002b"),
            Magic.text(Format.GIF, "GIF87a"),
            Magic.text(Format.GIF, "GIF89a"),
            Magic.hex(Format.JPEG2000, "0000000c6a5020200d0a870a"),
            Magic.hex(Format.JPEG2000, "ff4fff51"),
            Magic.hex(Format.JPEG_XL, "0000000c4a584c200d0a870a"),
            Magic.hex(Format.JPEG_XL, "ff0a"),
            Magic.hex(Format.JPEG_XR, "4949bc"),
            Magic.text(Format.PSD, "8BPS"),
            Magic.text(Format.XCF, "gimp xcf "),
            Magic.hex(Format.PCX, "b168de3a"),
            Magic.hex(Format.SUN_RASTER, "59a66a95"),
            Magic.hex(Format.EXR, "762f3101"),
            Magic.text(Format.RADIANCE, "#?RADIANCE"),
            Magic.text(Format.RADIANCE, "#?RGBE"),
            Magic.text(Format.DDS, "DDS |\0\0\0"),
            Magic.text(Format.QOI, "qoif"),
            Magic.text(Format.FITS, "SIMPLE  ="),
            Magic.text(Format.DPX, "SDPX"),
            Magic.text(Format.DPX, "XPDS"),
            Magic.hex(Format.CINEON, "802a5fd7"),
            Magic.hex(Format.CINEON, "d75f2a80"),
            Magic.hex(Format.MNG, "8a4d4e470d0a1a0a"),
            Magic.hex(Format.MNG, "8b4a4e470d0a1a0a"),
            Magic.text(Format.DJVU, "AT&TFORM"),
            Magic.text(Format.MRSID, "msid"),
            new Magic(Format.DICOM, 128, "DICM"));

    private static final Set<String> HEIF_BRANDS =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1", "mif2");
    private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis");
    private static final int TGA_HEADER_BYTES = 18;
    private static final int ICON_HEADER_BYTES = 22;

    private Signatures() {}

    static Optional<Format> format(byte[] head) {
        if (phaseOne(head)) {
            return Optional.of(Format.CAMERA_RAW);
        }
        for (Magic magic : MAGICS) {
            if (says(head, magic.at(), magic.bytes())) {
                return Optional.of(magic.format());
            }
        }
        if (head.length == 2 && starts(head, 0, "ffd8")) {
            return Optional.of(Format.JPEG);
        }
        if (says(head, 0, "RIFF") && says(head, 8, "WEBP")) {
            return Optional.of(Format.WEBP);
        }
        if (bitmap(head)) {
            return Optional.of(Format.BMP);
        }
        if (anymap(head)) {
            return Optional.of(Format.PNM);
        }
        if (icon(head)) {
            return Optional.of(Format.ICO);
        }
        if (pcx(head)) {
            return Optional.of(Format.PCX);
        }
        if (sgi(head)) {
            return Optional.of(Format.SGI);
        }
        return targa(head) ? Optional.of(Format.TGA) : brand(head);
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

    /** IIQ: a TIFF whose first directory does not stand at once behind its header. */
    private static boolean phaseOne(byte[] head) {
        return (starts(head, 0, "49492a00") && says(head, 8, "IIII"))
                || (starts(head, 0, "4d4d002a") && says(head, 8, "MMMM"));
    }

    /** "BM" begins many a text: the length of the information header must be one that BMP has. */
    private static boolean bitmap(byte[] head) {
        return says(head, 0, "BM")
                && head.length >= 18
                && head[14] >= 12
                && head[14] <= 124
                && head[15] == 0
                && head[16] == 0
                && head[17] == 0;
    }

    /** P1 to P7, and the floats PF and Pf, whose width stands in a line of its own. */
    private static boolean anymap(byte[] head) {
        if (head.length < 3 || head[0] != 'P') {
            return false;
        }
        if (head[1] == 'F' || head[1] == 'f') {
            return head.length > 3 && head[2] == '\n' && Character.isDigit(head[3]);
        }
        return head[1] >= '1' && head[1] <= '7' && (Character.isWhitespace(head[2]) || head[2] == '#');
    }

    /** Kind 1 or 2, at least one entry, whose picture has bytes that lie behind all entries. */
    private static boolean icon(byte[] head) {
        if (head.length < ICON_HEADER_BYTES || !(starts(head, 0, "00000100") || starts(head, 0, "00000200"))) {
            return false;
        }
        ByteBuffer fields = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        int count = fields.getShort(4) & 0xffff;
        return count > 0 && head[9] == 0 && fields.getInt(14) > 0 && fields.getInt(18) >= 6 + 16 * count;
    }

    /** A version that there is, runs, and bits a plane that there are; no picture ends before it begins. */
    private static boolean pcx(byte[] head) {
        if (head.length < 12 || head[0] != 10 || head[1] < 0 || head[1] > 5 || head[1] == 1 || head[2] != 1) {
            return false;
        }
        ByteBuffer fields = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        return (head[3] == 1 || head[3] == 2 || head[3] == 4 || head[3] == 8)
                && (fields.getShort(4) & 0xffff) <= (fields.getShort(8) & 0xffff)
                && (fields.getShort(6) & 0xffff) <= (fields.getShort(10) & 0xffff);
    }

    private static boolean sgi(byte[] head) {
        return starts(head, 0, "01da")
                && head.length >= 6
                && (head[2] == 0 || head[2] == 1)
                && (head[3] == 1 || head[3] == 2)
                && head[4] == 0
                && head[5] >= 1
                && head[5] <= 3;
    }

    /** TGA has no first bytes of its own: all fields of its header must be such as it has (Truevision TGA 2.0). */
    private static boolean targa(byte[] head) {
        if (head.length < TGA_HEADER_BYTES || (head[1] != 0 && head[1] != 1)) {
            return false;
        }
        int kind = head[2] & ~8;
        int depth = head[16];
        boolean indexed = kind == 1;
        boolean colours = kind == 2 && (depth == 15 || depth == 16 || depth == 24 || depth == 32);
        boolean greys = kind == 3 && (depth == 8 || depth == 16);
        boolean palette = head[1] == 1
                ? (head[7] == 15 || head[7] == 16 || head[7] == 24 || head[7] == 32) && (head[5] | head[6]) != 0
                : (head[3] | head[4] | head[5] | head[6] | head[7]) == 0;
        return palette
                && (indexed ? head[1] == 1 && (depth == 8 || depth == 16) : colours || greys)
                && (head[12] | head[13]) != 0
                && (head[14] | head[15]) != 0
                && (head[17] & 0xc0) == 0;
    }

    /** The brands of an ISO base media file (ISO/IEC 14496-12, section 4.3): the major one, then the compatible ones. */
    private static Optional<Format> brand(byte[] head) {
        if (!says(head, 4, "ftyp")) {
            return Optional.empty();
        }
        if (says(head, 8, "crx ")) {
            return Optional.of(Format.CAMERA_RAW);
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

    private static boolean says(byte[] head, int at, String bytes) {
        return matches(head, at, bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean starts(byte[] head, int at, String hex) {
        return matches(head, at, HexFormat.of().parseHex(hex));
    }

    private static boolean matches(byte[] head, int at, byte[] bytes) {
        return head.length >= at + bytes.length && Arrays.equals(head, at, at + bytes.length, bytes, 0, bytes.length);
    }
}
