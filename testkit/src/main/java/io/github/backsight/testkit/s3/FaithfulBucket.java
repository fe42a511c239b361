package io.github.backsight.testkit.s3;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// One bucket: its objects, and what its owner has set. All is guarded by the bucket itself.
///
/// The public methods are for tests, which thereby do what the console or another client would. They are many, and this
/// is the one place where a test finds them: hence the length.
public final class FaithfulBucket {
    /// The key that Amazon keeps for everybody.
    static final String DEFAULT_KEY = "arn:aws:kms:us-east-1:123456789012:alias/aws/s3";

    private static final String NIL = "00000000-0000-0000-0000-000000000000";

    /// What a bucket may keep of what is overwritten.
    enum Versioning {
        NEVER_ON,
        ENABLED,
        SUSPENDED
    }

    /// In which order versions of one key are listed.
    public enum Order {
        NEWEST_FIRST,
        /// As some servers do that are not Amazon's.
        OLDEST_FIRST
    }

    private final String name;
    private final SortedMap<String, List<StoredVersion>> objects =
            new TreeMap<>(Comparator.comparing(FaithfulBucket::bytes, Arrays::compareUnsigned));
    private final Map<String, PartUpload> uploads = new HashMap<>();
    private final Map<String, String> documents = new HashMap<>();
    private final Set<String> disabledKeys = new HashSet<>();
    private final Mishaps mishaps = new Mishaps();
    private Versioning versioning = Versioning.NEVER_ON;
    private Order order = Order.NEWEST_FIRST;
    private Optional<String> region = Optional.empty();
    private boolean mfaDelete;
    private boolean emptyPages;
    private boolean ignoresConditions;
    private Predicate<Permission> everybody = permission -> false;
    private boolean nilIds;
    private long mostBytesOfCopy = 5L << 30;

    FaithfulBucket(String name) {
        this.name = name;
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /// Lists versions in that order from now on.
    public synchronized void list(Order other) {
        order = other;
    }

    /// Answers every other list by a page that holds nothing and is not the last.
    public synchronized void listEmptyPages() {
        emptyPages = true;
    }

    /// Takes the headers of conditional writes and ignores them, as some servers do that are not Amazon's.
    public synchronized void ignoreConditions() {
        ignoresConditions = true;
    }

    /// Lets everybody do what `policy` says, as a bucket policy does whose principal is `*`.
    public synchronized void allowEverybody(Predicate<Permission> policy) {
        everybody = policy;
    }

    /// Calls the version `null` by a UUID of zeros in lists, as some servers do that are not Amazon's.
    public synchronized void listNullVersionsAsNil() {
        nilIds = true;
    }

    /// Answers the next conditional writes `409 ConditionalRequestConflict`, so many times.
    public synchronized void conflict(int times) {
        mishaps.conflict(times);
    }

    /// Answers the next copies and completed uploads `200` with an error inside, so many times, and does not do them.
    public synchronized void breakOff(int times) {
        mishaps.breakOff(times);
    }

    /// Takes no access lists any more: the owner owns all (`BucketOwnerEnforced`).
    public synchronized void enforceOwner() {
        documents.put(
                "ownershipControls",
                "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>");
    }

    /// Lets no access list make anything public (Block Public Access).
    public synchronized void blockPublicAccess() {
        documents.put(
                "publicAccessBlock",
                "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true"
                        + "</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true"
                        + "</RestrictPublicBuckets></PublicAccessBlockConfiguration>");
    }

    /// Takes access lists that make public, and gives nothing for them (one of the four settings of Block Public
    /// Access).
    public synchronized void ignorePublicAccessLists() {
        documents.put(
                "publicAccessBlock",
                "<PublicAccessBlockConfiguration><BlockPublicAcls>false</BlockPublicAcls><IgnorePublicAcls>true"
                        + "</IgnorePublicAcls></PublicAccessBlockConfiguration>");
    }

    /// Encrypts by that key what is written from now on without saying how.
    public synchronized void encryptBy(String key) {
        documents.put(
                "encryption",
                "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms"
                        + "</SSEAlgorithm><KMSMasterKeyID>" + key
                        + "</KMSMasterKeyID></ApplyServerSideEncryptionByDefault>"
                        + "</Rule></ServerSideEncryptionConfiguration>");
    }

    /// Nothing can be read or written by that key any more.
    public synchronized void disableKey(String key) {
        disabledKeys.add(key);
    }

    /// Lies in another region than the one that is asked.
    public synchronized void lieIn(String otherRegion) {
        region = Optional.of(otherRegion);
    }

    /// No version can be removed without a code.
    public synchronized void requireCodeForDeletion() {
        mfaDelete = true;
    }

    /// Sets the longest object that is copied in one go; 5 GiB at first.
    public synchronized void copyAtMost(long bytes) {
        mostBytesOfCopy = bytes;
    }

    /// Keeps `xml` as what a subresource answers, as in `lifecycle` or `replication`.
    public synchronized void set(String subresource, String xml) {
        documents.put(subresource, xml);
    }

    /// Moves a version to another storage class, as a lifecycle rule does: `GLACIER`, `DEEP_ARCHIVE`.
    public synchronized void move(String key, String version, String storageClass) {
        change(key, version, each -> each.inClass(storageClass));
    }

    /// Lets a version sink to a tier of `INTELLIGENT_TIERING`: `ARCHIVE_ACCESS`, `DEEP_ARCHIVE_ACCESS`.
    public synchronized void sink(String key, String version, String tier) {
        change(key, version, each -> each.inClass("INTELLIGENT_TIERING").inTier(Optional.of(tier)));
    }

    /// Forbids the removal of a version (Object Lock).
    public synchronized void lock(String key, String version) {
        change(key, version, each -> each.locked(true));
        documents.put(
                "object-lock",
                "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>");
    }

    /// Changes one byte of a version where it lies, and nothing that is kept beside it.
    public synchronized void damage(String key, String version, int at) {
        change(key, version, each -> each.damaged(at));
    }

    /// Dates a version as its source in another bucket, as replication does: its place in the list stays.
    public synchronized void date(String key, String version, Instant source) {
        change(key, version, each -> each.dated(source));
    }

    synchronized void change(String key, String version, UnaryOperator<StoredVersion> how) {
        versions(key).replaceAll(each -> each.id().equals(version) ? how.apply(each) : each);
    }

    String name() {
        return name;
    }

    SortedMap<String, List<StoredVersion>> objects() {
        return objects;
    }

    Map<String, PartUpload> uploads() {
        return uploads;
    }

    Map<String, String> documents() {
        return documents;
    }

    Versioning versioning() {
        return versioning;
    }

    void version(Versioning other) {
        versioning = other;
    }

    Order order() {
        return order;
    }

    Optional<String> kmsKey() {
        return Optional.ofNullable(documents.get("encryption"))
                .flatMap(xml -> Xml.text(Xml.parse(bytes(xml)), "KMSMasterKeyID"));
    }

    Optional<String> region() {
        return region;
    }

    boolean ownerEnforced() {
        return documents.getOrDefault("ownershipControls", "").contains("BucketOwnerEnforced");
    }

    boolean publicIgnored() {
        return documents.getOrDefault("publicAccessBlock", "").contains("<IgnorePublicAcls>true");
    }

    boolean publicBlocked() {
        return documents.getOrDefault("publicAccessBlock", "").contains("<BlockPublicAcls>true");
    }

    Mishaps mishaps() {
        return mishaps;
    }

    /// {@return how lists call that version}
    String listedId(String id) {
        return nilIds && id.equals("null") ? NIL : id;
    }

    /// {@return the version that a request calls so}
    String meant(String id) {
        return nilIds && id.equals(NIL) ? "null" : id;
    }

    boolean mfaDelete() {
        return mfaDelete;
    }

    boolean ignoresConditions() {
        return ignoresConditions;
    }

    boolean allowsEverybody(Permission permission) {
        return everybody.test(permission) && !publicBlocked();
    }

    boolean emptyPages() {
        return emptyPages;
    }

    long mostBytesOfCopy() {
        return mostBytesOfCopy;
    }

    /// @throws Refusal if the key that bytes are or would be encrypted by cannot be used
    void requireKey(Content content) {
        var key = content.kmsKey().filter(disabledKeys::contains);
        if (key.isPresent()) {
            throw Refusal.invalid("KMS.DisabledException", key.get() + " is disabled.");
        }
    }

    /// {@return newest first; empty for a key that never had one}
    List<StoredVersion> versions(String key) {
        return objects.getOrDefault(key, new ArrayList<>());
    }

    Optional<StoredVersion> newest(String key) {
        return versions(key).stream().findFirst();
    }

    /// Puts a version on top; takes the place of the version `null` where no others are kept.
    void add(String key, StoredVersion version) {
        var all = objects.computeIfAbsent(key, unused -> new ArrayList<>());
        if (version.id().equals("null")) {
            all.removeIf(each -> each.id().equals("null"));
        }
        all.addFirst(version);
    }

    /// Puts a version that came in parts below all that were written since its upload began: the newest is the one that
    /// was begun last.
    ///
    /// Source: Amazon S3 User Guide, "Uploading and copying objects using multipart upload", on concurrent uploads.
    void addBegun(String key, StoredVersion version, Set<String> before) {
        add(key, version);
        var all = versions(key);
        all.removeFirst();
        int since = 0;
        while (since < all.size() && !before.contains(all.get(since).id())) {
            since++;
        }
        all.add(since, version);
    }

    void remove(String key, String version) {
        var all = versions(key);
        all.removeIf(each -> each.id().equals(version));
        if (all.isEmpty()) {
            objects.remove(key);
        }
    }
}
