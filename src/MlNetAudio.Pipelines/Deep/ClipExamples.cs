using MlNetAudio.Datasets.Augmentation;
using MlNetAudio.Networks;
using MlNetAudio.Networks.Training;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Deep;

/// <summary>The examples of a training: features of recordings, standardised, in every epoch changed in another way where augmentation is asked for.</summary>
/// <param name="waveform">Null changes no samples.</param>
/// <param name="spectrogram">Null changes no features.</param>
internal sealed class ClipExamples(ClipFeatures features, FeatureScaling? scaling, WaveformAugmenter? waveform = null, SpectrogramAugmenter? spectrogram = null) : IExampleSource
{
    public Shape Example => features.Input.Shape;

    public int Count => features.Recordings.Count;

    public IReadOnlyList<int> Classes => features.Classes;

    public IReadOnlyList<float[]>? Targets => null;

    public string Fingerprint { get; } = $"{features.Fingerprint}{(waveform is null ? "" : $", waveform: {waveform.Fingerprint}")}{(spectrogram is null ? "" : $", spectrogram: {spectrogram.Fingerprint}")}";

    public bool IsInMemory => waveform is null && features.AreKept;

    public int Read(ExampleDraw draw, Span<float> destination)
    {
        bool changes = draw.Epoch > 0;
        float[] example = changes && waveform is not null ? features.Input.Extract(Augmented(draw, waveform)) : features.Of(draw.Index);
        example.CopyTo(destination);
        if (scaling is not null) RowScaling.Apply(scaling, destination);
        if (changes) spectrogram?.Apply(destination, features.Input.Rows, draw.Epoch, draw.Index, draw.Repeat);
        return 0;
    }

    private float[] Augmented(ExampleDraw draw, WaveformAugmenter augmenter)
    {
        float[] samples = features.Context.Clips.Load(features.Recordings[draw.Index]);
        // What a shift pushes out of the recording may still be inside the network's clip.
        float[] changed = new float[Math.Max(samples.Length, features.Input.ClipSamples ?? 0)];
        augmenter.Apply(samples, draw.Epoch, draw.Index, draw.Repeat, changed);
        return changed;
    }
}
