package org.oxur.server;

import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CodeLensOptions;
import org.eclipse.lsp4j.ExecuteCommandOptions;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.PositionEncodingKind;
import org.eclipse.lsp4j.RenameOptions;
import org.eclipse.lsp4j.SaveOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SignatureHelpOptions;
import org.eclipse.lsp4j.TextDocumentContentRegistrationOptions;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.WorkspaceServerCapabilities;
import org.jspecify.annotations.Nullable;
import org.oxur.protocol.Features;
import org.oxur.text.LineIndex;

/// What the server says it can do.
final class Capabilities {
    private Capabilities() {}

    /// UTF-8 if the client prefers it to UTF-16, which every client knows.
    static LineIndex.Unit encoding(@Nullable ClientCapabilities client) {
        var general = client == null ? null : client.getGeneral();
        var known = general == null ? null : general.getPositionEncodings();
        if (known != null) {
            for (String encoding : known) {
                if (encoding.equals(PositionEncodingKind.UTF8)) {
                    return LineIndex.Unit.UTF8;
                }
                if (encoding.equals(PositionEncodingKind.UTF16)) {
                    return LineIndex.Unit.UTF16;
                }
            }
        }
        return LineIndex.Unit.UTF16;
    }

    static InitializeResult answer(Client client, LineIndex.Unit unit) {
        var can = new ServerCapabilities();
        can.setPositionEncoding(
                unit == LineIndex.Unit.UTF8
                        ? PositionEncodingKind.UTF8
                        : PositionEncodingKind.UTF16);
        var sync = new TextDocumentSyncOptions();
        sync.setOpenClose(true);
        sync.setChange(TextDocumentSyncKind.Incremental);
        sync.setSave(new SaveOptions(false));
        can.setTextDocumentSync(sync);
        can.setHoverProvider(true);
        can.setSignatureHelpProvider(new SignatureHelpOptions(List.of("(", " ")));
        can.setDefinitionProvider(true);
        can.setReferencesProvider(true);
        can.setDocumentHighlightProvider(true);
        can.setDocumentSymbolProvider(true);
        can.setFoldingRangeProvider(true);
        can.setSelectionRangeProvider(true);
        can.setDocumentFormattingProvider(true);
        can.setDocumentRangeFormattingProvider(true);
        can.setRenameProvider(new RenameOptions(false));
        can.setCodeLensProvider(new CodeLensOptions(true));
        can.setCodeActionProvider(true);
        can.setExecuteCommandProvider(new ExecuteCommandOptions(Commands.ALL));
        var workspace = new WorkspaceServerCapabilities();
        workspace.setTextDocumentContent(
                new TextDocumentContentRegistrationOptions(List.of(Artifacts.SCHEME)));
        can.setWorkspace(workspace);
        EditorFeatures.declare(can);
        if (client.pullsDiagnostics()) {
            DiagnosticReports.declare(can);
        }
        can.setExperimental(
                Map.of(
                        "oxur",
                        new Features(
                                Features.VERSION,
                                Map.of(
                                        Features.RESULTS,
                                        true,
                                        Features.EVAL_EVENTS,
                                        true,
                                        Features.REDEFINED,
                                        true,
                                        Features.STATUS,
                                        true,
                                        Features.VALUES,
                                        true,
                                        Features.TIERS,
                                        true,
                                        Features.COMPILE,
                                        true))));
        return new InitializeResult(can, new ServerInfo("oxur"));
    }
}
