package io.github.backsight.s3;

/// On a real server, which has time for thousands of versions.
class RealServerPitfallsTest extends ServerPitfalls {
    RealServerPitfallsTest() {
        super(RealServer.required(), 5_000);
    }
}
