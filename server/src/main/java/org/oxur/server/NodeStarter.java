package org.oxur.server;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.jspecify.annotations.Nullable;
import org.oxur.node.NodeProcess;
import org.oxur.protocol.Connection;
import org.oxur.protocol.Features;
import org.oxur.protocol.Messages;
import org.oxur.protocol.NodeHello;
import org.oxur.protocol.ProtocolError;

/// Starts one node and connects to it: a Unix domain socket in a directory that only this user can
/// enter, and a token that only the child has.
final class NodeStarter {
    private static final System.Logger LOG = System.getLogger("org.oxur.server");
    private static final int START_SECONDS = 60;

    private final int generation;
    private final Consumer<Event> post;
    private final String token;

    /// Who showed the token; null when nobody did in time, or the process ended before.
    private final CompletableFuture<@Nullable Guest> greeted = new CompletableFuture<>();

    private @Nullable Process started;
    private boolean aborted;

    private NodeStarter(int generation, Consumer<Event> post) {
        this.generation = generation;
        this.post = post;
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        this.token = HexFormat.of().formatHex(secret);
    }

    /// Returns at once; what comes of it is a [Event.NodeUp] and later a [Event.NodeDown], or the
    /// second alone.
    ///
    /// @param directory in which the node runs; null for the server's own
    static NodeStarter start(
            int generation, NodeLaunch command, @Nullable Path directory, Consumer<Event> post) {
        var starter = new NodeStarter(generation, post);
        Thread.ofPlatform()
                .daemon()
                .name("node " + generation + " starter")
                .start(() -> starter.start(command, directory));
        return starter;
    }

    /// The node is not wanted any more, whether it runs by now or not.
    synchronized void abort() {
        aborted = true;
        if (started != null) {
            started.destroyForcibly();
        }
    }

    private synchronized void started(Process process) {
        started = process;
        if (aborted) {
            process.destroyForcibly();
        }
    }

    private void start(NodeLaunch command, @Nullable Path directory) {
        try {
            var place =
                    Files.createTempDirectory(
                            "oxur",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rwx------")));
            var socket = place.resolve("node");
            try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(UnixDomainSocketAddress.of(socket));
                connect(server, launch(command, socket, directory));
            } finally {
                Files.deleteIfExists(socket);
                Files.deleteIfExists(place);
            }
        } catch (IOException problem) {
            post.accept(
                    new Event.NodeDown(
                            generation, "it could not be started: " + problem.getMessage()));
        }
    }

    private Process launch(NodeLaunch command, Path socket, @Nullable Path directory)
            throws IOException {
        var words = new ArrayList<>(command.words());
        words.add(socket.toString());
        prepareCrashReports();
        var builder = new ProcessBuilder(words);
        builder.environment().put(NodeProcess.TOKEN, token);
        if (directory != null && Files.isDirectory(directory)) {
            builder.directory(directory.toFile());
        }
        // Nobody types there: reading finds the end.
        builder.redirectInput(new File("/dev/null"));
        var process = builder.start();
        started(process);
        watch(process.getInputStream(), false);
        watch(process.getErrorStream(), true);
        return process;
    }

    /// Without the directory the JVM writes none, or somewhere else.
    private void prepareCrashReports() {
        try {
            Files.createDirectories(
                    NodeLaunch.crashes(System.getenv()),
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } catch (IOException unwritable) {
            post.accept(
                    new Event.NodeWrote(
                            generation, "no crash reports: " + unwritable + "\n", true));
        }
    }

    private void watch(InputStream stream, boolean isError) {
        Thread.ofPlatform()
                .daemon()
                .name("node " + generation + (isError ? " stderr" : " stdout"))
                .start(() -> {
                    var buffer = new char[8192];
                    try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
                        for (int length = reader.read(buffer);
                                length >= 0;
                                length = reader.read(buffer)) {
                            post.accept(
                                    new Event.NodeWrote(
                                            generation, new String(buffer, 0, length), isError));
                        }
                    } catch (IOException closed) {
                        post.accept(new Event.NodeWrote(generation, "", isError));
                    }
                });
    }

    /// Whoever connects is heard beside the others: one who says nothing holds up nobody.
    private void connect(ServerSocketChannel server, Process process) throws IOException {
        var gone = process.onExit().thenRun(() -> greeted.complete(null));
        var _ =
                greeted.completeOnTimeout(null, START_SECONDS, TimeUnit.SECONDS)
                        .thenAccept(node -> {
                            if (node == null) {
                                process.destroyForcibly();
                            }
                            close(server);
                        });
        var guests = new ArrayList<Guest>();
        try {
            while (!greeted.isDone()) {
                var guest = new Guest(server.accept(), process);
                guests.add(guest);
                guest.listen();
            }
        } catch (ClosedChannelException decided) {
            LOG.log(Level.DEBUG, "node {0}: nobody else is let in", generation);
        }
        for (var guest : guests) {
            if (guest.isNode()) {
                post.accept(new Event.NodeUp(new NodeLink(generation, process, guest.connection)));
            } else {
                guest.connection.close();
            }
        }
        var _ =
                gone.thenRun(() ->
                        post.accept(new Event.NodeDown(generation, how(process.exitValue()))));
    }

    private void close(Closeable what) {
        try {
            what.close();
        } catch (IOException e) {
            post.accept(new Event.NodeWrote(generation, e.toString(), true));
        }
    }

    /// Somebody who connected: our node if the token comes, else a stranger.
    private final class Guest implements Endpoint {
        private final SocketChannel channel;
        private final Process process;
        private final Connection connection;

        Guest(SocketChannel channel, Process process) {
            this.channel = channel;
            this.process = process;
            this.connection =
                    new Connection(
                            "node " + generation,
                            Channels.newInputStream(channel),
                            Channels.newOutputStream(channel),
                            Messages.types(Messages.NODE),
                            this);
        }

        void listen() {
            connection.start(() -> {
                connection.close();
                close(channel);
                // A node without its server has nothing to live for, and one that closed its socket
                // is of no use.
                if (isNode()) {
                    process.destroyForcibly();
                }
            });
        }

        boolean isNode() {
            return greeted.getNow(null) == this;
        }

        @Override
        public CompletableFuture<?> request(String method, @Nullable Object parameter) {
            if (parameter instanceof NodeHello hello
                    && MessageDigest.isEqual(
                            hello.token().getBytes(StandardCharsets.US_ASCII),
                            token.getBytes(StandardCharsets.US_ASCII))
                    && greeted.complete(this)) {
                return CompletableFuture.completedFuture(new NodeHello.Result(Features.VERSION));
            }
            return CompletableFuture.failedFuture(
                    new ResponseErrorException(
                            new ResponseError(
                                    ProtocolError.NOT_PERMITTED.code(),
                                    "the token is not ours",
                                    null)));
        }

        @Override
        public void notify(String method, @Nullable Object parameter) {
            // Who has not shown the token tells nothing.
            if (parameter != null && isNode()) {
                post.accept(new Event.NodeTold(generation, parameter));
            }
        }
    }

    private static String how(int code) {
        if (code == NodeProcess.OUT_OF_MEMORY) {
            return "it ran out of memory";
        }
        return code > 128
                ? "it was ended by signal " + (code - 128)
                : "it ended with exit code " + code;
    }
}
