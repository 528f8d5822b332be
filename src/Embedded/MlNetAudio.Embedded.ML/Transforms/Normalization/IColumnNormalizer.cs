using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

/// <summary>A fitted normaliser of one column.</summary>
internal interface IColumnNormalizer
{
    /// <summary>The type that the column had and must have.</summary>
    DataViewType Type { get; }

    NormalizingTransformer.NormalizerModelParametersBase Parameters { get; }

    Delegate CreateGetter(DataViewRow row, DataViewSchema.Column column);

    /// <summary>Scale and offset of each slot, the offsets empty when all are 0; null where it is no straight line.</summary>
    (float[] Scales, float[] Offsets)? ToAffine();

    /// <summary>So that <see cref="NormalizerFitting.Read"/> finds it again.</summary>
    void Write(ModelWriter writer);
}
