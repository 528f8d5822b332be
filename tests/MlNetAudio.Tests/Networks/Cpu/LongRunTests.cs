using System.Diagnostics;
using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Networks.Training.Optimizers;
using MlNetAudio.Networks.Zoo;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu;

/// <summary>What the whole process allocates and keeps, over all threads; so no other test runs beside these.</summary>
[Collection(Name)]
[CollectionDefinition(Name, DisableParallelization = true)]
public class LongRunTests
{
    private const string Name = "alone in the process";

    private const int Batch = 10;

    /// <summary>Small forms of the networks; those that take lengths get them.</summary>
    private static readonly Dictionary<string, NetworkSpec> Networks = new()
    {
        ["cnn"] = new CnnOptions { Channels = [3, 4], Hidden = [20] }.Create(Shape.Of(1, 16, 40), logits: 1),
        ["cnn-dnn"] = new CnnOptions { Channels = [3, 4], Hidden = [20], UsesBatchNorm = true }.Create(Shape.Of(1, 16, 40), logits: 1),
        ["bilstm"] = (RecurrentOptions.BiLstm with { Units = 12, RecurrentDropout = 0.2f }).Create(Shape.Of(1, 6, 40), logits: 1),
        ["gru with attention"] = (RecurrentOptions.LstmAttention with { Cell = RecurrentCell.Gru, Units = 12 }).Create(Shape.Of(1, 6, 40), logits: 1),
        ["rnn"] = (RecurrentOptions.Rnn with { Units = 12 }).Create(Shape.Of(1, 6, 40), logits: 1),
        ["cnn-lstm"] = new CnnLstmOptions { Channels = [3, 4], Units = 8 }.Create(Shape.Of(1, 8, 40), logits: 1),
        ["conv-gru-lstm"] = new ConvGruLstmOptions { Channels = [5, 6], Units = 8 }.Create(Shape.Of(6, 40), logits: 1),
        ["wavenet"] = new WaveNetOptions { Channels = 4, Blocks = 4 }.Create(Shape.Of(1, 300), logits: 1),
        ["bc-resnet"] = new BcResNetOptions { Tau = 1 }.Create(Shape.Of(1, 20, 12), logits: 1),
        ["transformer"] = new TransformerOptions { Width = 8, Layers = 2, Heads = 2, FeedForward = 12 }.Create(Shape.Of(1, 6, 40), logits: 1),
    };

    public static TheoryData<string> Names => [.. Networks.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_warm_step_allocates_nothing_on_any_of_two_threads(string name)
    {
        using var run = new Run(Networks[name], threads: 2);
        run.Steps(5);

        // What the runtime itself allocates now and then, such as for code compiled anew, is not in every stretch of steps.
        long[] allocated = [.. Enumerable.Range(0, 10).Select(_ =>
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            run.Steps(10);
            return GC.GetTotalAllocatedBytes(precise: true) - before;
        })];

        Assert.InRange(allocated.Min(), 0, 100);   // ten steps of one object each would already be more
    }

    [Theory, MemberData(nameof(Names))]
    public void Many_steps_end_in_the_same_bits_on_one_thread_and_on_two(string name)
    {
        using Run one = new(Networks[name], threads: 1), two = new(Networks[name], threads: 2);

        one.Steps(30);
        two.Steps(30);

        Assert.Equal(one.Losses, two.Losses);
        Assert.Equal(one.Weights, two.Weights);
        Assert.NotEqual(one.Losses[0], one.Losses[^1]);
    }

    [Fact]
    public void A_long_run_keeps_its_memory()
    {
        using var run = new Run(Networks["bilstm"], threads: 2);
        run.Steps(200);
        long before = Memory();

        run.Steps(2_000);

        // 2,000 steps that kept as much as their inputs would hold 20 MB more.
        Assert.InRange(Memory() - before, long.MinValue, 8L << 20);
    }

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    /// <summary>A network in training, on examples whose lengths change from step to step where it takes lengths.</summary>
    private sealed class Run(NetworkSpec spec, int threads) : IDisposable
    {
        private static readonly AdamOptions Optimizer = new() { LearningRate = 0.003f };

        private static readonly BinaryCrossEntropyWithLogits Loss = new();

        private readonly ITrainableNetwork _network = new CpuBackend(threads).Create(spec, seed: 1);
        private readonly float[] _inputs = Some.Floats(Batch * spec.Input.Count, seed: 1);
        private readonly int[] _classes = [.. Enumerable.Range(0, Batch).Select(i => i % 2)], _lengths = spec.Time is null ? [] : LengthExamples.Lengths(spec, Batch);
        private readonly float[] _losses = new float[3_000];
        private int _count;

        public float[] Weights
        {
            get
            {
                var weights = _network.ReadWeights();
                return [.. weights.Names.SelectMany(name => weights[name].ToArray())];
            }
        }

        public float[] Losses => _losses[.._count];

        public void Steps(int count)
        {
            for (int i = 0; i < count; i++)
            {
                if (_lengths.Length > 0) (_lengths[i % Batch], _lengths[(i + 3) % Batch]) = (_lengths[(i + 3) % Batch], _lengths[i % Batch]);
                _losses[_count++] = _network.Step(_inputs, LossTargets.Of(_classes), Batch, Loss, Optimizer, _lengths);
            }
        }

        public void Dispose() => _network.Dispose();
    }
}
