using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>One example in, one prediction out. Not for several threads at once: an engine is one row whose content changes.</summary>
public abstract class PredictionEngineBase<TSrc, TDst> : IDisposable where TSrc : class where TDst : class, new()
{
    private readonly ObjectRow<TSrc> _input;
    private readonly DataViewRow _output;
    private readonly RowFiller<TDst> _filler;
    private readonly ITransformer _owned;
    private bool _disposed;

    private protected PredictionEngineBase(
        IHostEnvironment env, ITransformer transformer, bool ignoreMissingColumns, SchemaDefinition inputSchemaDefinition = null,
        SchemaDefinition outputSchemaDefinition = null, bool ownsTransformer = true)
    {
        ArgumentNullException.ThrowIfNull(env);
        ArgumentNullException.ThrowIfNull(transformer);
        if (!transformer.IsRowToRowMapper) throw new ArgumentException("Must be a row to row mapper", nameof(transformer));

        _owned = ownsTransformer ? transformer : null;
        _input = new(RowClass.Of<TSrc>(inputSchemaDefinition, SchemaDefinition.Direction.Read));
        IRowToRowMapper mapper = transformer.GetRowToRowMapper(_input.Schema);
        RowClass prediction = RowClass.Of<TDst>(outputSchemaDefinition, SchemaDefinition.Direction.Write);
        OutputSchema = mapper.OutputSchema;
        _output = mapper.GetRow(_input, RowFiller<TDst>.ColumnsFor(prediction, mapper.OutputSchema, ignoreMissingColumns));
        _filler = RowFiller<TDst>.Create(prediction, _output, ignoreMissingColumns, reuse: false);
    }

    public DataViewSchema OutputSchema { get; }

    public TDst Predict(TSrc example)
    {
        var prediction = new TDst();
        Predict(example, ref prediction);
        return prediction;
    }

    /// <summary>Fills the members that have a column; a new object is made where there is none.</summary>
    public abstract void Predict(TSrc example, ref TDst prediction);

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _output.Dispose();
        (_owned as IDisposable)?.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Fill(TSrc example, TDst prediction)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _input.Show(example);
        _filler.Fill(prediction);
    }
}
