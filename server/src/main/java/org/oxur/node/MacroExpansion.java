package org.oxur.node;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Stmt;
import org.oxur.engine.Session;
import org.oxur.print.OxurPrinter;
import org.oxur.print.Printed;
import org.oxur.protocol.NodeError;
import org.oxur.protocol.NodeExpand;
import org.oxur.text.SourceText;

/// Expands the macros of texts that are being written: in an environment made from the text itself,
/// apart from every session, on a thread of its own, and only for so long.
final class MacroExpansion implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 2;

    /// Much deeper than any template; what is deeper is `macro-error` long before.
    private static final long STACK_BYTES = 512L << 20;

    private static final Session.Output SILENT =
            new Session.Output() {
                @Override
                public void out(String text) {
                    // A macro that prints, prints when the form is evaluated.
                }

                @Override
                public void err(String text) {
                    // As above.
                }
            };

    private final SessionFactory factory;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> {
                var made = new Thread(null, task, "macro expansion", STACK_BYTES);
                made.setDaemon(true);
                return made;
            });
    private @Nullable NodeExpand last;
    private NodeExpand.@Nullable Result lastResult;

    MacroExpansion(SessionFactory factory) {
        this.factory = factory;
    }

    CompletableFuture<NodeExpand.Result> submit(NodeExpand asked) {
        return CompletableFuture.supplyAsync(() -> expand(asked), thread);
    }

    private NodeExpand.Result expand(NodeExpand asked) {
        if (asked.equals(last) && lastResult != null) {
            return lastResult;
        }
        try (var session = factory.open(SILENT)) {
            var timer = CompletableFuture.delayedExecutor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            timer.execute(session::cancel);
            var result = new NodeExpand.Result(forms(asked, session));
            last = asked;
            lastResult = result;
            return result;
        }
    }

    private static List<NodeExpand.Form> forms(NodeExpand asked, Session session) {
        var found = new ArrayList<NodeExpand.Form>();
        var frontend = session.frontend();
        var expander = session.expander();
        for (var form : frontend.parse(new SourceText(asked.name(), asked.text())).forms()) {
            var lowered = expander.expand(form);
            if (!lowered.macrosUsed().isEmpty()) {
                List<NodeError> errors =
                        lowered.errors().stream()
                                .map(error -> ErrorReport.of(error, frontend))
                                .toList();
                found.add(
                        new NodeExpand.Form(
                                form.span().start(),
                                form.span().end(),
                                text(lowered.stmts()),
                                errors,
                                lowered.macrosUsed()));
            }
        }
        return found;
    }

    private static String text(List<Stmt> stmts) {
        return stmts.stream().map(MacroExpansion::text).collect(Collectors.joining("\n"));
    }

    private static String text(Stmt stmt) {
        return switch (OxurPrinter.print(stmt)) {
            case Printed.Text(var text) -> text;
            case Printed.Impossible(_, var reason) -> "; " + reason;
        };
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
