using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Where a model is being written.</summary>
public sealed class ModelSaveContext : IDisposable
{
    private readonly ModelWriter _writer;

    internal ModelSaveContext(ModelWriter writer) => _writer = writer;

    /// <summary>Writes a component of this library.</summary>
    internal void Write(object component) => _writer.Component(component);

    /// <summary>What a component answers to <see cref="ICanSaveModel.Save"/> that has no form in a file.</summary>
    internal static NotSupportedException NotSupported(object model) => new($"{model.GetType().Name} cannot be saved by the embedded ML.NET.");

    public void Dispose()
    {
    }
}
