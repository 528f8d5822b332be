namespace MlNetAudio.Pipelines.Scoring;

/// <summary>The answers of a model to some clips, side by side.</summary>
/// <param name="classes">Labels of the model.</param>
internal sealed class ScoreTable(int classes)
{
    public int Classes { get; } = classes;

    /// <summary>Scores of a clip: 1 for two labels, else one a label.</summary>
    public int Logits { get; } = classes == 2 ? 1 : classes;

    /// <summary>[clips, labels].</summary>
    public float[] Probabilities { get; private set; } = [];

    /// <summary>[clips, logits].</summary>
    public float[] Scores { get; private set; } = [];

    /// <summary>[clips], the index of the most probable label.</summary>
    public int[] Labels { get; private set; } = [];

    public ReadOnlySpan<float> ProbabilitiesOf(int clip) => Probabilities.AsSpan(clip * Classes, Classes);

    public ReadOnlySpan<float> ScoresOf(int clip) => Scores.AsSpan(clip * Logits, Logits);

    /// <summary>One clip's answer by itself.</summary>
    public AudioScore this[int clip] => new(ProbabilitiesOf(clip).ToArray(), ScoresOf(clip).ToArray(), Labels[clip]);

    /// <summary>Makes room for so many clips; what was there is lost.</summary>
    public void Reserve(int clips)
    {
        if (clips <= Labels.Length) return;
        (Probabilities, Scores, Labels) = (new float[checked(clips * Classes)], new float[checked(clips * Logits)], new int[clips]);
    }
}
