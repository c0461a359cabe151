package io.azulejo.pipeline.listing;

/**
 * One picture as a manifest names it.
 *
 * @param number of its line or row, from 1
 * @param uri where it lies, as written
 * @param path its identity, as written; empty where the manifest leaves it to the URI
 * @param sha256 as written; empty where there is none
 */
record ManifestLine(long number, String uri, String path, String sha256) {

    /** From columns of which any may be missing: without a URI the path says where the picture lies. */
    static ManifestLine of(long number, String uri, String path, String sha256) {
        String name = text(path);
        String place = text(uri);
        return new ManifestLine(number, place.isEmpty() ? name : place, name, text(sha256));
    }

    private static String text(String value) {
        return value == null ? "" : value.strip();
    }
}
