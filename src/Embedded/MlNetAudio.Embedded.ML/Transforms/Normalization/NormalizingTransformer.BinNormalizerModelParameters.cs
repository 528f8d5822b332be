using System.Collections.Immutable;

namespace Microsoft.ML.Transforms;

public sealed partial class NormalizingTransformer
{
    /// <summary>y = (number of the bin) / Density − Offset. For a vector column lists with an item per slot.</summary>
    public sealed class BinNormalizerModelParameters<TData> : NormalizerModelParametersBase
    {
        internal BinNormalizerModelParameters(ImmutableArray<TData> upperBounds, TData density, TData offset) => (UpperBounds, Density, Offset) = (upperBounds, density, offset);

        /// <summary>Ascending, inclusive.</summary>
        public ImmutableArray<TData> UpperBounds { get; }

        public TData Density { get; }

        public TData Offset { get; }
    }
}
