namespace MlNetAudio.Networks.Layers;

/// <summary>The rule that joins the channels of a convolution and its groups.</summary>
internal static class GroupedChannels
{
    public static void Check(LayerSpec spec, int channels, int outChannels, int groups)
    {
        if (channels % groups != 0 || outChannels % groups != 0)
            throw new ShapeException($"{spec} cannot cut {channels} input and {outChannels} output channels into {groups} groups; both must be multiples of it.");
    }
}
