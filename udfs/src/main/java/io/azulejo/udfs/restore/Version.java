package io.azulejo.udfs.restore;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which build this is. */
public final class Version {
    /** Such as {@code 0.1.0}. */
    public static final String TEXT = read();

    /**
     * Which pixels equal options give: raised whenever they give others than before, by a mended decoder, say, or another
     * default. Part of what two runs that share a table must agree on.
     */
    public static final int PIXELS = 1;

    private Version() {}

    private static String read() {
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
