package org.oxur.compiler.jvm;

/// What a compiled class offers to Java. Public because the JVM makes a proxy of it.
public interface UnitEntry {
    Object call(Object[] arguments, Guard guard, int depth);
}
