package io.github.backsight.cli;

import io.github.backsight.store.FileSystemSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/// `sync -f FOLDER` of the operating system (`syncfs`), where it waits for everything and tells what could not be
/// written: on Linux since 5.8, and on the file systems named here.
///
/// @param program that is run
/// @param system as in the system property `os.name`
/// @param kernel as in `os.version`
record SyncCommand(String program, String system, String kernel) implements FileSystemSync {
    private static final Set<String> FILE_SYSTEMS = Set.of("ext4", "xfs", "btrfs");
    private static final Pattern KERNEL = Pattern.compile("([0-9]{1,5})\\.([0-9]{1,5}).*");

    static SyncCommand ofThisMachine() {
        return new SyncCommand("sync", System.getProperty("os.name"), System.getProperty("os.version"));
    }

    @Override
    public boolean sync(Path folder) {
        try {
            return tellsFaults()
                    && FILE_SYSTEMS.contains(Files.getFileStore(folder).type())
                    && run(folder) == 0;
        } catch (IOException e) {
            return false; // such as: there is no such program
        }
    }

    private boolean tellsFaults() {
        var version = KERNEL.matcher(kernel);
        if (!system.equals("Linux") || !version.matches()) {
            return false;
        }
        int major = Integer.parseInt(version.group(1));
        return major > 5 || (major == 5 && Integer.parseInt(version.group(2)) >= 8);
    }

    private int run(Path folder) throws IOException {
        var process = new ProcessBuilder(program, "-f", folder.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + program + " ran", e);
        }
    }
}
