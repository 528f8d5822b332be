namespace Microsoft.ML;

/// <summary>Where a model would be written. The embedded library has no .zip format, so none is ever handed out.</summary>
public sealed class ModelSaveContext : IDisposable
{
    internal ModelSaveContext()
    {
    }

    /// <summary>What every transformer of this library answers to <see cref="ICanSaveModel.Save"/>.</summary>
    internal static NotSupportedException NotSupported(object model) =>
        new($"{model.GetType().Name} cannot be saved: the embedded ML.NET has no .zip format. Export the model to ONNX instead.");

    public void Dispose()
    {
    }
}
