namespace Microsoft.ML.Data;

/// <summary>
/// Gives every row a number in 0..1: drawn for the row's place, or computed from a key column, so that rows of one key always stay together. The number depends
/// on the seed and the place or key only, hence every pass and every process agrees.
/// </summary>
internal sealed class RowSampling
{
    private readonly IDataView _data;
    private readonly DataViewSchema.Column? _key;
    private readonly ulong _seed;

    /// <param name="keyColumnName">Null to draw per row.</param>
    public RowSampling(IDataView data, string keyColumnName, int seed)
    {
        _data = data ?? throw new ArgumentNullException(nameof(data));
        _seed = (ulong)seed;
        if (keyColumnName is null) return;
        _key = SchemaMismatch.Find(data.Schema, keyColumnName, "sampling key");
        if (_key is { Type: VectorDataViewType or StructuredDataViewType or RowIdDataViewType } unfit)
            throw SchemaMismatch.Type(nameof(keyColumnName), "sampling key", keyColumnName, "a number, a key, text, Boolean or DateTime", unfit.Type.ToString());
    }

    /// <summary>The rows whose number is within from..to, to excluded.</summary>
    public IDataView Between(double from, double to) => Where(number => number >= from && number < to);

    /// <summary>All the other rows.</summary>
    public IDataView Outside(double from, double to) => Where(number => number < from || number >= to);

    private FilteredDataView Where(Func<double, bool> keeps) => new(_data, _key is { } key ? [key] : [], row =>
    {
        Func<double> number = Numbers(row);
        return () => keeps(number());
    });

    private Func<double> Numbers(DataViewRow row)
    {
        if (_key is not { } key)
        {
            ulong place = 0;
            return () => BitMixer.ToUnitInterval(BitMixer.Mix(_seed, place++));
        }
        if (key.Type is TextDataViewType)
        {
            ValueGetter<ReadOnlyMemory<char>> text = row.GetGetter<ReadOnlyMemory<char>>(key);
            return () => BitMixer.ToUnitInterval(BitMixer.Mix(_seed, Getters.Value(text).Span));
        }
        return GenericCall.Invoke<Func<double>>(GenericCall.Method(typeof(RowSampling), nameof(NumbersOf)), [key.Type.RawType], row, key, _seed);
    }

    // The hash of a number, a bool or a DateTime is the same in every process (that of a string is not, nor is HashCode.Combine).
    private static Func<double> NumbersOf<T>(DataViewRow row, DataViewSchema.Column key, ulong seed)
    {
        ValueGetter<T> getter = row.GetGetter<T>(key);
        return () => BitMixer.ToUnitInterval(BitMixer.Mix(seed, (ulong)Getters.Value(getter).GetHashCode()));
    }
}
