using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>How much worse a model does when the values of one feature are dealt out to the rows at random.</summary>
/// <remarks>L. Breiman, "Random forests", 2001, section 10.</remarks>
internal static class PermutationImportance
{
    /// <summary>For each slot of the features the metrics of the permuted data; an empty list where the model ignores the slot and that is asked to save time.</summary>
    /// <param name="data">Scorable rows: with the model's feature column.</param>
    /// <param name="skipsUnused">Whether slots of weight 0 are left out.</param>
    /// <param name="rows">At most so many rows; null for all.</param>
    public static (TMetrics Baseline, List<TMetrics>[] Permuted) Measure<TMetrics>(
        IHostEnvironment env, ISingleFeaturePredictionTransformer<object> model, IDataView data, string labelColumn, bool skipsUnused, int? rows, int permutations,
        Func<IDataView, TMetrics> evaluate)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(permutations, "permutationCount");
        if (rows is { } limit) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit, "numberOfExamplesToUse");
        SchemaMismatch.Find(data.Schema, labelColumn, "label");
        var features = FeatureVectors.Find(data.Schema, model.FeatureColumnName, model.FeatureColumnType);

        var kept = new CachedDataView(rows is null ? data : new RangeDataView(data, 0, rows.Value), [features.Index]);
        float[][] vectors = ColumnReader.ReadVectors(kept, features.Name);
        TMetrics baseline = evaluate(model.Transform(kept));
        var random = new Random(env.SeedOr(null));
        bool[] used = skipsUnused ? UsedSlots(model.Model, vectors[0].Length) : [.. Enumerable.Repeat(true, vectors[0].Length)];
        return (baseline, [.. Enumerable.Range(0, vectors[0].Length).Select(slot => used[slot]
            ? Enumerable.Range(0, permutations).Select(_ =>
            {
                float[] values = [.. vectors.Select(vector => vector[slot])];
                random.Shuffle(values);
                return evaluate(model.Transform(PermutedFeature.View(kept, features, slot, values)));
            }).ToList()
            : [])]);
    }

    /// <summary>The last prediction step of a model.</summary>
    /// <exception cref="ArgumentException">It has none.</exception>
    public static ISingleFeaturePredictionTransformer<object> Predictor(ITransformer model)
    {
        ArgumentNullException.ThrowIfNull(model);
        IEnumerable<ITransformer> steps = model is IEnumerable<ITransformer> chain ? chain : [model];
        return steps.OfType<ISingleFeaturePredictionTransformer<object>>().LastOrDefault(step => step.Model is IScorer or IClassScorer)
            ?? throw new ArgumentException("The model provided does not have a compatible predictor", nameof(model));
    }

    /// <summary>The names of the feature slots.</summary>
    /// <exception cref="InvalidOperationException">They have none.</exception>
    public static string[] SlotNames(ISingleFeaturePredictionTransformer<object> model, IDataView data)
    {
        ArgumentNullException.ThrowIfNull(data);
        VBuffer<ReadOnlyMemory<char>> names = default;
        SchemaMismatch.Find(data.Schema, model.FeatureColumnName, "feature").GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    private static bool[] UsedSlots(object model, int slots)
    {
        if (model is Calibrators.CalibratedModelParametersBase calibrated) model = calibrated.Inner;
        bool[] used = new bool[slots];
        switch (model)
        {
            case Trainers.LinearModelParameters linear:
                for (int slot = 0; slot < slots; slot++) used[slot] = linear.Weights[slot] != 0;
                break;
            case Trainers.FastTree.TreeEnsembleModelParameters trees:
                foreach (var tree in trees.Sum.Trees)
                    foreach (int feature in tree.SplitFeatures) used[feature] = true;
                break;
            case Trainers.LinearMulticlassModelParametersBase classes:
                for (int slot = 0; slot < slots; slot++) used[slot] = Array.Exists(classes.ClassWeights, weights => weights[slot] != 0);
                break;
            default:
                Array.Fill(used, true);
                break;
        }
        return used;
    }
}
