using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>A model in ONNX Runtime, with the inputs and outputs that are used of it. Runs may overlap on several threads.</summary>
internal sealed class OnnxModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();

    /// <param name="modelBytes">The model; null to read <see cref="OnnxOptions.ModelFile"/>.</param>
    /// <exception cref="FileNotFoundException">There is no such model file.</exception>
    /// <exception cref="ArgumentException">The model has no input or output of a name given.</exception>
    public OnnxModel(OnnxOptions options, byte[] modelBytes)
    {
        using SessionOptions session = MakeSessionOptions(options);
        if (modelBytes is null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(options.ModelFile);
            if (!File.Exists(options.ModelFile)) throw new FileNotFoundException($"Model file {options.ModelFile} does not exist.", options.ModelFile);
        }
        _session = modelBytes is null ? new(options.ModelFile, session) : new(modelBytes, session);
        try
        {
            Inputs = Choose("input", options.InputColumns, _session.InputNames, _session.InputMetadata, options.ShapeDictionary);
            Outputs = Choose("output", options.OutputColumns, _session.OutputNames, _session.OutputMetadata, options.ShapeDictionary);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<OnnxTensor> Inputs { get; }

    public IReadOnlyList<OnnxTensor> Outputs { get; }

    public IDisposableReadOnlyCollection<OrtValue> Run(IReadOnlyCollection<OrtValue> inputs, IReadOnlyCollection<string> outputs) =>
        _session.Run(_runOptions, [.. Inputs.Select(input => input.Name)], inputs, outputs);

    public void Dispose()
    {
        _runOptions.Dispose();
        _session.Dispose();
    }

    private static SessionOptions MakeSessionOptions(OnnxOptions options)
    {
        var session = new SessionOptions();
        if (options.InterOpNumThreads is { } inter) session.InterOpNumThreads = inter;
        if (options.IntraOpNumThreads is { } intra) session.IntraOpNumThreads = intra;
        if (options.GpuDeviceId is not { } device) return session;
        try
        {
            session.AppendExecutionProvider_CUDA(device);
        }
        catch (OnnxRuntimeException) when (options.FallbackToCpu)
        {
            // What the option asks for: the session stays on the CPU.
        }
        return session;
    }

    private static OnnxTensor[] Choose(
        string role, string[] wanted, IReadOnlyList<string> all, IReadOnlyDictionary<string, NodeMetadata> nodes, IDictionary<string, int[]> shapes)
    {
        foreach (string name in wanted ?? [])
            if (!nodes.ContainsKey(name)) throw new ArgumentException($"The ONNX model has no {role} '{name}'; it has {string.Join(", ", all)}. Columns are named as the model names them.");
        return [.. (wanted ?? all).Select(name => OnnxTensor.Of(name, nodes[name], shapes is not null && shapes.TryGetValue(name, out int[] shape) ? shape : null))];
    }
}
