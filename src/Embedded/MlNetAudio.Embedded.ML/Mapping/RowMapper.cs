namespace Microsoft.ML.Data;

/// <summary>
/// A row-wise step bound to an input schema: which columns come out, and how getters for the new ones are made over a row of the input. This is all that
/// a row-wise transformer has to write; data view, cursor, row and <see cref="IRowToRowMapper"/> follow from it:
/// <code>
/// internal sealed class ScoreMapper(DataViewSchema input, LinearModel model) : RowMapper(input)
/// {
///     private readonly DataViewSchema.Column _features = SchemaMismatch.Find(input, "Features", "feature");
///     protected override IReadOnlyList&lt;DataViewSchema.DetachedColumn&gt; AddedColumns { get; } = [new("Score", NumberDataViewType.Single)];
///     protected override IEnumerable&lt;DataViewSchema.Column&gt; GetDependencies(bool[] active) => [_features];
///     public override Delegate[] CreateGetters(DataViewRow input, bool[] active)
///     {
///         var features = input.GetGetter&lt;VBuffer&lt;float&gt;&gt;(input.Schema[_features.Index]);
///         VBuffer&lt;float&gt; x = default;
///         ValueGetter&lt;float&gt; score = (ref float value) => { features(ref x); value = model.Score(x); };
///         return [score];
///     }
/// }
/// </code>
/// and then, in the transformer: <c>Transform(input) => new MappedDataView(input, new ScoreMapper(input.Schema, model))</c>,
/// <c>GetOutputSchema(schema) => new ScoreMapper(schema, model).OutputSchema</c>, <c>GetRowToRowMapper(schema) => new ScoreMapper(schema, model)</c>.
/// Or derive the transformer from <see cref="RowToRowTransformerBase"/>, which does just that.
/// </summary>
/// <remarks>Several outputs that are computed together use <see cref="OncePerRow"/>, so the work is done once for each row.</remarks>
internal abstract class RowMapper(DataViewSchema inputSchema) : IRowToRowMapper
{
    private DataViewSchema _outputSchema;
    private int[] _sources;

    public DataViewSchema InputSchema { get; } = inputSchema ?? throw new ArgumentNullException(nameof(inputSchema));

    public DataViewSchema OutputSchema => _outputSchema ??= MakeOutputSchema();

    /// <summary>The new columns, in order. One that has the name of another column follows that column and hides it; the rest follow all input columns.</summary>
    protected abstract IReadOnlyList<DataViewSchema.DetachedColumn> AddedColumns { get; }

    /// <summary>Which input column passes through as each output column; −1 − k stands for added column k.</summary>
    protected virtual int[] OutputSources
    {
        get
        {
            List<int> sources = [.. Enumerable.Range(0, InputSchema.Count)];
            for (int k = 0; k < AddedColumns.Count; k++)
            {
                int sameName = sources.FindLastIndex(source => NameOf(source) == AddedColumns[k].Name);
                sources.Insert(sameName < 0 ? sources.Count : sameName + 1, -1 - k);
            }
            return [.. sources];
        }
    }

    /// <summary>The columns of <see cref="InputSchema"/> that the active ones among the added columns are computed from.</summary>
    protected abstract IEnumerable<DataViewSchema.Column> GetDependencies(bool[] active);

    /// <summary>A <see cref="ValueGetter{TValue}"/> for each added column (null allowed where it is not active), reading from <paramref name="input"/> as it moves.</summary>
    public abstract Delegate[] CreateGetters(DataViewRow input, bool[] active);

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        DataViewSchema.Column[] depending = [.. dependingColumns];
        bool[] active = ActiveAdded(depending);
        var passing = depending.Select(column => Sources[column.Index]).Where(source => source >= 0).Select(source => InputSchema[source]);
        var computed = active.Contains(true) ? GetDependencies(active) : [];
        return [.. passing.Concat(computed).DistinctBy(column => column.Index)];
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) => new MappedRow(input, this, activeColumns);

    /// <summary>Input column (≥ 0) or added column (−1 − k) behind each output column.</summary>
    internal int[] Sources => _sources ??= OutputSources;

    internal bool[] ActiveAdded(IEnumerable<DataViewSchema.Column> outputs)
    {
        var active = new bool[AddedColumns.Count];
        foreach (DataViewSchema.Column column in outputs)
            if (Sources[column.Index] < 0) active[-1 - Sources[column.Index]] = true;
        return active;
    }

    /// <summary>Runs <paramref name="compute"/> at the first call for each row only: call the result at the start of every getter that shares the work.</summary>
    protected static Action OncePerRow(DataViewRow input, Action compute)
    {
        long computedAt = long.MinValue;
        return () =>
        {
            if (input.Position == computedAt) return;
            compute();
            computedAt = input.Position;
        };
    }

    private string NameOf(int source) => source >= 0 ? InputSchema[source].Name : AddedColumns[-1 - source].Name;

    private DataViewSchema MakeOutputSchema()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(Sources.Select(source => source >= 0 ? new DataViewSchema.DetachedColumn(InputSchema[source]) : AddedColumns[-1 - source]));
        return builder.ToSchema();
    }
}
