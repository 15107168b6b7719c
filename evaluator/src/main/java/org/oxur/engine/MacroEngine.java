package org.oxur.engine;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Item;
import org.oxur.error.OxurPanic;
import org.oxur.error.ResolveError;
import org.oxur.frontend.MacroHost;
import org.oxur.interpret.Definitions;
import org.oxur.interpret.Execution;
import org.oxur.interpret.Invocation;
import org.oxur.module.Registry;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// The compile-time environment of a session: definitions of its own, no statics, and limits on
/// every macro.
final class MacroEngine implements MacroHost {
    private static final int DEPTH = 10_000;
    private static final long REDUCTIONS = 200_000_000;
    private static final Span NO_PLACE = new SourceText("<macro>", "").whole();

    private final Registry registry = new Registry();
    private final Consumer<String> out;
    private final Consumer<String> err;
    private @Nullable Execution around;

    MacroEngine(Consumer<String> out, Consumer<String> err) {
        this.out = out;
        this.err = err;
    }

    /// The evaluation whose cancelling cancels macros too.
    void during(Execution evaluation) {
        around = evaluation;
    }

    @Override
    public void define(Item.Fn function) {
        new Definitions(registry, execution(), _ -> {}).defineFunction(function, registry.root());
    }

    @Override
    public Object call(String function, List<Object> arguments) {
        var global = registry.root().value(function);
        if (global == null) {
            throw new OxurPanic(new ResolveError.UndefinedName(NO_PLACE, function, null));
        }
        var ex = execution();
        return ex.watched(
                () -> Invocation.call(ex, global.value(), arguments, () -> global.span()));
    }

    @Override
    public @Nullable SourceText moduleFile(SourceText from, String module) {
        return ModuleFiles.find(from, module);
    }

    @Override
    public boolean available() {
        return true;
    }

    private Execution execution() {
        var streams =
                new Execution.Streams() {
                    @Override
                    public void out(String text) {
                        out.accept(text);
                    }

                    @Override
                    public void err(String text) {
                        err.accept(text);
                    }

                    @Override
                    public String readLine() {
                        return "";
                    }

                    @Override
                    public List<String> arguments() {
                        return List.of();
                    }
                };
        var ex = new Execution(registry, streams, DEPTH, 0, REDUCTIONS);
        ex.within(around);
        return ex;
    }
}
