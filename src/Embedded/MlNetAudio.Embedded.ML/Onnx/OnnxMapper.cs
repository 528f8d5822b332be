using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>One run of a model for each row: input columns to tensors of batch 1, outputs to vector columns.</summary>
internal sealed class OnnxMapper : RowMapper
{
    private readonly OnnxModel _model;
    private readonly DataViewSchema.Column[] _inputs;

    public OnnxMapper(DataViewSchema schema, OnnxModel model) : base(schema)
    {
        _model = model;
        _inputs = [.. model.Inputs.Select(input => Find(schema, input))];
        AddedColumns = [.. model.Outputs.Select(output => new DataViewSchema.DetachedColumn(output.ColumnName, output.ColumnType))];
    }

    protected override IReadOnlyList<DataViewSchema.DetachedColumn> AddedColumns { get; }

    protected override IEnumerable<DataViewSchema.Column> GetDependencies(bool[] active) => _inputs;

    public override Delegate[] CreateGetters(DataViewRow input, bool[] active)
    {
        OnnxTensor[] outputs = [.. _model.Outputs.Where((_, i) => active[i])];
        string[] names = Array.ConvertAll(outputs, output => output.Name);
        Func<OrtValue>[] makeInputs = [.. _inputs.Zip(_model.Inputs, (column, tensor) => TensorInput.Create(input, input.Schema[column.Index], tensor))];
        TensorOutput[] results = Array.ConvertAll(outputs, output => TensorOutput.Create(output.ItemType));
        Action runOnce = OncePerRow(input, () =>
        {
            OrtValue[] values = new OrtValue[makeInputs.Length];
            try
            {
                for (int i = 0; i < values.Length; i++) values[i] = makeInputs[i]();
                using var produced = _model.Run(values, names);
                for (int i = 0; i < results.Length; i++) results[i].Take(produced[i]);
            }
            finally
            {
                foreach (OrtValue value in values) value?.Dispose();
            }
        });

        var getters = new Delegate[active.Length];
        for (int i = 0, next = 0; i < active.Length; i++)
            if (active[i]) getters[i] = results[next++].CreateGetter(runOnce);
        return getters;
    }

    private static DataViewSchema.Column Find(DataViewSchema schema, OnnxTensor input)
    {
        DataViewSchema.Column column = SchemaMismatch.Find(schema, input.Name);
        if (!ColumnTypes.ItemOf(column.Type).Equals(input.ItemType))
            throw SchemaMismatch.Type(nameof(schema), "input", input.Name, input.ItemType.ToString(), column.Type.ToString());
        if (column.Type is VectorDataViewType { IsKnownSize: false })
            throw new ArgumentException($"Variable length input columns not supported (column '{input.Name}'): give its size with [VectorType(n)] or a SchemaDefinition.", nameof(schema));
        int length = column.Type is VectorDataViewType vector ? vector.Size : 1;
        if (length % input.KnownLength != 0)
            throw new ArgumentException($"Input shape mismatch: input '{input.Name}' has shape [{string.Join(", ", input.Dimensions)}], but input data is of length {length}.", nameof(schema));
        return column;
    }
}
