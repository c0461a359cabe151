package io.azulejo.pipeline.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The first look at an object store. Later requests are patient, because a store that is busy answers again; the first
 * one is not, because a wrong name, key or address stays wrong however long a person waits.
 */
public final class StoreAccess {
    /** Of the first look only, and only where a person has not set another. */
    private static final Map<String, String> IMPATIENT = Map.of(
            "fs.s3a.attempts.maximum", "1",
            "fs.s3a.retry.limit", "1",
            "fs.s3a.retry.throttle.limit", "5",
            "fs.s3a.connection.establish.timeout", "15s",
            "fs.s3a.connection.timeout", "30s");

    /** What brings a scheme to Hadoop. */
    private static final Map<String, String> CONNECTORS = Map.of(
            "s3a", "hadoop-aws",
            "abfs", "hadoop-azure",
            "abfss", "hadoop-azure",
            "gs", "hadoop-gcp");

    private static final Pattern NO_CREDENTIALS = Pattern.compile("NoAwsCredentialsException|NoAuthWithAWSException");

    /** As Hadoop keeps one client a store, one look is enough. */
    private static final Set<String> REACHED = ConcurrentHashMap.newKeySet();

    private StoreAccess() {}

    /**
     * The file system that holds a place, looked at once where it is an object store. Safe for many threads.
     *
     * @throws IOException if it cannot be reached: the message says for a person what was found and what to check
     */
    public static FileSystem files(Path place, Configuration configuration) throws IOException {
        try {
            String store = place.toUri().getScheme() + "://" + place.toUri().getAuthority();
            if ("s3a".equals(place.toUri().getScheme()) && !REACHED.contains(store)) {
                look(place, configuration);
                REACHED.add(store);
            }
            return place.getFileSystem(configuration);
        } catch (IOException | RuntimeException e) {
            throw new IOException(reason(e, place, configuration), e);
        }
    }

    private static void look(Path place, Configuration configuration) throws IOException {
        Configuration impatient = new Configuration(configuration);
        IMPATIENT.forEach((key, value) -> {
            if (bySomeDefault(configuration, key)) {
                impatient.set(key, value);
            }
        });
        try (FileSystem files = FileSystem.newInstance(place.toUri(), impatient)) {
            if (place.isRoot()) {
                // The status of a bucket is made up without asking anyone; its first page is not.
                files.listStatusIterator(place).hasNext();
            } else {
                files.getFileStatus(place);
            }
        } catch (FileNotFoundException e) {
            // The store answered, and that is all that was asked.
        }
    }

    private static boolean bySomeDefault(Configuration configuration, String key) {
        String[] sources = configuration.getPropertySources(key);
        return sources == null || sources.length == 0 || sources[sources.length - 1].endsWith("-default.xml");
    }

    /** Why a store did not do what was asked, in one line for a person. */
    public static String reason(Exception failure, Path place, Configuration configuration) {
        String scheme = place.toUri().getScheme();
        String bucket = place.toUri().getAuthority();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClassNotFoundException) {
                return "this Spark cannot read %s: start it with the %s of its own Hadoop version"
                        .formatted(scheme, CONNECTORS.getOrDefault(scheme, "connector"));
            }
            if ("s3a".equals(scheme)) {
                Optional<String> known = known(cause, bucket, endpoint(bucket, configuration));
                if (known.isPresent()) {
                    return known.get();
                }
            }
        }
        if (failure instanceof UnwritableException unwritable) {
            return unwritable.reason();
        }
        if (failure instanceof FileSystemException) {
            return UnwritableException.reason(failure);
        }
        String message = failure.getMessage();
        return message == null
                ? "the store refused without a word"
                : message.lines().findFirst().orElse("");
    }

    private static String endpoint(String bucket, Configuration configuration) {
        String all = configuration.getTrimmed("fs.s3a.endpoint", "");
        String endpoint = configuration.getTrimmed("fs.s3a.bucket.%s.endpoint".formatted(bucket), all);
        return endpoint.isEmpty() ? "Amazon S3" : endpoint;
    }

    private static Optional<String> known(Throwable cause, String bucket, String at) {
        // By name, because a cluster without object storage has no such classes.
        if (cause.getClass().getSimpleName().equals("UnknownStoreException")) {
            return Optional.of("there is no bucket %s at %s: check the name, and spark.hadoop.fs.s3a.endpoint"
                    .formatted(bucket, at));
        }
        if (cause.getClass().getSimpleName().equals("AWSServiceThrottledException")) {
            return Optional.of("%s is busy and does not answer: try again later".formatted(at));
        }
        if (cause instanceof AccessDeniedException) {
            return Optional.of(refused(cause, bucket, at));
        }
        boolean silent = cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException
                || cause instanceof InterruptedIOException;
        return silent
                ? Optional.of("%s does not answer: check spark.hadoop.fs.s3a.endpoint, and the network".formatted(at))
                : Optional.empty();
    }

    private static String refused(Throwable cause, String bucket, String at) {
        boolean none =
                NO_CREDENTIALS.matcher(String.valueOf(cause.getMessage())).find();
        return (none ? "no credentials for bucket %s at %s were found" : "%2$s refused the credentials for bucket %1$s")
                        .formatted(bucket, at)
                + ": check spark.hadoop.fs.s3a.access.key and .secret.key, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
                + (none ? "" : ", and what that key may do");
    }
}
