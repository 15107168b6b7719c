package org.oxur.protocol;

/// Is anyone there? Answered by the thread that reads, whatever runs.
public record NodePing() {
    public record Result(boolean busy) {}
}
