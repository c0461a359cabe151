package io.azulejo.models.file;

import io.azulejo.models.ModelException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What a file is by its first bytes: a network, a file of weights, or what people take for one. */
public enum FileKind {
    ONNX(
            "an ONNX model",
            "`models adopt` makes a network of it that can be named by --model, where it has no card already"),
    TORCH_ZIP("a PyTorch checkpoint", Advice.IMPORT),
    TORCH_LEGACY("a pickle (as PyTorch's checkpoints before 1.6 are)", Advice.IMPORT),
    SAFETENSORS("a .safetensors file of weights", Advice.IMPORT),
    TORCH_TAR("a tar checkpoint too old to be read", "load and save it with PyTorch 1.6 or later"),
    EMPTY("empty", Advice.AGAIN),
    ZEROS("nothing but zeros", Advice.AGAIN),
    LFS_POINTER("a Git LFS pointer (which stands for the file)", "fetch the file itself by git lfs pull"),
    WEB_PAGE("a web page", "download the file itself, by the address of the site's button for downloads"),
    JSON("a JSON text (such as a card or a settings file)", "name the file of the network itself"),
    XML("an XML text (such as a server's answer)", "open it, it may say what went wrong, and download the file itself"),
    TEXT("a text", "open it, it may say what went wrong, and download the file itself"),
    ZIP("a zip archive", "unpack it and name the file in it"),
    TAR("a tar archive", "unpack it and name the file in it"),
    COMPRESSED("a compressed archive", "unpack it and name the file in it"),
    TFLITE("a TensorFlow Lite model", "tf2onnx exports it to ONNX"),
    SAVED_MODEL("a TensorFlow SavedModel", "tf2onnx exports its folder to ONNX"),
    FROZEN_GRAPH("a frozen TensorFlow graph", "tf2onnx exports it to ONNX"),
    HDF5("an HDF5 file (such as a Keras model)", "tf2onnx exports Keras models to ONNX"),
    COREML("a Core ML model", Advice.MADE_OF),
    OPENVINO("an OpenVINO model", Advice.MADE_OF),
    NCNN("the structure of an ncnn model", Advice.MADE_OF),
    PADDLE("a PaddlePaddle model", "paddle2onnx exports it to ONNX"),
    ORT("a model in ONNX Runtime's own format", "take the .onnx file that it was made of"),
    NUMPY("a NumPy array", Advice.MADE_OF),
    GGUF("a GGUF file", Advice.MADE_OF),
    PICTURE("a picture", "name the file of the network");

    /** What is said of several kinds. */
    private static final class Advice {
        static final String IMPORT = "`models import` makes a network of it";
        static final String AGAIN = "the download broke off, fetch it again";
        static final String MADE_OF = "take the ONNX or PyTorch file that it was made of";
    }

    private final String words;
    private final String advice;

    FileKind(String words, String advice) {
        this.words = words;
        this.advice = advice;
    }

    /** The kind of a file, from position to limit; empty where its first bytes are none that are known. */
    public static Optional<FileKind> of(ByteBuffer file) {
        return new FileHead(file).kind();
    }

    /**
     * The refusal of a file of this kind where another was due.
     *
     * @param what names the file
     * @param due such as {@code an ONNX model}
     */
    public ModelException insteadOf(String due, String what) {
        return new ModelException("%s is %s and not %s: %s".formatted(what, words, due, advice));
    }
}
