package io.azulejo.models.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Writes zips, right or wrong in the fields that a test changes. */
final class Zipped {
    private final List<Item> items = new ArrayList<>();
    private byte[] comment = {};
    private int statedEntries = -1;
    private int commentLength = -1;
    private long directoryOffset = -1;

    /** One entry; what is set apart lands in the headers as it is. */
    static final class Item {
        String name;
        byte[] data;
        int method;
        int flags;
        int crc;
        long size;
        int attributes;
        String localName;
        Long localSize;
        Integer localMethod;
        Integer localHeader;

        Item(String name, byte[] content) {
            this.name = name;
            this.localName = name;
            this.data = content;
            this.size = content.length;
            CRC32 sum = new CRC32();
            sum.update(content);
            this.crc = (int) sum.getValue();
        }

        Item deflated() {
            Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
            deflater.setInput(data);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] block = new byte[1 << 16];
            while (!deflater.finished()) {
                packed.write(block, 0, deflater.deflate(block));
            }
            deflater.end();
            data = packed.toByteArray();
            method = 8;
            return this;
        }
    }

    /** The same entries as a right zip has. */
    static Zipped of(Path zip) throws IOException {
        Zipped zipped = new Zipped();
        contents(Files.readAllBytes(zip)).forEach(zipped::add);
        return zipped;
    }

    static Map<String, byte[]> contents(byte[] zip) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                contents.put(entry.getName(), in.readAllBytes());
            }
        }
        return contents;
    }

    Zipped add(String name, byte[] content) {
        return add(new Item(name, content));
    }

    Zipped add(String name, String content) {
        return add(name, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    Zipped add(Item item) {
        items.add(item);
        return this;
    }

    Item item(String name) {
        return items.stream().filter(item -> item.name.equals(name)).findFirst().orElseThrow();
    }

    /** Another content under the same name, in the same place. */
    Item replace(String name, byte[] content) {
        Item other = new Item(name, content);
        items.set(items.indexOf(item(name)), other);
        return other;
    }

    Zipped without(String name) {
        items.remove(item(name));
        return this;
    }

    Zipped comment(String text) {
        comment = text.getBytes(StandardCharsets.ISO_8859_1);
        return this;
    }

    Zipped stating(int entries) {
        statedEntries = entries;
        return this;
    }

    Zipped commentLength(int length) {
        commentLength = length;
        return this;
    }

    Zipped directoryAt(long offset) {
        directoryOffset = offset;
        return this;
    }

    byte[] toBytes() {
        Opcodes out = new Opcodes();
        List<Integer> headers = new ArrayList<>();
        int at = 0;
        for (Item item : items) {
            headers.add(item.localHeader == null ? at : item.localHeader);
            if (item.localHeader != null) {
                continue;
            }
            byte[] name = item.localName.getBytes(StandardCharsets.UTF_8);
            int method = item.localMethod == null ? item.method : item.localMethod;
            long size = item.localSize == null ? item.size : item.localSize;
            out.little(0x04034b50, 4)
                    .little(20, 2)
                    .little(item.flags, 2)
                    .little(method, 2)
                    .little(0, 4);
            out.little(item.crc, 4).little(item.data.length, 4).little(size, 4);
            out.little(name.length, 2).little(0, 2).bytes(name).bytes(item.data);
            at += 30 + name.length + item.data.length;
        }
        Opcodes directory = new Opcodes();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            byte[] name = item.name.getBytes(StandardCharsets.UTF_8);
            directory
                    .little(0x02014b50, 4)
                    .op(20, 3)
                    .little(20, 2)
                    .little(item.flags, 2)
                    .little(item.method, 2);
            directory
                    .little(0, 4)
                    .little(item.crc, 4)
                    .little(item.data.length, 4)
                    .little(item.size, 4);
            directory
                    .little(name.length, 2)
                    .little(0, 2)
                    .little(0, 2)
                    .little(0, 2)
                    .little(0, 2);
            directory.little(item.attributes, 4).little(headers.get(i), 4).bytes(name);
        }
        byte[] all = directory.toBytes();
        int entries = statedEntries < 0 ? items.size() : statedEntries;
        out.bytes(all).little(0x06054b50, 4).little(0, 4).little(entries, 2).little(entries, 2);
        out.little(all.length, 4).little(directoryOffset < 0 ? at : directoryOffset, 4);
        return out.little(commentLength < 0 ? comment.length : commentLength, 2)
                .bytes(comment)
                .toBytes();
    }
}
