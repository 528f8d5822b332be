using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

/// <summary>Features into a matrix that is there.</summary>
public class IntoMemoryTests
{
    private delegate void Extraction(ReadOnlySpan<float> samples, FeatureMatrix matrix);

    private static readonly float[] Samples = Some.Floats(22_050, seed: 3);

    public static TheoryData<string> Features => ["log_mel", "mfcc", "rms", "zcr", "pyin"];

    [Theory, MemberData(nameof(Features))]
    public void Values_are_the_same_and_nothing_is_allocated(string feature)
    {
        var (extractor, extract) = Of(feature);
        var expected = extractor.Extract(Samples);
        var matrix = new FeatureMatrix(expected.Features, expected.Frames);
        Array.Fill(matrix.Values, float.NaN);
        for (int i = 0; i < 3; i++) extract(Samples, matrix);   // memory of the pools

        long before = GC.GetAllocatedBytesForCurrentThread();
        extract(Samples, matrix);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(expected.Values, matrix.Values);
        Assert.Equal(0, allocated);
    }

    [Theory, MemberData(nameof(Features))]
    public void A_matrix_of_another_shape_is_refused(string feature)
    {
        var (extractor, extract) = Of(feature);
        var matrix = new FeatureMatrix(extractor.Names.Count, extractor.FrameCount(Samples.Length) + 1);

        Assert.Contains("make it with FrameCount", Assert.Throws<ArgumentException>(() => extract(Samples, matrix)).Message, StringComparison.Ordinal);
    }

    private static (IFeatureExtractor Extractor, Extraction Extract) Of(string feature)
    {
        switch (feature)
        {
            case "log_mel":
                var logMel = new LogMelExtractor(LogMelOptions.Librosa);
                return (logMel, logMel.Extract);
            case "mfcc":
                var mfcc = new MfccExtractor(MfccOptions.Librosa);
                return (mfcc, mfcc.Extract);
            case "rms":
                var rms = new RmsExtractor(new());
                return (rms, rms.Extract);
            case "zcr":
                var zcr = new ZcrExtractor(new());
                return (zcr, zcr.Extract);
            default:
                var pyin = new PyinExtractor(new() { SampleRateHz = 22_050, MinimumFrequencyHz = 65, MaximumFrequencyHz = 2093 });
                return (pyin, pyin.Extract);
        }
    }
}
