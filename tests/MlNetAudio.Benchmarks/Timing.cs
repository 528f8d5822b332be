using System.Diagnostics;

namespace MlNetAudio.Benchmarks;

internal static class Timing
{
    /// <summary>Three calls to warm up, then at least seven and two seconds.</summary>
    public static double MedianMilliseconds(Action action)
    {
        for (int i = 0; i < 3; i++) action();
        var times = new List<double>();
        var total = Stopwatch.StartNew();
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
