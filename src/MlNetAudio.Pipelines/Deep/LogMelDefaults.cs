using MlNetAudio.Dsp.Features;

namespace MlNetAudio.Pipelines.Deep;

/// <summary>The spectrogram that deep models read by default.</summary>
internal static class LogMelDefaults
{
    /// <summary>128 mels; frames of 2048 samples at 16 kHz and more, half of it from 8 kHz, a quarter below, so that a frame stays near an eighth of a second; hop a quarter of the frame.</summary>
    public static LogMelOptions ForRate(int sampleRateHz)
    {
        int fftLength = sampleRateHz >= 16_000 ? 2048 : sampleRateHz >= 8_000 ? 1024 : 512;
        return new() { SampleRateHz = sampleRateHz, FftLength = fftLength, HopLength = fftLength / 4, MelBands = 128 };
    }

    /// <summary>Fewest frames a clip is padded to: three max-pools of 2 must leave something.</summary>
    public const int MinimumFrames = 16;
}
