package org.oxur.compiler;

import java.util.ArrayList;
import java.util.List;
import org.oxur.compiler.jvm.JvmCompiler;
import org.oxur.compiler.queue.CompileQueue;
import org.oxur.compiler.rust.RustCompiler;
import org.oxur.engine.Limits;
import org.oxur.engine.LiveSession;
import org.oxur.engine.Outcome;
import org.oxur.engine.Session;
import org.oxur.expect.CapturedOutput;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;
import org.oxur.tier.Promotion;
import org.oxur.tier.Tier;

/// A program, run in one tier: what each of its forms gave, as text.
final class TierRun {
    private static final CompileQueue COMPILERS =
            new CompileQueue(List.of(new JvmCompiler(), new RustCompiler()));

    private TierRun() {}

    /// What is warm after two calls becomes bytecode in the background, while it runs.
    static final Promotion SOON = new Promotion(Tier.JIT, false, 2, 1_000_000);

    static Session session(Session.Output output, Tier tier) {
        return session(output, Promotion.forced(tier));
    }

    static Session session(Session.Output output, Promotion promotion) {
        return session(output, promotion, COMPILERS);
    }

    private static Session session(
            Session.Output output, Promotion promotion, CompileQueue compilers) {
        return LiveSession.open(
                new OxurFrontend(),
                output,
                LiveSession.Input.NONE,
                Limits.NONE,
                new LiveSession.Tiers(compilers, promotion));
    }

    /// What each form gives while functions move up; with stack traces.
    static List<String> movingUp(String text) {
        try (var session = session(new CapturedOutput(), SOON)) {
            return results(session, text, true);
        }
    }

    private static List<String> results(Session session, String text, boolean trace) {
        var results = new ArrayList<String>();
        for (var outcome : session.evaluate(new SourceText("program.oxr", text), _ -> {})) {
            results.add(text(outcome, trace));
        }
        return results;
    }

    /// @param trace whether the stack trace is part of what is compared
    /// @param below counts functions that stayed below the tier
    static List<String> of(String text, Tier tier, boolean trace, List<String> below) {
        return of(text, tier, COMPILERS, trace, below);
    }

    static List<String> of(
            String text, Tier tier, CompileQueue compilers, boolean trace, List<String> below) {
        var output = new CapturedOutput();
        try (var session = session(output, Promotion.forced(tier), compilers)) {
            var results = results(session, text, trace);
            for (var function : session.functions()) {
                // A caller of what was redefined is compiled again when it is called again.
                if (function.calls() > 0
                        && !function.tier().equals(tier.word())
                        && !String.valueOf(function.reason()).endsWith("was changed")) {
                    below.add(function.name() + ": " + function.reason());
                }
            }
            return results;
        }
    }

    private static String text(Outcome outcome, boolean trace) {
        var panic = outcome.error();
        if (panic == null) {
            return String.valueOf(outcome.value());
        }
        var out = new StringBuilder(panic.getMessage());
        if (trace) {
            panic.frames()
                    .forEach(frame ->
                            out.append(" in ")
                                    .append(frame.name())
                                    .append(" v")
                                    .append(frame.version())
                                    .append(' ')
                                    .append(frame.span()));
        }
        return out.toString();
    }
}
