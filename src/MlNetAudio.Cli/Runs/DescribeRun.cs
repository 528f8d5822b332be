using System.Globalization;
using MlNetAudio.Cli.Commands;
using MlNetAudio.Networks.Cpu;

namespace MlNetAudio.Cli.Runs;

/// <summary>`mlaudio describe`: compiles the network for a batch, times a few training passes and prints what each layer takes.</summary>
internal static class DescribeRun
{
    public static int Run(DescribeOptions options, CommandContext context)
    {
        var network = options.CreateNetwork();
        var report = new CpuBackend(options.Threads).Describe(network, options.Batch, TimeProvider.System);
        long multiplyAdds = report.Layers.Sum(row => row.Layer.MultiplyAdds);
        if (context.Json)
        {
            context.WriteJson(new
            {
                options.Network,
                options.Batch,
                Input = network.Input.Dimensions.ToArray(),
                Layers = report.Layers.Select(row => new
                {
                    row.Layer.Name,
                    row.Layer.Layer,
                    Output = row.Layer.Output.Dimensions.ToArray(),
                    row.Layer.Parameters,
                    row.Layer.MultiplyAdds,
                    row.Bytes,
                    ForwardMs = row.ForwardMilliseconds,
                    BackwardMs = row.BackwardMilliseconds,
                    TimeShare = Share(row, report),
                }),
                Parameters = network.ParameterCount,
                MultiplyAdds = multiplyAdds,
                report.Bytes,
                report.SharedGradientBytes,
                report.ScratchBytes,
                ForwardMs = report.Layers.Sum(row => row.ForwardMilliseconds),
                BackwardMs = report.Layers.Sum(row => row.BackwardMilliseconds),
            });
            return ExitCode.Success;
        }

        string[] total =
        [
            "total", FormattableString.Invariant($"batch of {options.Batch}"), network.Output.ToString(), Whole(network.ParameterCount), Whole(multiplyAdds), Megabytes(report.Bytes),
            Milliseconds(report.Layers.Sum(row => row.ForwardMilliseconds)), Milliseconds(report.Layers.Sum(row => row.BackwardMilliseconds)), "100",
        ];
        context.WriteTable(
            ["layer", "what", "output", "parameters", "multiply-adds", "MB", "forward ms", "backward ms", "time %"],
            [
                ["input", "", network.Input.ToString(), "0", "0", "0.0", "0.00", "0.00", "0"],
                .. report.Layers.Select(row => (string[])
                [
                    row.Layer.Name, row.Layer.Layer, row.Layer.Output.ToString(), Whole(row.Layer.Parameters), Whole(row.Layer.MultiplyAdds), Megabytes(row.Bytes),
                    Milliseconds(row.ForwardMilliseconds), Milliseconds(row.BackwardMilliseconds), (100 * Share(row, report)).ToString("0", CultureInfo.InvariantCulture),
                ]),
                total,
            ]);
        context.Output.WriteLine();
        context.Output.WriteLine(FormattableString.Invariant(
            $"multiply-adds: of one example, forward; MB: of the batch, {Megabytes(report.SharedGradientBytes)} of the total are gradients that layers share, {Megabytes(report.ScratchBytes)} scratch memory of the threads"));
        return ExitCode.Success;
    }

    private static double Share(PlanReport.Row row, PlanReport report) => (row.ForwardMilliseconds + row.BackwardMilliseconds) / report.Milliseconds;

    private static string Whole(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("#,0.0", CultureInfo.InvariantCulture);

    private static string Milliseconds(double value) => value.ToString("#,0.00", CultureInfo.InvariantCulture);
}
