package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.codec.LeftOut;
import io.azulejo.imaging.codec.MetadataKind;
import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.metadata.FoundExif;
import io.azulejo.imaging.codec.metadata.GeoTags;
import io.azulejo.imaging.codec.metadata.IccProfile;
import io.azulejo.imaging.codec.metadata.ImageResources;
import io.azulejo.imaging.codec.metadata.Xmp;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/** Collects what a directory says beside the pixels. For one thread. */
final class TiffMetadata {
    /**
     * Tags of a TIFF's own directory that EXIF has there too (EXIF 2.3, section 4.6.4), those that Windows adds, and the
     * number of the page.
     */
    private static final Set<Integer> DESCRIPTIVE = Set.of(
            11,
            269,
            270,
            271,
            272,
            TiffTags.ORIENTATION,
            285,
            297,
            305,
            306,
            315,
            316,
            318,
            319,
            18246,
            18249,
            33432,
            TiffTags.EXIF,
            TiffTags.GPS,
            40091,
            40092,
            40093,
            40094,
            40095);

    private final TiffFile file;
    private final TiffDirectory directory;
    private final Findings findings;

    TiffMetadata(TiffFile file, TiffDirectory directory, Findings findings) {
        this.file = file;
        this.directory = directory;
        this.findings = findings;
    }

    /** Whether a tag describes the picture and not how it is stored. */
    static boolean descriptive(int tag) {
        return DESCRIPTIVE.contains(tag);
    }

    /** How the stored pixels are to be turned. */
    static int orientation(TiffDirectory directory) throws IOException, PictureException {
        long stated = statedOrientation(directory);
        return stated >= 1 && stated <= 8 ? (int) stated : 1;
    }

    /** As libtiff reads it: one whole number of any type; 1 where none is stated, 0 where it is anything else. */
    private static long statedOrientation(TiffDirectory directory) throws IOException, PictureException {
        TiffDirectory.Entry entry = directory.entry(TiffTags.ORIENTATION);
        if (entry == null) {
            return 1;
        }
        boolean whole = switch (entry.type()) {
            case TiffFile.BYTE, TiffFile.SHORT, TiffFile.LONG, TiffFile.LONG8 -> entry.count() == 1;
            default -> false;
        };
        return whole ? directory.number(TiffTags.ORIENTATION, 1) : 0;
    }

    /** A profile for so many stored colours; one that does not fit is left out with a note. */
    Optional<byte[]> icc(int colours) throws PictureException, IOException {
        return IccProfile.fitting(block(TiffTags.ICC, "ICC profile"), colours, findings);
    }

    /** What was found, for the upright picture, with a given profile. */
    Metadata metadata(Optional<byte[]> icc) throws PictureException, IOException {
        int orientation = orientation(directory);
        if (directory.has(TiffTags.C2PA)) {
            findings.note(MetadataKind.CREDENTIALS.note());
        }
        noteOthers();
        Optional<byte[]> photoshop = block(TiffTags.PHOTOSHOP, "Photoshop's block");
        return new Metadata(
                icc,
                exif(orientation),
                Xmp.upright(block(TiffTags.XMP, "XMP"), orientation, findings),
                block(TiffTags.IPTC, "IPTC").or(() -> photoshop.flatMap(ImageResources::iptc)),
                photoshop.flatMap(resources -> ImageResources.others(resources, orientation != 1)),
                geo(orientation),
                resolution().map(stated -> stated.turned(orientation)));
    }

    /** Tags that are neither carried over nor about how the picture is stored. */
    private void noteOthers() {
        LeftOut others = new LeftOut(MetadataKind.TAGS);
        for (int tag : directory.tags()) {
            if (!descriptive(tag) && !TiffTags.known(tag) && !GeoTags.has(tag) && !GeoTags.notKept(tag)) {
                others.add(Integer.toString(tag));
            }
        }
        others.note(findings);
    }

    private Optional<byte[]> geo(int orientation) throws PictureException, IOException {
        if (directory.tags().stream().anyMatch(GeoTags::notKept)) {
            findings.note(MetadataKind.INTERGRAPH.note());
        }
        List<TiffField> fields = fields(GeoTags::has);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        if (orientation != 1) {
            findings.note("GeoTIFF tags left out: they speak of the picture before it was turned");
            return Optional.empty();
        }
        return Optional.of(TiffField.stream(fields, new byte[0]));
    }

    /** The tags that EXIF has too; where nothing but an orientation is there, only if it was not applied. */
    private Optional<byte[]> exif(int orientation) throws PictureException, IOException {
        List<TiffField> fields = fields(TiffMetadata::descriptive);
        boolean applied = orientation != 1 || statedOrientation(directory) == 1;
        FoundExif exif = new FoundExif(findings);
        if (fields.stream().anyMatch(field -> field.tag() != TiffTags.ORIENTATION || !applied)) {
            exif.take(TiffField.stream(fields, new byte[0]), false);
        }
        return exif.upright(orientation);
    }

    private List<TiffField> fields(IntPredicate wanted) throws PictureException, IOException {
        return TiffField.read(file, directory, wanted, 0, new int[] {IccProfile.MOST_BYTES});
    }

    private Optional<Resolution> resolution() throws PictureException, IOException {
        Optional<Double> x = optional(TiffTags.X_RESOLUTION);
        Optional<Double> y = optional(TiffTags.Y_RESOLUTION);
        long unit = directory.number(TiffTags.RESOLUTION_UNIT, 2);
        if (x.isEmpty() || y.isEmpty() || (unit == 1 && x.equals(y))) {
            return Optional.empty();
        }
        double perMetre = unit == 2 ? 1 / Resolution.INCH : unit == 3 ? 100 : 1;
        return Optional.of(new Resolution(x.get() * perMetre, y.get() * perMetre, unit == 2 || unit == 3));
    }

    private Optional<Double> optional(int tag) throws PictureException, IOException {
        try {
            return directory.ratio(tag);
        } catch (PictureException e) {
            return leftOut(e, "resolution", Optional.empty());
        }
    }

    private Optional<byte[]> block(int tag, String name) throws PictureException, IOException {
        try {
            Optional<byte[]> bytes = directory.bytes(tag, IccProfile.MOST_BYTES);
            if (bytes.isEmpty() && directory.has(tag)) {
                findings.report(
                        Strictness.WARNING,
                        FailureKind.CORRUPT,
                        "%s left out: of more than %d bytes".formatted(name, IccProfile.MOST_BYTES));
            }
            return bytes;
        } catch (PictureException e) {
            return leftOut(e, name, Optional.empty());
        }
    }

    private <T> T leftOut(PictureException e, String name, T instead) throws PictureException {
        if (e.kind() == FailureKind.TIMEOUT) {
            throw e;
        }
        findings.report(Strictness.WARNING, e.kind(), "%s left out: %s".formatted(name, e.getMessage()));
        return instead;
    }
}
