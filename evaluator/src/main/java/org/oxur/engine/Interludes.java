package org.oxur.engine;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import org.oxur.ast.Expr;
import org.oxur.ast.Item;
import org.oxur.ast.Stmt;
import org.oxur.interpret.Execution;

/// Definitions, and looks at them, that wait to be made on the evaluating thread: while something
/// runs there, or as soon as it has ended.
final class Interludes implements Execution.Interlude {
    private final Queue<FutureTask<?>> waiting = new ConcurrentLinkedQueue<>();

    /// @param tasks of the evaluating thread: whichever comes first, the next look of what runs or
    ///   its end, takes what waits
    <T> FutureTask<T> add(Queue<Runnable> tasks, Callable<T> definition) {
        var task = new FutureTask<>(definition);
        waiting.add(task);
        tasks.add(this);
        return task;
    }

    @Override
    public boolean isWaiting() {
        return !waiting.isEmpty();
    }

    @Override
    public void run() {
        for (var task = waiting.poll(); task != null; task = waiting.poll()) {
            task.run();
        }
    }

    /// Those who wait are told that nothing comes of it.
    void drop() {
        for (var task = waiting.poll(); task != null; task = waiting.poll()) {
            task.cancel(false);
        }
    }

    /// Whether no code of the program runs when these take effect.
    static boolean onlyDefine(List<Stmt> stmts) {
        return stmts.stream()
                .allMatch(
                        stmt -> stmt instanceof Stmt.Definition(_, var item) && onlyDefines(item));
    }

    private static boolean onlyDefines(Item item) {
        return switch (item) {
            case Item.Static s -> s.expr() instanceof Expr.Literal;
            case Item.Const c -> c.expr() instanceof Expr.Literal;
            case Item.Mod mod -> onlyDefine(mod.content());
            // It is built first, which takes a while.
            case Item.ExternCrate _ -> false;
            case Item.Fn _, Item.Struct _, Item.Enum _, Item.Trait _, Item.Impl _, Item.Use _ ->
                    true;
        };
    }
}
