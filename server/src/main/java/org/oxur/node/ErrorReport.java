package org.oxur.node;

import java.util.List;
import org.oxur.error.BorrowError;
import org.oxur.error.ExpandError;
import org.oxur.error.LanguageError;
import org.oxur.error.LimitError;
import org.oxur.error.NumberError;
import org.oxur.error.OxurPanic;
import org.oxur.error.Panic;
import org.oxur.error.ReadError;
import org.oxur.error.ResolveError;
import org.oxur.error.ToolError;
import org.oxur.error.TraceFrame;
import org.oxur.error.TypeError;
import org.oxur.frontend.LanguageFrontend;
import org.oxur.protocol.NodeError;
import org.oxur.protocol.OxError;
import org.oxur.protocol.Tier;
import org.oxur.text.Span;

/// An error of the language, as it travels to the server: places as offsets into named texts.
final class ErrorReport {
    private ErrorReport() {}

    static NodeError of(OxurPanic panic, LanguageFrontend frontend) {
        var error = panic.error();
        return report(
                error,
                panic.frames().stream().map(ErrorReport::call).toList(),
                frontend.formatError(panic, false),
                frontend.formatError(panic, true));
    }

    static NodeError of(LanguageError error, LanguageFrontend frontend) {
        return report(
                error,
                List.of(),
                frontend.formatError(error, false),
                frontend.formatError(error, true));
    }

    private static NodeError report(
            LanguageError error, List<NodeError.Call> calls, String rendered, String coloured) {
        var notes =
                error.labels().stream()
                        .map(label -> new NodeError.Note(place(label.span()), label.note()))
                        .toList();
        return new NodeError(
                phase(error),
                error.code(),
                error.message(),
                place(error.span()),
                notes,
                calls,
                error.hint(),
                rendered,
                coloured);
    }

    private static NodeError.Call call(TraceFrame frame) {
        return new NodeError.Call(
                frame.name(), frame.version(), tier(frame.tier()), place(frame.span()));
    }

    static Tier tier(String word) {
        return switch (word) {
            case "jit" -> Tier.JIT;
            case "native" -> Tier.NATIVE;
            default -> Tier.INTERP;
        };
    }

    static NodeError.Place place(Span span) {
        return new NodeError.Place(span.source().name(), span.start(), span.end());
    }

    private static OxError.Kind phase(LanguageError error) {
        return switch (error) {
            case ReadError _ -> OxError.Kind.READ;
            case ExpandError _ -> OxError.Kind.EXPAND;
            case ResolveError _ -> OxError.Kind.CHECK;
            case Panic _ -> OxError.Kind.PANIC;
            case TypeError _, NumberError _, BorrowError _, LimitError _, ToolError _ ->
                    OxError.Kind.RUNTIME;
        };
    }
}
