package org.oxur.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Events of one evaluation, in order.
///
/// @param seq counted from 1 for each evaluation; acknowledge it with [EvalAck]
/// @param dropped bytes of output that were left out just before these events, because nobody
///   acknowledged
public record EvalEvents(String evalId, long seq, @Nullable Long dropped, List<EvalEvent> events) {}
