package org.oxur.cli;

/// What a command tells its caller; docs/cli.md says the same. The launcher adds 3: Oxur could not
/// be started.
final class ExitCode {
    static final int OK = 0;

    /// The program ended in an error, a test failed, or something that was asked about is missing.
    static final int FAILED = 1;

    /// The command line was not understood, or names a file that cannot be read.
    static final int USAGE = 2;

    /// A mistake of ours.
    static final int BUG = 70;

    private ExitCode() {}
}
