using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Runs an ONNX model on each row by itself, with a batch of 1. Disposing it releases the model.</summary>
public sealed class OnnxTransformer : RowToRowTransformerBase, IDisposable
{
    private readonly byte[] _modelBytes;

    internal OnnxTransformer(IHostEnvironment env, OnnxOptions options, byte[] modelBytes) : base(env)
    {
        Model = new(options, modelBytes);
        (Options, _modelBytes) = (options, modelBytes);
    }

    internal OnnxOptions Options { get; }

    /// <summary>The model as it came, read again where that was a file.</summary>
    internal byte[] ModelBytes() => _modelBytes ?? File.ReadAllBytes(Options.ModelFile);

    internal OnnxModel Model { get; }

    public void Dispose() => Model.Dispose();

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new OnnxMapper(schema, Model);
}
