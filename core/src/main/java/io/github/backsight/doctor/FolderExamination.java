package io.github.backsight.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a rollback needs of folders on this machine.
public final class FolderExamination {
    private static final long ROOM_FOR_RECORDS = 64L << 20;
    private static final long MEBIBYTE = 1L << 20;

    private FolderExamination() {}

    /// {@return whether a folder store can be written to, and has room for what a rollback writes}
    public static List<Diagnosis> store(Path folder) {
        var subject = "store folder";
        return Look.at(subject, "Check that the disk is there and may be written to", () -> {
            var diagnoses = new ArrayList<Diagnosis>();
            diagnoses.add(writable(subject, folder));
            diagnoses.add(room("store space", folder, ROOM_FOR_RECORDS));
            return diagnoses;
        });
    }

    /// {@return whether the cache has room for the inputs, which the next build brings there}
    ///
    /// @param bytes how large the newest versions of all inputs are together
    public static List<Diagnosis> cache(Path folder, long bytes) {
        return Look.at("cache space", "Check the disk of " + folder, () -> {
            var there = folder;
            while (!Files.isDirectory(there)) {
                there = there.getParent();
                if (there == null) {
                    return List.of(Diagnosis.unknown("cache space", "no folder above " + folder + " is there", ""));
                }
            }
            return List.of(room("cache space", there, bytes));
        });
    }

    private static Diagnosis writable(String subject, Path folder) throws IOException {
        if (!Files.isWritable(folder)) {
            return Diagnosis.bad(
                    subject,
                    folder + " cannot be written to",
                    "Give this user the right to write: chmod u+w " + folder);
        }
        return Diagnosis.good(subject, folder + " is a store and can be written to");
    }

    private static Diagnosis room(String subject, Path folder, long needed) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        var found = folder + " has " + free / MEBIBYTE + " MiB free, " + (needed + MEBIBYTE - 1) / MEBIBYTE
                + " MiB are needed";
        return free >= needed
                ? Diagnosis.good(subject, found)
                : Diagnosis.warning(subject, found, "Make room on the disk of " + folder);
    }
}
