namespace Microsoft.ML;

/// <summary>An unfitted step.</summary>
public interface IEstimator<out TTransformer> where TTransformer : ITransformer
{
    TTransformer Fit(IDataView input);

    /// <summary>What the fitted step will make of such columns; refuses what it could not be fitted on.</summary>
    SchemaShape GetOutputSchema(SchemaShape inputSchema);
}
