namespace MlNetAudio.Dsp.Features;

/// <summary>The fundamental frequency of each frame by itself.</summary>
internal sealed class YinFeature : FrameFeature
{
    private readonly YinDifference _difference;
    private readonly double _threshold;
    private readonly int _sampleRateHz;

    public YinFeature(YinOptions options) : this(options, new(options))
    {
    }

    private YinFeature(YinOptions options, YinDifference difference) : base(difference.Frames, 1) =>
        (_difference, _threshold, _sampleRateHz) = (difference, options.TroughThreshold, options.SampleRateHz);

    public override int BlockFrames => YinDifference.BlockFrames;

    public override IDisposable NewWorkspace() => _difference.NewWorkspace();

    public override void Compute(ReadOnlySpan<float> samples, int frames, Span<double> values, int stride, IDisposable workspace)
    {
        var memory = (YinDifference.Workspace)workspace;
        _difference.Begin(samples, frames, memory);
        for (int i = 0; i < frames; i++)
        {
            var difference = _difference.Of(samples, i, memory);
            int period = FindPeriod(difference, memory.Troughs);
            values[i] = _sampleRateHz / (_difference.ShortestPeriod + period + YinDifference.ParabolicShift(difference, period));
        }
    }

    /// <summary>The first trough below the threshold, else the least value.</summary>
    private int FindPeriod(ReadOnlySpan<double> difference, Span<int> troughs)
    {
        foreach (int trough in troughs[..YinDifference.FindTroughs(difference, troughs)])
            if (difference[trough] < _threshold) return trough;
        int least = 0;
        for (int i = 1; i < difference.Length; i++)
            if (difference[i] < difference[least]) least = i;
        return least;
    }
}
