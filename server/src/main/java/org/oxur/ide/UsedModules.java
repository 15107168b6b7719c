package org.oxur.ide;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.oxur.ast.ModulePath;
import org.oxur.ide.FormFacts.Target;

/// Which other texts of the project a text uses: a file is a module, `src/geometry.oxr` is
/// `geometry`.
public final class UsedModules {
    private final Snapshot snapshot;
    private final Set<Analysis> seen = new LinkedHashSet<>();
    private final List<Used> used = new ArrayList<>();

    private UsedModules(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /// @param module what the text is called by those that use it: `geometry`, `geometry::solid`
    public record Used(String module, Analysis analysis) {
        public String file() {
            return analysis.text().name();
        }
    }

    /// Directly or not, those first that others use; never itself.
    public static List<Used> of(Snapshot snapshot, Analysis analysis) {
        var files = new UsedModules(snapshot);
        files.seen.add(analysis);
        files.follow("", analysis);
        return files.used;
    }

    private void follow(String path, Analysis analysis) {
        for (var name : declared(analysis)) {
            // A module of a module is a file in its folder.
            found(ModulePath.qualified(path, name), analysis);
        }
        for (var name : names(analysis)) {
            found(name, analysis);
        }
    }

    private void found(String path, Analysis user) {
        var module = snapshot.module(path, user.text().name());
        if (module != null && seen.add(module)) {
            follow(path, module);
            used.add(new Used(path, module));
        }
    }

    /// `(mod geometry)`.
    private static List<String> declared(Analysis analysis) {
        return analysis.outline().stream()
                .filter(UsedModules::isFile)
                .map(Definition::name)
                .toList();
    }

    private static boolean isFile(Definition definition) {
        return definition.kind() == Definition.Kind.MODULE && definition.members().isEmpty();
    }

    /// First parts of paths that the text does not define itself.
    private static Set<String> names(Analysis analysis) {
        var names = new LinkedHashSet<String>();
        for (var use : analysis.imports()) {
            names.add(first(use.path()));
        }
        for (var form : analysis.forms()) {
            for (var use : form.facts().uses()) {
                switch (use.target()) {
                    case Target.Value(var path, _) -> names.add(outer(path));
                    case Target.TypeName(var path, _) -> names.add(outer(path));
                    case Target.Local _, Target.Field _, Target.Method _, Target.Generic _ -> {}
                }
            }
        }
        names.removeIf(name -> name.isEmpty() || analysis.definitions().containsKey(name));
        return names;
    }

    private static String first(String path) {
        int colons = path.indexOf("::");
        return colons < 0 ? path : path.substring(0, colons);
    }

    private static String outer(String path) {
        int colons = path.indexOf("::");
        return colons < 0 ? "" : path.substring(0, colons);
    }
}
