using System.Collections;

namespace Microsoft.ML.Data;

/// <summary>Transformers one after another. Disposing the chain disposes those of its transformers that can be.</summary>
public sealed class TransformerChain<TLastTransformer> : ITransformerSequence, IEnumerable<ITransformer>, IDisposable where TLastTransformer : class, ITransformer
{
    private readonly ITransformer[] _transformers;
    private readonly TransformerScope[] _scopes;
    private bool _disposed;

    /// <summary>Null for an empty chain.</summary>
    public readonly TLastTransformer LastTransformer;

    public TransformerChain(IEnumerable<ITransformer> transformers, IEnumerable<TransformerScope> scopes)
    {
        _transformers = [.. transformers ?? throw new ArgumentNullException(nameof(transformers))];
        _scopes = [.. scopes ?? throw new ArgumentNullException(nameof(scopes))];
        if (_transformers.Any(transformer => transformer is null)) throw new ArgumentException("A chain must not contain null.", nameof(transformers));
        if (_transformers.Length != _scopes.Length)
            throw new ArgumentException($"There must be a scope for each transformer, got {_scopes.Length} for {_transformers.Length}.", nameof(scopes));
        if (_transformers.Length == 0) return;
        LastTransformer = _transformers[^1] as TLastTransformer
            ?? throw new ArgumentException($"The last transformer must be a {typeof(TLastTransformer)}, got {_transformers[^1].GetType()}.", nameof(transformers));
    }

    /// <summary>A chain whose transformers take part always.</summary>
    public TransformerChain(params ITransformer[] transformers)
        : this(transformers, Enumerable.Repeat(TransformerScope.Everything, transformers?.Length ?? 0))
    {
    }

    IReadOnlyList<(ITransformer Transformer, TransformerScope Scope)> ITransformerSequence.Steps => [.. _transformers.Zip(_scopes)];

    bool ITransformer.IsRowToRowMapper => _transformers.All(transformer => transformer.IsRowToRowMapper);

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _transformers.Aggregate(inputSchema, (schema, transformer) => transformer.GetOutputSchema(schema));

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema, TransformerScope scope) => GetModelFor(scope).GetOutputSchema(inputSchema);

    /// <summary>Checks the whole way by its schemas first, so that what does not fit is named before anything is computed.</summary>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(input.Schema);
        return _transformers.Aggregate(input, (data, transformer) => transformer.Transform(data));
    }

    public IDataView Transform(IDataView input, TransformerScope scope) => GetModelFor(scope).Transform(input);

    /// <summary>The transformers that take part in any of these scopes.</summary>
    public TransformerChain<ITransformer> GetModelFor(TransformerScope scopeFilter)
    {
        var taking = _transformers.Zip(_scopes).Where(pair => (pair.Second & scopeFilter) != 0).ToArray();
        return new(taking.Select(pair => pair.First), taking.Select(pair => pair.Second));
    }

    public TransformerChain<TNewLast> Append<TNewLast>(TNewLast transformer, TransformerScope scope = TransformerScope.Everything) where TNewLast : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(transformer);
        return new([.. _transformers, transformer], [.. _scopes, scope]);
    }

    public IEnumerator<ITransformer> GetEnumerator() => ((IEnumerable<ITransformer>)_transformers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        var mappers = new List<IRowToRowMapper>();
        DataViewSchema schema = inputSchema;
        foreach (ITransformer transformer in _transformers)
        {
            if (!transformer.IsRowToRowMapper) throw new InvalidOperationException($"{transformer.GetType().Name} is not a row to row mapper.");
            mappers.Add(transformer.GetRowToRowMapper(schema));
            schema = mappers[^1].OutputSchema;
        }
        return new ChainedRowToRowMapper(inputSchema, [.. mappers]);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => ctx.Write(this);

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        foreach (ITransformer transformer in _transformers) (transformer as IDisposable)?.Dispose();
    }
}
