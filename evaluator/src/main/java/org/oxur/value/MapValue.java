package org.oxur.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// `HashMap`: keeps insertion order. What equal keys are is said by the [Keys] that each operation
/// is given.
///
/// Entries stand in order in two arrays; an open-addressing table finds them. A removed entry
/// leaves a gap until the next growth. As an [Owner], its part `i` is the value of the entry at
/// position `i` (positions change only when the map is written as a whole).
public final class MapValue extends HeapValue {
    /// Equality and hashing of keys.
    public interface Keys {
        int hash(Object key);

        boolean same(Object a, Object b);
    }

    private @Nullable Object[] keys = new Object[8];
    private @Nullable Object[] values = new Object[8];
    private int[] hashes = new int[8];

    /// Position + 1 of an entry, 0 for free; its length is a power of two, twice the arrays' at
    /// least.
    private int[] table = new int[16];

    private int used;
    private int size;

    public int size() {
        return size;
    }

    /// One past the last position in use; positions without an entry are skipped with
    /// [#isEntry(int)].
    public int positions() {
        return used;
    }

    public boolean isEntry(int position) {
        return keys[position] != null;
    }

    public Object keyAt(int position) {
        var key = keys[position];
        if (key == null) {
            throw new IllegalStateException("no entry at " + position);
        }
        return key;
    }

    public Object valueAt(int position) {
        var value = values[position];
        if (value == null) {
            throw new IllegalStateException("no entry at " + position);
        }
        return value;
    }

    @Override
    public Object part(int part) {
        return valueAt(part);
    }

    @Override
    public void setPart(int part, Object value) {
        values[part] = value;
    }

    /// The position of a key, or -1.
    public int find(Object key, Keys by) {
        return find(key, spread(by.hash(key)), by);
    }

    private int find(Object key, int hash, Keys by) {
        int mask = table.length - 1;
        for (int i = hash & mask; table[i] != 0; i = (i + 1) & mask) {
            int position = table[i] - 1;
            if (hashes[position] == hash) {
                var other = keys[position];
                if (other != null && by.same(other, key)) {
                    return position;
                }
            }
        }
        return -1;
    }

    public @Nullable Object get(Object key, Keys by) {
        int position = find(key, by);
        return position < 0 ? null : values[position];
    }

    /// The value that the key had before, or null.
    public @Nullable Object put(Object key, Object value, Keys by) {
        int hash = spread(by.hash(key));
        int position = find(key, hash, by);
        if (position >= 0) {
            var old = values[position];
            values[position] = value;
            return old;
        }
        add(key, value, hash);
        return null;
    }

    /// The value removed, or null.
    public @Nullable Object remove(Object key, Keys by) {
        int position = find(key, by);
        if (position < 0) {
            return null;
        }
        var old = values[position];
        keys[position] = null;
        values[position] = null;
        size--;
        if (size == 0) {
            clear();
        }
        return old;
    }

    public void clear() {
        keys = new Object[8];
        values = new Object[8];
        hashes = new int[8];
        table = new int[16];
        used = 0;
        size = 0;
    }

    private void add(Object key, Object value, int hash) {
        if (used == keys.length) {
            rebuild();
        }
        keys[used] = key;
        values[used] = value;
        hashes[used] = hash;
        enter(used, hash);
        used++;
        size++;
    }

    private void enter(int position, int hash) {
        int mask = table.length - 1;
        int i = hash & mask;
        while (table[i] != 0) {
            i = (i + 1) & mask;
        }
        table[i] = position + 1;
    }

    private void rebuild() {
        int capacity = Math.max(8, size + (size >> 1) + 1);
        int kept = 0;
        for (int i = 0; i < used; i++) {
            if (keys[i] != null) {
                keys[kept] = keys[i];
                values[kept] = values[i];
                hashes[kept] = hashes[i];
                kept++;
            }
        }
        keys = Arrays.copyOf(Arrays.copyOf(keys, kept), capacity);
        values = Arrays.copyOf(Arrays.copyOf(values, kept), capacity);
        hashes = Arrays.copyOf(hashes, capacity);
        used = kept;
        table = new int[Integer.highestOneBit(capacity * 2 - 1) * 2];
        for (int i = 0; i < used; i++) {
            enter(i, hashes[i]);
        }
    }

    private static int spread(int hash) {
        int h = hash * 0x9E3779B9;
        return h ^ h >>> 15;
    }
}
