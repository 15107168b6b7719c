package org.oxur.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.oxur.engine.Limits;
import org.oxur.engine.LiveSession;
import org.oxur.engine.Session;
import org.oxur.expect.CapturedOutput;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.protocol.NodeChange;
import org.oxur.text.SourceText;

class ChangesTest {
    private final Session session =
            LiveSession.open(new OxurFrontend(), new CapturedOutput(), Limits.NONE);
    private final AtomicInteger surveys = new AtomicInteger();
    private final Changes changes = new Changes(counting());

    @AfterEach
    void close() {
        session.close();
    }

    /// The session, with a count of how often all of its functions were asked for.
    private Session counting() {
        return (Session)
                Proxy.newProxyInstance(
                        Session.class.getClassLoader(),
                        new Class<?>[] {Session.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("functions")) {
                                surveys.incrementAndGet();
                            }
                            return method.invoke(session, arguments);
                        });
    }

    private List<NodeChange> define(String text) {
        var made = new ArrayList<NodeChange>();
        for (var outcome : session.evaluate(new SourceText("t", text), _ -> {})) {
            outcome.definitions().forEach(definition -> made.add(changes.made(definition)));
        }
        return made;
    }

    private List<String> users(String text) {
        return define(text).getLast().users();
    }

    @Test
    void usersAreThoseOfNow() {
        define("(defn f [] 1) (defn g [] (f)) (defn h [] (f))");
        assertEquals(List.of("g", "h"), users("(defn f [] 2)"));
        define("(defn g [] 3)");
        assertEquals(List.of("h"), users("(defn f [] 3)"));
        define("(defn g [] (f))");
        assertEquals(List.of("g", "h"), users("(defn f [] 4)"));
        define("(def h 1)");
        assertEquals(List.of("g"), users("(defn f [] 5)"));
    }

    @Test
    void methodsAreUsersToo() {
        define("(defstruct P [x i64]) (defn f [] 1) (impl P (defn m [&self] (f)))");
        assertEquals(List.of("P::m"), users("(defn f [] 2)"));
        define("(impl P (defn m [&self] 2))");
        assertEquals(List.of(), users("(defn f [] 3)"));
    }

    @Test
    void whatTookPartIsFollowedThroughThoseOfNow() {
        define("(defn f [] 1) (defn g [] (f)) (defn h [] (g))");
        assertEquals(List.of("h", "g", "f"), changes.closure(List.of("h"), ""));
        define("(defn g [] 7)");
        assertEquals(List.of("h", "g"), changes.closure(List.of("h"), ""));
    }

    @Test
    void manyRedefinitionsDoNotSurveyTheProgramForEach() {
        var text = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            text.append("(defn f").append(i).append(" [] ").append(i).append(")\n");
        }
        define(text.toString());
        surveys.set(0);
        define(text.toString().replace("[] ", "[] 1"));
        assertEquals(0, surveys.get());
    }
}
