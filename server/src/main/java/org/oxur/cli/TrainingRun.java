package org.oxur.cli;

/// The run from which the launcher makes the AOT cache: it does in one process, and quickly, what
/// most starts of Oxur do, so that their classes come out of the cache loaded and linked.
final class TrainingRun {
    private TrainingRun() {}

    public static void main(String[] args) {
        int failures = Main.execute("--version") + Main.execute("--help");
        // The launcher keeps no cache of a run that failed.
        System.exit(failures == 0 ? 0 : 1);
    }
}
