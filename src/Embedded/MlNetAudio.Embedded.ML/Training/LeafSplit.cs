namespace Microsoft.ML.Training;

/// <summary>The best way found to cut a leaf in two: rows whose bin of the feature is at most <paramref name="Bin"/> go left.</summary>
/// <param name="Gain">Fall of the summed squared error, less penalties; −∞ when the leaf cannot be cut.</param>
/// <param name="LeftOutput">Weighted mean target of the rows on the left.</param>
internal readonly record struct LeafSplit(double Gain, int Feature, int Bin, double LeftOutput, double RightOutput)
{
    public static readonly LeafSplit None = new(double.NegativeInfinity, -1, -1, 0, 0);
}
