namespace MlNetAudio.Dsp.Features;

/// <summary>Every feature over time by its name: the place to discover them, and what a command line or a configuration looks a name up in.</summary>
public static class FeatureCatalog
{
    public static IReadOnlyList<FeatureKind> All { get; } =
    [
        new("rms", [new("librosa", _ => new RmsOptions { FrameLength = 2048 })]),
        new("zcr", [new("librosa", _ => new ZcrOptions { FrameLength = 2048 })]),
        new("spectrogram", [new("librosa", rate => SpectrogramOptions.Librosa with { SampleRateHz = rate }), new("torchaudio", rate => SpectrogramOptions.Torchaudio with { SampleRateHz = rate })]),
        new("mel", [new("librosa", rate => MelSpectrogramOptions.Librosa with { SampleRateHz = rate }), new("torchaudio", rate => MelSpectrogramOptions.Torchaudio with { SampleRateHz = rate })]),
        new("log-mel",
        [
            new("librosa", rate => LogMelOptions.Librosa with { SampleRateHz = rate }), new("torchaudio", rate => LogMelOptions.Torchaudio with { SampleRateHz = rate }),
            new("kaldi", rate => KaldiFbankOptions.Kaldi with { SampleRateHz = rate }),
        ]),
        new("mfcc",
        [
            new("librosa", rate => MfccOptions.Librosa with { SampleRateHz = rate }), new("torchaudio", rate => MfccOptions.Torchaudio with { SampleRateHz = rate }),
            new("kaldi", rate => KaldiMfccOptions.Kaldi with { SampleRateHz = rate }), new("htk", rate => KaldiMfccOptions.Htk with { SampleRateHz = rate }),
        ]),
        new("pcen", [new("librosa", rate => PcenOptions.Librosa with { SampleRateHz = rate })]),
        new("spectral-centroid", [new("librosa", rate => SpectralCentroidOptions.Librosa with { SampleRateHz = rate }), new("torchaudio", rate => SpectralCentroidOptions.Torchaudio with { SampleRateHz = rate })]),
        new("spectral-bandwidth", [new("librosa", rate => SpectralBandwidthOptions.Librosa with { SampleRateHz = rate })]),
        new("spectral-rolloff", [new("librosa", rate => SpectralRolloffOptions.Librosa with { SampleRateHz = rate })]),
        new("spectral-flatness", [new("librosa", rate => SpectralFlatnessOptions.Librosa with { SampleRateHz = rate })]),
        new("spectral-contrast", [new("librosa", rate => SpectralContrastOptions.Librosa with { SampleRateHz = rate })]),
        new("poly-features", [new("librosa", rate => PolyFeaturesOptions.Librosa with { SampleRateHz = rate })]),
        new("chroma", [new("librosa", rate => ChromaOptions.Librosa with { SampleRateHz = rate })]),
        new("tonnetz", [new("librosa", rate => new TonnetzOptions { Chroma = ChromaOptions.Librosa with { SampleRateHz = rate } })]),
        new("onset-strength", [new("librosa", rate => OnsetStrengthOptions.Librosa with { SampleRateHz = rate })]),
        new("yin", [new("librosa", rate => new YinOptions { SampleRateHz = rate })]),
        new("pyin", [new("librosa", rate => new PyinOptions { SampleRateHz = rate })]),
    ];
}
