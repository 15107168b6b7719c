package org.oxur.module;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.FnArg;
import org.oxur.ast.Signature;
import org.oxur.value.FunctionValue;

/// A late-bound function: callers hold it, never one of its versions.
public final class Function extends FunctionValue {
    /// Versions that are kept.
    public static final int KEPT = 20;

    private final Module module;
    private final List<Version> versions = new ArrayList<>();
    private volatile Version current;

    /// What executes the current version; null until its first call.
    public @Nullable Executable entry;

    /// The calls of it in compiled code; null while there are none.
    public @Nullable Callers callers;

    private long earlierCalls;

    Function(String name, Module module, Version first) {
        super(name);
        this.module = module;
        this.current = first;
        versions.add(first);
    }

    /// The module that its free names are looked up in.
    public Module module() {
        return module;
    }

    public Version current() {
        return current;
    }

    /// The versions that are kept, oldest first.
    public List<Version> versions() {
        synchronized (versions) {
            return List.copyOf(versions);
        }
    }

    public @Nullable Version version(int number) {
        for (var version : versions()) {
            if (version.number() == number) {
                return version;
            }
        }
        return null;
    }

    /// @param calls of the version before
    void replace(Version version, long calls) {
        synchronized (versions) {
            versions.add(version);
            if (versions.size() > KEPT) {
                versions.removeFirst();
            }
        }
        current = version;
        relink(calls);
    }

    /// The current version is built anew at its next call: names in it mean something else now.
    ///
    /// @param calls of the current version so far
    public void relink(long calls) {
        entry = null;
        earlierCalls += calls;
        var told = callers;
        if (told != null) {
            told.unlink();
        }
    }

    /// Calls of versions before the current one.
    public long earlierCalls() {
        return earlierCalls;
    }

    public Signature signature() {
        return current.tree().sig();
    }

    /// Whether its first parameter is `self`.
    public boolean hasReceiver() {
        var inputs = signature().inputs();
        return !inputs.isEmpty() && inputs.getFirst() instanceof FnArg.Receiver;
    }

    @Override
    public String arity() {
        return signature().required() + (signature().hasRest() ? "+" : "");
    }
}
