package io.azulejo.pipeline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.azulejo.pipeline.TestBuckets;
import io.azulejo.pipeline.session.Sessions;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first look at a store that cannot be had. Every test asks for a bucket of its own: a client is kept a bucket. */
class StoreAccessTest {
    private final Map<String, String> settings = TestBuckets.settings();

    private String refused(String place) {
        return assertThrows(
                        IOException.class, () -> StoreAccess.files(StorePaths.parse(place), Sessions.stores(settings)))
                .getMessage();
    }

    @Test
    void aBucketThatIsNotThereIsNamed() {
        assertEquals(
                "there is no bucket nowhere at %s: check the name, and spark.hadoop.fs.s3a.endpoint"
                        .formatted(TestBuckets.endpoint()),
                refused("s3a://nowhere/scans"));
    }

    @Test
    void aBucketThatIsNotThereIsNamedAlsoWithoutAFolder() {
        assertEquals(
                "there is no bucket nowhere-else at %s: check the name, and spark.hadoop.fs.s3a.endpoint"
                        .formatted(TestBuckets.endpoint()),
                refused("s3a://nowhere-else"));
    }

    @Test
    void credentialsThatAreRefusedAreSaidToBe() {
        TestBuckets.bucket("locked");
        settings.put("spark.hadoop.fs.s3a.secret.key", "wrong");
        assertEquals(
                "%s refused the credentials for bucket locked: check spark.hadoop.fs.s3a.access.key and .secret.key, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and what that key may do"
                        .formatted(TestBuckets.endpoint()),
                refused("s3a://locked/scans"));
    }

    @Test
    void credentialsThatAreNotGivenAreAskedFor() {
        settings.put("spark.hadoop.fs.s3a.access.key", "");
        assertEquals(
                "no credentials for bucket keyless at %s were found: check spark.hadoop.fs.s3a.access.key and .secret.key, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
                        .formatted(TestBuckets.endpoint()),
                refused("s3a://keyless/scans"));
    }

    @Test
    void anEndpointThatDoesNotAnswerIsNamed() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        settings.put("spark.hadoop.fs.s3a.endpoint", "http://127.0.0.1:" + port);
        assertEquals(
                "http://127.0.0.1:%d does not answer: check spark.hadoop.fs.s3a.endpoint, and the network"
                        .formatted(port),
                refused("s3a://silent/scans"));
    }

    @Test
    void aSchemeWithoutAStoreIsRefused() {
        assertEquals("No FileSystem for scheme \"gopher\"", refused("gopher://host/scans"));
    }

    @ParameterizedTest
    @CsvSource({"abfs, hadoop-azure", "abfss, hadoop-azure", "gs, hadoop-gcp"})
    void aSchemeWhoseConnectorIsNotHereNamesThatConnector(String scheme, String connector) {
        assertEquals(
                "this Spark cannot read %s: start it with the %s of its own Hadoop version"
                        .formatted(scheme, connector),
                refused(scheme + "://archive/scans"));
    }

    @Test
    void aStoreThatAnswersIsReachedAlsoWhereTheFolderIsNotThereYet() throws Exception {
        String place = TestBuckets.bucket("reached") + "/not/yet";
        assertEquals(
                "s3a",
                StoreAccess.files(StorePaths.parse(place), Sessions.stores(settings))
                        .getScheme());
    }

    /** A folder of a bucket that answers 503 to so many questions whether the folder is there. */
    private String busy(String bucket, int times) {
        TestBuckets.reset();
        TestBuckets.busyAtLooks(bucket, times);
        settings.put("spark.hadoop.fs.s3a.retry.throttle.interval", "1ms");
        return TestBuckets.bucket(bucket) + "/" + bucket;
    }

    @Test
    void aStoreThatIsBusyAtTheVeryFirstRequestIsAskedAgain() throws Exception {
        String place = busy("busy-at-first", 3);
        assertEquals(
                "s3a",
                StoreAccess.files(StorePaths.parse(place), Sessions.stores(settings))
                        .getScheme());
        assertEquals(4, TestBuckets.looked().size());
    }

    @Test
    void aStoreThatStaysBusyIsGivenUpAfterAFewTriesThoughOurDefaultOfLaterRequestsIsMore() {
        assertEquals(
                "%s is busy and does not answer: try again later".formatted(TestBuckets.endpoint()),
                refused(busy("busy-for-ever", Integer.MAX_VALUE)));
        assertEquals(asked(5), TestBuckets.looked().size());
    }

    @Test
    void howOftenABusyStoreIsAskedAgainIsAPersonsOwnToSet() {
        settings.put("spark.hadoop.fs.s3a.retry.throttle.limit", "2");
        refused(busy("busy-as-set", Integer.MAX_VALUE));
        assertEquals(asked(2), TestBuckets.looked().size());
    }

    /** Requests of a first try and so many more; each is sent once more by the client below Hadoop's. */
    private static int asked(int again) {
        return 2 * (1 + again);
    }
}
