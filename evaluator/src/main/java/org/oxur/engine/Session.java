package org.oxur.engine;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Stmt;
import org.oxur.frontend.Expander;
import org.oxur.frontend.LanguageFrontend;
import org.oxur.frontend.ParsedText.SourceForm;
import org.oxur.frontend.PrintLimits;
import org.oxur.text.SourceText;

/// One world of definitions, and the thread that evaluates in it.
///
/// Evaluations run one at a time, in the order in which they were asked for, on a thread of the
/// session's own; [#define], [#preview] and [#rollback] go ahead of them, between two calls or loop
/// turns of what is being evaluated. All of these block their caller until they are done, or fail
/// when the session is closed before. All other methods may be called from any thread at any time,
/// while something is being evaluated too.
public interface Session extends AutoCloseable {
    /// Where output goes, as it comes; called on the evaluating thread.
    interface Output {
        void out(String text);

        void err(String text);
    }

    /// Told of what happens; called on the evaluating thread, so quick or asynchronous.
    interface Listener {
        /// A definition was made or replaced.
        default void defined(Definition definition) {}

        /// The session itself has something to say: `✓ Hot-loaded: greet (v1 → v2)`. It counts as
        /// output.
        default void notice(String line) {}
    }

    LanguageFrontend frontend();

    /// Reads a text and evaluates its forms in order. A form that fails does not stop those after
    /// it. Forms that could not be read have no outcome: see `parse`.
    ///
    /// @param each told of every form as soon as it is done
    List<Outcome> evaluate(SourceText source, OutcomeListener each);

    /// Evaluates one form that was read before. Errors of its expansion and lowering are its
    /// outcome.
    Outcome evaluate(SourceForm form);

    /// Reads and evaluates, with all that [#evaluate(SourceForm)] says, in the module of that path
    /// (`geometry`, `a::b`), which is made if it is not there; empty for the top.
    Outcome evaluateIn(String module, SourceForm form);

    /// Evaluates a form that only defines (functions, types, traits, macros, what they are used by,
    /// and values that stand there as literals) without waiting for what is being evaluated: that
    /// pauses at its next call or loop turn, and goes on with the definition in effect.
    ///
    /// @return empty if the form does more than define, or its expansion does: then nothing but its
    ///   macros has run
    Optional<Outcome> define(String module, SourceForm form);

    /// Ends the definition that [#define] makes now, if one does; what it interrupted goes on.
    void cancelDefinition();

    /// What definitions would change, had they been evaluated in the module of that path: nothing
    /// is run and nothing changes. An `impl` is said to be new each time, its methods are not.
    ///
    /// @param statements as an [Expander] gave them
    List<Definition> preview(String module, List<Stmt> statements);

    /// What a form that stands in the module of that path lowers to: nothing but its macros runs,
    /// on the caller's thread, and no longer than the session's limits allow. Only while nothing is
    /// evaluated.
    ///
    /// @return empty if a limit ended a macro
    Optional<Expander.Lowered> expand(String module, SourceForm form);

    @FunctionalInterface
    interface OutcomeListener {
        void done(Outcome outcome);
    }

    /// Ends what is being evaluated now, within 100 ms, with the error `cancelled`. Nothing happens
    /// if nothing is.
    void cancel();

    boolean isEvaluating();

    /// Bounds of each evaluation from the next one on.
    void setLimits(Limits limits);

    Limits limits();

    void setPrintLimits(PrintLimits limits);

    void addListener(Listener listener);

    void removeListener(Listener listener);

    /// The compile-time environment: for expanding forms as this session would. Only while nothing
    /// is evaluated.
    Expander expander();

    /// What executes the functions, and what compiles them.
    SessionTiers tiers();

    /// A function of the program, or null when none has that name (`fib`, `geometry::area`,
    /// `Point::new`).
    @Nullable FunctionInfo function(String name);

    /// All functions of the program, in order of definition.
    List<FunctionInfo> functions();

    /// All names that a form could use here: of the program, built-in functions, special forms and
    /// macros. Sorted by name.
    List<NameInfo> names();

    /// Makes an earlier version current again, as a new version.
    ///
    /// @return what changed, or null when there is no such function or version
    @Nullable Definition rollback(String function, int version);

    /// Ends the evaluation that is running and the thread. Definitions are gone.
    @Override
    void close();
}
