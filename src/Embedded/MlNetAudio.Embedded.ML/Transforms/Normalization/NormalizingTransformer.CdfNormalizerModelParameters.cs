namespace Microsoft.ML.Transforms;

public sealed partial class NormalizingTransformer
{
    /// <summary>y = Φ((x − Mean) / StandardDeviation), of ln x when <see cref="UseLog"/>. For a vector column immutable arrays with an item per slot.</summary>
    public sealed class CdfNormalizerModelParameters<TData> : NormalizerModelParametersBase
    {
        internal CdfNormalizerModelParameters(TData mean, TData standardDeviation, bool useLog)
        {
            Mean = mean;
            StandardDeviation = standardDeviation;
            UseLog = useLog;
        }

        public TData Mean { get; }

        public TData StandardDeviation { get; }

        public bool UseLog { get; }
    }
}
