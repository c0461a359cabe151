package io.azulejo.pipeline;

import io.azulejo.pipeline.session.Sessions;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StorePaths;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FileSystem;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The one S3 endpoint of this module's tests, in this JVM: a bucket is a folder, and it tells what was asked of it. */
public final class TestBuckets {
    /** Bytes of a part of an upload to the bucket "parts": the least that the protocol knows. */
    public static final int PART = 5 << 20;

    private static final String KEY = "azulejo-test";
    private static final String SECRET = "azulejo-test-secret";
    private static final Told STORE = new Told(new FilesystemNio2BlobStore(folder().toString()));
    private static final URI ENDPOINT = started();

    private TestBuckets() {}

    /** What a person gives by {@code --conf} to reach it. */
    public static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "spark.hadoop.fs.s3a.endpoint",
                ENDPOINT.toString(),
                "spark.hadoop.fs.s3a.endpoint.region",
                "us-east-1",
                "spark.hadoop.fs.s3a.path.style.access",
                "true",
                "spark.hadoop.fs.s3a.access.key",
                KEY,
                "spark.hadoop.fs.s3a.secret.key",
                SECRET,
                "spark.hadoop.fs.s3a.aws.credentials.provider",
                "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider"));
        // Bucket "busy" is asked again soon and not for long.
        String busy = "spark.hadoop.fs.s3a.bucket.busy.";
        settings.put(busy + "attempts.maximum", "2");
        settings.put(busy + "retry.limit", "3");
        settings.put(busy + "retry.interval", "5ms");
        settings.put(busy + "retry.throttle.limit", "3");
        settings.put(busy + "retry.throttle.interval", "5ms");
        // Bucket "parts" is written in the shortest parts that there are.
        settings.put("spark.hadoop.fs.s3a.bucket.parts.multipart.size", Integer.toString(PART));
        return settings;
    }

    public static URI endpoint() {
        return ENDPOINT;
    }

    /** Makes a bucket if there is none of that name; gives {@code s3a://name}. */
    public static String bucket(String name) {
        try {
            STORE.createContainer(CreateBucketRequest.builder().bucket(name).build());
        } catch (BucketAlreadyOwnedByYouException e) {
            // It is there.
        }
        return "s3a://" + name;
    }

    /** Puts an object, or one in the place of another. */
    public static void put(String place, byte[] content) throws IOException {
        org.apache.hadoop.fs.Path path = StorePaths.parse(place);
        Store.of(path, Sessions.stores(settings())).publish(new ByteArrayInputStream(content), path);
    }

    /** The paths of all objects below a place, sorted. */
    public static List<String> objects(String place) throws IOException {
        org.apache.hadoop.fs.Path root = StorePaths.parse(place);
        List<String> paths = new ArrayList<>();
        FileSystem files = root.getFileSystem(Sessions.stores(settings()));
        var found = files.listFiles(root, true);
        while (found.hasNext()) {
            paths.add(StorePaths.relative(root, found.next().getPath()));
        }
        paths.sort(null);
        return paths;
    }

    /** Forgets what was asked, and is never busy again. */
    public static void reset() {
        STORE.fetched.clear();
        STORE.copied.clear();
        STORE.busy.clear();
        STORE.looked.clear();
        STORE.busyAtLooks.clear();
        STORE.refusedUploads.clear();
        STORE.refusedParts.clear();
        STORE.unnamed.clear();
    }

    /** Answers 503 to so many requests for the content of objects whose keys end so. */
    public static void busy(String key, int times) {
        STORE.busy.put(key, new AtomicInteger(times));
    }

    /** Answers 503 to so many questions whether there are objects whose keys end so. */
    public static void busyAtLooks(String key, int times) {
        STORE.busyAtLooks.put(key, new AtomicInteger(times));
    }

    /** Answers 403 to whoever begins an upload in parts to an object whose key ends so. */
    public static void refuseUploads(String key) {
        STORE.refusedUploads.add(key);
    }

    /** Answers 403 to every part, but the first, of an object whose key ends so. */
    public static void refuseLaterParts(String key) {
        STORE.refusedParts.add(key);
    }

    /** Gives no etag with the content, or when asked about it, of an object whose key ends so. */
    public static void withoutEtag(String key) {
        STORE.unnamed.add(key);
    }

    /** The keys that were looked for since the last reset. */
    public static List<String> looked() {
        return List.copyOf(STORE.looked);
    }

    /** The keys whose content was asked for since the last reset. */
    public static List<String> fetched() {
        return List.copyOf(STORE.fetched);
    }

    /** The keys that were copied, which is what a rename comes to, since the last reset. */
    public static List<String> copied() {
        return List.copyOf(STORE.copied);
    }

    /** The keys of uploads that were begun and neither completed nor given up. */
    public static List<String> pending(String bucket) {
        return STORE.listMultipartUploads(bucket).stream()
                .map(upload -> upload.key())
                .toList();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("azulejo-buckets-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI started() {
        try {
            S3Proxy proxy = S3Proxy.builder()
                    .blobStore(STORE)
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
                    .ignoreUnknownHeaders(true)
                    .build();
            proxy.start();
            return URI.create("http://127.0.0.1:" + proxy.getPort());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps the keys of what is asked for. */
    private static final class Told extends ForwardingBlobStore {
        private final List<String> fetched = new CopyOnWriteArrayList<>();
        private final List<String> copied = new CopyOnWriteArrayList<>();
        private final List<String> looked = new CopyOnWriteArrayList<>();
        private final Map<String, AtomicInteger> busy = new ConcurrentHashMap<>();
        private final Map<String, AtomicInteger> busyAtLooks = new ConcurrentHashMap<>();
        private final List<String> refusedUploads = new CopyOnWriteArrayList<>();
        private final List<String> refusedParts = new CopyOnWriteArrayList<>();
        private final List<String> unnamed = new CopyOnWriteArrayList<>();

        Told(BlobStore store) {
            super(store);
        }

        @Override
        public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
            fetched.add(request.key());
            refuse(busy, request.key());
            ResponseInputStream<GetObjectResponse> blob = super.getBlob(request);
            return unnamed.stream().anyMatch(request.key()::endsWith)
                    ? new ResponseInputStream<>(
                            blob.response().toBuilder().eTag(null).build(), AbortableInputStream.create(blob))
                    : blob;
        }

        @Override
        public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
            looked.add(request.key());
            refuse(busyAtLooks, request.key());
            HeadObjectResponse told = super.blobMetadata(request);
            return told != null && unnamed.stream().anyMatch(request.key()::endsWith)
                    ? told.toBuilder().eTag(null).build()
                    : told;
        }

        @Override
        public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
            deny(refusedUploads, request.key());
            return super.initiateMultipartUpload(request);
        }

        @Override
        public UploadPartResponse uploadMultipartPart(
                MultipartUpload upload, UploadPartRequest request, InputStream content) {
            // Read first: who is cut off while sending does not see the answer, and sends again for minutes.
            UploadPartResponse kept = super.uploadMultipartPart(upload, request, content);
            if (request.partNumber() > 1) {
                deny(refusedParts, request.key());
            }
            return kept;
        }

        private static void refuse(Map<String, AtomicInteger> busy, String asked) {
            busy.forEach((key, times) -> {
                if (asked.endsWith(key) && times.getAndDecrement() > 0) {
                    throw refusal(503, "SlowDown", "Please reduce your request rate.");
                }
            });
        }

        private static void deny(List<String> denied, String asked) {
            if (denied.stream().anyMatch(asked::endsWith)) {
                throw refusal(403, "AccessDenied", "Access Denied.");
            }
        }

        private static AwsServiceException refusal(int status, String code, String message) {
            return S3Exception.builder()
                    .statusCode(status)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode(code)
                            .errorMessage(message)
                            .build())
                    .build();
        }

        @Override
        public CopyObjectResponse copyBlob(CopyObjectRequest request) {
            copied.add(request.sourceKey());
            return super.copyBlob(request);
        }
    }
}
