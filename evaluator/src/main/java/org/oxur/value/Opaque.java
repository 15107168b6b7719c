package org.oxur.value;

/// A value without a literal form: functions, process ids, tables. It equals what its Java `equals`
/// says.
public interface Opaque {
    /// `#<fn fib/1>`, `#PID<0.42.0>`.
    String printed();

    /// For messages and `type-of`: `Fn`, `Pid`.
    String typeName();
}
