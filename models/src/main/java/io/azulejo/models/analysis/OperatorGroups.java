package io.azulejo.models.analysis;

import java.util.Set;

/** Operators that are followed alike; source: the ONNX operator definitions. */
final class OperatorGroups {
    /** One sample in, one sample out; inputs after the first are of one number or one for each channel. */
    static final Set<String> POINTWISE = Set.of(
            "Abs",
            "BatchNormalization",
            "Cast",
            "Ceil",
            "Celu",
            "Clip",
            "Cos",
            "DequantizeLinear",
            "Dropout",
            "Elu",
            "Erf",
            "Exp",
            "Floor",
            "Gelu",
            "HardSigmoid",
            "HardSwish",
            "Identity",
            "LeakyRelu",
            "Log",
            "Mish",
            "Neg",
            "Not",
            "QuantizeLinear",
            "Reciprocal",
            "Relu",
            "Round",
            "Selu",
            "Sigmoid",
            "Sign",
            "Sin",
            "Softplus",
            "Softsign",
            "Sqrt",
            "Tanh",
            "ThresholdedRelu");

    /** Sample by sample of several values of one size, or that are broadcast. */
    static final Set<String> JOINING = Set.of(
            "Add",
            "And",
            "Div",
            "Equal",
            "Greater",
            "GreaterOrEqual",
            "Less",
            "LessOrEqual",
            "Max",
            "Mean",
            "Min",
            "Mod",
            "Mul",
            "Or",
            "PRelu",
            "Pow",
            "Sub",
            "Sum",
            "Where");

    /** Every output sample may depend on every pixel, whatever the attributes. */
    static final Set<String> GLOBAL = Set.of(
            "Attention",
            "CumSum",
            "DFT",
            "Einsum",
            "GRU",
            "GlobalAveragePool",
            "GlobalLpPool",
            "GlobalMaxPool",
            "GroupNormalization",
            "InstanceNormalization",
            "LSTM",
            "LayerNormalization",
            "MatMul",
            "MeanVarianceNormalization",
            "RNN");

    static final Set<String> REDUCING = Set.of(
            "LpNormalization",
            "ReduceL1",
            "ReduceL2",
            "ReduceLogSum",
            "ReduceLogSumExp",
            "ReduceMax",
            "ReduceMean",
            "ReduceMin",
            "ReduceProd",
            "ReduceSum",
            "ReduceSumSquare",
            "Softmax",
            "LogSoftmax",
            "Hardmax",
            "ArgMax",
            "ArgMin");

    /**
     * What exporters compute of a picture's size by. Others may leap where it grows: what a network does for some sizes
     * then tells nothing of another.
     */
    static final Set<String> OF_SIZES = Set.of(
            "Add",
            "Cast",
            "Ceil",
            "Concat",
            "ConstantOfShape",
            "Div",
            "Floor",
            "Gather",
            "Identity",
            "Mod",
            "Mul",
            "Neg",
            "ReduceProd",
            "Reshape",
            "Shape",
            "Size",
            "Slice",
            "Squeeze",
            "Sub",
            "Transpose",
            "Unsqueeze");

    private OperatorGroups() {}
}
