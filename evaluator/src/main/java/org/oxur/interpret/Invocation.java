package org.oxur.interpret;

import java.util.List;
import org.oxur.error.LimitError;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;

/// Calls from outside of any program.
public final class Invocation {
    private Invocation() {}

    public static Object call(Execution ex, Object callable, List<Object> arguments, Site site) {
        try {
            return Calls.call(ex, 1, callable, arguments.toArray(), site);
        } catch (StackOverflowError e) {
            throw ex.overflow(site);
        } catch (OutOfMemoryError e) {
            throw new OxurPanic(
                    new LimitError.OutOfMemory(site.span(), Runtime.getRuntime().maxMemory()));
        }
    }
}
