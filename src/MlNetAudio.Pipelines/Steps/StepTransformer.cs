using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetAudio.Pipelines.Steps;

/// <summary>A step as ML.NET sees it, for whatever schema comes.</summary>
/// <param name="name">How errors call it.</param>
/// <param name="resource">What the step holds open and gives back when it is disposed, or null.</param>
internal sealed class StepTransformer(string name, Func<DataViewSchema, AudioStep> step, IDisposable? resource = null) : ITransformer, IDisposable
{
    public bool IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => step(inputSchema).Schema;

    public IDataView Transform(IDataView input) => new StepDataView(input, step(input.Schema));

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new StepRowMapper(step(inputSchema));

    /// <exception cref="NotSupportedException">Always: ML.NET's model files take only its own steps.</exception>
    public void Save(ModelSaveContext ctx) => throw new NotSupportedException(
        $"{name} is not saved in an ML.NET model file: build the step again where the model is loaded, and save only the steps behind it.");

    public void Dispose() => resource?.Dispose();
}
