package org.oxur.ast;

/// Paths of modules, and of what stands in them, as texts: `geometry::solid`. The empty one is the
/// top of a session.
///
/// A session may have more programs than one, which share the modules that they use. The top of the
/// first is the session's; each other is a module beside those, which goes by its file's name:
/// `tool.oxr`, as no module of a program can be called.
public final class ModulePath {
    private ModulePath() {}

    public static String qualified(String module, String name) {
        return module.isEmpty() ? name : module + "::" + name;
    }

    /// The module that the last part stands in.
    public static String outer(String path) {
        int colons = path.lastIndexOf("::");
        return colons < 0 ? "" : path.substring(0, colons);
    }

    /// Whether a module is the top of a program.
    public static boolean isTop(String module) {
        return module.isEmpty() || module.indexOf('.') >= 0 && !module.contains("::");
    }
}
