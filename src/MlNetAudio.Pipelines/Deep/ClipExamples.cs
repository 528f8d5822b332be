using MlNetAudio.Datasets.Augmentation;
using MlNetAudio.Networks;
using MlNetAudio.Networks.Training;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Deep;

/// <summary>The examples of a training: features of recordings, standardised, in every epoch changed in another way where augmentation is asked for.</summary>
/// <param name="shortest">Fewest steps that the network reads; 0 where it is told no lengths.</param>
/// <param name="waveform">Null changes no samples.</param>
/// <param name="spectrogram">Null changes no features.</param>
internal sealed class ClipExamples(ClipFeatures features, FeatureScaling? scaling, int shortest, WaveformAugmenter? waveform = null, SpectrogramAugmenter? spectrogram = null) : IExampleSource
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
        int own = 0;
        if (changes && waveform is not null)
        {
            float[] samples = Augmented(draw, waveform, out int ownSamples);
            features.Input.Extract(samples).CopyTo(destination);
            if (shortest > 0) own = features.Input.OwnColumns(ownSamples);
        }
        else
        {
            features.Of(draw.Index).CopyTo(destination);
            if (shortest > 0) own = features.OwnColumns(draw.Index);
        }
        if (scaling is not null) RowScaling.Apply(scaling, destination);
        if (changes) spectrogram?.Apply(destination, features.Input.Rows, draw.Epoch, draw.Index, draw.Repeat, own);
        return Math.Max(own, shortest);
    }

    private float[] Augmented(ExampleDraw draw, WaveformAugmenter augmenter, out int own)
    {
        float[] samples = features.Context.Clips.Load(features.Recordings[draw.Index]);
        // What a shift pushes out of the recording may still be inside the network's clip.
        float[] changed = new float[Math.Max(samples.Length, features.Input.ClipSamples ?? 0)];
        own = augmenter.Apply(samples, draw.Epoch, draw.Index, draw.Repeat, changed, features.Input.ClipSamples ?? int.MaxValue);
        return changed;
    }
}
