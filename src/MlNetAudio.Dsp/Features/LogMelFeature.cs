namespace MlNetAudio.Dsp.Features;

/// <summary>The logarithms of mel bands over time, without what depends on the whole signal.</summary>
internal sealed class LogMelFeature(LogMelBands bands) : SpectrumFeature(bands.Stft, bands.Count)
{
    protected override void Compute(Workspace workspace, int frames, Span<double> values) => bands.Compute(workspace.Spectra, values);
}
