using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Deep;

/// <summary>Standardisation of each mel band over all frames of the training part; baked into the artifact.</summary>
internal static class MelScaling
{
    /// <summary>Decibels; a band that hardly varies is not blown up to noise.</summary>
    private const double SmallestDeviation = 1e-2;

    /// <param name="spectrograms">Each [mels, frames], decibels.</param>
    public static FeatureScaling Fit(IReadOnlyList<float[]> spectrograms, int mels, int frames)
    {
        float[] offset = new float[mels], scale = new float[mels];
        for (int mel = 0; mel < mels; mel++)
        {
            double sum = 0, squares = 0;
            foreach (float[] spectrogram in spectrograms)
                foreach (float value in spectrogram.AsSpan(mel * frames, frames)) sum += value;
            double mean = sum / ((double)spectrograms.Count * frames);
            foreach (float[] spectrogram in spectrograms)
                foreach (float value in spectrogram.AsSpan(mel * frames, frames)) squares += (value - mean) * (value - mean);
            double deviation = Math.Sqrt(squares / ((double)spectrograms.Count * frames));
            offset[mel] = (float)mean;
            scale[mel] = (float)(1 / Math.Max(deviation, SmallestDeviation));
        }
        return new(offset, scale);
    }

    /// <summary>In place: (x − offset[mel]) · scale[mel].</summary>
    public static void Apply(FeatureScaling scaling, Span<float> spectrogram, int frames)
    {
        for (int mel = 0; mel < scaling.Offset.Count; mel++)
            foreach (ref float value in spectrogram.Slice(mel * frames, frames)) value = (value - scaling.Offset[mel]) * scaling.Scale[mel];
    }
}
