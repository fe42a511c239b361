package io.github.backsight.s3;

class RealServerPitfallsTest extends ServerPitfalls {
    RealServerPitfallsTest() {
        super(RealServer.required(), 5_000);
    }
}
