package io.azulejo.models.checkpoint;

import io.azulejo.models.ModelException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a pickle as data: a machine with a stack and a memo, whose values are texts, numbers, lists, dictionaries,
 * storages and tensors, and which knows four functions ({@link Global}) and calls no other. Nothing is imported, nothing
 * is walked, and stack, memo, values and nesting are bounded. Source of the opcodes: CPython, {@code pickletools.py},
 * protocols 0 to 5. For one thread, used once.
 */
final class Pickle {
    private static final Object MARK = new Object();
    private static final int NEWEST_PROTOCOL = 5;

    private final PickleBytes in;
    private final PickleCalls calls;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Long, Object> memo = new HashMap<>();
    private int values;

    private Pickle(PickleBytes in, PickleCalls calls) {
        this.in = in;
        this.calls = calls;
    }

    /**
     * The value of the pickle at the buffer's position, which is left behind its last opcode.
     *
     * @param storages takes every storage that the pickle names, by key
     * @param what names the file in messages
     * @throws ModelException if it is no right pickle, or asks for what no file of weights needs
     */
    static Object load(ByteBuffer bytes, Map<String, Pickled.Storage> storages, String what) throws ModelException {
        PickleBytes in = new PickleBytes(bytes, what);
        return new Pickle(in, new PickleCalls(in, storages)).run();
    }

    private Object run() throws ModelException {
        while (true) {
            int opcode = in.opcode();
            if (opcode == '.') {
                return pop();
            }
            if (!number(opcode) && !text(opcode) && !holder(opcode) && !stack(opcode)) {
                other(opcode);
            }
        }
    }

    private boolean number(int opcode) throws ModelException {
        switch (opcode) {
            case 'N' -> push(Pickled.None.NONE);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'K' -> push((long) in.unsigned8());
            case 'M' -> push((long) in.unsigned16());
            case 'J' -> push((long) in.signed32());
            case 0x8a -> push(in.number(in.unsigned8()));
            case 0x8b -> push(in.number(in.signed32()));
            case 'I' -> push(whole(in.line(), true));
            case 'L' -> push(whole(in.line().replaceFirst("L$", ""), false));
            case 'F' -> push(real(in.line()));
            case 'G' -> push(in.bigEndianDouble());
            default -> {
                return false;
            }
        }
        return true;
    }

    private Object whole(String digits, boolean orTruth) throws ModelException {
        if (orTruth && (digits.equals("00") || digits.equals("01"))) {
            return digits.equals("01");
        }
        try {
            return PickleBytes.narrowed(new BigInteger(digits));
        } catch (NumberFormatException e) {
            throw in.refused("%s is no whole number".formatted(ModelException.quote(digits)));
        }
    }

    private Object real(String digits) throws ModelException {
        try {
            double value = Double.parseDouble(digits);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as of a number beyond all bounds.
        }
        throw in.refused("%s is no number within bounds".formatted(ModelException.quote(digits)));
    }

    private boolean text(int opcode) throws ModelException {
        switch (opcode) {
            case 'X' -> push(in.text(in.unsigned32()));
            case 0x8c -> push(in.text(in.unsigned8()));
            case 0x8d -> push(in.text(in.signed64()));
            case 'T' -> push(in.text(in.signed32()));
            case 'U' -> push(in.text(in.unsigned8()));
            case 'B' -> bytes(in.unsigned32());
            case 'C' -> bytes(in.unsigned8());
            case 0x8e -> bytes(in.signed64());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void bytes(long length) throws ModelException {
        in.skip(length);
        push(new Pickled.Bytes());
    }

    private boolean holder(int opcode) throws ModelException {
        switch (opcode) {
            case '}' -> push(new Pickled.Dict(false));
            case ']' -> push(new Pickled.Items(false));
            case ')' -> push(new Pickled.Items(true));
            case 't' -> push(items(true, marked()));
            case 'l' -> push(items(false, marked()));
            case 0x85, 0x86, 0x87 -> push(items(true, last(opcode - 0x84)));
            case 'd' -> {
                List<Object> pairs = marked();
                push(new Pickled.Dict(false));
                put(pairs);
            }
            case 's' -> put(last(2));
            case 'u' -> put(marked());
            case 'a' -> append(last(1));
            case 'e' -> append(marked());
            default -> {
                return false;
            }
        }
        return true;
    }

    private Pickled.Items items(boolean tuple, List<Object> content) throws ModelException {
        Pickled.Items made = new Pickled.Items(tuple);
        for (Object value : content) {
            calls.hold(made, value);
        }
        made.items.addAll(content);
        return made;
    }

    private void append(List<Object> content) throws ModelException {
        if (!(top() instanceof Pickled.Items list) || list.tuple) {
            throw in.refused("it appends to %s, which is no list".formatted(kindOfTop()));
        }
        for (Object value : content) {
            calls.hold(list, value);
        }
        list.items.addAll(content);
    }

    private void put(List<Object> pairs) throws ModelException {
        if (!(top() instanceof Pickled.Dict dict)) {
            throw in.refused("it sets an entry of %s, which is no dictionary".formatted(kindOfTop()));
        }
        calls.put(dict, pairs);
    }

    private boolean stack(int opcode) throws ModelException {
        switch (opcode) {
            case '(' -> stacked(MARK);
            case '0' -> stack.remove(lastIndex());
            case '1' -> marked();
            case '2' -> stacked(top());
            case 'p' -> keep(memoIndex(in.line()));
            case 'q' -> keep(in.unsigned8());
            case 'r' -> keep(in.unsigned32());
            case 0x94 -> keep(memo.size());
            case 'g' -> recall(memoIndex(in.line()));
            case 'h' -> recall(in.unsigned8());
            case 'j' -> recall(in.unsigned32());
            default -> {
                return false;
            }
        }
        return true;
    }

    private long memoIndex(String digits) throws ModelException {
        if (whole(digits, false) instanceof Long index && index >= 0) {
            return index;
        }
        throw in.refused("%s is no memo index".formatted(ModelException.quote(digits)));
    }

    private void keep(long index) throws ModelException {
        if (memo.size() >= Limits.PICKLE_VALUES) {
            throw in.refused("it keeps more than %d values in its memo".formatted(Limits.PICKLE_VALUES));
        }
        memo.put(index, top());
    }

    private void recall(long index) throws ModelException {
        Object value = memo.get(index);
        if (value == null) {
            throw in.refused("nothing was kept under the memo index %d".formatted(index));
        }
        stacked(value);
    }

    private void other(int opcode) throws ModelException {
        switch (opcode) {
            case 0x80 -> protocol(in.unsigned8());
            case 0x95 -> in.need(in.signed64());
            case 'c' -> push(calls.known(in.line(), in.line()));
            case 0x93 -> {
                List<Object> names = last(2);
                if (!(names.get(0) instanceof String module) || !(names.get(1) instanceof String name)) {
                    throw in.refused("a global is named by %s".formatted(Pickled.kind(names.get(0))));
                }
                push(calls.known(module, name));
            }
            case 'Q' -> push(calls.storage(pop()));
            case 'P' -> throw in.refused("a persistent id is written as text: no storage is named so");
            case 'R' -> {
                List<Object> call = last(2);
                push(calls.call(call.get(0), call.get(1)));
            }
            case 'b' -> {
                pop();
                if (!(top() instanceof Pickled.Dict dict) || !dict.ordered) {
                    throw in.refused("it sets attributes (BUILD) of %s".formatted(kindOfTop()));
                }
            }
            case 'i' ->
                throw in.refused("it makes an object (INST) of %s"
                        .formatted(calls.known(in.line(), in.line()).kind()));
            case 'o', 0x81, 0x92 -> throw in.refused("it makes an object (OBJ, NEWOBJ), which no weights need");
            case 0x82, 0x83, 0x84 ->
                throw in.refused("it asks the extension registry (EXT%d)".formatted(1 << (opcode - 0x82)));
            default -> throw in.refused("opcode %02X is none that weights need".formatted(opcode));
        }
    }

    private void protocol(int version) throws ModelException {
        if (version > NEWEST_PROTOCOL) {
            throw in.refused("protocol %d: 0 to %d are read".formatted(version, NEWEST_PROTOCOL));
        }
    }

    private void push(Object value) throws ModelException {
        if (++values > Limits.PICKLE_VALUES) {
            throw in.refused("its number of values is over %d".formatted(Limits.PICKLE_VALUES));
        }
        stacked(value);
    }

    private void stacked(Object value) throws ModelException {
        if (stack.size() >= Limits.PICKLE_VALUES) {
            throw in.refused("its nesting stacks more than %d values".formatted(Limits.PICKLE_VALUES));
        }
        stack.add(value);
    }

    private int lastIndex() throws ModelException {
        if (stack.isEmpty()) {
            throw in.refused("a value is missing: the stack is empty");
        }
        return stack.size() - 1;
    }

    private Object top() throws ModelException {
        Object top = stack.get(lastIndex());
        if (top == MARK) {
            throw in.refused("a value is missing: there is only a mark");
        }
        return top;
    }

    private String kindOfTop() throws ModelException {
        return Pickled.kind(top());
    }

    private Object pop() throws ModelException {
        Object top = top();
        stack.remove(stack.size() - 1);
        return top;
    }

    private List<Object> last(int count) throws ModelException {
        Object[] values = new Object[count];
        for (int i = count - 1; i >= 0; i--) {
            values[i] = pop();
        }
        return List.of(values);
    }

    /** The values above the last mark, which is taken away too. */
    private List<Object> marked() throws ModelException {
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
