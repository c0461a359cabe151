package io.azulejo.pipeline.session;

import io.azulejo.pipeline.store.PlainLocalFileSystem;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.spark.sql.SparkSession;

/** Makes the Spark session of a command. */
public final class Sessions {
    private static final String HADOOP = "spark.hadoop.";
    private static final String OURS = "azulejo.";

    private Sessions() {}

    /** The settings that every run has unless a person says otherwise. */
    static Map<String, String> defaults() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spark.app.name", "azulejo");
        settings.put("spark.ui.enabled", "false");
        settings.put("spark.ui.showConsoleProgress", "false");
        settings.put("spark.sql.session.timeZone", "UTC");
        settings.put("spark.sql.shuffle.partitions", "16");
        settings.put("spark.sql.parquet.compression.codec", "zstd");
        // Spark's own default is a type that Parquet gave up and that carries no time zone.
        settings.put("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
        settings.put("spark.hadoop.fs.file.impl", PlainLocalFileSystem.class.getName());
        settings.put("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false");
        // On s3a a file is one upload that the end of the job completes: nothing is renamed, which there means copied.
        settings.put("spark.hadoop.fs.s3a.committer.name", "magic");
        // The default stream asks for every object's etag before it reads, and prints a trace for each that is not
        // there.
        settings.put("spark.hadoop.fs.s3a.input.stream.type", "classic");
        // Twenty doublings of a tenth of a second are a day: a picture that a busy store never gives has its row in a
        // minute.
        settings.put("spark.hadoop.fs.s3a.retry.throttle.limit", "8");
        // A store that names no version of an object is read all the same; where it does, a change is noticed.
        settings.put("spark.hadoop.fs.s3a.change.detection.version.required", "false");
        // What a killed run began to upload is swept with its folder, or it would be paid for and never seen.
        settings.put("spark.hadoop.fs.s3a.directory.operations.purge.uploads", "true");
        // Pictures are stored as they are encoded: a page check every hundred rows would hold a gigabyte of them.
        settings.put("spark.hadoop.parquet.page.size.row.check.min", "1");
        settings.put("spark.hadoop.parquet.page.size.row.check.max", "8");
        settings.put("spark.hadoop.parquet.block.size.row.check.min", "1");
        settings.put("spark.hadoop.parquet.block.size.row.check.max", "8");
        // Tables have a row a picture: to compile a query takes longer than to walk through its rows.
        settings.put("spark.sql.codegen.wholeStage", "false");
        settings.put("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        settings.put("spark.executorEnv.ORT_DISABLE_TELEMETRY", "1");
        return settings;
    }

    /**
     * The session of a command.
     *
     * @param master where to run; null for what spark-submit says, else all cores of this machine
     * @param conf a person's own settings, which win over all others
     */
    public static SparkSession open(String master, Map<String, String> conf) {
        // The builder of the class itself: that of the interface asks Scala's reflection which class there is, which
        // takes longer than all else that Spark does to start.
        var builder = org.apache.spark.sql.classic.SparkSession.builder();
        Map<String, String> settings = settings(conf, System.getProperties());
        settings.forEach(builder::config);
        boolean submitted = System.getProperty("spark.master") != null || settings.containsKey("spark.master");
        if (master != null) {
            builder.master(master);
        } else if (!submitted) {
            builder.master("local[*]");
        }
        return builder.getOrCreate();
    }

    /**
     * What a session is told beyond what it finds by itself: our defaults but for those that a system property sets,
     * which is where spark-submit puts its own {@code --conf} and spark-defaults.conf; and a person's settings.
     */
    static Map<String, String> settings(Map<String, String> conf, Properties system) {
        Map<String, String> settings = defaults();
        settings.keySet().removeAll(system.stringPropertyNames());
        settings.putAll(ours(conf));
        return settings;
    }

    /** Settings of our own travel as Hadoop's do, which is the way to executors. */
    private static Map<String, String> ours(Map<String, String> conf) {
        Map<String, String> settings = new LinkedHashMap<>();
        conf.forEach((name, value) -> settings.put(name.startsWith(OURS) ? HADOOP + name : name, value));
        return settings;
    }

    /** The store settings alone, for what is checked before there is a session. */
    public static Configuration stores(Map<String, String> conf) {
        nameUser();
        Configuration configuration = new Configuration();
        Map<String, String> settings = defaults();
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(HADOOP))
                .forEach(name -> settings.put(name, System.getProperty(name)));
        settings.putAll(ours(conf));
        settings.forEach((name, value) -> {
            if (name.startsWith(HADOOP)) {
                // So named, a default of ours is told from what a person asked for.
                String source = value.equals(defaults().get(name)) ? "azulejo-default.xml" : "a setting of the request";
                configuration.set(name.substring(HADOOP.length()), value, source);
            }
        });
        return configuration;
    }

    /** Hadoop asks the system who it runs as, and a container's user often has no name there. */
    private static void nameUser() {
        try {
            UserGroupInformation.getLoginUser();
        } catch (IOException e) {
            UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser("nameless"));
        }
    }
}
