package org.oxur.protocol;

/// All events up to `seq` have been shown. Output stops while 256 KiB of it are unacknowledged.
public record EvalAck(String evalId, long seq) {}
