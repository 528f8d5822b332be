namespace MlNetAudio.Dsp.Features;

/// <summary>A feature over time [features, frames] → each frame less the mean [features] of the frames around or before it, so that a recording's channel drops out.</summary>
/// <remarks>torchaudio.transforms.SlidingWindowCmn and Kaldi's apply-cmvn-sliding, whose window before a frame is Window + 1 frames long. One instance serves any number of threads.</remarks>
public sealed class CepstralMeanNormalization
{
    private readonly CepstralMeanOptions _options;

    public CepstralMeanNormalization(CepstralMeanOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <summary>A feature that does not change within a window is 0.</summary>
    public FeatureMatrix Apply(FeatureMatrix feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        var normalized = new FeatureMatrix(feature.Features, feature.Frames);
        for (int row = 0; row < feature.Features; row++) Apply(feature.Row(row), normalized.Row(row));
        return normalized;
    }

    private void Apply(ReadOnlySpan<float> values, Span<float> normalized)
    {
        double sum = 0, squares = 0;
        int first = 0, end = 0;   // the frames in the sums
        for (int frame = 0; frame < values.Length; frame++)
        {
            var (windowFirst, windowEnd) = Window(frame, values.Length);
            for (; end < windowEnd; end++) (sum, squares) = (sum + values[end], squares + (double)values[end] * values[end]);
            for (; first < windowFirst; first++) (sum, squares) = (sum - values[first], squares - (double)values[first] * values[first]);
            int count = end - first;
            double mean = sum / count, variance = squares / count - mean * mean, difference = values[frame] - mean;
            normalized[frame] = (float)(!_options.NormalizeVariance ? difference : variance > 0 ? difference / Math.Sqrt(variance) : 0);
        }
    }

    /// <summary>Moved inside the signal as far as it goes.</summary>
    private (int First, int End) Window(int frame, int frames)
    {
        int first = _options.Centered ? frame - _options.Window / 2 : frame - _options.Window;
        int end = _options.Centered ? first + _options.Window : frame + 1;
        if (first < 0) (first, end) = (0, end - first);
        if (!_options.Centered && end > frame) end = Math.Max(frame + 1, _options.MinimumWindow);
        return end <= frames ? (first, end) : (Math.Max(0, first - (end - frames)), frames);
    }
}
