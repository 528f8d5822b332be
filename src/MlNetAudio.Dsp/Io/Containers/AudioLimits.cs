using System.Globalization;

namespace MlNetAudio.Dsp.Io.Containers;

/// <summary>The limits of <see cref="AudioReaderOptions"/>, in messages that say where the value stands and which option to raise.</summary>
internal static class AudioLimits
{
    /// <exception cref="AudioFileException">More or fewer channels than are allowed.</exception>
    public static void CheckChannels(string name, AudioReaderOptions options, int channels, long offset)
    {
        if (channels < 1 || channels > options.MaximumChannels)
            throw new AudioFileException(
                name, $"{channels} channels, where 1 to {options.MaximumChannels} are allowed,", offset,
                channels < 1 ? WavHeaderReader.Remedy : $"{WavHeaderReader.Remedy} of fewer channels, or raise MaximumChannels");
    }

    /// <exception cref="AudioFileException">A rate that no recording has.</exception>
    public static void CheckRate(string name, AudioReaderOptions options, double rate, long offset)
    {
        if (!(rate >= options.MinimumSampleRateHz && rate <= options.MaximumSampleRateHz))
            throw new AudioFileException(
                name, FormattableString.Invariant($"a sample rate of {rate} Hz, where {options.MinimumSampleRateHz} to {options.MaximumSampleRateHz} are allowed,"), offset,
                "export it again with its true rate");
    }

    /// <summary>Whether so many frames are more than is allowed, or than an array holds.</summary>
    public static bool IsTooLong(AudioReaderOptions options, long frames, int sampleRateHz) => frames > Array.MaxLength || (double)frames / sampleRateHz > options.MaximumSeconds;

    public static AudioFileException TooLong(string name, AudioReaderOptions options, string seconds, long offset) => new(
        name, string.Create(CultureInfo.InvariantCulture, $"{seconds} s of sound is more than the {options.MaximumSeconds:f0} s allowed"), offset, "cut it, or raise MaximumSeconds");

    /// <exception cref="AudioFileException">A longer recording than is allowed.</exception>
    public static void CheckLength(string name, AudioReaderOptions options, SampleHeader header)
    {
        if (IsTooLong(options, header.Frames, header.SampleRateHz))
            throw TooLong(name, options, ((double)header.Frames / header.SampleRateHz).ToString("f0", CultureInfo.InvariantCulture), header.DataOffset);
    }
}
