package org.oxur.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which forms depend on each other: the strongly connected components, all in one walk (Tarjan),
/// with a stack of its own, for a generated file may be one long chain.
final class Cycles {
    private final List<int[]> direct;
    private final int[] found;
    private final int[] lowest;
    private final int[] nextEdge;
    private final boolean[] open;
    private final List<int[]> members;
    private final int[] path;
    private final int[] gathered;
    private int gatheredSize;
    private int count;

    /// @param direct what each form uses
    Cycles(List<int[]> direct) {
        int size = direct.size();
        this.direct = direct;
        this.found = new int[size];
        this.lowest = new int[size];
        this.nextEdge = new int[size];
        this.open = new boolean[size];
        this.path = new int[size];
        this.gathered = new int[size];
        this.members = new ArrayList<>(direct);
        for (int form = 0; form < size; form++) {
            if (found[form] == 0) {
                walk(form);
            }
        }
    }

    /// Of each form those of its cycle, in the order of the text.
    List<int[]> members() {
        return members;
    }

    private void walk(int root) {
        int depth = 0;
        enter(root);
        path[0] = root;
        while (depth >= 0) {
            int form = path[depth];
            int[] edges = direct.get(form);
            if (nextEdge[form] < edges.length) {
                int next = edges[nextEdge[form]++];
                if (found[next] == 0) {
                    enter(next);
                    path[++depth] = next;
                } else if (open[next]) {
                    lowest[form] = Math.min(lowest[form], found[next]);
                }
            } else {
                if (lowest[form] == found[form]) {
                    close(form);
                }
                depth--;
                if (depth >= 0) {
                    lowest[path[depth]] = Math.min(lowest[path[depth]], lowest[form]);
                }
            }
        }
    }

    private void enter(int form) {
        found[form] = ++count;
        lowest[form] = count;
        open[form] = true;
        gathered[gatheredSize++] = form;
    }

    /// All that was gathered since the form is its cycle.
    private void close(int form) {
        int from = gatheredSize;
        do {
            from--;
            open[gathered[from]] = false;
        } while (gathered[from] != form);
        int[] cycle = Arrays.copyOfRange(gathered, from, gatheredSize);
        Arrays.sort(cycle);
        for (int member : cycle) {
            members.set(member, cycle);
        }
        gatheredSize = from;
    }
}
