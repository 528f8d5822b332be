using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>What label columns of the learning tasks look like.</summary>
internal static class LabelColumns
{
    /// <summary>Two classes: Boolean.</summary>
    public static SchemaShape.Column Boolean(string name) => new(Checked(name), SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false);

    /// <summary>Several classes: a key of UInt32.</summary>
    public static SchemaShape.Column Key(string name) => new(Checked(name), SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true);

    private static string Checked(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, nameof(TrainerInputBaseWithLabel.LabelColumnName));
        return name;
    }
}
