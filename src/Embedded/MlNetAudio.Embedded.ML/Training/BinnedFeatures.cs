namespace Microsoft.ML.Training;

/// <summary>The features that a tree could split on, each value replaced by its bin: bins [feature][row].</summary>
internal sealed class BinnedFeatures
{
    private readonly List<int> _columns = [];
    private readonly List<double[]> _upperBounds = [];
    private readonly List<ushort[]> _bins = [];

    /// <param name="maximumBins">At most 65,536.</param>
    /// <param name="minimumCount">Columns that cannot be cut into two parts of so many rows are left out.</param>
    public BinnedFeatures(TrainingSet rows, int maximumBins, int minimumCount)
    {
        Rows = rows.Rows;
        for (int column = 0; column < rows.Columns; column++)
        {
            double[] values = rows.Column(column), bounds = FeatureBins.UpperBounds(values, maximumBins, minimumCount);
            if (bounds.Length < 2) continue;
            _columns.Add(column);
            _upperBounds.Add(bounds);
            _bins.Add(Array.ConvertAll(values, value => (ushort)FeatureBins.BinOf(value, bounds)));
        }
    }

    public int Rows { get; }

    public int Count => _columns.Count;

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
