/// The language server: main loop, request table, handlers, conversions between LSP and editor
/// words.
///
/// Read first: [LanguageServer], [MainLoop], [Workspace].
///
/// Must not know: how a program runs. User code never runs in this process.
@NullMarked
package org.oxur.server;

import org.jspecify.annotations.NullMarked;
