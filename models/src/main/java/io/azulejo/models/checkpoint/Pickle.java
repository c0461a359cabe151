package io.azulejo.models.checkpoint;

import io.azulejo.models.ModelException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * Runs a pickle as data: a machine with a stack and a memo, whose values are texts, numbers, lists, dictionaries,
 * storages and tensors, and which knows four functions ({@link PickleGlobal}) and calls no other. Nothing is imported, nothing
 * is walked, and stack, memo, values and nesting are bounded. Source of the opcodes: CPython, {@code pickletools.py},
 * protocols 0 to 5. For one thread, used once.
 */
final class Pickle {
    private static final int NEWEST_PROTOCOL = 5;

    private final PickleBytes in;
    private final PickleCalls calls;
    private final PickleStack stack;

    private Pickle(PickleBytes in, PickleCalls calls) {
        this.in = in;
        this.calls = calls;
        this.stack = new PickleStack(in);
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
                return stack.pop();
            }
            if (!number(opcode) && !text(opcode) && !holder(opcode) && !moved(opcode)) {
                other(opcode);
            }
        }
    }

    private boolean number(int opcode) throws ModelException {
        switch (opcode) {
            case 'N' -> stack.push(Pickled.None.NONE);
            case 0x88 -> stack.push(true);
            case 0x89 -> stack.push(false);
            case 'K' -> stack.push((long) in.unsigned8());
            case 'M' -> stack.push((long) in.unsigned16());
            case 'J' -> stack.push((long) in.signed32());
            case 0x8a -> stack.push(in.number(in.unsigned8()));
            case 0x8b -> stack.push(in.number(in.signed32()));
            case 'I' -> stack.push(whole(in.line(), true));
            case 'L' -> stack.push(whole(in.line().replaceFirst("L$", ""), false));
            case 'F' -> stack.push(real(in.line()));
            case 'G' -> stack.push(in.bigEndianDouble());
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
            case 'X' -> stack.push(in.text(in.unsigned32()));
            case 0x8c -> stack.push(in.text(in.unsigned8()));
            case 0x8d -> stack.push(in.text(in.signed64()));
            case 'T' -> stack.push(in.text(in.signed32()));
            case 'U' -> stack.push(in.text(in.unsigned8()));
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
        stack.push(new Pickled.Bytes());
    }

    private boolean holder(int opcode) throws ModelException {
        switch (opcode) {
            case '}' -> stack.push(new Pickled.Dict(false));
            case ']' -> stack.push(new Pickled.Items(false));
            case ')' -> stack.push(new Pickled.Items(true));
            case 't' -> stack.push(items(true, stack.marked()));
            case 'l' -> stack.push(items(false, stack.marked()));
            case 0x85, 0x86, 0x87 -> stack.push(items(true, stack.last(opcode - 0x84)));
            case 'd' -> {
                List<Object> pairs = stack.marked();
                stack.push(new Pickled.Dict(false));
                put(pairs);
            }
            case 's' -> put(stack.last(2));
            case 'u' -> put(stack.marked());
            case 'a' -> append(stack.last(1));
            case 'e' -> append(stack.marked());
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
        if (!(stack.top() instanceof Pickled.Items list) || list.tuple) {
            throw in.refused("it appends to %s, which is no list".formatted(stack.kindOfTop()));
        }
        for (Object value : content) {
            calls.hold(list, value);
        }
        list.items.addAll(content);
    }

    private void put(List<Object> pairs) throws ModelException {
        if (!(stack.top() instanceof Pickled.Dict dict)) {
            throw in.refused("it sets an entry of %s, which is no dictionary".formatted(stack.kindOfTop()));
        }
        calls.put(dict, pairs);
    }

    private boolean moved(int opcode) throws ModelException {
        switch (opcode) {
            case '(' -> stack.mark();
            case '0' -> stack.drop();
            case '1' -> stack.marked();
            case '2' -> stack.again();
            case 'p' -> stack.keep(memoIndex(in.line()));
            case 'q' -> stack.keep(in.unsigned8());
            case 'r' -> stack.keep(in.unsigned32());
            case 0x94 -> stack.keep(stack.kept());
            case 'g' -> stack.recall(memoIndex(in.line()));
            case 'h' -> stack.recall(in.unsigned8());
            case 'j' -> stack.recall(in.unsigned32());
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

    private void other(int opcode) throws ModelException {
        switch (opcode) {
            case 0x80 -> protocol(in.unsigned8());
            case 0x95 -> in.need(in.signed64());
            case 'c' -> stack.push(calls.known(in.line(), in.line()));
            case 0x93 -> {
                List<Object> names = stack.last(2);
                if (!(names.get(0) instanceof String module) || !(names.get(1) instanceof String name)) {
                    throw in.refused("a global is named by %s".formatted(Pickled.kind(names.get(0))));
                }
                stack.push(calls.known(module, name));
            }
            case 'Q' -> stack.push(calls.storage(stack.pop()));
            case 'P' -> throw in.refused("a persistent id is written as text: no storage is named so");
            case 'R' -> {
                List<Object> call = stack.last(2);
                stack.push(calls.call(call.get(0), call.get(1)));
            }
            case 'b' -> {
                stack.pop();
                if (!(stack.top() instanceof Pickled.Dict dict) || !dict.ordered) {
                    throw in.refused("it sets attributes (BUILD) of %s".formatted(stack.kindOfTop()));
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
}
