package io.github.backsight.s3;

import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.Grantee;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.Type;

/// Who may do what with one version, as a request can say it: one `x-amz-grant-...` header for each permission.
///
/// No write keeps an access list by itself: a version that is copied or superseded without saying so is private.
///
/// @param grants by permission, who has it, as in `uri="http://acs.amazonaws.com/groups/global/AllUsers"`
record Access(TreeMap<Permission, List<String>> grants) {
    private static final String EVERYBODY = "http://acs.amazonaws.com/groups/global/AllUsers";
    private static final Access BY_DEFAULT = new Access(new TreeMap<>());

    /// {@return what a version has of which nothing is said: the owner alone}
    static Access byDefault() {
        return BY_DEFAULT;
    }

    static Access of(GetObjectAclResponse response) {
        var owner = Optional.ofNullable(response.owner())
                .map(each -> "id=\"" + each.id() + "\"")
                .orElse("");
        var grants = new TreeMap<Permission, List<String>>();
        for (Grant grant : response.grants()) {
            grants.computeIfAbsent(grant.permission(), unused -> new ArrayList<>())
                    .add(grantee(grant.grantee()));
        }
        grants.values().forEach(each -> each.sort(null));
        boolean ownerAlone = grants.size() == 1 && List.of(owner).equals(grants.get(Permission.FULL_CONTROL));
        return ownerAlone ? BY_DEFAULT : new Access(grants);
    }

    private static String grantee(Grantee grantee) {
        if (grantee.type() == Type.GROUP) {
            return "uri=\"" + grantee.uri() + "\"";
        }
        return grantee.type() == Type.AMAZON_CUSTOMER_BY_EMAIL
                ? "emailAddress=\"" + grantee.emailAddress() + "\""
                : "id=\"" + grantee.id() + "\"";
    }

    boolean isPublic() {
        return List.of(Permission.READ, Permission.FULL_CONTROL).stream()
                .anyMatch(
                        permission -> grants.getOrDefault(permission, List.of()).contains("uri=\"" + EVERYBODY + "\""));
    }

    /// {@return who has `permission`, as its header says it; empty when nobody has}
    Optional<String> header(Permission permission) {
        return Optional.ofNullable(grants.get(permission)).map(grantees -> String.join(", ", grantees));
    }

    /// Sets the four headers, those of permissions that somebody has.
    void headers(Consumer<String> all, Consumer<String> read, Consumer<String> readList, Consumer<String> writeList) {
        header(Permission.FULL_CONTROL).ifPresent(all);
        header(Permission.READ).ifPresent(read);
        header(Permission.READ_ACP).ifPresent(readList);
        header(Permission.WRITE_ACP).ifPresent(writeList);
    }

    /// Asks the server. Safe for use by many threads.
    record Reader(Connection connection) {

        /// {@return who may do what with that version}
        Access of(Key key, VersionId version) throws IOException {
            return Requests.answer(
                    connection,
                    "read the access list of '" + key + "'",
                    Action.READ_VERSION_ACL,
                    key.value(),
                    () -> Access.of(connection
                            .reader()
                            .getObjectAcl(request -> request.bucket(connection.name())
                                    .key(key.value())
                                    .versionId(version.value()))));
        }
    }
}
