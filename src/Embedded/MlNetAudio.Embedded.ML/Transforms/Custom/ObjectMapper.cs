namespace Microsoft.ML.Data;

/// <summary>Fills an object from the row, hands it to a function, and serves the columns from the object the function filled.</summary>
internal sealed class ObjectMapper<TSrc, TDst>(DataViewSchema schema, RowClass source, RowClass destination, Action<TSrc, TDst> map) : RowMapper(schema)
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly IReadOnlyList<DataViewSchema.Column> _inputs = RowFiller<TSrc>.ColumnsFor(source, schema, ignoreMissing: false);

    protected override IReadOnlyList<DataViewSchema.DetachedColumn> AddedColumns { get; } = [.. destination.Members.Select(member => member.ToColumn())];

    protected override IEnumerable<DataViewSchema.Column> GetDependencies(bool[] active) => _inputs;

    public override Delegate[] CreateGetters(DataViewRow input, bool[] active)
    {
        var from = new TSrc();
        var to = new TDst();
        RowFiller<TSrc> filler = RowFiller<TSrc>.Create(source, input, ignoreMissing: false, reuse: true);
        Action mapOnce = OncePerRow(input, () =>
        {
            filler.Fill(from);
            map(from, to);
        });
        TDst Mapped()
        {
            mapOnce();
            return to;
        }
        return [.. destination.Members.Select((member, i) => active[i] ? MemberGetter.Create(member, Mapped) : null)];
    }
}
