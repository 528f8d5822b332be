namespace MlNetAudio.Dsp.Io.Codecs;

/// <summary>How one sample is stored where each stands alone.</summary>
internal enum SampleEncoding
{
    Unsigned8,
    Signed8,
    Signed16,
    Signed24,
    Signed32,
    Float32,
    Float64,
    ALaw,
    MuLaw,
}
