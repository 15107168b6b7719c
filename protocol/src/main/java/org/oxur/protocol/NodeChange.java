package org.oxur.protocol;

import java.util.List;

/// A definition that a form loaded.
///
/// @param from 0 if there was none
/// @param to the version now current; equal to `from` if nothing changed
/// @param fromHash of the text that it had; empty if there was none
/// @param users names of functions that mention it: their next call means the new one
public record NodeChange(
        String def,
        RedefinitionReport.DefKind kind,
        RedefinitionReport.How how,
        int from,
        int to,
        String hash,
        String fromHash,
        List<String> users) {}
