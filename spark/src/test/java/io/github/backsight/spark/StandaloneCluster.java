package io.github.backsight.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;

/// A real cluster of Spark's own kind on this machine: one process hands out work, each worker is one more and starts
/// its executors as further ones. Nothing of Spark need be installed.
///
/// What an executor has said is in `spark/worker-N/app-*/*/stderr` of the folder.
final class StandaloneCluster implements AutoCloseable {
    static final String HOST = "127.0.0.1";

    private static final Pattern ADDRESS = Pattern.compile("Starting Spark master at (spark://\\S+)");
    private static final Pattern REGISTERED = Pattern.compile("Successfully registered with master");

    private final ClusterProgram master;
    private final String address;
    private final List<ClusterProgram> workers = new ArrayList<>();
    private final int coresEach;
    private final int megabytesEach;

    private StandaloneCluster(ClusterProgram master, String address, int coresEach, int megabytesEach) {
        this.master = master;
        this.address = address;
        this.coresEach = coresEach;
        this.megabytesEach = megabytesEach;
    }

    /// Starts a cluster and waits until all its workers can be given work.
    ///
    /// @param folder where all its files go; to be deleted only after it was closed
    /// @param megabytesEach what a worker may give to its executors
    static StandaloneCluster start(Path folder, int workers, int coresEach, int megabytesEach) throws IOException {
        return start(folder, Collections.nCopies(workers, HOST), coresEach, megabytesEach);
    }

    /// @param hosts of the workers: addresses of this machine
    static StandaloneCluster start(Path folder, List<String> hosts, int coresEach, int megabytesEach)
            throws IOException {
        var home = Files.createDirectories(folder.resolve("spark")).toAbsolutePath();
        // This folder alone makes Spark believe that it is installed here; its classes come by the class path.
        Files.createDirectories(home.resolve("jars"));
        var temporary = Files.createDirectories(home.resolve("executors"));
        Files.writeString(
                Files.createDirectories(home.resolve("conf")).resolve("java-opts"),
                "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.io.tmpdir=" + temporary);
        var master =
                ClusterProgram.start(home, "master", Master.class, "--host", HOST, "--port", "0", "--webui-port", "0");
        try {
            var cluster = new StandaloneCluster(master, master.await(ADDRESS).group(1), coresEach, megabytesEach);
            cluster.startWorkers(home, hosts);
            return cluster;
        } catch (IOException | RuntimeException failure) {
            master.close();
            throw failure;
        }
    }

    private void startWorkers(Path home, List<String> hosts) throws IOException {
        try {
            for (var host : hosts) {
                var name = "worker-" + workers.size();
                workers.add(ClusterProgram.start(
                        home,
                        name,
                        Worker.class,
                        "--host",
                        host,
                        "--port",
                        "0",
                        "--webui-port",
                        "0",
                        "--cores",
                        Integer.toString(coresEach),
                        "--memory",
                        megabytesEach + "m",
                        "--work-dir",
                        home.resolve(name).toString(),
                        address));
            }
            for (var worker : workers) {
                worker.await(REGISTERED);
            }
        } catch (IOException | RuntimeException failure) {
            workers.forEach(ClusterProgram::close);
            throw failure;
        }
    }

    /// {@return the address of the master, as `spark://127.0.0.1:7077`}
    String address() {
        return address;
    }

    /// {@return how many tasks can run at once on the workers that were started}
    int cores() {
        return workers.size() * coresEach;
    }

    int megabytesEach() {
        return megabytesEach;
    }

    /// Kills a worker and its executors as a power cut would.
    ///
    /// @param worker its place, from 0
    void kill(int worker) {
        workers.get(worker).close();
    }

    @Override
    public void close() {
        workers.forEach(ClusterProgram::close);
        master.close();
    }
}
