using MlNetAudio.Networks;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Deep.Inputs;

/// <summary>Spectrogram [mels, frames] that is there already → standardised [1, mels, frames], padded or cropped at the end.</summary>
/// <param name="padding">Stands behind the last frame of a shorter one.</param>
internal sealed class SpectrogramInput(SpectrogramShape shape, float padding) : InputExtractor
{
    public override Shape Shape => Shape.Of(1, shape.Mels, shape.Frames);

    public override int Rows => shape.Mels;

    public override bool IsSpectrogram => true;

    public override int? ClipSamples => null;

    /// <summary>Their unit is not known: decibels vary by tens, powers perhaps by thousandths.</summary>
    public override double SmallestDeviation => 1e-6;

    public override string Description => FormattableString.Invariant($"spectrogram [{shape.Mels}, {shape.Frames}], padded with {padding}");

    public override float[] Extract(float[] samples)
    {
        int frames = samples.Length / shape.Mels, kept = Math.Min(frames, shape.Frames);
        if (frames == shape.Frames) return samples.AsSpan().ToArray();
        float[] example = new float[shape.Mels * shape.Frames];
        for (int mel = 0; mel < shape.Mels; mel++)
        {
            var row = example.AsSpan(mel * shape.Frames, shape.Frames);
            samples.AsSpan(mel * frames, kept).CopyTo(row);
            row[kept..].Fill(padding);
        }
        return example;
    }

    public override int OwnColumns(int samples) => Math.Clamp(samples / shape.Mels, 1, shape.Frames);

    public override AudioFrontEnd FrontEnd(FeatureScaling scaling, bool tellsLengths) => new SpectrogramFrontEnd(shape.Mels, shape.Frames, scaling) { PaddingValue = padding, TellsLengths = tellsLengths };
}
