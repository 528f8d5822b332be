namespace Microsoft.ML.Transforms.Onnx;

/// <summary>How an ONNX model is applied.</summary>
public sealed class OnnxOptions
{
    /// <summary>Path of the model.</summary>
    public string ModelFile;

    /// <summary>Columns named as the model's inputs; all its inputs when null.</summary>
    public string[] InputColumns;

    /// <summary>The model's outputs to add as columns; all of them when null.</summary>
    public string[] OutputColumns;

    /// <summary>The CUDA device; the CPU when null.</summary>
    public int? GpuDeviceId;

    /// <summary>Go on with the CPU when ONNX Runtime cannot use the device.</summary>
    public bool FallbackToCpu;

    /// <summary>Shapes by input or output name, used in place of those in the model; 0 or less is unknown.</summary>
    public IDictionary<string, int[]> ShapeDictionary;

    /// <summary>Depth limit of the official library's own model reader; ONNX Runtime reads the model here and has limits of its own.</summary>
    public int RecursionLimit = 100;

    /// <summary>Threads across operators; ONNX Runtime's choice when null.</summary>
    public int? InterOpNumThreads;

    /// <summary>Threads within an operator; ONNX Runtime's choice when null.</summary>
    public int? IntraOpNumThreads;
}
