package org.oxur.protocol;

/// A definition that a form loaded.
///
/// @param from 0 if there was none
/// @param to the version now current; equal to `from` if nothing changed
public record NodeChange(
        String def, String kind, RedefinitionReport.How how, int from, int to, String hash) {}
