using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

/// <summary>A fitted normaliser of one column.</summary>
internal interface IColumnNormalizer
{
    /// <summary>The type that the column had and must have.</summary>
    DataViewType Type { get; }

    NormalizingTransformer.NormalizerModelParametersBase Parameters { get; }

    Delegate CreateGetter(DataViewRow row, DataViewSchema.Column column);
}
