using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Scales columns by what was learnt.</summary>
public sealed partial class NormalizingTransformer : OneToOneTransformerBase
{
    internal NormalizingTransformer(IHostEnvironment env, (string outputColumnName, string inputColumnName)[] columns, IColumnNormalizer[] normalizers)
        : base(env, columns) => Normalizers = normalizers;

    internal IColumnNormalizer[] Normalizers { get; }

    /// <param name="index">Which of the columns, in the order in which the estimator got them.</param>
    public NormalizerModelParametersBase GetNormalizerModelParameters(int index) => index >= 0 && index < Normalizers.Length
        ? Normalizers[index].Parameters
        : throw new ArgumentOutOfRangeException(nameof(index), $"index must be 0 to {Normalizers.Length - 1}, got {index}.");

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new NormalizingMapper(schema, ColumnPairs, Normalizers);
}
