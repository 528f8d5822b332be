using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Objects to data views and back; caching, splitting, filtering, reordering of rows. All lazy.</summary>
public sealed partial class DataOperationsCatalog
{
    private readonly IHostEnvironment _env;

    internal DataOperationsCatalog(IHostEnvironment env) => _env = env ?? throw new ArgumentNullException(nameof(env));

    internal IHostEnvironment Environment => _env;

    /// <summary>
    /// Public fields and properties as columns; the sequence is enumerated anew in every pass. Arrays need [VectorType(n)] or a definition that says their size,
    /// or trainers refuse them; that every row has that size is not checked.
    /// </summary>
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition schemaDefinition = null) where TRow : class
    {
        ArgumentNullException.ThrowIfNull(data);
        return new EnumerableDataView<TRow>(data, RowClass.Of<TRow>(schemaDefinition, SchemaDefinition.Direction.Read));
    }

    /// <summary>As the other overload, with the types (hence sizes) and annotations of the schema's columns.</summary>
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, DataViewSchema schema) where TRow : class =>
        LoadFromEnumerable(data, RowClass.DefinitionFor<TRow>(schema, SchemaDefinition.Direction.Read));

    /// <summary>Rows as objects, lazily; every enumeration is a pass over the data.</summary>
    /// <param name="reuseRowObject">Deliver one object over and over, with new content: saves memory where each is looked at once.</param>
    /// <param name="ignoreMissingColumns">Leave members without a column as they are.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing.</exception>
    /// <exception cref="InvalidOperationException">A column is of another type than its member.</exception>
    public IEnumerable<TRow> CreateEnumerable<TRow>(IDataView data, bool reuseRowObject, bool ignoreMissingColumns = false, SchemaDefinition schemaDefinition = null)
        where TRow : class, new()
    {
        ArgumentNullException.ThrowIfNull(data);
        RowClass rowClass = RowClass.Of<TRow>(schemaDefinition, SchemaDefinition.Direction.Write);
        return Enumerate<TRow>(data, rowClass, RowFiller<TRow>.ColumnsFor(rowClass, data.Schema, ignoreMissingColumns), reuseRowObject, ignoreMissingColumns);
    }

    /// <summary>Keeps each column in memory once it has been read.</summary>
    /// <param name="columnsToPrefetch">Columns to read in the first pass, whether or not that pass wants them.</param>
    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new CachedDataView(input, [.. (columnsToPrefetch ?? []).Select(name => SchemaMismatch.Find(input.Schema, name, "prefetch").Index)]);
    }

    /// <summary>The rows whose value is within lowerBound..upperBound, the upper bound excluded, even that of +infinity; missing values are dropped.</summary>
    public IDataView FilterRowsByColumn(IDataView input, string columnName, double lowerBound = double.NegativeInfinity, double upperBound = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!(lowerBound < upperBound)) throw new ArgumentException($"lowerBound must be less than upperBound, got {lowerBound} and {upperBound}.", nameof(lowerBound));
        DataViewSchema.Column column = SchemaMismatch.Find(input.Schema, columnName, "filter");
        if (column.Type != NumberDataViewType.Single && column.Type != NumberDataViewType.Double)
            throw SchemaMismatch.Type(nameof(columnName), "filter", columnName, "number", column.Type.ToString());

        bool Keeps(double value) => value >= lowerBound && value < upperBound;
        return new FilteredDataView(input, [column], row =>
        {
            if (column.Type == NumberDataViewType.Double)
            {
                ValueGetter<double> exact = row.GetGetter<double>(column);
                return () => Keeps(Getters.Value(exact));
            }
            ValueGetter<float> single = row.GetGetter<float>(column);
            return () => Keeps(Getters.Value(single));
        });
    }

    /// <summary>The rows in which no value of these columns is missing: NaN, empty text, key 0.</summary>
    /// <param name="columns">Scalars or vectors; at least one.</param>
    public IDataView FilterRowsByMissingValues(IDataView input, params string[] columns)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (columns is not { Length: > 0 }) throw new ArgumentException("FilterRowsByMissingValues needs at least one column.", nameof(columns));
        DataViewSchema.Column[] found = [.. columns.Select(name => SchemaMismatch.Find(input.Schema, name, "filter"))];
        return new FilteredDataView(input, found, row =>
        {
            Func<bool>[] missing = [.. found.Select(column => MissingValues.Detector(row, column))];
            return () => !Array.Exists(missing, isMissing => isMissing());
        });
    }

    /// <summary>The rows whose key, spread over 0..1, is within lowerBound..upperBound, the upper bound excluded; missing keys are dropped.</summary>
    public IDataView FilterRowsByKeyColumnFraction(IDataView input, string columnName, double lowerBound = 0, double upperBound = 1)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!(lowerBound >= 0 && lowerBound < upperBound && upperBound <= 1))
            throw new ArgumentOutOfRangeException(nameof(lowerBound), $"lowerBound and upperBound must be within 0 to 1 and ascend, got {lowerBound} and {upperBound}.");
        DataViewSchema.Column column = SchemaMismatch.Find(input.Schema, columnName, "filter");
        if (column.Type is not KeyDataViewType key || key.RawType != typeof(uint)) throw SchemaMismatch.Type(nameof(columnName), "filter", columnName, "Key<UInt32>", column.Type.ToString());
        return new FilteredDataView(input, [column], row =>
        {
            ValueGetter<uint> getter = row.GetGetter<uint>(column);
            return () =>
            {
                uint place = Getters.Value(getter);
                double fraction = (place - 0.5) / key.Count;
                return place > 0 && fraction >= lowerBound && fraction < upperBound;
            };
        });
    }

    /// <summary>The rows in another order, the same in every pass. Holds the columns that are read in memory.</summary>
    /// <param name="shufflePoolSize">Of how many rows the next one is drawn: 1 leaves the order as it is.</param>
    /// <param name="shuffleSource">Let a source that can shuffle itself do so first.</param>
    public IDataView ShuffleRows(IDataView input, int? seed = null, int shufflePoolSize = 1000, bool shuffleSource = true)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shufflePoolSize);
        return new ShuffledDataView(input, _env.SeedOr(seed), shufflePoolSize, shuffleSource);
    }

    public IDataView SkipRows(IDataView input, long count)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return new RangeDataView(input, count, long.MaxValue);
    }

    public IDataView TakeRows(IDataView input, long count)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return new RangeDataView(input, 0, count);
    }

    /// <summary>Draws each row, or each key of a sampling column, into one of two sets, so their sizes only come near the fraction.</summary>
    /// <param name="testFraction">In 0..1, both excluded.</param>
    /// <param name="samplingKeyColumnName">Rows with the same value here are never on both sides.</param>
    /// <param name="seed">By default that of the context.</param>
    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string samplingKeyColumnName = null, int? seed = null)
    {
        if (!(testFraction > 0 && testFraction < 1))
            throw new ArgumentOutOfRangeException(nameof(testFraction), $"testFraction must be between 0 and 1, both excluded, got {testFraction}.");
        var sampling = new RowSampling(data, samplingKeyColumnName, _env.SeedOr(seed));
        return new(sampling.Outside(0, testFraction), sampling.Between(0, testFraction));
    }

    /// <summary>Folds whose test sets together are all the rows; drawn as <see cref="TrainTestSplit"/> draws.</summary>
    /// <param name="numberOfFolds">At least 2.</param>
    /// <inheritdoc cref="TrainTestSplit"/>
    public IReadOnlyList<TrainTestData> CrossValidationSplit(IDataView data, int numberOfFolds = 5, string samplingKeyColumnName = null, int? seed = null)
    {
        if (numberOfFolds < 2) throw new ArgumentOutOfRangeException(nameof(numberOfFolds), $"numberOfFolds must be more than 1, got {numberOfFolds}.");
        var sampling = new RowSampling(data, samplingKeyColumnName, _env.SeedOr(seed));
        return [.. Enumerable.Range(0, numberOfFolds).Select(fold =>
        {
            double from = (double)fold / numberOfFolds, to = (fold + 1.0) / numberOfFolds;
            return new TrainTestData(sampling.Outside(from, to), sampling.Between(from, to));
        })];
    }

    private static IEnumerable<TRow> Enumerate<TRow>(IDataView data, RowClass rowClass, IReadOnlyList<DataViewSchema.Column> columns, bool reuse, bool ignoreMissing)
        where TRow : class, new()
    {
        using DataViewRowCursor cursor = data.GetRowCursor(columns);
        RowFiller<TRow> filler = RowFiller<TRow>.Create(rowClass, cursor, ignoreMissing, reuse);
        TRow row = null;
        while (cursor.MoveNext())
        {
            if (row is null || !reuse) row = new();
            filler.Fill(row);
            yield return row;
        }
    }
}
