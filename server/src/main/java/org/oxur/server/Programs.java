package org.oxur.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.oxur.live.LiveForm;
import org.oxur.live.LiveResult;
import org.oxur.live.SavePlan;
import org.oxur.text.SourceText;

/// Which files are one program. A file that no other open file uses is the top of a program; those
/// that it uses, directly or not, are modules of it, evaluated in its session under their names.
/// Programs that use the same file share a session. Belongs to the main loop.
final class Programs {
    private final Files files;

    /// By session and text: what is loaded there.
    private final Map<String, Map<String, LoadedForms>> loaded = new HashMap<>();

    /// By session and text: modules as they were on disk when somebody looked.
    private final Map<String, Map<String, SourceText>> seen = new HashMap<>();

    /// Definitions of one text that a session does not have yet.
    ///
    /// @param file the document, if it is open
    record Missing(@Nullable OpenFile file, String module, SourceText text, List<LiveForm> forms) {}

    Programs(Files files) {
        this.files = files;
    }

    /// A new node has loaded nothing.
    void nodeIsNew() {
        loaded.clear();
    }

    /// A session was closed.
    void forget(String session) {
        loaded.remove(session);
        seen.remove(session);
    }

    void note(String session, SourceText text, LiveForm form) {
        in(session, text.name()).put(text, form);
    }

    /// A definition that a session lacked could not be loaded.
    void failed(String session, SourceText text, int start) {
        in(session, text.name()).failed(text, start);
    }

    /// A file that was a module before it was opened: what of its text was loaded from the disk
    /// stays as it is, with its state.
    void adopt(OpenFile file, AnalysedText known) {
        if (!file.loaded.isEmpty()) {
            return;
        }
        var there = in(file.session(), file.uri);
        var dependencies = known.dependencies();
        for (int index : SavePlan.definitions(dependencies)) {
            if (file.memory.adopt(dependencies, index, there::holds)) {
                file.loaded(known.analysis().text(), dependencies.forms().get(index));
            }
        }
    }

    private LoadedForms in(String session, String text) {
        return loaded.computeIfAbsent(session, _ -> new HashMap<>())
                .computeIfAbsent(text, _ -> new LoadedForms());
    }

    // Who belongs to whom

    /// What files use may have changed.
    ///
    /// @return files that now belong elsewhere
    List<OpenFile> arrange() {
        var all = new ArrayList<>(files.all());
        var moved = new ArrayList<OpenFile>();
        var sharing = new SharedSessions();
        for (int i = 0; i < all.size(); i++) {
            if (top(all.get(i), i, all) == null && sharing.place(all.get(i))) {
                moved.add(all.get(i));
            }
        }
        for (int i = 0; i < all.size(); i++) {
            var file = all.get(i);
            var top = top(file, i, all);
            var module = top == null ? null : moduleIn(top, file);
            if (top != null && module != null && file.moveTo(top.session(), module)) {
                moved.add(file);
            }
        }
        return moved;
    }

    private static @Nullable OpenFile top(OpenFile file, int index, List<OpenFile> all) {
        for (int i = 0; i < all.size(); i++) {
            var other = all.get(i);
            boolean isTop =
                    i < index || all.stream().noneMatch(third -> moduleIn(third, other) != null);
            if (other != file && isTop && moduleIn(other, file) != null) {
                return other;
            }
        }
        return null;
    }

    /// Under which name one file uses another; null if it does not.
    private static @Nullable String moduleIn(OpenFile user, OpenFile file) {
        var known = user.analysed;
        if (known != null) {
            for (var module : known.modules()) {
                if (module.text().name().equals(file.uri)) {
                    return module.name();
                }
            }
        }
        return null;
    }

    /// Modules of a program that are not open in the editor and that another text was found for
    /// since this was last asked.
    ///
    /// @param file the top of the program
    /// @param runs whether any of it was evaluated: else all is loaded when it is
    /// @return what its session lacks of them; from now on it counts as loaded
    List<Missing> changedOnDisk(OpenFile file, boolean runs) {
        var known = file.analysed;
        var changed = new ArrayList<Missing>();
        if (known == null || !file.isTop()) {
            return changed;
        }
        var texts = seen.computeIfAbsent(file.session(), _ -> new HashMap<>());
        for (var module : known.modules()) {
            if (files.find(module.text().name()) == null) {
                var before = texts.put(module.text().name(), module.text());
                if (runs && before != null && !before.text().equals(module.text().text())) {
                    changed.addAll(missing(file.session(), module));
                }
            }
        }
        return changed;
    }

    // What must be there before something is evaluated

    /// What a file's session lacks of the modules that it uses, and of itself; from now on it
    /// counts as loaded.
    List<Missing> missing(OpenFile file) {
        var missing = new ArrayList<Missing>();
        var known = file.analysed;
        if (known != null) {
            for (var module : known.modules()) {
                missing.addAll(missing(file.session(), module));
            }
        }
        missing.addAll(missing(file.session(), file, file.module()));
        return missing;
    }

    private List<Missing> missing(String session, AnalysedText.Module module) {
        var open = files.find(module.text().name());
        if (open != null && !open.loaded.isEmpty()) {
            return missing(session, open, module.name());
        }
        var there = in(session, module.text().name());
        var forms = new ArrayList<LiveForm>();
        for (int index : SavePlan.definitions(module.dependencies())) {
            var form = module.dependencies().forms().get(index);
            if (!there.has(form)) {
                forms.add(form);
            }
        }
        forms.forEach(form -> there.put(module.text(), form));
        return forms.isEmpty()
                ? List.of()
                : List.of(new Missing(open, module.name(), module.text(), forms));
    }

    /// In the order of loading; runs of forms from one text are loaded together.
    private List<Missing> missing(String session, OpenFile file, String module) {
        var there = in(session, file.uri);
        Map<SourceText, List<LiveForm>> groups = new LinkedHashMap<>();
        for (var form : file.loaded.all()) {
            if (!there.has(form.form())) {
                groups.computeIfAbsent(form.text(), _ -> new ArrayList<>()).add(form.form());
                there.put(form.text(), form.form());
            }
        }
        var missing = new ArrayList<Missing>();
        groups.forEach((text, forms) -> missing.add(new Missing(file, module, text, forms)));
        return missing;
    }

    // What a change concerns

    /// Definitions of a file were replaced: results that depend on them are stale, in other files
    /// too.
    ///
    /// @param names as the node calls them
    /// @param meansAnother results of the file itself for which the names mean an earlier
    ///   definition
    void redefined(OpenFile file, Set<String> names, Predicate<LiveResult> meansAnother) {
        for (var other : concerned(file)) {
            other.results =
                    other == file
                            ? other.results.redefined(names, meansAnother)
                            : other.results.redefined(names);
        }
    }

    /// Files whose results may depend on one: what is no module is used by its own program alone.
    List<OpenFile> concerned(OpenFile file) {
        return file.module().isEmpty()
                ? files.all().stream()
                        .filter(other -> other.session().equals(file.session()))
                        .toList()
                : List.copyOf(files.all());
    }
}
