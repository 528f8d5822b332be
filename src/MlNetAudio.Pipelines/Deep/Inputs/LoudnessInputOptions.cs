using MlNetAudio.Dsp.Features;
using MlNetAudio.Networks;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Deep.Inputs;

/// <summary>Clip of any length → mean and standard deviation of RMS and zero-crossing rate [4], standardised: what the classical baselines are told.</summary>
public sealed record LoudnessInputOptions : NetworkInputOptions
{
    /// <summary>Samples.</summary>
    public int FrameLength { get; init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(null, $"FrameLength must be positive, got {value}."); } = 1024;

    /// <summary>Samples.</summary>
    public int HopLength { get; init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(null, $"HopLength must be positive, got {value}."); } = 512;

    internal override InputExtractor Create(int sampleRateHz, int clipSamples) =>
        new Input(new AudioStatisticsOptions { Rms = new() { FrameLength = FrameLength, HopLength = HopLength }, Zcr = new() { FrameLength = FrameLength, HopLength = HopLength } }, sampleRateHz);

    private sealed class Input(AudioStatisticsOptions options, int sampleRateHz) : InputExtractor
    {
        private readonly AudioStatisticsExtractor _extractor = new(options);

        public override Shape Shape => Shape.Of(4);

        public override int Rows => 4;

        public override int? ClipSamples => null;

        public override double SmallestDeviation => 1e-6;

        public override bool IsScaledByHead => true;

        public override string Description => FormattableString.Invariant($"mean and deviation of RMS and ZCR, frame {options.Rms.FrameLength}, hop {options.Rms.HopLength}, {sampleRateHz} Hz");

        public override float[] Extract(float[] samples) => _extractor.Extract(samples);

        public override AudioFrontEnd FrontEnd(FeatureScaling scaling, bool tellsLengths) => new AudioStatisticsFrontEnd { SampleRateHz = sampleRateHz, Rms = options.Rms, Zcr = options.Zcr };
    }
}
