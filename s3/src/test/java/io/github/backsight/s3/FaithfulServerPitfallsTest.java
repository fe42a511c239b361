package io.github.backsight.s3;

class FaithfulServerPitfallsTest extends ServerPitfalls {
    FaithfulServerPitfallsTest() {
        super(FaithfulServer.start(), 2_500);
    }
}
