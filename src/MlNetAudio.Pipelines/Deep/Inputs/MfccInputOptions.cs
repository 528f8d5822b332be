using MlNetAudio.Dsp.Features;
using MlNetAudio.Networks;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Deep.Inputs;

/// <summary>Clip → standardised mel-frequency cepstral coefficients [coefficients, frames].</summary>
public sealed record MfccInputOptions : NetworkInputOptions
{
    /// <summary>From the zeroth on.</summary>
    public int Coefficients { get; init => field = Positive(value, nameof(Coefficients)); } = 39;

    /// <summary>Samples of a frame; null: as of a log-mel spectrogram, by the rate.</summary>
    public int? FftLength { get; init => field = value is null ? null : Positive(value.Value, nameof(FftLength)); }

    /// <summary>Samples from frame to frame; null: a quarter of the frame.</summary>
    public int? HopLength { get; init => field = value is null ? null : Positive(value.Value, nameof(HopLength)); }

    public int MelBands { get; init => field = Positive(value, nameof(MelBands)); } = 128;

    internal override InputExtractor Create(int sampleRateHz, int clipSamples)
    {
        int fft = FftLength ?? LogMelDefaults.ForRate(sampleRateHz).FftLength;
        if (Coefficients > MelBands) throw new ArgumentException($"Coefficients must be at most MelBands ({MelBands}), got {Coefficients}.");
        return new Input(MfccOptions.Librosa with { SampleRateHz = sampleRateHz, FftLength = fft, HopLength = HopLength ?? Math.Max(1, fft / 4), MelBands = MelBands, Coefficients = Coefficients }, clipSamples);
    }

    private static int Positive(int value, string name) => value > 0 ? value : throw new ArgumentOutOfRangeException(null, $"{name} must be positive, got {value}.");

    private sealed class Input(MfccOptions options, int clipSamples) : InputExtractor
    {
        private readonly MfccExtractor _extractor = new(options);
        private readonly int _frames = options.FrameCount(clipSamples);

        public override Shape Shape => Shape.Of(options.Coefficients, _frames);

        public override int Rows => options.Coefficients;

        public override bool IsSpectrogram => true;

        public override int? ClipSamples => clipSamples;

        public override string Description => FormattableString.Invariant($"MFCC [{options.Coefficients}, {_frames}] of {options.MelBands} mels, n_fft {options.FftLength}, hop {options.HopLength}, {options.SampleRateHz} Hz");

        public override float[] Extract(float[] samples) => _extractor.Extract(ClipLength.Fit(samples, clipSamples)).Values;

        public override int OwnColumns(int samples) => Math.Clamp(options.FrameCount(Math.Min(samples, clipSamples)), 1, _frames);

        public override AudioFrontEnd FrontEnd(FeatureScaling scaling, bool tellsLengths) =>
            new MfccFrontEnd { SampleRateHz = options.SampleRateHz, Options = options, ClipSamples = clipSamples, Scaling = scaling, TellsLengths = tellsLengths };
    }
}
