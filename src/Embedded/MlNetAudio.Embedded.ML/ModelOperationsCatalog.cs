using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>What is done with fitted models.</summary>
/// <remarks>The files have a format of this library's own, which the official one cannot read, nor this one the official .zip; ONNX is what both read.</remarks>
public sealed class ModelOperationsCatalog
{
    private readonly IHostEnvironment _env;

    internal ModelOperationsCatalog(IHostEnvironment env) => _env = env ?? throw new ArgumentNullException(nameof(env));

    internal IHostEnvironment Environment => _env;

    /// <summary>Writes a model and the schema it takes; <see cref="Load(string, out DataViewSchema)"/> reads both.</summary>
    /// <param name="inputSchema">May be null.</param>
    /// <exception cref="NotSupportedException">The model has a step that has no form in a file.</exception>
    /// <exception cref="InvalidOperationException">The model has a custom mapping without a contract name.</exception>
    public void Save(ITransformer model, DataViewSchema inputSchema, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        // Whole or not at all: a step that cannot be written must not leave half a model behind.
        using var bytes = new MemoryStream();
        using (var writer = new ModelWriter(bytes))
        {
            writer.Header();
            writer.Bool(inputSchema is not null);
            if (inputSchema is not null) writer.Schema(inputSchema);
            writer.Component(model);
        }
        bytes.Position = 0;
        bytes.CopyTo(stream);
    }

    /// <inheritdoc cref="Save(ITransformer, DataViewSchema, Stream)"/>
    public void Save(ITransformer model, DataViewSchema inputSchema, string filePath)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(filePath);
        string temporary = filePath + ".tmp";
        try
        {
            using (FileStream stream = File.Create(temporary))
            {
                Save(model, inputSchema, stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, filePath, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>A model as <see cref="Save(ITransformer, DataViewSchema, Stream)"/> wrote it.</summary>
    /// <param name="inputSchema">The schema given then, or null.</param>
    /// <exception cref="InvalidDataException">The stream holds no model of this library, or a damaged one.</exception>
    public ITransformer Load(Stream stream, out DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var reader = new ModelReader(_env, stream);
        try
        {
            reader.Header();
            inputSchema = reader.Bool() ? reader.Schema() : null;
            return reader.Component<ITransformer>();
        }
        catch (Exception exception) when (exception is EndOfStreamException or FormatException or ArgumentException or OverflowException or NotSupportedException)
        {
            throw new InvalidDataException($"The model is damaged: {exception.Message}", exception);
        }
    }

    /// <inheritdoc cref="Load(Stream, out DataViewSchema)"/>
    public ITransformer Load(string filePath, out DataViewSchema inputSchema)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(filePath);
        using FileStream stream = File.OpenRead(filePath);
        return Load(stream, out inputSchema);
    }

    /// <param name="ignoreMissingColumns">Leave members of <typeparamref name="TDst"/> that have no column as they are, instead of refusing.</param>
    /// <exception cref="ArgumentException">The transformer does not work row by row: "Must be a row to row mapper".</exception>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(
        ITransformer transformer, bool ignoreMissingColumns = true, SchemaDefinition inputSchemaDefinition = null, SchemaDefinition outputSchemaDefinition = null)
        where TSrc : class
        where TDst : class, new() =>
        new(_env, transformer, ignoreMissingColumns, inputSchemaDefinition, outputSchemaDefinition);

    /// <param name="inputSchema">Gives the members of <typeparamref name="TSrc"/> that it names their types, hence sizes.</param>
    /// <inheritdoc cref="CreatePredictionEngine{TSrc, TDst}(ITransformer, bool, SchemaDefinition, SchemaDefinition)"/>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, DataViewSchema inputSchema)
        where TSrc : class
        where TDst : class, new() =>
        new(_env, transformer, ignoreMissingColumns: false, RowClass.DefinitionFor<TSrc>(inputSchema, SchemaDefinition.Direction.Read));

    /// <inheritdoc cref="CreatePredictionEngine{TSrc, TDst}(ITransformer, bool, SchemaDefinition, SchemaDefinition)"/>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, PredictionEngineOptions options)
        where TSrc : class
        where TDst : class, new()
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(_env, transformer, options.IgnoreMissingColumns, options.InputSchemaDefinition, options.OutputSchemaDefinition, options.OwnsTransformer);
    }
}
