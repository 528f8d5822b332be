namespace Microsoft.ML.Calibrators;

/// <summary>Rising steps over the score: within a step the probability is constant, between two it goes straight from one to the other.</summary>
/// <remarks>Pool adjacent violators: M. Ayer et al., "An empirical distribution function for sampling with incomplete information", 1955.</remarks>
public sealed class IsotonicCalibrator : ICalibrator, ICanSaveModel
{
    /// <summary>Keeps log losses finite.</summary>
    private const float Margin = 1e-15f;

    /// <summary>For each step its lowest and highest score and its probability, all rising.</summary>
    internal IsotonicCalibrator(float[] starts, float[] ends, float[] values) => (Starts, Ends, Values) = (starts, ends, values);

    internal float[] Starts { get; }

    internal float[] Ends { get; }

    internal float[] Values { get; }

    /// <summary>NaN for a score of NaN.</summary>
    public float PredictProbability(float output)
    {
        if (float.IsNaN(output)) return output;
        int step = Array.BinarySearch(Starts, output);
        if (step < 0) step = ~step - 1;
        if (step < 0) return Limited(Values[0]);
        if (output <= Ends[step] || step == Values.Length - 1) return Limited(Values[step]);
        float share = (output - Ends[step]) / (Starts[step + 1] - Ends[step]);
        return Limited(Values[step] + share * (Values[step + 1] - Values[step]));
    }

    internal static IsotonicCalibrator Fit(CalibrationRows rows)
    {
        var steps = new List<(float Start, float End, double Positive, double Weight)>();
        foreach (int row in Enumerable.Range(0, rows.Scores.Length).OrderBy(row => rows.Scores[row]))
        {
            double weight = rows.WeightOf(row);
            var step = (Start: rows.Scores[row], End: rows.Scores[row], Positive: rows.Labels[row] ? weight : 0, Weight: weight);
            while (steps.Count > 0 && (steps[^1].End == step.Start || steps[^1].Positive * step.Weight >= step.Positive * steps[^1].Weight))
            {
                step = (steps[^1].Start, step.End, steps[^1].Positive + step.Positive, steps[^1].Weight + step.Weight);
                steps.RemoveAt(steps.Count - 1);
            }
            steps.Add(step);
        }
        return new([.. steps.Select(step => step.Start)], [.. steps.Select(step => step.End)], [.. steps.Select(step => step.Weight > 0 ? (float)(step.Positive / step.Weight) : 0)]);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => ctx.Write(this);

    private static float Limited(float value) => Math.Clamp(value, Margin, 1 - 1e-7f);
}
