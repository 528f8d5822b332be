using MlNetAudio.Datasets;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>The labels that models are trained for, in order; of two, the second is the positive one.</summary>
internal sealed class LabelSpace
{
    private readonly string? _oneAgainstRest;

    private LabelSpace(IReadOnlyList<string> labels, string? oneAgainstRest) => (Labels, _oneAgainstRest) = (labels, oneAgainstRest);

    public IReadOnlyList<string> Labels { get; }

    public bool IsBinary => Labels.Count == 2;

    public string? Positive => IsBinary ? Labels[1] : null;

    /// <summary>The data set's own labels; with a positive label and more than two, that one against all others ("not X").</summary>
    /// <exception cref="ArgumentException">The positive label is none of the data set's.</exception>
    public static LabelSpace Of(AudioDataset dataset, string? positive)
    {
        if (positive is null) return new(dataset.Labels, null);
        if (!dataset.Labels.Contains(positive)) throw new ArgumentException($"The positive label '{positive}' is not in the data set; its labels are {string.Join(", ", dataset.Labels)}.");
        return dataset.Labels.Count == 2
            ? new([dataset.Labels.Single(label => label != positive), positive], null)
            : new([$"not {positive}", positive], positive);
    }

    public int IndexOf(Recording recording)
    {
        if (_oneAgainstRest is not null) return recording.Label == _oneAgainstRest ? 1 : 0;
        for (int i = 0; i < Labels.Count; i++)
            if (Labels[i] == recording.Label) return i;
        throw new ArgumentException($"'{recording.Label}' of {recording.RelativePath} is not one of the labels {string.Join(", ", Labels)}.", nameof(recording));
    }
}
