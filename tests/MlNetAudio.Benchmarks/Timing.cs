using System.Diagnostics;

namespace MlNetAudio.Benchmarks;

internal static class Timing
{
    /// <summary>
    /// At least three calls and two seconds to warm up, in which the runtime compiles anew what turns out to run often and competes for the cores in doing so; then the median of at least
    /// seven calls and two seconds.
    /// </summary>
    public static double MedianMilliseconds(Action action)
    {
        var total = Stopwatch.StartNew();
        for (int i = 0; i < 3 || total.Elapsed < TimeSpan.FromSeconds(2); i++) action();
        var times = new List<double>();
        total.Restart();
        while (times.Count < 7 || total.Elapsed < TimeSpan.FromSeconds(2))
        {
            long start = Stopwatch.GetTimestamp();
            action();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        times.Sort();
        return times[times.Count / 2];
    }
}
