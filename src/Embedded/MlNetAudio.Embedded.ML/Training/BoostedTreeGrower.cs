namespace Microsoft.ML.Training;

/// <summary>Gradient boosted trees for two classes: each tree fits the slope of Σ log(1 + exp(−σ·y·score)), y = ±1, and its leaves take a Newton step.</summary>
/// <remarks>
/// J. Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 2001, algorithm 5 (L₂_TreeBoost) with a general σ in
/// place of 2. Deterministic at any number of threads.
/// </remarks>
internal static class BoostedTreeGrower
{
    /// <summary>The trees, whose outputs sum to the score; those that found nothing to cut are counted in <paramref name="emptyTrees"/> instead.</summary>
    public static List<GrownTree> Grow(TrainingSet rows, BoostingSettings settings, out int emptyTrees)
    {
        ForestSettings trees = settings.Trees;
        var data = new BinnedFeatures(rows, Math.Min(trees.MaximumBinCountPerFeature, 1 << 16), trees.MinimumExampleCountPerLeaf, trees.NumberOfThreads);
        double[] weights = rows.Weights is null ? null : Array.ConvertAll(rows.Weights, weight => (double)weight);
        double[] scores = new double[rows.Rows], slopes = new double[rows.Rows], curvatures = new double[rows.Rows];

        var grower = new TreeGrower(data, weights, trees, wholeTargets: false);
        Random featureRandom = new(trees.FeatureSelectionSeed), bagRandom = new(trees.Seed);
        int[] all = [.. Enumerable.Range(0, rows.Rows)], bag = all;
        var grown = new List<GrownTree>(trees.NumberOfTrees);
        for (emptyTrees = 0; grown.Count + emptyTrees < trees.NumberOfTrees;)
        {
            bool[] active = FeatureDraw.Next(featureRandom, data.Count, trees.FeatureFraction);
            if (trees.BaggingSize > 0 && grown.Count % trees.BaggingSize == 0) bag = [.. all.Where(_ => bagRandom.NextDouble() < trees.BaggingExampleFraction)];
            Derivatives(rows, weights, scores, settings.Steepness, slopes, curvatures);
            var tree = grower.Grow(bag, slopes, active);
            if (tree is null)
            {
                emptyTrees++;
                continue;
            }
            double[] outputs = [.. tree.LeafValues.Select((slope, leaf) => Output(grower.RowsOf(leaf), slope, weights, curvatures, settings))];
            tree = tree with { LeafValues = outputs };
            grown.Add(tree);
            if (bag.Length == all.Length)
            {
                for (int leaf = 0; leaf < outputs.Length; leaf++)
                    foreach (int row in grower.RowsOf(leaf)) scores[row] += outputs[leaf];
            }
            else
            {
                foreach (int row in all) scores[row] += tree.Score(rows.Row(row));
            }
        }
        return grown;
    }

    /// <summary>slopes = −dLoss/dScore · weight, curvatures = d²Loss/dScore² · weight at each row's score.</summary>
    private static void Derivatives(TrainingSet rows, double[] weights, double[] scores, double steepness, double[] slopes, double[] curvatures)
    {
        for (int row = 0; row < scores.Length; row++)
        {
            double sign = rows.Labels[row] ? 1 : -1, weight = weights is null ? 1 : weights[row];
            double size = steepness / (1 + Math.Exp(steepness * sign * scores[row]));
            slopes[row] = sign * size * weight;
            curvatures[row] = size * (steepness - size) * weight;
        }
    }

    /// <param name="slope">Mean slope of the leaf's rows.</param>
    private static double Output(ReadOnlySpan<int> rows, double slope, double[] weights, double[] curvatures, BoostingSettings settings)
    {
        double curvature = 0, weight = 0;
        foreach (int row in rows)
        {
            curvature += curvatures[row];
            weight += weights is null ? 1 : weights[row];
        }
        // Where all rows are certain both vanish; the step does too.
        double step = curvature > 0 ? settings.StepSize * slope * weight / curvature : 0;
        return Math.Clamp(step, -settings.MaximumOutput, settings.MaximumOutput);
    }
}
