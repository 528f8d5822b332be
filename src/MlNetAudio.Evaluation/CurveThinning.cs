namespace MlNetAudio.Evaluation;

/// <summary>Fewer points for drawing a long ROC curve; never for computing from it.</summary>
public static class CurveThinning
{
    /// <summary>The curve with at most <paramref name="maximumPoints"/> points; corners are kept before points along a straight piece, both ends always.</summary>
    /// <remarks>
    /// The dropped piece between two kept points rises and moves right by at most 4 / (maximumPoints − 2) together, so the drawn line is nowhere further from the
    /// curve than that; longer pieces are kept exactly.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 4 points are asked for.</exception>
    public static IReadOnlyList<RocPoint> Thin(IReadOnlyList<RocPoint> curve, int maximumPoints = 2000)
    {
        if (maximumPoints < 4) throw new ArgumentOutOfRangeException(null, $"maximumPoints must be at least 4, got {maximumPoints}.");
        var corners = Corners(curve);
        if (corners.Count <= maximumPoints) return corners;

        // Rates only grow along the curve, so its length in |Δx| + |Δy| is 2, and any two kept points with one between them lie more than one step apart.
        double step = 4.0 / (maximumPoints - 2);
        var kept = new List<RocPoint> { corners[0] };
        for (int i = 1; i < corners.Count - 1; i++)
            if (Length(kept[^1], corners[i + 1]) > step) kept.Add(corners[i]);
        kept.Add(corners[^1]);
        return kept;
    }

    private static double Length(RocPoint from, RocPoint to) =>
        to.FalsePositiveRate - from.FalsePositiveRate + to.TruePositiveRate - from.TruePositiveRate;

    /// <summary>Without the points inside horizontal and vertical pieces, which change nothing that is drawn.</summary>
    private static List<RocPoint> Corners(IReadOnlyList<RocPoint> curve)
    {
        var corners = new List<RocPoint>();
        for (int i = 0; i < curve.Count; i++)
        {
            bool inside = i > 0 && i < curve.Count - 1
                && ((curve[i - 1].FalsePositiveRate == curve[i].FalsePositiveRate && curve[i].FalsePositiveRate == curve[i + 1].FalsePositiveRate)
                    || (curve[i - 1].TruePositiveRate == curve[i].TruePositiveRate && curve[i].TruePositiveRate == curve[i + 1].TruePositiveRate));
            if (!inside) corners.Add(curve[i]);
        }
        return corners;
    }
}
