package io.azulejo.models.network;

/** What to do with weights of a network that is not built here, as the end of a message. */
public final class ExportAdvice {
    /** Bring it as ONNX. */
    public static final String EXPORT = "export it as ONNX and give that to azulejo models adopt";

    /** Bring it as ONNX that takes the picture alone. */
    public static final String EXPORT_ALONE =
            "export it as ONNX with what else it takes held inside, and give that to azulejo models adopt";

    private ExportAdvice() {}
}
