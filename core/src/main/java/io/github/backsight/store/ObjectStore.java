package io.github.backsight.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// A bucket whose objects are never edited, only superseded: every write makes a version, nothing removes one.
///
/// Safe for use by many threads and, where the store is shared, by many processes. Implementations retry transient
/// faults themselves; callers never do. A reader never sees a half-written object.
public interface ObjectStore extends AutoCloseable {

    /// {@return how people name this store: `file:/var/maps` or `s3://bucket`}
    String location();

    /// {@return whether each question takes so long on its way that several are better asked at once}
    default boolean isFarAway() {
        return false;
    }

    /// Refuses at once what [#put] would refuse whatever the body, so that nobody computes for hours what cannot be
    /// stored. A store that has to find out may write scratch objects of its own.
    ///
    /// @throws IOException if writes of that kind to `key` are never taken here, or it cannot be found out
    default void requireWritable(Key key, Expectation expectation) throws IOException {}

    /// Writes `body` as the newest version of `key` if `expectation` holds.
    ///
    /// @throws IOException if it is certain that nothing was written; [Write.Unknown] is returned where it is not
    Write put(Key key, Body body, Attributes attributes, Expectation expectation) throws IOException;

    /// Writes many objects, each as by [#put] with [Expectation.Absent], in any order; for thousands of small ones
    /// this is much faster than one after the other. An object that is there already with equal bytes counts as
    /// written, whatever its attributes. All are durable on return. On an exception some are written and some are
    /// not; calling again with the same list completes it.
    ///
    /// @throws IOException naming a key that could not be written, or is there already with other bytes
    void putAll(List<Upload> uploads) throws IOException;

    /// Makes many copies inside the store, in any order, each on top of whatever its key has. On an exception some are
    /// made and some are not; calling again with the same list completes it, and may write some once more.
    ///
    /// @throws MissingVersionException if a version is not there, or is a delete marker
    /// @throws IOException naming a key that could not be written, or may not have been
    default void copyAll(List<Copy> copies) throws IOException {
        for (var copy : copies) {
            OneByOne.copy(this, copy);
        }
    }

    /// Adds a delete marker to each key, in any order, as [#delete(Key)] does. On an exception some have theirs and
    /// some
    /// do not; calling again with the same list completes it, and may add some once more.
    ///
    /// @throws IOException naming a key that could not be deleted, or may not have been
    default void deleteAll(List<Key> keys) throws IOException {
        for (var key : keys) {
            OneByOne.delete(this, key);
        }
    }

    /// {@return the newest entry of exactly this key, which may be a delete marker; empty when it never had one}
    Optional<Entry> newest(Key key) throws IOException;

    /// @throws MissingVersionException if there is no such version, or it is a delete marker
    Details details(Key key, VersionId version) throws IOException;

    /// {@return the digest that the store vouches for, as [Details#sha256()] says it}
    ///
    /// Where the store is far away this is less work for it than [#details(Key, VersionId)].
    ///
    /// @throws MissingVersionException if there is no such version, or it is a delete marker
    default Optional<Sha256> sha256(Key key, VersionId version) throws IOException {
        return details(key, version).sha256();
    }

    /// {@return the digests that the store vouches for, of those versions of one key for which it does}
    ///
    /// For many versions this is much faster than asking for one after the other where the store is far away.
    ///
    /// @throws MissingVersionException if one of them is not there, or is a delete marker
    default Map<VersionId, Sha256> digests(Key key, Collection<VersionId> versions) throws IOException {
        return OneByOne.digests(this, key, versions);
    }

    /// {@return what a plain read of each key finds now; keys that it finds nothing at are not in it}
    ///
    /// For many keys this is much faster than asking for one after the other where the store is far away.
    default Map<Key, Details> newestDetails(Collection<Key> keys) throws IOException {
        return OneByOne.newestDetails(this, keys);
    }

    /// {@return the bytes of one version from `offset` on, at most `length` of them; fewer where it ends sooner}
    ///
    /// The stream fails, rather than end early, when the stored bytes are damaged or cut short.
    ///
    /// @param offset 0 to the version's size
    /// @throws MissingVersionException if there is no such version, or it is a delete marker
    InputStream read(Key key, VersionId version, long offset, long length) throws IOException;

    /// {@return the newest version of `key` and its bytes, all of them, as a plain read finds them now; empty when it
    /// finds nothing} The caller closes it.
    ///
    /// Where the store is far away this is less work than to ask which version is the newest, and then to read it.
    default Optional<Reading> readNewest(Key key) throws IOException {
        return newest(key).orElse(null) instanceof Entry.Version version
                ? Optional.of(new Reading(version.id(), read(key, version.id())))
                : Optional.empty();
    }

    /// {@return how many reads of one version of `key`, each from another place, are faster at once than one after the
    /// other; 1 where they are not, or where `key` can only be read as one stream}
    ///
    /// A store that answers more than 1 serves so many reads at once and holds only a bounded part of their bytes.
    default int readsAtOnce(Key key) {
        return 1;
    }

    /// As [#read(Key, VersionId, long, long)], all of it.
    default InputStream read(Key key, VersionId version) throws IOException {
        return read(key, version, 0, Long.MAX_VALUE);
    }

    /// {@return versions and delete markers of exactly this key, newest first, a page at a time}
    ///
    /// @param from empty for the first page, then [Page#next()]
    Page history(Key key, Optional<String> from) throws IOException;

    /// As [#history(Key, Optional)], all pages of it.
    default List<Entry> history(Key key) throws IOException {
        return Page.walk(from -> history(key, from));
    }

    /// {@return the versions of exactly this key whose time may be when their upload began, and not when they could
    /// first
    /// be read}
    default Set<VersionId> begunEarlier(Key key) throws IOException {
        return Set.of();
    }

    /// {@return versions and delete markers of all keys that begin with `prefix`: keys in order, each newest first}
    ///
    /// @param prefix may be empty: everything
    Page list(String prefix, Optional<String> from) throws IOException;

    /// As [#list(String, Optional)], all pages of it.
    default List<Entry> list(String prefix) throws IOException {
        return Page.walk(from -> list(prefix, from));
    }

    /// {@return what follows `prefix` up to the next `/` in the keys that begin with it, without that `/`, in order}
    ///
    /// This reads the whole list; a store that can skip what lies deeper does.
    ///
    /// @param prefix as in `maps/releases/`
    default SortedSet<String> folders(String prefix) throws IOException {
        var folders = new TreeSet<String>();
        for (var entry : list(prefix)) {
            var key = entry.key().value();
            int slash = key.indexOf('/', prefix.length());
            if (slash >= 0) {
                folders.add(key.substring(prefix.length(), slash));
            }
        }
        return folders;
    }

    /// Adds a delete marker: plain reads find nothing, every version is still there. Deleting what is deleted already
    /// adds another marker, or answers the one that is there.
    Write delete(Key key) throws IOException;

    /// Copies an old version on top of its own key, inside the store: same bytes, same attributes, a new id. When
    /// `version` is the newest already the goal holds: nothing is written, and the answer is [Write.Stored]
    /// with its own id, whatever was expected.
    ///
    /// @throws MissingVersionException if there is no such version, or it is a delete marker
    Write restore(Key key, VersionId version, Expectation expectation) throws IOException;

    @Override
    void close() throws IOException;
}
