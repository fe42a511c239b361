/// A gateway before an HTTP server, which lets chosen requests go wrong on the wire. Start at [FaultyGateway].
///
/// Source: RFC 9112, "HTTP/1.1".
@NullMarked
package io.github.backsight.testkit.gateway;

import org.jspecify.annotations.NullMarked;
