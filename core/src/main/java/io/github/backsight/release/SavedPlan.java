package io.github.backsight.release;

import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// A plan in a file, to be applied later or by somebody else: exactly that, or nothing.
///
/// @param digest of all the rest, so that two people can be sure to speak of the same plan
/// @param store the location of the store that it was made on
/// @param prefix of what is published there
/// @param made when, by the clock of the planner
/// @param commands about the same in plain commands of another program, for people to read; never run by Backsight
public record SavedPlan(
        int format, Sha256 digest, String store, String prefix, Instant made, Plan plan, List<String> commands) {
    private static final int FORMAT = 1;

    public SavedPlan {
        Objects.requireNonNull(digest);
        Objects.requireNonNull(store);
        Objects.requireNonNull(prefix);
        Objects.requireNonNull(made);
        Objects.requireNonNull(plan);
        commands = List.copyOf(commands);
    }

    public static SavedPlan of(Plan plan, String store, String prefix, Instant made, List<String> commands) {
        var digest = digest(FORMAT, store, prefix, made, plan, commands);
        return new SavedPlan(FORMAT, digest, store, prefix, made, plan, commands);
    }

    /// {@return the bytes of the file}
    public byte[] bytes() {
        return ReleaseJson.bytes(this);
    }

    /// Reads what [#bytes()] wrote.
    ///
    /// @param file what people call it
    /// @throws IOException if it is no saved plan, one of a newer Backsight, or was changed since it was saved
    public static SavedPlan of(byte[] bytes, String file) throws IOException {
        var saved = ReleaseJson.read(bytes, SavedPlan.class, FORMAT, file);
        var found = digest(saved.format, saved.store, saved.prefix, saved.made, saved.plan, saved.commands);
        if (!found.equals(saved.digest)) {
            throw new IOException("'" + file + "' was changed after it was saved: its digest is " + found
                    + ", and it says " + saved.digest + "; save the plan again with --plan-out");
        }
        return saved;
    }

    /// {@return the plan as `who` applies it: the journal and the pointer then name both}
    public Plan appliedBy(String who) {
        var intent = plan.intent();
        return intent.who().equals(who) ? plan : plan.by(who + ", plan of " + intent.who());
    }

    private static Sha256 digest(
            int format, String store, String prefix, Instant made, Plan plan, List<String> commands) {
        var content = ReleaseJson.object();
        content.put("format", format);
        content.put("store", store);
        content.put("prefix", prefix);
        content.put("made", made.toString());
        content.set("plan", ReleaseJson.tree(ReleaseJson.text(plan)));
        content.set("commands", ReleaseJson.tree(ReleaseJson.text(commands)));
        return Sha256.of(ReleaseJson.canonical(content));
    }
}
