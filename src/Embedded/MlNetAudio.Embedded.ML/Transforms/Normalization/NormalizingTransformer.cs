using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Scales columns by what was learnt.</summary>
public sealed partial class NormalizingTransformer : OneToOneTransformerBase
{
    private readonly IColumnNormalizer[] _normalizers;

    internal NormalizingTransformer(IHostEnvironment env, (string outputColumnName, string inputColumnName)[] columns, IColumnNormalizer[] normalizers)
        : base(env, columns) => _normalizers = normalizers;

    /// <param name="index">Which of the columns, in the order in which the estimator got them.</param>
    public NormalizerModelParametersBase GetNormalizerModelParameters(int index) => index >= 0 && index < _normalizers.Length
        ? _normalizers[index].Parameters
        : throw new ArgumentOutOfRangeException(nameof(index), $"index must be 0 to {_normalizers.Length - 1}, got {index}.");

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new NormalizingMapper(schema, ColumnPairs, _normalizers);
}
