using System.Numerics.Tensors;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Networks;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Deep.Inputs;

/// <summary>Clip → its samples [1, samples], on a logarithmic scale (mu-law) or as they are.</summary>
public sealed record WaveformInputOptions : NetworkInputOptions
{
    public MuLawCompanding Companding { get; init; } = MuLawCompanding.Continuous;

    public WaveformNormalization Normalization { get; init; } = WaveformNormalization.Rms;

    /// <summary>Of the companding.</summary>
    public int QuantizationChannels { get; init; } = 256;

    /// <summary>Longest clip that is read: a network on samples works on each of them. Null: as long as other networks' clips.</summary>
    public double? MaximumSeconds
    {
        get;
        init => field = value is null or > 0 ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"MaximumSeconds must be positive or none, got {value}."));
    } = 2;

    internal override InputExtractor Create(int sampleRateHz, int clipSamples)
    {
        int samples = MaximumSeconds is { } seconds ? (int)Math.Min(clipSamples, Math.Ceiling(seconds * sampleRateHz)) : clipSamples;
        return new Input(new WaveformFrontEnd { SampleRateHz = sampleRateHz, ClipSamples = samples, Companding = Companding, Normalization = Normalization, QuantizationChannels = QuantizationChannels });
    }

    private sealed class Input(WaveformFrontEnd frontEnd) : InputExtractor
    {
        private const float LowestLevel = 1e-5f, TargetRms = 0.1f;

        public override Shape Shape => Shape.Of(1, frontEnd.ClipSamples);

        public override int Rows => 1;

        public override int? ClipSamples => frontEnd.ClipSamples;

        public override bool IsStandardized => false;

        public override string Description => FormattableString.Invariant(
            $"samples [1, {frontEnd.ClipSamples}], {frontEnd.SampleRateHz} Hz, companding {frontEnd.Companding} ({frontEnd.QuantizationChannels}), normalization {frontEnd.Normalization}");

        /// <summary>As the artifact's graph, step by step.</summary>
        public override float[] Extract(float[] samples)
        {
            float[] clip = new float[frontEnd.ClipSamples];
            samples.AsSpan(0, Math.Min(samples.Length, clip.Length)).CopyTo(clip);
            TensorPrimitives.Multiply(clip, Gain(clip), clip);
            if (frontEnd.Companding == MuLawCompanding.None) return clip;
            int channels = frontEnd.QuantizationChannels;
            float mu = channels - 1, scale = (float)Math.Log(1.0 + mu);
            for (int n = 0; n < clip.Length; n++)
            {
                clip[n] = frontEnd.Companding == MuLawCompanding.Quantized
                    ? MuLaw.Encode(clip[n], channels) / mu * 2 - 1
                    : MathF.Sign(clip[n]) * MathF.Log(1 + mu * Math.Min(1, Math.Abs(clip[n]))) / scale;
            }
            return clip;
        }

        private float Gain(float[] clip) => frontEnd.Normalization switch
        {
            WaveformNormalization.Peak => 1 / Math.Max(Math.Abs(TensorPrimitives.MaxMagnitude<float>(clip)), LowestLevel),
            WaveformNormalization.Rms => TargetRms / Math.Max(MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(clip) / clip.Length), LowestLevel),
            _ => 1,
        };

        public override int OwnColumns(int samples) => Math.Clamp(samples, 1, frontEnd.ClipSamples);

        public override AudioFrontEnd FrontEnd(FeatureScaling scaling, bool tellsLengths) => frontEnd with { TellsLengths = tellsLengths };
    }
}
