package org.oxur.watch;

import java.util.List;
import org.oxur.protocol.PublishResults.State;

/// A file at one moment, with all that is known of its forms. Lines are counted from 0.
///
/// @param settled nothing is being evaluated any more
/// @param notices what was said since the last save: `✓ Hot-loaded: area (v1 → v2)`
public record WatchedFile(
        String text,
        boolean settled,
        List<Value> values,
        List<Problem> problems,
        List<Lens> lenses,
        List<String> notices) {
    public WatchedFile {
        values = List.copyOf(values);
        problems = List.copyOf(problems);
        lenses = List.copyOf(lenses);
        notices = List.copyOf(notices);
    }

    /// Whether a form is being evaluated, or waits to be.
    public boolean running() {
        return values.stream().anyMatch(value -> value.state() == State.PENDING);
    }

    /// Something in it is wrong that no expectation foresees: it cannot be read, a form failed, an
    /// expectation did not hold.
    public boolean failed() {
        return problems.stream().anyMatch(Problem::error)
                || values.stream().anyMatch(WatchedFile::failed);
    }

    private static boolean failed(Value value) {
        boolean foreseen = value.text().startsWith("✓");
        return value.text().startsWith("✗") || value.state() == State.ERROR && !foreseen;
    }

    /// What became of a form.
    ///
    /// @param line where the form ends
    /// @param text the value, or the error, on one line; empty for a definition
    /// @param output what it printed
    public record Value(int line, State state, String text, List<String> output) {
        public Value {
            output = List.copyOf(output);
        }
    }

    /// A mistake that was found without running anything.
    ///
    /// @param error or only a warning
    public record Problem(int line, String message, boolean error) {}

    /// How a definition runs: `v2 · interpreted · 1,204 calls · in sync`.
    public record Lens(int line, String title) {}
}
