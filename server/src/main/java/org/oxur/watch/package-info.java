/// A file and its values, for a terminal: a client of the language server that watches one file and
/// shows each form's value beside it.
///
/// Read first: [FileWatch], [WatchedFile], [WatchView]. Must not know: how terminals or command
/// lines work, or how the server evaluates.
@NullMarked
package org.oxur.watch;

import org.jspecify.annotations.NullMarked;
