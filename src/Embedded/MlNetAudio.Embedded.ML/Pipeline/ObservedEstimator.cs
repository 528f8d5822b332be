namespace Microsoft.ML.Data;

/// <summary>Another estimator, with a witness of what it fits.</summary>
internal sealed class ObservedEstimator<TTransformer>(IEstimator<TTransformer> estimator, Action<TTransformer> onFit) : IEstimator<TTransformer>
    where TTransformer : class, ITransformer
{
    private readonly IEstimator<TTransformer> _estimator = estimator ?? throw new ArgumentNullException(nameof(estimator));
    private readonly Action<TTransformer> _onFit = onFit ?? throw new ArgumentNullException(nameof(onFit));

    public TTransformer Fit(IDataView input)
    {
        TTransformer transformer = _estimator.Fit(input);
        _onFit(transformer);
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _estimator.GetOutputSchema(inputSchema);
}
