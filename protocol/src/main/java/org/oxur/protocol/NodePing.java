package org.oxur.protocol;

/// Is anyone there? Answered by the thread that reads, whatever runs.
public record NodePing() {
    /// @param usedBytes of the heap
    /// @param maxBytes that the heap may have
    public record Result(boolean busy, long usedBytes, long maxBytes) {}
}
