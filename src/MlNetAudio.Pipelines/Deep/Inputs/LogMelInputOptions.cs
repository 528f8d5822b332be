using System.Numerics;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Networks;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Deep.Inputs;

/// <summary>Clip → standardised log-mel spectrogram [1, mels, frames].</summary>
public sealed record LogMelInputOptions : NetworkInputOptions
{
    /// <summary>Length of the window; the frame is the next power of two. Null: as FftLength says.</summary>
    public double? WindowMilliseconds { get; init => field = value is null or > 0 ? value : throw Refused(nameof(WindowMilliseconds), value); }

    /// <summary>From frame to frame; null: as HopLength says.</summary>
    public double? HopMilliseconds { get; init => field = value is null or > 0 ? value : throw Refused(nameof(HopMilliseconds), value); }

    /// <summary>Samples of a frame; null: 2048 at 16 kHz and more, half of it from 8 kHz, a quarter below, so that a frame stays near an eighth of a second.</summary>
    public int? FftLength { get; init => field = Positive(value, nameof(FftLength)); }

    /// <summary>Samples from frame to frame; null: a quarter of the frame.</summary>
    public int? HopLength { get; init => field = Positive(value, nameof(HopLength)); }

    public int MelBands { get; init => field = Positive(value, nameof(MelBands))!.Value; } = 128;

    /// <summary>How many frames a clip gives, whatever its length: the hop is chosen for it. Null: as many as there are.</summary>
    public int? Frames { get; init => field = Positive(value, nameof(Frames)); }

    /// <summary>Hz.</summary>
    public double MinimumFrequencyHz { get; init; }

    /// <summary>Hz; null: half of the sample rate.</summary>
    public double? MaximumFrequencyHz { get; init; }

    /// <summary>The floor, below the clip's loudest value; null: none.</summary>
    public double? TopDecibels { get; init; } = 80;

    internal override InputExtractor Create(int sampleRateHz, int clipSamples)
    {
        if ((Frames is null ? 0 : 1) + (HopLength is null ? 0 : 1) + (HopMilliseconds is null ? 0 : 1) > 1)
            throw new ArgumentException("Frames, HopLength and HopMilliseconds all decide the number of frames; set one of them.");
        if (FftLength is not null && WindowMilliseconds is not null) throw new ArgumentException("FftLength and WindowMilliseconds both decide the length of a frame; set one of them.");
        var options = LogMelDefaults.ForRate(sampleRateHz);
        int? window = WindowMilliseconds is { } milliseconds ? Math.Max(2, (int)Math.Round(milliseconds / 1000 * sampleRateHz)) : null;
        int fftLength = FftLength ?? (window is { } length ? (int)BitOperations.RoundUpToPowerOf2((uint)length) : options.FftLength);
        int hop = HopLength ?? (HopMilliseconds is { } step ? Math.Max(1, (int)Math.Round(step / 1000 * sampleRateHz)) : fftLength / 4);
        if (Frames is { } frames)
        {
            // Centred frames: 1 + floor(samples / hop) of them.
            hop = Math.Max(1, (clipSamples + frames - 1) / frames);
            clipSamples = hop * (frames - 1);
            if (clipSamples == 0) throw new ArgumentException($"Frames must be at least 2, got {frames}.");
        }
        options = options with { FftLength = fftLength, WindowLength = window ?? fftLength, HopLength = hop, MelBands = MelBands, MinimumFrequencyHz = MinimumFrequencyHz, MaximumFrequencyHz = MaximumFrequencyHz, TopDecibels = TopDecibels };
        return new Input(options, clipSamples);
    }

    internal override bool ReadsSpectrograms => true;

    private static int? Positive(int? value, string name) => value is null or > 0 ? value : throw Refused(name, value);

    private static ArgumentOutOfRangeException Refused(string name, object? value) => new(null, FormattableString.Invariant($"{name} must be positive, got {value}."));

    private sealed class Input(LogMelOptions options, int clipSamples) : InputExtractor
    {
        private readonly LogMelExtractor _extractor = new(options);
        private readonly int _frames = options.FrameCount(clipSamples);

        public override Shape Shape => Shape.Of(1, options.MelBands, _frames);

        public override int Rows => options.MelBands;

        public override bool IsSpectrogram => true;

        public override int? ClipSamples => clipSamples;

        public override string Description => FormattableString.Invariant($"log-mel [{options.MelBands}, {_frames}], n_fft {options.FftLength}{(options.WindowLength == options.FftLength ? "" : FormattableString.Invariant($", window {options.WindowLength}"))}, hop {options.HopLength}, {options.SampleRateHz} Hz");

        public override float[] Extract(float[] samples) => _extractor.Extract(ClipLength.Fit(samples, clipSamples)).Values;

        public override int OwnColumns(int samples) => Math.Clamp(options.FrameCount(Math.Min(samples, clipSamples)), 1, _frames);

        public override AudioFrontEnd FrontEnd(FeatureScaling scaling, bool tellsLengths) =>
            new LogMelFrontEnd { SampleRateHz = options.SampleRateHz, Options = options, ClipSamples = clipSamples, Scaling = scaling, TellsLengths = tellsLengths };
    }
}
