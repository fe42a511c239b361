package io.github.backsight.testkit.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The access list of one version.
///
/// Source: Amazon S3 User Guide, "Access control list (ACL) overview".
record Grants(List<Grant> all) {
    static final String OWNER = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";
    private static final String GROUPS = "http://acs.amazonaws.com/groups/global/";
    private static final String EVERYBODY = "uri=\"" + GROUPS + "AllUsers\"";
    private static final List<String> PERMISSIONS = List.of("FULL_CONTROL", "READ", "WRITE", "READ_ACP", "WRITE_ACP");
    private static final Grant OWNERS = new Grant("id=\"" + OWNER + "\"", "FULL_CONTROL");

    static final Grants PRIVATE = new Grants(List.of(OWNERS));

    /// @param grantee as headers have it: `id="..."` or `uri="..."`
    record Grant(String grantee, String permission) {}

    Grants {
        all = List.copyOf(all);
    }

    static boolean sent(Request request) {
        return request.headers().keySet().stream()
                .anyMatch(name -> name.equals("x-amz-acl") || name.startsWith("x-amz-grant-"));
    }

    /// {@return what the headers of a write ask for; the owner alone when they ask for nothing}
    static Grants of(Request request) {
        var canned = request.header("x-amz-acl");
        if (canned.isPresent()) {
            return canned(canned.get());
        }
        var all = new ArrayList<Grant>();
        for (var permission : PERMISSIONS) {
            request.header("x-amz-grant-" + permission.toLowerCase(Locale.ROOT).replace('_', '-'))
                    .ifPresent(grantees -> {
                        for (var grantee : grantees.split(", *", -1)) {
                            all.add(new Grant(grantee, permission));
                        }
                    });
        }
        return all.isEmpty() ? PRIVATE : new Grants(all);
    }

    private static Grants canned(String name) {
        return switch (name) {
            case "private", "bucket-owner-full-control", "bucket-owner-read" -> PRIVATE;
            case "public-read" -> new Grants(List.of(OWNERS, new Grant(EVERYBODY, "READ")));
            case "public-read-write" ->
                new Grants(List.of(OWNERS, new Grant(EVERYBODY, "READ"), new Grant(EVERYBODY, "WRITE")));
            case "authenticated-read" ->
                new Grants(List.of(OWNERS, new Grant("uri=\"" + GROUPS + "AuthenticatedUsers\"", "READ")));
            default -> throw Refusal.invalid("InvalidArgument", "Invalid canned ACL");
        };
    }

    /// {@return what a document asks for, as PutObjectAcl sends it}
    static Grants parse(byte[] document) {
        return new Grants(Xml.all(Xml.parse(document), "Grant").stream()
                .map(grant -> new Grant(
                        Xml.text(grant, "URI")
                                .map(uri -> "uri=\"" + uri + "\"")
                                .orElseGet(() -> "id=\"" + Xml.text(grant, "ID").orElse("") + "\""),
                        Xml.text(grant, "Permission").orElse("")))
                .toList());
    }

    boolean isPublic() {
        return all.stream()
                .anyMatch(grant ->
                        grant.grantee().equals(EVERYBODY) && !grant.permission().equals("WRITE"));
    }

    Xml document() {
        var xml = new Xml("AccessControlPolicy")
                .begin("Owner")
                .element("ID", OWNER)
                .end()
                .begin("AccessControlList");
        for (var grant : all) {
            boolean group = grant.grantee().startsWith("uri=");
            var value = grant.grantee()
                    .substring(grant.grantee().indexOf('"') + 1, grant.grantee().length() - 1);
            xml.begin("Grant")
                    .raw("<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\""
                            + (group ? "Group" : "CanonicalUser") + "\">")
                    .element(group ? "URI" : "ID", value)
                    .raw("</Grantee>")
                    .element("Permission", grant.permission())
                    .end();
        }
        return xml;
    }

    /// {@return the first permission that somebody besides the owner has}
    Optional<Grant> beyondOwner() {
        return all.stream().filter(grant -> !grant.equals(OWNERS)).findFirst();
    }
}
