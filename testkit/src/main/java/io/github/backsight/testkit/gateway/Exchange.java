package io.github.backsight.testkit.gateway;

/// A request that came through a gateway, and how long the bodies were on the client's side.
///
/// @param target path and query as sent
/// @param bytesIn bytes of the request's body
/// @param bytesOut bytes of the reply's body; 0 while there is no reply
public record Exchange(String method, String target, long bytesIn, long bytesOut) {
    @Override
    public String toString() {
        return method + " " + target + " (" + bytesIn + " in, " + bytesOut + " out)";
    }
}
