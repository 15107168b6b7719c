package org.oxur.value;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `Vec`: growable. Elements that are all of one number type, or all `bool`, are stored unboxed;
/// the first element of another type changes the storage.
///
/// Exactly one of the five storages is in use; an empty vector may have none.
public final class VecValue extends HeapValue {
    private static final Object[] NO_OBJECTS = {};
    private static final int MAX_SIZE = Integer.MAX_VALUE - 16;

    private long @Nullable [] longs;
    private double @Nullable [] doubles;
    private byte @Nullable [] booleans;
    private @Nullable PackedNumbers packed;
    private Object[] objects = NO_OBJECTS;
    private int size;

    /// Elements at the beginning that are known to pass a test; null when none are.
    private @Nullable Tested tested;

    private record Tested(Object test, int count) {}

    public VecValue() {}

    /// How many elements from the first one on have passed a test that looks at an element by
    /// itself, and have not been replaced since.
    public int tested(Object test) {
        return tested != null && tested.test == test ? tested.count : 0;
    }

    /// All elements that there are now have passed the test.
    public void markTested(Object test) {
        tested = new Tested(test, size);
    }

    private void untestedFrom(int index) {
        if (tested != null && tested.count > index) {
            tested = index == 0 ? null : new Tested(tested.test, index);
        }
    }

    public static VecValue of(Object... items) {
        var vec = new VecValue();
        vec.reserve(items.length);
        for (var item : items) {
            vec.add(item);
        }
        return vec;
    }

    public static VecValue of(Collection<?> items) {
        return of(items.toArray());
    }

    /// Takes the array as its own.
    public static VecValue ofLongs(long[] items) {
        var vec = new VecValue();
        vec.longs = items;
        vec.size = items.length;
        return vec;
    }

    /// Takes the array as its own.
    public static VecValue ofDoubles(double[] items) {
        var vec = new VecValue();
        vec.doubles = items;
        vec.size = items.length;
        return vec;
    }

    /// Takes the array as its own; each byte is 0 or 1.
    public static VecValue ofBooleans(byte[] items) {
        var vec = new VecValue();
        vec.booleans = items;
        vec.size = items.length;
        return vec;
    }

    /// Takes the array as its own.
    public static VecValue ofObjects(Object[] items) {
        var vec = new VecValue();
        vec.objects = items;
        vec.size = items.length;
        return vec;
    }

    public static VecValue repeat(Object item, int count) {
        if (item instanceof Long l) {
            var array = new long[count];
            if (l != 0) {
                Arrays.fill(array, l);
            }
            return ofLongs(array);
        } else if (item instanceof Double d) {
            var array = new double[count];
            Arrays.fill(array, d);
            return ofDoubles(array);
        } else if (item instanceof Boolean b) {
            var array = new byte[count];
            Arrays.fill(array, (byte) (b ? 1 : 0));
            return ofBooleans(array);
        }
        var packed = PackedNumbers.forValue(item, count);
        if (packed != null) {
            packed.fill(item, count);
            var vec = new VecValue();
            vec.packed = packed;
            vec.size = count;
            return vec;
        }
        var array = new Object[count];
        Arrays.fill(array, item);
        return ofObjects(array);
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /// The storage when all elements are `i64`, valid up to [#size()]; else null.
    public long @Nullable [] longs() {
        return longs;
    }

    /// The storage when all elements are `f64`, valid up to [#size()]; else null.
    public double @Nullable [] doubles() {
        return doubles;
    }

    /// The storage when all elements are `bool`, valid up to [#size()]; else null.
    public byte @Nullable [] booleans() {
        return booleans;
    }

    /// Whether elements may be of several types.
    public boolean isBoxed() {
        return longs == null && doubles == null && booleans == null && packed == null;
    }

    public Object get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        if (index < objects.length) {
            // Only of the storage that is in use.
            return objects[index];
        } else if (longs != null) {
            return longs[index];
        } else if (doubles != null) {
            return doubles[index];
        } else if (booleans != null) {
            return booleans[index] != 0;
        } else if (packed != null) {
            return packed.get(index);
        }
        throw new IllegalStateException("a vector has a storage for its elements");
    }

    /// Of a vector whose elements may be of several types, at an index that there is; null for
    /// other vectors.
    public @Nullable Object boxedAt(int index) {
        return index < objects.length ? objects[index] : null;
    }

    public void set(int index, Object value) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        if (longs != null && value instanceof Long l) {
            longs[index] = l;
        } else if (doubles != null && value instanceof Double d) {
            doubles[index] = d;
        } else if (booleans != null && value instanceof Boolean b) {
            booleans[index] = (byte) (b ? 1 : 0);
        } else if (packed != null && packed.takes(value)) {
            packed.set(index, value);
        } else {
            boxed(size)[index] = value;
            untestedFrom(index);
        }
    }

    @Override
    public Object part(int part) {
        return get(part);
    }

    @Override
    public void setPart(int part, Object value) {
        set(part, value);
    }

    public void add(Object value) {
        if (value instanceof Long l && (longs != null || isFresh())) {
            addLong(l);
        } else if (value instanceof Double d && (doubles != null || isFresh())) {
            addDouble(d);
        } else if (value instanceof Boolean b && (booleans != null || isFresh())) {
            var array = booleans == null ? new byte[Math.max(10, objects.length)] : booleans;
            booleans = size == array.length ? Arrays.copyOf(array, grown(size)) : array;
            objects = NO_OBJECTS;
            booleans[size++] = (byte) (b ? 1 : 0);
        } else if (!addPacked(value)) {
            var array = boxed(size + 1);
            array[size++] = value;
        }
    }

    private boolean addPacked(Object value) {
        var numbers = packed;
        if (numbers == null && isFresh()) {
            numbers = PackedNumbers.forValue(value, Math.max(10, objects.length));
        }
        if (numbers == null || !numbers.takes(value)) {
            return false;
        }
        if (size == numbers.capacity()) {
            numbers.grow(grown(size));
        }
        objects = NO_OBJECTS;
        packed = numbers;
        numbers.set(size++, value);
        return true;
    }

    public void addLong(long value) {
        if (longs == null && !isFresh()) {
            add((Object) value);
            return;
        }
        var array = longs == null ? new long[Math.max(10, objects.length)] : longs;
        if (size == array.length) {
            array = Arrays.copyOf(array, grown(size));
        }
        objects = NO_OBJECTS;
        longs = array;
        array[size++] = value;
    }

    public void addDouble(double value) {
        if (doubles == null && !isFresh()) {
            add((Object) value);
            return;
        }
        var array = doubles == null ? new double[Math.max(10, objects.length)] : doubles;
        if (size == array.length) {
            array = Arrays.copyOf(array, grown(size));
        }
        objects = NO_OBJECTS;
        doubles = array;
        array[size++] = value;
    }

    public void addAll(Collection<?> values) {
        for (var value : values) {
            add(value);
        }
    }

    public void insert(int index, Object value) {
        if (index < 0 || index > size) {
            throw new IndexOutOfBoundsException(index);
        }
        add(value);
        for (int i = size - 1; i > index; i--) {
            swap(i, i - 1);
        }
    }

    public Object remove(int index) {
        var removed = get(index);
        if (longs != null) {
            System.arraycopy(longs, index + 1, longs, index, size - index - 1);
        } else if (doubles != null) {
            System.arraycopy(doubles, index + 1, doubles, index, size - index - 1);
        } else if (booleans != null) {
            System.arraycopy(booleans, index + 1, booleans, index, size - index - 1);
        } else if (packed != null) {
            packed.closeGap(index, size);
        } else {
            System.arraycopy(objects, index + 1, objects, index, size - index - 1);
            untestedFrom(size - 1);
        }
        truncate(size - 1);
        return removed;
    }

    public Object removeLast() {
        var removed = get(size - 1);
        truncate(size - 1);
        return removed;
    }

    /// Drops all elements from `newSize` on.
    public void truncate(int newSize) {
        if (newSize >= size) {
            return;
        }
        if (objects.length > 0) {
            Arrays.fill(objects, newSize, size, null);
            untestedFrom(newSize);
        }
        size = newSize;
        if (size == 0) {
            // The next element may be of another type.
            longs = null;
            doubles = null;
            booleans = null;
            packed = null;
            objects = NO_OBJECTS;
        }
    }

    public void clear() {
        truncate(0);
    }

    public void swap(int i, int j) {
        if (longs != null) {
            long t = longs[i];
            longs[i] = longs[j];
            longs[j] = t;
        } else if (doubles != null) {
            double t = doubles[i];
            doubles[i] = doubles[j];
            doubles[j] = t;
        } else if (booleans != null) {
            byte t = booleans[i];
            booleans[i] = booleans[j];
            booleans[j] = t;
        } else if (packed != null) {
            var t = packed.get(i);
            packed.set(i, packed.get(j));
            packed.set(j, t);
        } else {
            var t = objects[i];
            objects[i] = objects[j];
            objects[j] = t;
            untestedFrom(Math.min(i, j));
        }
    }

    /// Makes room for `capacity` elements, as a hint; only a boxed or empty vector heeds it.
    public void reserve(int capacity) {
        if (isFresh() && capacity > 0) {
            objects = new Object[capacity];
        }
    }

    /// A view of the elements, boxed as they are read.
    public List<Object> items() {
        return new AbstractList<>() {
            @Override
            public Object get(int index) {
                return VecValue.this.get(index);
            }

            @Override
            public Object set(int index, Object value) {
                var old = VecValue.this.get(index);
                VecValue.this.set(index, value);
                return old;
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    /// The elements `[from, to)` in a vector of their own; heap values among them are shared, not
    /// copied.
    public VecValue part(int from, int to) {
        var part = new VecValue();
        part.size = to - from;
        if (longs != null) {
            part.longs = Arrays.copyOfRange(longs, from, to);
        } else if (doubles != null) {
            part.doubles = Arrays.copyOfRange(doubles, from, to);
        } else if (booleans != null) {
            part.booleans = Arrays.copyOfRange(booleans, from, to);
        } else if (packed != null) {
            part.packed = packed.copyOfRange(from, to);
        } else {
            part.objects = Arrays.copyOfRange(objects, from, to);
        }
        return part;
    }

    private boolean isFresh() {
        return size == 0 && longs == null && doubles == null && booleans == null && packed == null;
    }

    private static int grown(int size) {
        if (size >= MAX_SIZE) {
            throw new OutOfMemoryError("a vector has at most " + MAX_SIZE + " elements");
        }
        return (int) Math.min(MAX_SIZE, Math.max(10, (long) size + (size >> 1)));
    }

    private Object[] boxed(int capacity) {
        if (longs != null || doubles != null || booleans != null || packed != null) {
            var array = new Object[Math.max(capacity, grown(size))];
            for (int i = 0; i < size; i++) {
                array[i] = get(i);
            }
            longs = null;
            doubles = null;
            booleans = null;
            packed = null;
            objects = array;
        } else if (objects.length < capacity) {
            objects = Arrays.copyOf(objects, Math.max(capacity, grown(size)));
        }
        return objects;
    }
}
