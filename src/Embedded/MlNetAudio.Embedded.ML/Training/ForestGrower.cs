namespace Microsoft.ML.Training;

/// <summary>A random forest on targets +1 and −1: each tree sees a bag of the rows and a part of the features; leaves hold the mean target.</summary>
internal static class ForestGrower
{
    /// <summary>
    /// The trees, at most <see cref="ForestSettings.NumberOfTrees"/>: one that finds nothing to cut (its features too coarse, its bag too small) is counted in
    /// <paramref name="emptyTrees"/> instead.
    /// </summary>
    public static List<GrownTree> Grow(TrainingSet rows, ForestSettings settings, out int emptyTrees)
    {
        var data = new BinnedFeatures(rows, Math.Min(settings.MaximumBinCountPerFeature, 1 << 16), settings.MinimumExampleCountPerLeaf, settings.NumberOfThreads);
        double[] weights = rows.Weights is null ? null : Array.ConvertAll(rows.Weights, weight => (double)weight);
        double[] targets = new double[rows.Rows];
        for (int row = 0; row < targets.Length; row++) targets[row] = rows.Labels[row] ? rows.WeightOf(row) : -rows.WeightOf(row);

        var grower = new TreeGrower(data, weights, settings, wholeTargets: weights is null);
        Random featureRandom = new(settings.FeatureSelectionSeed), bagRandom = new(settings.Seed);
        int[] bag = [.. Enumerable.Range(0, rows.Rows)];
        // The official trainer draws one bag before the first tree and never uses it; a seed means the same forest only if it is drawn here too.
        if (settings.BaggingSize > 0) DrawBag();

        var trees = new List<GrownTree>(settings.NumberOfTrees);
        for (emptyTrees = 0; trees.Count + emptyTrees < settings.NumberOfTrees;)
        {
            bool[] active = FeatureDraw.Next(featureRandom, data.Count, settings.FeatureFraction);
            if (settings.BaggingSize > 0 && trees.Count % settings.BaggingSize == 0) bag = DrawBag();
            var tree = grower.Grow(bag, targets, active);
            if (tree is null) emptyTrees++;
            else trees.Add(tree);
        }
        return trees;

        int[] DrawBag()
        {
            var drawn = new List<int>(rows.Rows);
            for (int row = 0; row < rows.Rows; row++)
                if (bagRandom.NextDouble() < settings.BaggingExampleFraction) drawn.Add(row);
            return [.. drawn];
        }
    }
}
