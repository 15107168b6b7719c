package org.oxur.server;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.oxur.protocol.NodePing;

/// Keeps one node running: starts it, watches it, starts it again when it has died, but not for
/// ever. Belongs to the main loop.
final class NodeSupervisor {
    /// Restarts within [#WINDOW_NANOS]; one more, and a person has to ask for it.
    private static final int MAX_RESTARTS = 5;

    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int PING_MILLIS = 2_000;

    /// A collection of a full heap may take long on a busy machine; a node that is silent for
    /// longer than this is of no use.
    private static final int SILENCE_MILLIS = 20_000;

    private final MainLoop loop;
    private final NodeLaunch command;
    private final Deque<Long> deaths = new ArrayDeque<>();
    private final List<Consumer<NodeLink>> waiting = new ArrayList<>();
    private int generation;
    private State state = State.NONE;
    private @Nullable NodeStarter starter;
    private @Nullable NodeLink node;
    private @Nullable Path directory;
    private Consumer<NodePing.Result> onAlive = _ -> {};

    enum State {
        NONE,
        STARTING,
        UP,
        /// It died too often.
        GIVEN_UP
    }

    NodeSupervisor(MainLoop loop, NodeLaunch command) {
        this.loop = loop;
        this.command = command;
    }

    void runIn(@Nullable Path workspace) {
        directory = workspace;
    }

    /// Told every two seconds how the node is.
    void whenAlive(Consumer<NodePing.Result> action) {
        onAlive = action;
    }

    State state() {
        return state;
    }

    @Nullable NodeLink node() {
        return node;
    }

    boolean isCurrent(int which) {
        return which == generation && state != State.NONE;
    }

    /// Starts a node if there is none.
    void start() {
        if (state == State.NONE) {
            state = State.STARTING;
            starter = NodeStarter.start(++generation, command, directory, loop::post);
        }
    }

    /// Runs as soon as there is a node; now, if there is one. Dropped if the node cannot be had, as
    /// it cannot after it has died too often.
    void whenUp(Consumer<NodeLink> task) {
        if (node != null) {
            task.accept(node);
        } else if (state != State.GIVEN_UP) {
            waiting.add(task);
            start();
        }
    }

    void up(NodeLink link) {
        if (link.generation() != generation || state != State.STARTING) {
            link.kill();
            return;
        }
        state = State.UP;
        node = link;
        watch(link);
    }

    /// To be called when the new node has been told what it must know.
    void ready() {
        var link = node;
        if (link != null) {
            var tasks = List.copyOf(waiting);
            waiting.clear();
            tasks.forEach(task -> task.accept(link));
        }
    }

    /// @return whether another one is being started
    boolean down() {
        node = null;
        long now = System.nanoTime();
        deaths.addLast(now);
        while (now - deaths.getFirst() > WINDOW_NANOS) {
            deaths.removeFirst();
        }
        if (deaths.size() > MAX_RESTARTS) {
            state = State.GIVEN_UP;
            waiting.clear();
            return false;
        }
        state = State.NONE;
        start();
        return true;
    }

    /// A person asked: what came before does not count.
    void restart() {
        deaths.clear();
        if (node != null) {
            node.kill();
        } else if (state != State.STARTING) {
            state = State.NONE;
            start();
        }
    }

    /// Ends the node; it is not started again before [#start()].
    void stop() {
        state = State.NONE;
        generation++;
        node = null;
        waiting.clear();
        if (starter != null) {
            starter.abort();
        }
    }

    private void watch(NodeLink link) {
        loop.after(
                PING_MILLIS,
                () -> {
                    if (node == link) {
                        var answer = link.ping();
                        var _ =
                                answer.orTimeout(SILENCE_MILLIS, TimeUnit.MILLISECONDS)
                                        .whenComplete((alive, silent) ->
                                                loop.resume(() -> {
                                                    if (silent == null) {
                                                        onAlive.accept(alive);
                                                        watch(link);
                                                    } else if (node == link) {
                                                        link.kill();
                                                    }
                                                }));
                    }
                });
    }
}
