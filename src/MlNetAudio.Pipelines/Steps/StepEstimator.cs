using Microsoft.ML;

namespace MlNetAudio.Pipelines.Steps;

/// <summary>An estimator that learns nothing: it announces the columns of its step and hands out the transformer.</summary>
/// <param name="inputColumnName">Must be there.</param>
/// <param name="announce">The schema with the step's columns.</param>
internal sealed class StepEstimator(string inputColumnName, Func<SchemaShape, SchemaShape> announce, Func<IDataView, ITransformer> fit) : IEstimator<ITransformer>
{
    public ITransformer Fit(IDataView input)
    {
        var transformer = fit(input);
        transformer.GetOutputSchema(input.Schema);   // what does not fit is an error now, not in the first pass
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        AudioStep.Require(inputSchema, inputColumnName);
        return announce(inputSchema);
    }
}
