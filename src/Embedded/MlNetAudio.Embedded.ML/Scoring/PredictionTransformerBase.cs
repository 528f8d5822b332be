using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A trained model as a row-wise step.</summary>
public abstract class PredictionTransformerBase<TModel> : IPredictionTransformer<TModel>, IDisposable where TModel : class
{
    private protected PredictionTransformerBase(IHostEnvironment env, TModel model, DataViewSchema trainSchema) =>
        (Environment, Model, TrainSchema) = (env, model, trainSchema);

    public TModel Model { get; }

    private protected IHostEnvironment Environment { get; }

    internal DataViewSchema TrainSchema { get; }

    bool ITransformer.IsRowToRowMapper => true;

    public abstract DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedDataView(input, MakeRowMapper(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => MakeRowMapper(inputSchema);

    private protected abstract RowMapper MakeRowMapper(DataViewSchema schema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => ctx.Write(this);

    /// <summary>Models of this library hold nothing that must be released.</summary>
    public void Dispose() => GC.SuppressFinalize(this);
}
