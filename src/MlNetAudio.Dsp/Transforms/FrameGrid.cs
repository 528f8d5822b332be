namespace MlNetAudio.Dsp.Transforms;

/// <summary>Where the centred frames of a signal lie: frame t covers samples Start(t) .. Start(t) + frameLength − 1, those outside the signal being padding.</summary>
internal readonly record struct FrameGrid(int FrameLength, int HopLength)
{
    /// <summary>1 + ⌊(samples + 2·⌊frame/2⌋ − frame) / hop⌋, which for even frames is 1 + ⌊samples / hop⌋.</summary>
    public int Count(int samples) => 1 + (samples - FrameLength % 2) / HopLength;

    public long Start(int frame) => (long)frame * HopLength - FrameLength / 2;

    /// <summary>The part of a frame that lies in a signal of so many samples; empty where the frame is all padding.</summary>
    public (int First, int End) Clip(int frame, int samples)
    {
        int first = (int)Math.Clamp(Start(frame), 0, samples);
        return (first, (int)Math.Clamp(Start(frame) + FrameLength, first, samples));
    }
}
