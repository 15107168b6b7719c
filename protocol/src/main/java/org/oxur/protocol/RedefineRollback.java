package org.oxur.protocol;

/// Takes a change back: each function that had a version before is that again, as a new version.
///
/// @param tx from the change's report
public record RedefineRollback(String tx) {}
