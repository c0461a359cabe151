package io.azulejo.pipeline.listing;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.common.record.Record;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * The lines of a manifest, as they are written: {@code .csv} with a line of names, {@code .parquet} (a file, or a folder
 * of files), and for every other name text with a URI a line, or what {@code sha256sum} prints (which is also BagIt's
 * {@code manifest-sha256.txt}).
 */
final class ManifestFile {
    private static final Pattern NAMED = Pattern.compile("(?i).*\\.(txt|csv|parquet)");
    private static final Pattern SUM_AND_PATH = Pattern.compile("([0-9A-Fa-f]{64})[ \\t]+\\*?(.+)");
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int LONGEST_CELL = 1 << 16;

    private ManifestFile() {}

    /** Whether a file is a manifest by its name. */
    static boolean named(FileStatus file) {
        return file.isFile() && NAMED.matcher(file.getPath().getName()).matches();
    }

    /**
     * Reads a manifest.
     *
     * @throws IOException with what is wrong with it, for a person
     */
    static List<ManifestLine> read(FileStatus file, Configuration configuration) throws IOException {
        String name = file.getPath().getName().toLowerCase(Locale.ROOT);
        if (name.endsWith(".parquet") || file.isDirectory()) {
            return parquet(file, configuration);
        }
        try (Reader reader = reader(file.getPath(), configuration)) {
            return name.endsWith(".csv") ? csv(reader) : text(new BufferedReader(reader));
        } catch (CharacterCodingException e) {
            throw new IOException("it is not UTF-8 text", e);
        }
    }

    /** A decoder of its own, because the usual one puts a question mark where a name cannot be read. */
    private static Reader reader(Path place, Configuration configuration) throws IOException {
        return new InputStreamReader(
                place.getFileSystem(configuration).open(place), StandardCharsets.UTF_8.newDecoder());
    }

    private static List<ManifestLine> text(BufferedReader reader) throws IOException {
        List<ManifestLine> lines = new ArrayList<>();
        long number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            String told = (number == 1 ? unmarked(line) : line).strip();
            if (!told.isEmpty()) {
                Matcher sum = SUM_AND_PATH.matcher(told);
                lines.add(
                        sum.matches()
                                ? ManifestLine.of(number, sum.group(2), "", sum.group(1))
                                : ManifestLine.of(number, told, "", ""));
            }
        }
        return lines;
    }

    private static String unmarked(String line) {
        return !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK ? line.substring(1) : line;
    }

    private static List<ManifestLine> csv(Reader reader) throws IOException {
        CsvParserSettings settings = new CsvParserSettings();
        settings.setHeaderExtractionEnabled(true);
        settings.setLineSeparatorDetectionEnabled(true);
        settings.setDelimiterDetectionEnabled(true, ',', ';', '\t');
        settings.setMaxCharsPerColumn(LONGEST_CELL);
        CsvParser parser = new CsvParser(settings);
        try {
            List<ManifestLine> lines = new ArrayList<>();
            parser.beginParsing(reader);
            List<String> names = names(parser.getRecordMetadata().headers());
            columns(names);
            for (Record row = parser.parseNextRecord(); row != null; row = parser.parseNextRecord()) {
                lines.add(ManifestLine.of(
                        parser.getContext().currentLine(),
                        cell(row, names, "uri"),
                        cell(row, names, "path"),
                        cell(row, names, "sha256")));
            }
            return lines;
        } catch (TextParsingException e) {
            if (e.getCause() instanceof CharacterCodingException coding) {
                throw coding;
            }
            throw new IOException("line %d cannot be read as CSV".formatted(e.getLineIndex() + 1), e);
        } finally {
            parser.stopParsing();
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
        return index < 0 ? "" : row.getString(index);
    }

    private static List<ManifestLine> parquet(FileStatus file, Configuration configuration) throws IOException {
        FileSystem files = file.getPath().getFileSystem(configuration);
        List<ManifestLine> lines = new ArrayList<>();
        for (FileStatus part : file.isDirectory() ? files.listStatus(file.getPath()) : new FileStatus[] {file}) {
            String name = part.getPath().getName();
            if (part.isFile() && !name.startsWith("_") && !name.startsWith(".")) {
                parquet(part.getPath(), configuration, lines);
            }
        }
        return lines;
    }

    private static void parquet(Path place, Configuration configuration, List<ManifestLine> lines) throws IOException {
        try (ParquetReader<Group> reader = new Rows(place, configuration).build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                columns(row.getType().getFields().stream()
                        .map(field -> field.getName())
                        .toList());
                lines.add(ManifestLine.of(lines.size() + 1L, cell(row, "uri"), cell(row, "path"), cell(row, "sha256")));
            }
        } catch (RuntimeException e) {
            throw new IOException("%s cannot be read as Parquet: %s".formatted(place.getName(), e.getMessage()), e);
        }
    }

    private static String cell(Group row, String name) {
        return row.getType().containsField(name) && row.getFieldRepetitionCount(name) > 0 ? row.getString(name, 0) : "";
    }

    /** Rows without a Spark session, which is made only for requests that can be carried out. */
    private static final class Rows extends ParquetReader.Builder<Group> {
        Rows(Path place, Configuration configuration) throws IOException {
            super(HadoopInputFile.fromPath(place, configuration));
            withConf(configuration);
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }
}
