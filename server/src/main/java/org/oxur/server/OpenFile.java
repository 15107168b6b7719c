package org.oxur.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.ModulePath;
import org.oxur.live.Evaluated;
import org.oxur.live.FileResults;
import org.oxur.live.LiveForm;
import org.oxur.live.LiveResult;
import org.oxur.live.TextChange;
import org.oxur.protocol.TierInfo;
import org.oxur.text.SourceText;

/// A document that is open in the editor, with its results and with what of it is loaded. Belongs
/// to the main loop.
final class OpenFile {
    /// Edits kept, to find out where a place of an earlier version is now.
    private static final int MAX_HISTORY = 2_000;

    /// What names of files' sessions begin with.
    private static final String SESSION = "file:";

    final String uri;
    int version;

    /// Edits so far: what the client calls a version may be anything.
    int revision;

    SourceText text;
    FileResults results = FileResults.NONE;
    final Evaluated memory = new Evaluated();

    /// Of the newest version that was analysed, which may be older than the text.
    @Nullable AnalysedText analysed;

    /// What the node last said of its macros; null if it was not asked.
    @Nullable Expansions expansions;

    /// Definitions as they are loaded.
    final LoadedForms loaded = new LoadedForms();

    /// What those define that say other than what is loaded, as lenses were last told.
    List<Set<String>> notLoaded = List.of();

    /// By name: what the node last said.
    final Map<String, TierInfo> definitions = new HashMap<>();

    /// By name: the version of what the node counts versions of.
    final Map<String, Integer> versions = new HashMap<>();

    /// By name, those of `impl`s, macros and modules too: how many texts of it were loaded.
    final Map<String, Integer> loads = new HashMap<>();

    /// By name: a static as it was printed when it was loaded.
    final Map<String, String> values = new HashMap<>();

    private final Map<String, Object> textOf = new HashMap<>();

    private String session;
    private String module = "";
    private final Deque<Edit> history = new ArrayDeque<>();

    /// @param revision the text has after it
    private record Edit(int revision, TextChange change) {}

    OpenFile(String uri, int version, SourceText text) {
        this.uri = uri;
        this.version = version;
        this.text = text;
        this.session = ownSession();
    }

    /// The session of the program that the file is the top of.
    String ownSession() {
        return SESSION + uri;
    }

    /// Whether a session is that of a file, open or not.
    static boolean isOfFile(String session) {
        return session.startsWith(SESSION);
    }

    /// The session in which the file is evaluated: that of the program it belongs to.
    String session() {
        return session;
    }

    /// What it is called in that session; empty for the top of its first program.
    String module() {
        return module;
    }

    /// Whether it is the top of a program.
    boolean isTop() {
        return ModulePath.isTop(module);
    }

    /// @return whether it was elsewhere before
    boolean moveTo(String newSession, String newModule) {
        boolean moves = !newSession.equals(session) || !newModule.equals(module);
        session = newSession;
        module = newModule;
        return moves;
    }

    /// What the file itself calls a definition that the node calls by its whole path.
    String local(String name) {
        return module.isEmpty() || !name.startsWith(module + "::")
                ? name
                : name.substring(module.length() + 2);
    }

    /// What the node calls a definition of the file.
    String qualified(String name) {
        return ModulePath.qualified(module, name);
    }

    /// What the node may call something that the file calls so.
    Set<String> absolute(Set<String> names) {
        if (module.isEmpty()) {
            return names;
        }
        var absolute = new HashSet<>(names);
        names.stream()
                .filter(name -> !name.startsWith("."))
                .forEach(name -> absolute.add(module + "::" + name));
        return absolute;
    }

    void edited(int newVersion, SourceText newText, TextChange change) {
        text = newText;
        version = newVersion;
        revision++;
        history.addLast(new Edit(revision, change));
        if (history.size() > MAX_HISTORY) {
            history.removeFirst();
        }
        results = results.edited(change);
        if (expansions != null) {
            expansions = expansions.edited(uri, change);
        }
    }

    /// A result of a text of an earlier version, where it is now; null if it has gone.
    @Nullable LiveResult shift(LiveResult result, int fromRevision) {
        var shifted = FileResults.NONE.begun(List.of(result));
        for (var edit : history) {
            if (edit.revision() > fromRevision) {
                shifted = shifted.edited(edit.change());
            }
        }
        return shifted.isEmpty() ? null : shifted.all().getFirst();
    }

    /// A new node counts from one.
    void nodeIsNew() {
        versions.clear();
        loads.replaceAll((_, _) -> 1);
    }

    /// A form was loaded: what it replaces is loaded no more.
    void loaded(SourceText from, LiveForm form) {
        loaded.put(from, form);
        for (var name : form.defines()) {
            if (!form.key().equals(textOf.put(name, form.key()))) {
                loads.merge(name, 1, Integer::sum);
            }
        }
    }
}
