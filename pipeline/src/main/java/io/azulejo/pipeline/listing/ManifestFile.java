package io.azulejo.pipeline.listing;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.common.record.Record;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StoredObject;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The lines of a manifest, as they are written: {@code .csv} with a line of names, {@code .parquet} (a file, or a folder
 * of files), and for every other name text with a URI a line, or what {@code sha256sum} prints (which is also BagIt's
 * {@code manifest-sha256.txt}).
 */
final class ManifestFile {
    private static final Pattern NAMED = Pattern.compile("(?i).*\\.(txt|csv|parquet)");
    private static final Pattern SUM_AND_PATH = Pattern.compile("(\\\\?)([0-9A-Fa-f]{64})[ \\t]+\\*?(.+)");
    private static final Pattern BAGIT = Pattern.compile("(?i)(tag)?manifest-sha256\\.txt");
    private static final Set<String> COLUMNS = Set.of("uri", "path", "sha256");
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int LONGEST_CELL = 1 << 16;

    private ManifestFile() {}

    /** Whether a file is a manifest by its name. */
    static boolean named(StoredObject file) {
        return !file.folder() && NAMED.matcher(file.name()).matches();
    }

    /**
     * Reads a manifest.
     *
     * @throws IOException with what is wrong with it, for a person
     */
    static List<ManifestLine> read(StoredObject file, Configuration configuration) throws IOException {
        String name = file.name().toLowerCase(Locale.ROOT);
        if (name.endsWith(".parquet") || file.folder()) {
            return parquet(file, configuration);
        }
        try (Reader reader = reader(file.place(), configuration)) {
            return name.endsWith(".csv")
                    ? csv(reader)
                    : text(new BufferedReader(reader), BAGIT.matcher(name).matches());
        } catch (CharacterCodingException e) {
            throw new IOException("it is neither UTF-8 nor UTF-16 with a byte order mark: save it as UTF-8", e);
        }
    }

    /**
     * UTF-8, or UTF-16 where its byte order mark says so, as spreadsheets write it. A decoder of its own, because the
     * usual one puts a question mark where a name cannot be read.
     */
    private static Reader reader(Path place, Configuration configuration) throws IOException {
        InputStream in =
                new BufferedInputStream(place.getFileSystem(configuration).open(place));
        in.mark(2);
        int mark = in.read() << 8 | in.read();
        in.reset();
        boolean wide = mark == 0xFEFF || mark == 0xFFFE;
        return new InputStreamReader(in, (wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8).newDecoder());
    }

    /** A name as the two writers of sums escape it: sha256sum with a backslash before the line, BagIt by RFC 8493, 2.1.3. */
    private static String named(String path, boolean escaped, boolean bagIt) {
        if (escaped) {
            return path.replace("\\n", "\n").replace("\\r", "\r").replace("\\\\", "\\");
        }
        return bagIt
                ? path.replaceAll("(?i)%0A", "\n").replaceAll("(?i)%0D", "\r").replace("%25", "%")
                : path;
    }

    private static List<ManifestLine> text(BufferedReader reader, boolean bagIt) throws IOException {
        List<ManifestLine> lines = new ArrayList<>();
        long number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            String told = (number == 1 ? unmarked(line) : line).strip();
            if (!told.isEmpty()) {
                Matcher sum = SUM_AND_PATH.matcher(told);
                lines.add(
                        sum.matches()
                                ? ManifestLine.of(
                                        number,
                                        named(sum.group(3), !sum.group(1).isEmpty(), bagIt),
                                        "",
                                        sum.group(2))
                                : ManifestLine.of(number, told, "", ""));
            }
        }
        return lines;
    }

    private static String unmarked(String line) {
        return !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK ? line.substring(1) : line;
    }

    private static List<ManifestLine> csv(Reader reader) throws IOException {
        try {
            return rows(reader);
        } catch (TextParsingException e) {
            throwCoding(e);
            throw new IOException("line %d cannot be read as CSV".formatted(e.getLineIndex() + 1), e);
        } catch (IllegalStateException e) {
            // What the parser makes of a reader that fails before the first line.
            throwCoding(e);
            throw new IOException("it cannot be read as CSV", e);
        }
    }

    private static List<ManifestLine> rows(Reader reader) throws IOException {
        CsvParserSettings settings = new CsvParserSettings();
        settings.setHeaderExtractionEnabled(true);
        settings.setLineSeparatorDetectionEnabled(true);
        settings.setDelimiterDetectionEnabled(true, ',', ';', '\t');
        settings.setMaxCharsPerColumn(LONGEST_CELL);
        settings.setCommentProcessingEnabled(false);
        settings.setNormalizeLineEndingsWithinQuotes(false);
        CsvParser parser = new CsvParser(settings);
        try {
            List<ManifestLine> lines = new ArrayList<>();
            parser.beginParsing(reader);
            List<String> names = names(parser.getRecordMetadata().headers());
            columns(names);
            boolean own = OwnList.known(names);
            for (Record row = parser.parseNextRecord(); row != null; row = parser.parseNextRecord()) {
                long number = parser.getContext().currentLine();
                String uri = cell(row, names, "uri");
                String path = cell(row, names, "path");
                String sha256 = cell(row, names, "sha256");
                lines.add(
                        own
                                ? new ManifestLine(number, uri, OwnList.unguarded(path), sha256)
                                : ManifestLine.of(number, uri, path, sha256));
            }
            return lines;
        } finally {
            parser.stopParsing();
        }
    }

    private static void throwCoding(RuntimeException parsing) throws CharacterCodingException {
        for (Throwable cause = parsing.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException coding) {
                throw coding;
            }
        }
    }

    private static List<String> names(String[] headers) {
        return headers == null
                ? List.of()
                : Arrays.stream(headers)
                        .map(name -> name == null ? "" : name.strip().toLowerCase(Locale.ROOT))
                        .toList();
    }

    private static void columns(List<String> names) throws IOException {
        if (!names.contains("uri") && !names.contains("path")) {
            throw new IOException("it has no column uri or path, but %s"
                    .formatted(names.isEmpty() ? "nothing" : String.join(", ", names)));
        }
    }

    private static String cell(Record row, List<String> names, String name) {
        int index = names.indexOf(name);
        String text = index < 0 ? null : row.getString(index);
        return text == null ? "" : text;
    }

    private static List<ManifestLine> parquet(StoredObject file, Configuration configuration) throws IOException {
        List<Path> parts = new ArrayList<>();
        parts(Store.of(file.place(), configuration), file, parts);
        if (parts.isEmpty()) {
            throw new IOException("it is a folder without Parquet files");
        }
        List<ManifestLine> lines = new ArrayList<>();
        for (Path part : parts) {
            parquet(part, configuration, lines);
        }
        return lines;
    }

    /** The files of a folder and of its partitions, without what begins as Spark's own notes do. */
    private static void parts(Store store, StoredObject at, List<Path> parts) throws IOException {
        if (!at.folder()) {
            parts.add(at.place());
            return;
        }
        List<StoredObject> children = new ArrayList<>(store.listed(at.place()));
        children.sort(Comparator.comparing(StoredObject::place));
        for (StoredObject child : children) {
            if (!child.name().startsWith("_") && !child.name().startsWith(".")) {
                parts(store, child, parts);
            }
        }
    }

    private static void parquet(Path place, Configuration configuration, List<ManifestLine> lines) throws IOException {
        InputFile file = HadoopInputFile.fromPath(place, configuration);
        try (ParquetReader<Group> reader = new Rows(file, wanted(file), configuration).build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                lines.add(ManifestLine.of(lines.size() + 1L, cell(row, "uri"), cell(row, "path"), cell(row, "sha256")));
            }
        } catch (RuntimeException e) {
            throw new IOException("%s cannot be read as Parquet: %s".formatted(place.getName(), e.getMessage()), e);
        }
    }

    /** The columns of ours alone: a table may hold pictures in others. */
    private static MessageType wanted(InputFile file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(file)) {
            MessageType schema = reader.getFooter().getFileMetaData().getSchema();
            columns(schema.getFields().stream().map(Type::getName).toList());
            return new MessageType(
                    schema.getName(),
                    schema.getFields().stream()
                            .filter(field -> COLUMNS.contains(field.getName()))
                            .toList());
        }
    }

    private static String cell(Group row, String name) {
        return row.getType().containsField(name) && row.getFieldRepetitionCount(name) > 0 ? row.getString(name, 0) : "";
    }

    /** Rows without a Spark session, which is made only for requests that can be carried out. */
    private static final class Rows extends ParquetReader.Builder<Group> {
        Rows(InputFile file, MessageType columns, Configuration configuration) {
            super(file);
            Configuration projected = new Configuration(configuration);
            projected.set(ReadSupport.PARQUET_READ_SCHEMA, columns.toString());
            withConf(projected);
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }
}
