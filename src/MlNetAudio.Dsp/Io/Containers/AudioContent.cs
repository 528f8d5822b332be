namespace MlNetAudio.Dsp.Io.Containers;

/// <summary>What a file turned out to hold: samples that are decoded here, or known audio that is not.</summary>
internal abstract record AudioContent
{
    public abstract T Match<T>(Func<SampleHeader, T> native, Func<ForeignContent, T> foreign);
}

internal sealed record NativeContent(SampleHeader Header) : AudioContent
{
    public override T Match<T>(Func<SampleHeader, T> native, Func<ForeignContent, T> foreign) => native(Header);
}

/// <param name="Description">As in "MP3 audio".</param>
/// <param name="FfmpegDemuxer">ffmpeg's name for the container.</param>
/// <param name="Offset">Bytes from the start of the file to where it shows.</param>
internal sealed record ForeignContent(string Description, string FfmpegDemuxer, long Offset) : AudioContent
{
    public override T Match<T>(Func<SampleHeader, T> native, Func<ForeignContent, T> foreign) => foreign(this);
}
