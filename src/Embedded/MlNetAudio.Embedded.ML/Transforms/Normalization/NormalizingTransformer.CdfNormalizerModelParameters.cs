namespace Microsoft.ML.Transforms;

public sealed partial class NormalizingTransformer
{
    /// <summary>y = Φ((x − Mean) / Stddev), of ln x when <see cref="UseLog"/>. For a vector column immutable arrays with an item per slot.</summary>
    public sealed class CdfNormalizerModelParameters<TData> : NormalizerModelParametersBase
    {
        internal CdfNormalizerModelParameters(TData mean, TData stddev, bool useLog)
        {
            Mean = mean;
            Stddev = stddev;
            UseLog = useLog;
        }

        public TData Mean { get; }

        public TData Stddev { get; }

        public bool UseLog { get; }
    }
}
