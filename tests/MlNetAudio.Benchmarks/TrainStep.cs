using System.Text.Json;
using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Networks.Training.Optimizers;
using MlNetAudio.Networks.Zoo;

namespace MlNetAudio.Benchmarks;

/// <summary>One optimiser step of whole networks on the CPU engine, all cores, Adam and binary cross-entropy, dropout on, beside the rate of a plain matrix product in the same run.</summary>
internal static class TrainStep
{
    private sealed record Case(string Name, int Batch, NetworkSpec Network);

    private static readonly Shape Spectrogram = Shape.Of(1, 128, 251), KeywordSpectrogram = Shape.Of(1, 40, 101);

    private static readonly Case[] Cases =
    [
        new("cnn", 32, new CnnOptions().Create(Spectrogram, logits: 1)),
        new("cnn_dnn", 32, CnnOptions.Dnn.Create(Spectrogram, logits: 1)),
        new("rnn", 32, RecurrentOptions.Rnn.Create(Spectrogram, logits: 1)),
        new("lstm", 32, RecurrentOptions.Lstm.Create(Spectrogram, logits: 1)),
        new("gru", 32, RecurrentOptions.Gru.Create(Spectrogram, logits: 1)),
        new("bilstm", 32, RecurrentOptions.BiLstm.Create(Spectrogram, logits: 1)),
        new("conv_gru_lstm", 32, new ConvGruLstmOptions().Create(Spectrogram, logits: 1)),
        new("wavenet", 8, new WaveNetOptions().Create(Shape.Of(1, 16_000), logits: 1)),
        new("ds_cnn", 32, DsCnnOptions.Small.Create(KeywordSpectrogram, logits: 1)),
        new("bc_resnet", 32, new BcResNetOptions().Create(KeywordSpectrogram, logits: 1)),
    ];

    /// <param name="names">Which networks; none means all.</param>
    /// <returns>One line of JSON each: name, batch, params, train_step_ms, forward_ms, gflops, sgemm_gflops.</returns>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    public static IEnumerable<string> Run(IReadOnlyList<string> names)
    {
        string? unknown = names.FirstOrDefault(name => !Cases.Any(item => item.Name == name));
        if (unknown is not null) throw new ArgumentException($"train-step knows no '{unknown}'; it knows {string.Join(", ", Cases.Select(item => item.Name))}.");
        return Cases.Where(item => names.Count == 0 || names.Contains(item.Name)).Select(Measure);
    }

    private static string Measure(Case item)
    {
        var (name, batch, spec) = item;
        float[] inputs = new float[batch * spec.Input.Count], logits = new float[batch * spec.Output.Count];
        int[] classes = [.. Enumerable.Range(0, batch).Select(i => i % 2)];
        var random = new Random(1);
        for (int i = 0; i < inputs.Length; i++) inputs[i] = random.NextSingle() * 2 - 1;
        using var network = new CpuBackend().Create(spec, seed: 1);
        var optimizer = new AdamOptions();
        var loss = new BinaryCrossEntropyWithLogits();

        double step = Timing.MedianMilliseconds(() => network.Step(inputs, LossTargets.Of(classes), batch, loss, optimizer));
        double forward = Timing.MedianMilliseconds(() => network.Forward(inputs, batch, logits));
        return JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["name"] = name,
            ["batch"] = batch,
            ["params"] = spec.ParameterCount,
            ["train_step_ms"] = Math.Round(step, 2),
            ["forward_ms"] = Math.Round(forward, 2),
            ["gflops"] = Math.Round(2.0 * batch * StepWork.Of(spec) / step / 1e6, 1),
            ["sgemm_gflops"] = Math.Round(PackedProduct.SquareGflops(), 1),
        });
    }
}
