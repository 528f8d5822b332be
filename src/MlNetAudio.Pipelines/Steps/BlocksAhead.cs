using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetAudio.Pipelines.Steps;

/// <summary>Reads a view's input column some rows ahead, works on them over all cores, and steps through the results.</summary>
internal sealed class BlocksAhead : IDisposable
{
    /// <summary>Of long recordings fewer rows are held together.</summary>
    private const long MostBytes = 1L << 28;

    /// <summary>So many rows at least, unless they are too long: some for every core.</summary>
    private const int FewestRows = 128;

    /// <summary>Short rows are worked on in blocks of this size, which the caches hold.</summary>
    private const int MostRows = 1 << 14, EnoughBytes = 1 << 18;

    private readonly DataViewRowCursor _cursor;
    private readonly RowBlock _block;
    private readonly RowPlace _place = new();
    private readonly ValueGetter<DataViewRowId> _id;
    private readonly List<DataViewRowId> _ids = [];
    private readonly int? _rowsAhead;

    public BlocksAhead(IDataView source, AudioStep step)
    {
        _cursor = source.GetRowCursor([step.InputColumn]);
        (_block, _id, _rowsAhead) = (step.Open(_cursor, step.Skips), _cursor.GetIdGetter(), step.RowsAhead);
    }

    /// <summary>Getter of a new column, at the current row.</summary>
    public Delegate Getter(DataViewSchema.Column column) => _block.Getter(column, _place);

    /// <summary>On to the next row, which must be the row of that id.</summary>
    /// <returns>False where the row is left out.</returns>
    /// <exception cref="InvalidOperationException">The view gives other rows, or another order of them, each time it is read.</exception>
    public bool MoveTo(in DataViewRowId id)
    {
        int row = _place.Next();
        if (row == _ids.Count)
        {
            Refill();
            row = _place.Next();
        }
        if (row >= _ids.Count || !_ids[row].Equals(id))
            throw new InvalidOperationException("The rows came in another order when they were read a second time, so what belongs to them cannot be told; put Data.Cache before this step.");
        return !_block.IsSkipped(row);
    }

    public void Dispose() => _cursor.Dispose();

    private void Refill()
    {
        _ids.Clear();
        _block.Clear();
        _place.Reset();
        while (HasRoom && _cursor.MoveNext())
        {
            DataViewRowId id = default;
            _id(ref id);
            _ids.Add(id);
            _block.Read();
        }
        _block.Compute();
    }

    private bool HasRoom => _block.Bytes < MostBytes && (_rowsAhead is { } most ? _ids.Count < most : _ids.Count < FewestRows || (_ids.Count < MostRows && _block.Bytes < EnoughBytes));
}
