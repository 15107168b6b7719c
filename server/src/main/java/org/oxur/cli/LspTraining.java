package org.oxur.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.oxur.ide.OxurLanguage;
import org.oxur.server.LanguageServer;
import org.oxur.server.NodeLaunch;

/// A short conversation with the language server, for the AOT cache: what an editor asks first
/// should not wait for classes to be loaded. Nothing is trusted, so no node is started.
final class LspTraining {
    private static final int PIPE = 1 << 20;
    private static final String DOCUMENT = "\"textDocument\":{\"uri\":\"file:///training.oxr\"}";
    private static final String PLACE = DOCUMENT + ",\"position\":{\"line\":1,\"character\":2}";
    private static final List<String> QUESTIONS =
            List.of(
                    "\"textDocument/hover\",\"params\":{" + PLACE + "}",
                    "\"textDocument/completion\",\"params\":{" + PLACE + "}",
                    "\"textDocument/definition\",\"params\":{" + PLACE + "}",
                    "\"textDocument/documentSymbol\",\"params\":{" + DOCUMENT + "}",
                    "\"textDocument/foldingRange\",\"params\":{" + DOCUMENT + "}",
                    "\"textDocument/semanticTokens/full\",\"params\":{" + DOCUMENT + "}",
                    "\"textDocument/codeLens\",\"params\":{" + DOCUMENT + "}",
                    "\"textDocument/codeAction\",\"params\":{"
                            + DOCUMENT
                            + ",\"range\":{\"start\":{\"line\":0,\"character\":0},\"end\":{\"line\":0,\"character\":0}},\"context\":{\"diagnostics\":[]}}",
                    "\"shutdown\"");

    private final PipedOutputStream toServer = new PipedOutputStream();

    private LspTraining() {}

    /// @return the server's exit code
    static int run() {
        try {
            return new LspTraining().converse();
        } catch (IOException | InterruptedException | ExecutionException failed) {
            return 1;
        }
    }

    private int converse() throws IOException, InterruptedException, ExecutionException {
        var in = new PipedInputStream(toServer, PIPE);
        var answers = new PipedInputStream(PIPE);
        var out = new PipedOutputStream(answers);
        var exit =
                new FutureTask<>(() ->
                        LanguageServer.serve(in, out, new OxurLanguage(), NodeLaunch.usual()));
        Thread.ofPlatform().daemon().start(exit);
        ask(0, "\"initialize\",\"params\":{\"capabilities\":{}}");
        await(answers, 0);
        send("\"method\":\"initialized\",\"params\":{}");
        send(
                "\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"file:///training.oxr\",\"languageId\":\"oxur\",\"version\":1,"
                        + "\"text\":\"(defn area [(w f64) (h f64)] -> f64 (* w h))\\n(area 1.0 2.0)\\n(map (fn [x] (+ x 1)) [1 2])\\n\"}}");
        for (int i = 0; i < QUESTIONS.size(); i++) {
            ask(i + 1, QUESTIONS.get(i));
            await(answers, i + 1);
        }
        send("\"method\":\"exit\"");
        return exit.get();
    }

    private void ask(int id, String question) throws IOException {
        send("\"id\":" + id + ",\"method\":" + question);
    }

    private void send(String rest) throws IOException {
        byte[] body = ("{\"jsonrpc\":\"2.0\"," + rest + "}").getBytes(StandardCharsets.UTF_8);
        byte[] head =
                ("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        toServer.write(head);
        toServer.write(body);
        toServer.flush();
    }

    /// Reads up to the answer with that number.
    private static void await(InputStream answers, int id) throws IOException {
        var header = new StringBuilder();
        while (true) {
            int next = answers.read();
            if (next < 0) {
                throw new IOException("the server ended early");
            }
            header.append((char) next);
            if (header.toString().endsWith("\r\n\r\n")) {
                int length = Integer.parseInt(header.toString().replaceAll("\\D", ""));
                var message = new String(answers.readNBytes(length), StandardCharsets.UTF_8);
                if (message.contains("\"id\":" + id + ",")) {
                    return;
                }
                header.setLength(0);
            }
        }
    }
}
