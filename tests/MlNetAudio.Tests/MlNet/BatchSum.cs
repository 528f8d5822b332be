using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetAudio.Tests.MlNet;

/// <summary>
/// A step of ours with the official public API only: reads its rows in batches and adds "Sum" (scalar) and "Emb" (vector [2]). This is how the scoring estimator
/// of the pipelines is built, so both stacks must carry it.
/// </summary>
internal sealed class BatchSum(MLContext ml, string input, int batchSize) : IEstimator<ITransformer>
{
    public ITransformer Fit(IDataView data) => new Transformer(input, batchSize);

    /// <summary>A column of a SchemaShape cannot be made outside the library: a custom mapping that adds the same columns announces ours.</summary>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var definition = SchemaDefinition.Create(typeof(Added));
        definition["Emb"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2);
        return ml.Transforms.CustomMapping<Nothing, Added>((_, _) => { }, null, null, definition).GetOutputSchema(inputSchema);
    }

    private sealed class Nothing;

    private sealed class Added
    {
        public float Sum { get; set; }

        public float[] Emb { get; set; } = [];
    }

    private sealed class Transformer(string input, int batchSize) : ITransformer
    {
        public bool IsRowToRowMapper => false;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
        {
            var builder = new DataViewSchema.Builder();
            builder.AddColumns(inputSchema);
            builder.AddColumn("Sum", NumberDataViewType.Single);
            builder.AddColumn("Emb", new VectorDataViewType(NumberDataViewType.Single, 2));
            return builder.ToSchema();
        }

        public IDataView Transform(IDataView data) => new View(data, GetOutputSchema(data.Schema), input, batchSize);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException("Batches are not row to row.");

        public void Save(ModelSaveContext ctx) => throw new NotSupportedException("Not saved.");
    }

    private sealed class View(IDataView source, DataViewSchema schema, string input, int batchSize) : IDataView
    {
        public bool CanShuffle => false;

        public DataViewSchema Schema => schema;

        public long? GetRowCount() => source.GetRowCount();

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        {
            var passing = columnsNeeded.Where(column => column.Index < source.Schema.Count).Select(column => source.Schema[column.Index]);
            var needed = passing.Append(source.Schema[input]).DistinctBy(column => column.Index).ToArray();
            return new Cursor(source.GetRowCursor(needed), source.GetRowCursor([source.Schema[input]]), schema, input, batchSize);
        }

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];
    }

    /// <summary>One cursor runs ahead by a batch, the other delivers the rows.</summary>
    private sealed class Cursor(DataViewRowCursor rows, DataViewRowCursor ahead, DataViewSchema schema, string input, int batchSize) : DataViewRowCursor
    {
        private readonly Queue<float> _sums = [];
        private readonly ValueGetter<VBuffer<float>> _values = ahead.GetGetter<VBuffer<float>>(ahead.Schema[input]);
        private float _sum;

        public override long Position => rows.Position;

        public override long Batch => rows.Batch;

        public override DataViewSchema Schema => schema;

        public override bool MoveNext()
        {
            if (!rows.MoveNext()) return false;
            VBuffer<float> values = default;
            for (int i = 0; _sums.Count == 0 || (i < batchSize && i > 0); i++)
            {
                if (!ahead.MoveNext()) break;
                _values(ref values);
                _sums.Enqueue(values.DenseValues().Sum());
            }
            _sum = _sums.Dequeue();
            return true;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => rows.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => column.Index >= rows.Schema.Count || rows.IsColumnActive(rows.Schema[column.Index]);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (column.Index < rows.Schema.Count) return rows.GetGetter<TValue>(rows.Schema[column.Index]);
            ValueGetter<float> sum = (ref float value) => value = _sum;
            ValueGetter<VBuffer<float>> embedding = (ref VBuffer<float> value) =>
            {
                VBufferEditor<float> editor = VBufferEditor.Create(ref value, 2);
                (editor.Values[0], editor.Values[1]) = (_sum, -_sum);
                value = editor.Commit();
            };
            return (ValueGetter<TValue>)(column.Name == "Sum" ? (Delegate)sum : embedding);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                rows.Dispose();
                ahead.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
