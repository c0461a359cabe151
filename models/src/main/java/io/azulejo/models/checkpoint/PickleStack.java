package io.azulejo.models.checkpoint;

import io.azulejo.models.ModelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stack and the memo of a pickle's machine, both bounded; never read below the bottom. For one thread. */
final class PickleStack {
    private static final Object MARK = new Object();

    private final PickleBytes in;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Long, Object> memo = new HashMap<>();
    private int values;

    /** @param in says where in the pickle something is wrong */
    PickleStack(PickleBytes in) {
        this.in = in;
    }

    void mark() throws ModelException {
        stacked(MARK);
    }

    /** Takes away what lies on top, be it a mark. */
    void drop() throws ModelException {
        stack.remove(lastIndex());
    }

    void again() throws ModelException {
        stacked(top());
    }

    /** How many values the memo holds. */
    long kept() {
        return memo.size();
    }

    /** Keeps the value on top in the memo. */
    void keep(long index) throws ModelException {
        if (memo.size() >= CheckpointLimits.PICKLE_VALUES) {
            throw in.refused("it keeps more than %d values in its memo".formatted(CheckpointLimits.PICKLE_VALUES));
        }
        memo.put(index, top());
    }

    /** Puts a value of the memo on top. */
    void recall(long index) throws ModelException {
        Object value = memo.get(index);
        if (value == null) {
            throw in.refused("nothing was kept under the memo index %d".formatted(index));
        }
        stacked(value);
    }

    /** Puts a new value on top. */
    void push(Object value) throws ModelException {
        if (++values > CheckpointLimits.PICKLE_VALUES) {
            throw in.refused("its number of values is over %d".formatted(CheckpointLimits.PICKLE_VALUES));
        }
        stacked(value);
    }

    private void stacked(Object value) throws ModelException {
        if (stack.size() >= CheckpointLimits.PICKLE_VALUES) {
            throw in.refused("its nesting stacks more than %d values".formatted(CheckpointLimits.PICKLE_VALUES));
        }
        stack.add(value);
    }

    private int lastIndex() throws ModelException {
        if (stack.isEmpty()) {
            throw in.refused("a value is missing: the stack is empty");
        }
        return stack.size() - 1;
    }

    /** The value on top. */
    Object top() throws ModelException {
        Object top = stack.get(lastIndex());
        if (top == MARK) {
            throw in.refused("a value is missing: there is only a mark");
        }
        return top;
    }

    /** How a message calls what lies on top. */
    String kindOfTop() throws ModelException {
        return Pickled.kind(top());
    }

    /** Takes away the value on top. */
    Object pop() throws ModelException {
        Object top = top();
        stack.remove(stack.size() - 1);
        return top;
    }

    /** Takes away so many values; the lowest comes first. */
    List<Object> last(int count) throws ModelException {
        Object[] values = new Object[count];
        for (int i = count - 1; i >= 0; i--) {
            values[i] = pop();
        }
        return List.of(values);
    }

    /** Takes away the values above the last mark, and the mark. */
    List<Object> marked() throws ModelException {
        int mark = stack.lastIndexOf(MARK);
        if (mark < 0) {
            throw in.refused("a mark is missing");
        }
        List<Object> above = stack.subList(mark + 1, stack.size());
        List<Object> values = new ArrayList<>(above);
        above.clear();
        stack.remove(mark);
        return values;
    }
}
