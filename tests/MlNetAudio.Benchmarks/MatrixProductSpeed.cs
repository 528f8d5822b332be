using System.Diagnostics;
using System.Text.Json;
using MlNetAudio.Networks.Cpu.Plan;

namespace MlNetAudio.Benchmarks;

/// <summary>Products of matrices on one core and on two, beside the rate of multiplications in registers, which takes turns with them: squares, and the shapes of the networks of train-step.</summary>
internal static class MatrixProductSpeed
{
    private enum Path
    {
        /// <summary>Both operands are packed each time.</summary>
        Packed,

        /// <summary>The columns have been packed before.</summary>
        PackedOnce,

        /// <summary>Rows with rows, as they lie.</summary>
        Dots,

        /// <summary>As they lie.</summary>
        Unpacked,
    }

    private sealed record Case(string Name, int Rows, int Columns, int Depth, Path Path);

    private static readonly Case[] Cases =
    [
        new("256", 256, 256, 256, Path.Packed),
        new("512", 512, 512, 512, Path.Packed),
        new("1024", 1024, 1024, 1024, Path.Packed),
        new("1024_packed_once", 1024, 1024, 1024, Path.PackedOnce),
        new("recurrent_inputs", 48, 512, 128, Path.PackedOnce),
        new("recurrent_states", 8, 512, 128, Path.PackedOnce),
        new("recurrent_states_backward", 8, 128, 512, Path.PackedOnce),
        new("recurrent_weights", 128, 512, 256, Path.Packed),
        new("dense", 32, 128, 31_744, Path.Dots),
        new("dense_packed", 32, 128, 31_744, Path.Packed),
        new("dense_one_row", 1, 128, 31_744, Path.Dots),
        new("dense_8_rows", 8, 128, 31_744, Path.Dots),
        new("dense_8_rows_packed", 8, 128, 31_744, Path.Packed),
        new("dense_8_rows_backward", 8, 31_744, 128, Path.Unpacked),
        new("ten_units", 240, 10, 512, Path.Dots),
        new("ten_units_packed", 240, 10, 512, Path.Packed),
        new("ten_units_weights", 10, 512, 240, Path.Unpacked),
    ];

    /// <param name="names">Which products; none means all.</param>
    /// <returns>One line of JSON each and number of threads: name, rows, columns, depth, path, threads, gflops, peak_gflops, share.</returns>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    public static IEnumerable<string> Run(IReadOnlyList<string> names)
    {
        string? unknown = names.FirstOrDefault(name => !Cases.Any(item => item.Name == name));
        if (unknown is not null) throw new ArgumentException($"sgemm knows no '{unknown}'; it knows {string.Join(", ", Cases.Select(item => item.Name))}.");
        return
            from threads in Enumerable.Range(1, Math.Min(2, Environment.ProcessorCount))
            from item in Cases
            where names.Count == 0 || names.Contains(item.Name)
            select Measure(item, threads);
    }

    private static string Measure(Case item, int threads)
    {
        using var team = new WorkerTeam(threads);
        var peak = new PeakRate(team);
        Action run = item.Path switch
        {
            Path.Packed => new PackedProduct(team, item.Rows, item.Columns, item.Depth).Run,
            Path.PackedOnce => new PackedProduct(team, item.Rows, item.Columns, item.Depth).RunPacked,
            Path.Dots => new UnpackedProduct(team, item.Rows, item.Columns, item.Depth).RunTransposed,
            _ => new UnpackedProduct(team, item.Rows, item.Columns, item.Depth).Run,
        };
        double operations = 2.0 * item.Rows * item.Columns * item.Depth;
        int repetitions = (int)Math.Max(1, 2e8 / operations);   // a millisecond at least
        var times = new List<double>();
        var peaks = new List<double>();
        var total = Stopwatch.StartNew();
        while (times.Count < 20 || total.Elapsed < TimeSpan.FromSeconds(2))
        {
            peaks.Add(Seconds(1, peak.Run));
            times.Add(Seconds(repetitions, run));
        }
        double rate = operations / Fastest(times) * repetitions, peakRate = peak.Operations / Fastest(peaks);
        return JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["name"] = item.Name,
            ["rows"] = item.Rows,
            ["columns"] = item.Columns,
            ["depth"] = item.Depth,
            ["path"] = item.Path.ToString(),
            ["threads"] = threads,
            ["gflops"] = Math.Round(rate / 1e9, 1),
            ["peak_gflops"] = Math.Round(peakRate / 1e9, 1),
            ["share"] = Math.Round(rate / peakRate, 3),
        });
    }

    private static double Seconds(int repetitions, Action action)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repetitions; i++) action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>The time that one of ten stays below: what other programs take away is no property of a kernel, and a single lucky reading neither.</summary>
    private static double Fastest(List<double> times)
    {
        times.Sort();
        return times[times.Count / 10];
    }
}
