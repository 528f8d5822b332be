using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>An estimator that has nothing to learn: its transformer exists beforehand.</summary>
public abstract class TrivialEstimator<TTransformer> : IEstimator<TTransformer> where TTransformer : class, ITransformer
{
    private protected TrivialEstimator(IHostEnvironment env, TTransformer transformer)
    {
        Environment = env ?? throw new ArgumentNullException(nameof(env));
        Transformer = transformer ?? throw new ArgumentNullException(nameof(transformer));
    }

    private protected IHostEnvironment Environment { get; }

    private protected TTransformer Transformer { get; }

    /// <summary>The transformer, once the input's schema has been found acceptable.</summary>
    public TTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Transformer.GetOutputSchema(input.Schema);
        return Transformer;
    }

    public abstract SchemaShape GetOutputSchema(SchemaShape inputSchema);
}
