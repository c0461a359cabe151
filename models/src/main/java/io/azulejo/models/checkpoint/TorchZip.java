package io.azulejo.models.checkpoint;

import io.azulejo.models.ModelException;
import io.azulejo.models.file.FileKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The format of PyTorch from 1.6 on: a zip of one folder with {@code data.pkl}, the storages in {@code data/}, and
 * {@code version}. Source: PyTorch, {@code torch/serialization.py}, {@code _save}, and
 * {@code caffe2/serialize/inline_container.cc}.
 */
final class TorchZip implements TorchStorages {
    private static final String PICKLE = "data.pkl";
    private static final int NEWEST_VERSION = 10;
    private static final int LONGEST_FACT = 64;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final String what;
    private final ZipArchive zip;
    private final String folder;
    private final Map<String, ByteBuffer> opened = new HashMap<>();

    private TorchZip(String what, ZipArchive zip, String folder) {
        this.what = what;
        this.zip = zip;
        this.folder = folder;
    }

    static WeightFile read(ByteBuffer file, Optional<String> key, String what) throws ModelException {
        ZipArchive zip = ZipArchive.read(file, what);
        TorchZip torch = new TorchZip(what, zip, folder(zip, what));
        torch.refuseScript();
        torch.checkFacts();
        ByteBuffer pickle = zip.open(torch.folder + PICKLE, CheckpointLimits.PICKLE_BYTES);
        Object root = Pickle.load(pickle, new LinkedHashMap<>(), what);
        return StateDictFinder.read(what, "PyTorch zip", root, torch, key);
    }

    /** The one folder that holds the pickle, with its slash. */
    private static String folder(ZipArchive zip, String what) throws ModelException {
        List<String> pickles = zip.names().stream()
                .filter(name -> name.endsWith("/" + PICKLE) && name.indexOf('/') == name.lastIndexOf('/'))
                .toList();
        if (pickles.isEmpty()) {
            throw FileKind.ZIP.insteadOf("a PyTorch file, which holds a folder with data.pkl", what);
        }
        if (pickles.size() > 1) {
            throw new ModelException("%s is not a right PyTorch file: both %s and %s are in it"
                    .formatted(what, ModelException.quote(pickles.get(0)), ModelException.quote(pickles.get(1))));
        }
        return pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
    }

    private void refuseScript() throws ModelException {
        for (String name : zip.names()) {
            if (name.equals(folder + "constants.pkl") || name.startsWith(folder + "code/")) {
                throw new ModelException(
                        "%s is a TorchScript archive, a program: save the network's state_dict() instead"
                                .formatted(what));
            }
        }
    }

    private void checkFacts() throws ModelException {
        Optional<String> order = fact("byteorder", "its byte order");
        if (order.isPresent() && !order.get().equals("little")) {
            throw new ModelException(
                    "%s: its byte order is %s; little is read".formatted(what, ModelException.quote(order.get())));
        }
        Optional<String> version = fact("version", "its version");
        if (version.isPresent()
                && (!version.get().matches("[1-9][0-9]?") || Integer.parseInt(version.get()) > NEWEST_VERSION)) {
            throw new ModelException("%s: its version is %s; 1 to %d are read"
                    .formatted(what, ModelException.quote(version.get()), NEWEST_VERSION));
        }
    }

    private Optional<String> fact(String name, String words) throws ModelException {
        OptionalLong size = zip.size(folder + name);
        if (size.isEmpty()) {
            return Optional.empty();
        }
        if (size.getAsLong() > LONGEST_FACT) {
            throw new ModelException("%s: %s takes %d bytes; a word is right".formatted(what, words, size.getAsLong()));
        }
        ByteBuffer bytes = zip.open(folder + name, LONGEST_FACT);
        return Optional.of(StandardCharsets.ISO_8859_1.decode(bytes).toString().strip());
    }

    @Override
    public OptionalLong bytes(String key) {
        return zip.size(folder + "data/" + key);
    }

    @Override
    public ByteBuffer open(String key) throws ModelException {
        ByteBuffer bytes = opened.get(key);
        if (bytes == null) {
            bytes = zip.open(folder + "data/" + key, LARGEST_ARRAY).order(ByteOrder.LITTLE_ENDIAN);
            opened.put(key, bytes);
        }
        return bytes;
    }
}
