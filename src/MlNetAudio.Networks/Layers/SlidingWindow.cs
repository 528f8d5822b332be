namespace MlNetAudio.Networks.Layers;

/// <summary>How often a window fits along an axis.</summary>
internal static class SlidingWindow
{
    /// <returns>0 where it does not fit once.</returns>
    public static int Count(int length, int kernel, int stride, int before, int after, int dilation)
    {
        int reach = dilation * (kernel - 1) + 1, padded = length + before + after;
        return padded < reach ? 0 : (padded - reach) / stride + 1;
    }
}
