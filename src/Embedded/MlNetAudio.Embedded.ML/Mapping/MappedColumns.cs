namespace Microsoft.ML.Data;

/// <summary>The output columns of a <see cref="RowMapper"/> over one row or cursor: passed through, or computed.</summary>
internal sealed class MappedColumns
{
    private readonly RowMapper _mapper;
    private readonly DataViewRow _input;
    private readonly bool[] _active;
    private readonly Delegate[] _added;

    public MappedColumns(RowMapper mapper, DataViewRow input, IEnumerable<DataViewSchema.Column> columnsNeeded)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        _mapper = mapper;
        _input = input;
        _active = new bool[mapper.OutputSchema.Count];
        foreach (DataViewSchema.Column column in needed) _active[column.Index] = true;
        bool[] added = mapper.ActiveAdded(needed);
        _added = added.Contains(true) ? mapper.CreateGetters(input, added) : new Delegate[added.Length];
    }

    public bool IsActive(DataViewSchema.Column column) => _active[column.Index];

    public ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        DataViewSchema.Column own = _mapper.OutputSchema[column.Index];
        if (!_active[own.Index]) throw Getters.NotActive(own.Name);
        int source = _mapper.Sources[own.Index];
        return source >= 0 ? _input.GetGetter<TValue>(_input.Schema[source]) : Getters.As<TValue>(_added[-1 - source], own);
    }
}
