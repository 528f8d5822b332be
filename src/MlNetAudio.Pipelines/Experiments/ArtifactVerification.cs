using System.Globalization;
using MlNetAudio.Pipelines.Scoring;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>An export is only as good as its answers: reloads it in ONNX Runtime and holds it to the code that trained it, on real clips.</summary>
/// <param name="Clips">How many clips were compared.</param>
/// <param name="LargestDifference">max |Δprobability| over clips and labels.</param>
public sealed record ArtifactVerification(int Clips, double LargestDifference)
{
    /// <summary>Largest |Δprobability| that passes.</summary>
    public const double Tolerance = 1e-4;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"reloaded in ONNX Runtime: max |Δp| {LargestDifference:0.0e+0} over {Clips} clips, no label changed");

    /// <exception cref="ExportMismatchException">A probability differs by more than the tolerance, or a label changes.</exception>
    internal static ArtifactVerification Check(string name, OnnxAudioModel artifact, Func<float[], float[]> inProcess, IReadOnlyList<(string Name, float[] Samples)> clips)
    {
        var scores = artifact.ScoreAll([.. clips.Select(clip => clip.Samples)]);
        double largest = 0;
        for (int i = 0; i < clips.Count; i++)
        {
            float[] expected = inProcess(clips[i].Samples), actual = scores[i].Probabilities;
            double difference = expected.Zip(actual, (e, a) => Math.Abs((double)e - a)).Max();
            if (!(difference <= Tolerance))
                throw new ExportMismatchException(string.Create(CultureInfo.InvariantCulture,
                    $"The exported {name} answers differently from the trained one: |Δp| = {difference:g3} on {clips[i].Name}, more than {Tolerance}; the export was not kept."));
            int label = Array.IndexOf(expected, expected.Max());
            // Within rounding of a tie either label is right.
            if (label != scores[i].Label && expected[label] - expected[scores[i].Label] > 1e-6)
                throw new ExportMismatchException($"The exported {name} gives {clips[i].Name} another label than the trained one; the export was not kept.");
            largest = Math.Max(largest, difference);
        }
        return new(clips.Count, largest);
    }
}
