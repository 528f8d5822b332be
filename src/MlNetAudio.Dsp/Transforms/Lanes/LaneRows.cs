namespace MlNetAudio.Dsp.Transforms.Lanes;

/// <summary>Between a block of frames with a frame to a vector lane [bins, lanes] and the frames one after the other [frames, bins].</summary>
internal static class LaneRows
{
    /// <summary>lanes [bins, lanes] → rows [frames, bins].</summary>
    public static void FromLanes(ReadOnlySpan<double> lanes, Span<double> rows, int bins, int frames)
    {
        for (int frame = 0; frame < frames; frame++)
        {
            var row = rows.Slice(frame * bins, bins);
            var lane = lanes[frame..];
            for (int bin = 0; bin < row.Length; bin++) row[bin] = lane[bin * Stft.Lanes];
        }
    }

    /// <summary>rows [frames, bins] → lanes [bins, lanes]; lanes without a frame keep what they hold.</summary>
    public static void ToLanes(ReadOnlySpan<double> rows, Span<double> lanes, int bins, int frames)
    {
        for (int frame = 0; frame < frames; frame++)
        {
            var row = rows.Slice(frame * bins, bins);
            var lane = lanes[frame..];
            for (int bin = 0; bin < row.Length; bin++) lane[bin * Stft.Lanes] = row[bin];
        }
    }
}
