namespace MlNetAudio.Dsp.Features;

/// <summary>The logarithms of mel bands over time, without what depends on the whole signal.</summary>
internal sealed class LogMelFeature(LogMelBands bands) : LaneFeature(bands.Stft, bands.Stft.Frames, bands.Count)
{
    protected override void Compute(ReadOnlySpan<float> samples, int frames, Workspace workspace, Span<double> values) =>
        bands.Compute(samples, frames, workspace.Spectra, values);
}
