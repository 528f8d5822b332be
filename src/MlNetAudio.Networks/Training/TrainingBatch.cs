using MlNetAudio.Networks.Training.Losses;

namespace MlNetAudio.Networks.Training;

/// <summary>Examples of a training set side by side: one piece of memory that every batch of an epoch is copied into.</summary>
internal sealed class TrainingBatch
{
    private readonly TrainingSet _set;
    private readonly float[] _inputs, _targets;
    private readonly int[] _classes;

    /// <param name="inputs">False keeps targets alone.</param>
    public TrainingBatch(TrainingSet set, int capacity, bool inputs = true)
    {
        (_set, Capacity) = (set, Math.Min(capacity, set.Count));
        _inputs = inputs ? new float[Capacity * set.Example.Count] : [];
        (_classes, _targets) = set.Targets is null ? (new int[Capacity], (float[])[]) : ([], new float[Capacity * set.Targets[0].Length]);
    }

    public int Capacity { get; }

    public int Count { get; private set; }

    public ReadOnlySpan<float> Inputs => _inputs.AsSpan(0, Count * _set.Example.Count);

    public LossTargets Targets => _set.Targets is null
        ? LossTargets.Of(_classes.AsSpan(0, Count))
        : LossTargets.Of(_targets.AsSpan(0, Count * _set.Targets[0].Length));

    /// <param name="examples">Which, at most <see cref="Capacity"/>.</param>
    public void Fill(ReadOnlySpan<int> examples)
    {
        Count = examples.Length;
        for (int i = 0; i < Count; i++)
        {
            if (_inputs.Length > 0) _set.Inputs[examples[i]].CopyTo(_inputs, i * _set.Example.Count);
            if (_set.Targets is { } targets) targets[examples[i]].CopyTo(_targets, i * targets[0].Length);
            else _classes[i] = _set.Classes[examples[i]];
        }
    }
}
