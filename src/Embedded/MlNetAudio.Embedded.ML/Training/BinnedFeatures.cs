namespace Microsoft.ML.Training;

/// <summary>The features that a tree could split on, each value replaced by its bin: bins [feature][row].</summary>
internal sealed class BinnedFeatures
{
    private readonly int[] _columns;
    private readonly double[][] _upperBounds;
    private readonly ushort[][] _bins;

    /// <param name="maximumBins">At most 65,536.</param>
    /// <param name="minimumCount">Columns that cannot be cut into two parts of so many rows are left out.</param>
    /// <param name="threads">Threads at most; null for all of the machine.</param>
    public BinnedFeatures(FeatureRows rows, int maximumBins, int minimumCount, int? threads = null)
    {
        Rows = rows.Rows;
        var binned = new (double[] UpperBounds, ushort[] Bins)[rows.Columns];
        Parallel.For(0, rows.Columns, new() { MaxDegreeOfParallelism = threads ?? -1 }, column =>
        {
            double[] values = rows.Column(column), bounds = FeatureBins.UpperBounds(values, maximumBins, minimumCount);
            if (bounds.Length >= 2) binned[column] = (bounds, FeatureBins.BinsOf(values, bounds));
        });

        _columns = [.. Enumerable.Range(0, rows.Columns).Where(column => binned[column].Bins is not null)];
        _upperBounds = [.. _columns.Select(column => binned[column].UpperBounds)];
        _bins = [.. _columns.Select(column => binned[column].Bins)];
        FirstBins = new int[_columns.Length + 1];
        for (int feature = 0; feature < _columns.Length; feature++) FirstBins[feature + 1] = FirstBins[feature] + _upperBounds[feature].Length;
    }

    public int Rows { get; }

    public int Count => _columns.Length;

    /// <summary>Where each feature's bins begin when the bins of all features are counted through; the last entry is how many there are.</summary>
    public int[] FirstBins { get; }

    /// <summary>The index of the feature among all columns of the training set.</summary>
    public int ColumnOf(int feature) => _columns[feature];

    public ushort[] Bins(int feature) => _bins[feature];

    public int BinCount(int feature) => _upperBounds[feature].Length;

    /// <summary>The largest float that is not above the bin's bound, so that float values fall on the side where training saw them.</summary>
    public float ThresholdOf(int feature, int bin)
    {
        double bound = _upperBounds[feature][bin];
        float nearest = (float)bound;
        return nearest > bound ? MathF.BitDecrement(nearest) : nearest;
    }
}
