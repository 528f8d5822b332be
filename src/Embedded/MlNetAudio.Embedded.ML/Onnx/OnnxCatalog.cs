using Microsoft.ML.Transforms.Onnx;

namespace Microsoft.ML;

/// <summary>
/// ONNX models as transforms. Input and output columns are named as the model names its inputs and outputs; without names all of them are meant. Every row is
/// a batch of 1: an unknown first dimension becomes 1, other unknown ones need a shapeDictionary. A flat vector serves an input of any shape of that length.
/// </summary>
public static class OnnxCatalog
{
    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string modelFile, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        Make(catalog, new() { ModelFile = modelFile, GpuDeviceId = gpuDeviceId, FallbackToCpu = fallbackToCpu }, null);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, Stream modelBytes, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        Make(catalog, new() { GpuDeviceId = gpuDeviceId, FallbackToCpu = fallbackToCpu }, modelBytes);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string modelFile, IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        Make(catalog, new() { ModelFile = modelFile, ShapeDictionary = shapeDictionary, GpuDeviceId = gpuDeviceId, FallbackToCpu = fallbackToCpu }, null);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, Stream modelBytes, IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        Make(catalog, new() { ShapeDictionary = shapeDictionary, GpuDeviceId = gpuDeviceId, FallbackToCpu = fallbackToCpu }, modelBytes);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, string modelFile,
        int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        Make(
            catalog,
            new()
            {
                ModelFile = modelFile,
                OutputColumns = [outputColumnName],
                InputColumns = [inputColumnName],
                GpuDeviceId = gpuDeviceId,
                FallbackToCpu = fallbackToCpu,
            },
            null);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, Stream modelBytes,
        int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        Make(
            catalog,
            new()
            {
                OutputColumns = [outputColumnName],
                InputColumns = [inputColumnName],
                GpuDeviceId = gpuDeviceId,
                FallbackToCpu = fallbackToCpu,
            },
            modelBytes);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, OnnxOptions options) =>
        Make(catalog, options, null);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, string modelFile, IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        Make(
            catalog,
            new()
            {
                ModelFile = modelFile,
                OutputColumns = [outputColumnName],
                InputColumns = [inputColumnName],
                ShapeDictionary = shapeDictionary,
                GpuDeviceId = gpuDeviceId,
                FallbackToCpu = fallbackToCpu,
            },
            null);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, Stream modelBytes, IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        Make(
            catalog,
            new()
            {
                OutputColumns = [outputColumnName],
                InputColumns = [inputColumnName],
                ShapeDictionary = shapeDictionary,
                GpuDeviceId = gpuDeviceId,
                FallbackToCpu = fallbackToCpu,
            },
            modelBytes);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string[] outputColumnNames, string[] inputColumnNames, string modelFile,
        int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        Make(
            catalog,
            new()
            {
                ModelFile = modelFile,
                OutputColumns = outputColumnNames,
                InputColumns = inputColumnNames,
                GpuDeviceId = gpuDeviceId,
                FallbackToCpu = fallbackToCpu,
            },
            null);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string[] outputColumnNames, string[] inputColumnNames, Stream modelBytes,
        int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        Make(
            catalog,
            new()
            {
                OutputColumns = outputColumnNames,
                InputColumns = inputColumnNames,
                GpuDeviceId = gpuDeviceId,
                FallbackToCpu = fallbackToCpu,
            },
            modelBytes);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string[] outputColumnNames, string[] inputColumnNames, string modelFile, IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        Make(
            catalog,
            new()
            {
                ModelFile = modelFile,
                OutputColumns = outputColumnNames,
                InputColumns = inputColumnNames,
                ShapeDictionary = shapeDictionary,
                GpuDeviceId = gpuDeviceId,
                FallbackToCpu = fallbackToCpu,
            },
            null);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string[] outputColumnNames, string[] inputColumnNames, Stream modelBytes, IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        Make(
            catalog,
            new()
            {
                OutputColumns = outputColumnNames,
                InputColumns = inputColumnNames,
                ShapeDictionary = shapeDictionary,
                GpuDeviceId = gpuDeviceId,
                FallbackToCpu = fallbackToCpu,
            },
            modelBytes);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string[] outputColumnNames, string[] inputColumnNames, string modelFile, IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null, bool fallbackToCpu = false, int recursionLimit = 100) =>
        Make(
            catalog,
            new()
            {
                ModelFile = modelFile,
                OutputColumns = outputColumnNames,
                InputColumns = inputColumnNames,
                ShapeDictionary = shapeDictionary,
                GpuDeviceId = gpuDeviceId,
                FallbackToCpu = fallbackToCpu,
                RecursionLimit = recursionLimit,
            },
            null);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string[] outputColumnNames, string[] inputColumnNames, Stream modelBytes, IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null, bool fallbackToCpu = false, int recursionLimit = 100) =>
        Make(
            catalog,
            new()
            {
                OutputColumns = outputColumnNames,
                InputColumns = inputColumnNames,
                ShapeDictionary = shapeDictionary,
                GpuDeviceId = gpuDeviceId,
                FallbackToCpu = fallbackToCpu,
                RecursionLimit = recursionLimit,
            },
            modelBytes);

    private static OnnxScoringEstimator Make(TransformsCatalog catalog, OnnxOptions options, Stream modelBytes)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(catalog.Environment, new OnnxTransformer(catalog.Environment, options, modelBytes is null ? null : ReadAll(modelBytes)));
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
