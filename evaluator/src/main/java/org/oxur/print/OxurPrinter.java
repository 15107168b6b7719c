package org.oxur.print;

import java.util.ArrayList;
import java.util.List;
import org.oxur.ast.Expr;
import org.oxur.ast.File;
import org.oxur.ast.Ident;
import org.oxur.ast.Item;
import org.oxur.ast.Pat;
import org.oxur.ast.Path;
import org.oxur.ast.Stmt;
import org.oxur.ast.Tree;
import org.oxur.ast.Type;

/// Prints a tree as Oxur source: what is read back and lowered is an equal tree, or, for a tree
/// that another front end made, one that means the same.
///
/// Names that a macro template introduced get a number, `tmp-3`, so that they stay apart from the
/// program's own.
public final class OxurPrinter {
    private OxurPrinter() {}

    /// A file's top-level forms stand on lines of their own, and the text ends in a newline; so
    /// does that of every other part of a tree.
    public static Printed print(Tree tree) {
        return DeepStack.print(DeepStack.DEEP, limit -> print(tree, limit));
    }

    private static String print(Tree tree, int limit) {
        // A name made for a template's one may turn out to be taken: then all are made anew.
        for (int attempt = 0; ; attempt++) {
            var names = new OxurNames(attempt);
            var text = Layout.print(forms(tree, new OxurExprs(names, new Depth(limit))));
            if (!names.clash()) {
                return text;
            }
        }
    }

    private static List<Form> forms(Tree tree, OxurExprs exprs) {
        return switch (tree) {
            case File file -> {
                var forms = new ArrayList<Form>();
                exprs.topLevel(file.stmts(), forms);
                yield forms;
            }
            case Stmt stmt -> {
                var forms = new ArrayList<Form>();
                exprs.body(List.of(stmt), forms);
                yield forms;
            }
            case Item item -> List.of(exprs.items().item(item));
            case Expr expr -> List.of(exprs.expr(expr));
            case Pat pat -> exprs.pats().elements(pat);
            case Type type -> List.of(exprs.types().type(type));
            case Path path -> List.of(exprs.names().path(path));
            case Ident ident -> List.of(exprs.names().ident(ident));
        };
    }
}
