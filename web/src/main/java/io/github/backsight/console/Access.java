package io.github.backsight.console;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/// Where the server listens, and who may do what there.
///
/// @param address to listen on
/// @param port 0: one that is free
/// @param origin where browsers find it when that is not the address itself, as in `https://console.example.org`
/// @param tokens of those who may change things; none: nobody may
/// @param secondPerson whether plans are carried out by an approver other than whoever made them
public record Access(InetAddress address, int port, Optional<URI> origin, Tokens tokens, boolean secondPerson) {
    /// {@return access from this machine only, to look}
    public static Access toLook(int port) {
        return new Access(InetAddress.getLoopbackAddress(), port, Optional.empty(), Tokens.NONE, false);
    }

    /// {@return whether everybody who reaches the server may look}
    boolean openToLook() {
        return address.isLoopbackAddress() && origin.isEmpty();
    }

    /// {@return the origins of own pages}
    ///
    /// @param listening the port that is listened on
    Set<String> origins(int listening) {
        return origin.map(at -> Set.of(at.toString(), "http://127.0.0.1:" + listening, "http://localhost:" + listening))
                .orElse(Set.of("http://127.0.0.1:" + listening, "http://localhost:" + listening));
    }
}
