using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

/// <summary>What every extractor of spectrograms, mel bands and cepstra promises.</summary>
public class MelExtractorContractTests
{
    private static readonly Dictionary<string, Func<IStreamingExtractor>> Extractors = new()
    {
        ["spectrogram"] = () => new SpectrogramExtractor(new() { SampleRateHz = 8_000, FftLength = 256, HopLength = 64, Power = 1 }),
        ["spectrogram, torchaudio"] = () => new SpectrogramExtractor(SpectrogramOptions.Torchaudio with { Normalization = SpectrumNormalization.Window }),
        ["mel"] = () => new MelSpectrogramExtractor(new() { SampleRateHz = 8_000, FftLength = 200, HopLength = 80, MelBands = 10, Power = 1.5 }),
        ["mel, torchaudio"] = () => new MelSpectrogramExtractor(MelSpectrogramOptions.Torchaudio with { MelBands = 40 }),
        ["log-mel"] = () => new LogMelExtractor(LogMelOptions.Librosa with { TopDecibels = null, ReferencePower = 3 }),
        ["log-mel, not centred"] = () => new LogMelExtractor(LogMelOptions.Torchaudio with { Centered = false, MelBands = 30 }),
        ["log-mel, odd FFT"] = () => new LogMelExtractor(new() { SampleRateHz = 8_000, FftLength = 201, HopLength = 67, MelBands = 9, Logarithm = MelLogarithm.Natural }),
        ["MFCC"] = () => new MfccExtractor(MfccOptions.Librosa with { TopDecibels = null, Lifter = 22 }),
        ["MFCC, natural logarithm"] = () => new MfccExtractor(MfccOptions.Torchaudio with { Logarithm = MelLogarithm.NaturalWithOffset, MinimumPower = 1e-6, MelBands = 40, Coefficients = 13 }),
        ["Kaldi's filter bank"] = () => new KaldiFbankExtractor(KaldiFbankOptions.Kaldi with { UseEnergy = true }),
        ["Kaldi's MFCC"] = () => new KaldiMfccExtractor(KaldiMfccOptions.Kaldi),
        ["HTK's MFCC"] = () => new KaldiMfccExtractor(KaldiMfccOptions.Htk),
    };

    private static readonly Dictionary<string, Func<IStreamingExtractor>> NeedingTheWholeSignal = new()
    {
        ["TopDecibels = 80"] = () => new LogMelExtractor(LogMelOptions.Librosa),
        ["ReferencePower = null"] = () => new MfccExtractor(MfccOptions.Librosa with { TopDecibels = null, ReferencePower = null }),
        ["SubtractMean"] = () => new KaldiFbankExtractor(KaldiFbankOptions.Kaldi with { SubtractMean = true }),
        ["SnipEdges = false"] = () => new KaldiMfccExtractor(KaldiMfccOptions.Kaldi with { SnipEdges = false }),
        ["PadMode.Wrap"] = () => new MelSpectrogramExtractor(MelSpectrogramOptions.Librosa with { PadMode = PadMode.Wrap }),
    };

    public static TheoryData<string> Names => [.. Extractors.Keys];

    public static TheoryData<string> Whole => [.. NeedingTheWholeSignal.Keys];

    [Theory, MemberData(nameof(Names))]
    public void The_matrix_has_a_row_for_every_name_and_a_column_for_every_frame(string name)
    {
        var extractor = Extractors[name]();

        foreach (int samples in (int[])[3_000, 4_321])
        {
            var matrix = extractor.Extract(Some.Floats(samples, seed: samples));
            Assert.Equal((extractor.Names.Count, extractor.FrameCount(samples)), (matrix.Features, matrix.Frames));
            Assert.All(matrix.Values, value => Assert.True(float.IsFinite(value)));
        }
        Assert.Equal(extractor.Names, extractor.Names.Distinct());
    }

    [Theory, MemberData(nameof(Names))]
    public void A_stream_gives_the_numbers_of_the_whole_signal_to_the_bit(string name)
    {
        var extractor = Extractors[name]();
        float[] signal = Some.Floats(5_003, seed: 1);
        var whole = extractor.Extract(signal);
        var stream = extractor.OpenStream();
        List<FeatureMatrix> parts = [];

        for (int at = 0, length = 1; at < signal.Length; at += length, length = length * 3 % 1_999) parts.Add(stream.Push(signal.AsSpan(at, Math.Min(length, signal.Length - at))));
        parts.Add(stream.Finish());

        for (int row = 0; row < whole.Features; row++) Assert.Equal(whole.Row(row).ToArray(), parts.SelectMany(part => part.Row(row).ToArray()));
    }

    [Theory, MemberData(nameof(Names))]
    public void One_instance_serves_many_threads(string name)
    {
        var extractor = Extractors[name]();
        float[] signal = Some.Floats(4_000, seed: 2), expected = extractor.Extract(signal).Values;

        Parallel.For(0, 8, _ => Assert.Equal(expected, extractor.Extract(signal).Values));
    }

    [Theory, MemberData(nameof(Names))]
    public void Signals_without_samples_or_with_samples_that_are_no_numbers_are_refused(string name)
    {
        var extractor = Extractors[name]();
        float[] broken = new float[3_000];
        broken[7] = float.NaN;

        Assert.StartsWith("The signal has no samples", Assert.Throws<ArgumentException>(() => extractor.Extract([])).Message, StringComparison.Ordinal);
        Assert.StartsWith("Sample 7 is NaN", Assert.Throws<ArgumentException>(() => extractor.Extract(broken)).Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Whole))]
    public void What_needs_the_whole_signal_has_no_stream_and_says_why(string option)
    {
        var error = Assert.Throws<NotSupportedException>(() => NeedingTheWholeSignal[option]().OpenStream());

        Assert.StartsWith(option, error.Message, StringComparison.Ordinal);
    }
}
