package org.oxur.protocol;

/// The first message on the socket: who connects proves that the server started it.
///
/// @param token what the server put into the environment of its child
public record NodeHello(String token, int protocol, long pid, String runtime) {
    public record Result(int protocol) {}
}
