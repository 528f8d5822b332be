using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>One row and its getters; a getter stays valid when the row changes under it.</summary>
public abstract class DataViewRow : IDisposable
{
    private bool _disposed;

    /// <summary>Changes whenever the row does; −1 before the first row of a cursor.</summary>
    public abstract long Position { get; }

    /// <summary>Which part of a cursor set the row comes from; 0 for a single cursor.</summary>
    public abstract long Batch { get; }

    public abstract DataViewSchema Schema { get; }

    public abstract ValueGetter<DataViewRowId> GetIdGetter();

    /// <summary>Whether the column was among those asked for.</summary>
    public abstract bool IsColumnActive(DataViewSchema.Column column);

    /// <exception cref="InvalidOperationException">The column holds another type than <typeparamref name="TValue"/>, or is not active.</exception>
    public abstract ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column);

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
