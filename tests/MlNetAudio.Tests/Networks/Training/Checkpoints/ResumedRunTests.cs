using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Training.Checkpoints;
using MlNetAudio.Networks.Training.Optimizers;
using MlNetAudio.Networks.Training.Schedules;

namespace MlNetAudio.Tests.Networks.Training.Checkpoints;

/// <summary>Runs that are killed after any step and resumed from what was saved, against the same run left alone.</summary>
public class ResumedRunTests
{
    /// <summary>Dropout and running estimates, which both have a memory.</summary>
    private static readonly NetworkSpec Spec = new(Shape.Of(6), [new Linear(12), new Reshape(12, 1), new BatchNorm(), new Flatten(), new Relu(), new Dropout(0.2f), new Linear(1)]);

    private static readonly TrainingOptions Plain = new() { Seed = 3, Epochs = 5, BatchSize = 8, Threads = 1, Optimizer = new AdamOptions { LearningRate = 0.02f } };

    private static readonly SomeSource Training = new(30, seed: 1), Validation = new(13, seed: 2);

    private static readonly ValidationMetric LargestLogit = new("largest", (logits, _) => Math.Abs(logits[0]));

    public static TheoryData<string, TrainingOptions, bool> Runs => new()
    {
        { "plain", Plain, true },
        { "no validation", Plain, false },
        { "weight average", Plain with { Optimizer = new AdamOptions { LearningRate = 0.02f, AverageDecay = 0.9f } }, true },
        { "weight average, no validation", Plain with { Optimizer = new AdamOptions { LearningRate = 0.02f, AverageDecay = 0.9f } }, false },
        { "momentum and clipping", Plain with { Optimizer = new SgdOptions { LearningRate = 0.05f, Momentum = 0.9f, ClipNorm = 0.5f } }, true },
        { "plateau", Plain with { Optimizer = new AdamOptions { LearningRate = 0.2f }, Schedule = new ReduceOnPlateauSchedule { Patience = 0, Factor = 0.5f } }, true },
        { "cosine of steps", Plain with { Schedule = new CosineSchedule { Interval = ScheduleInterval.Step } }, true },
        { "mixup", Plain with { Mixup = new() { Alpha = 0.4f, Scope = MixupScope.Example } }, true },
        { "balanced sampling", Plain with { Balance = ClassBalance.Sampling, BatchSize = 7 }, true },
        { "patience", Plain with { Epochs = 12, Patience = 1, Optimizer = new AdamOptions { LearningRate = 0.3f } }, true },
        { "last epoch", Plain with { Selection = EpochSelection.LastEpoch, Patience = 1, Optimizer = new AdamOptions { LearningRate = 0.3f } }, true },
        { "selection by metric", Plain with { Selection = EpochSelection.Metric, Patience = 2 }, true },
    };

    [Theory, MemberData(nameof(Runs))]
    public void A_run_that_is_killed_after_any_step_ends_in_the_same_bits(string name, TrainingOptions options, bool hasValidation)
    {
        var saved = new List<byte[]>();
        var alone = Fit(options, hasValidation, new() { Metric = LargestLogit, Checkpoints = new() { Batches = 1, Save = checkpoint => saved.Add(Bytes(checkpoint)) } });

        Assert.True(saved.Count >= 4 * alone.History.Count, name);
        foreach (byte[] bytes in saved)
        {
            var checkpoint = TrainingCheckpoint.Read(new MemoryStream(bytes));
            var resumed = Fit(options, hasValidation, new() { Metric = LargestLogit, Resume = checkpoint });

            string where = $"{name}, resumed at epoch {checkpoint.Epoch}, batch {checkpoint.Batch}";
            Assert.True(alone.History.Select(Numbers).SequenceEqual(resumed.History.Select(Numbers)), where);
            Assert.Equal((alone.BestEpoch, alone.Ending), (resumed.BestEpoch, resumed.Ending));
            foreach (string parameter in alone.Weights.Names) Assert.True(alone.Weights[parameter].SequenceEqual(resumed.Weights[parameter]), $"{where}: {parameter}");
        }
    }

    [Fact]
    public void A_run_that_is_killed_twice_ends_in_the_same_bits()
    {
        var alone = Fit(Plain, true, new());
        TrainingCheckpoint? last = null;
        for (int kill = 0; kill < 2; kill++)
        {
            using var death = new CancellationTokenSource();
            int left = 6;
            Assert.Throws<OperationCanceledException>(() => Fit(Plain, true, new()
            {
                Resume = last,
                Cancellation = death.Token,
                Checkpoints = new() { Batches = 1, Save = checkpoint => { last = checkpoint; if (--left == 0) death.Cancel(); } },
            }));
        }

        var resumed = Fit(Plain, true, new() { Resume = last });

        Assert.Equal((4, 0), (last!.Epoch, last.Batch));
        foreach (string parameter in alone.Weights.Names) Assert.True(alone.Weights[parameter].SequenceEqual(resumed.Weights[parameter]), parameter);
    }

    [Fact]
    public void Threads_and_producers_may_change_in_between()
    {
        TrainingCheckpoint? middle = null;
        var alone = Fit(Plain, true, new() { Checkpoints = new() { Batches = 6, Save = checkpoint => middle ??= checkpoint } });

        var resumed = Fit(Plain with { Threads = 2, Producers = 3, BatchesAhead = 4 }, true, new() { Resume = middle });

        foreach (string parameter in alone.Weights.Names) Assert.True(alone.Weights[parameter].SequenceEqual(resumed.Weights[parameter]), parameter);
    }

    [Fact]
    public void Without_every_epoch_only_what_is_due_and_the_end_are_saved()
    {
        List<(int Epoch, int Batch)> every = [], due = [];
        Fit(Plain, true, new() { Checkpoints = new() { Save = checkpoint => every.Add((checkpoint.Epoch, checkpoint.Batch)) } });
        Fit(Plain, true, new() { Checkpoints = new() { EveryEpoch = false, Batches = 6, Save = checkpoint => due.Add((checkpoint.Epoch, checkpoint.Batch)) } });

        // Five epochs of four batches: a place is where the run goes on.
        Assert.Equal([(2, 0), (3, 0), (4, 0), (5, 0), (6, 0)], every);
        Assert.Equal([(2, 2), (4, 0), (5, 2), (6, 0)], due);
    }

    [Fact]
    public void A_checkpoint_of_another_run_is_refused_with_what_differs()
    {
        TrainingCheckpoint? saved = null;
        Fit(Plain with { Epochs = 1 }, true, new() { Checkpoints = new() { Save = checkpoint => saved = checkpoint } });
        var control = new TrainingControl { Resume = saved };
        var other = new NetworkSpec(Shape.Of(6), [new Linear(1)]);

        var options = Assert.Throws<ArgumentException>(() => Fit(Plain with { Epochs = 1, BatchSize = 4, Optimizer = new AdamOptions { LearningRate = 0.5f } }, true, control));
        var data = Assert.Throws<ArgumentException>(() => new NetworkTrainer(new CpuBackend()).Fit(Spec, new SomeSource(30, seed: 4), Validation, Plain with { Epochs = 1 }, control));
        var network = Assert.Throws<ArgumentException>(() => new NetworkTrainer(new CpuBackend()).Fit(other, Training, Validation, Plain with { Epochs = 1 }, control));

        Assert.StartsWith("The checkpoint is of another run: BatchSize is 8 in the checkpoint and 4 here; Optimizer is AdamOptions { ", options.Message, StringComparison.Ordinal);
        Assert.Contains("LearningRate = 0.02, ", options.Message, StringComparison.Ordinal);
        Assert.StartsWith("The checkpoint is of another run: training data is 30 × [6], some 1 in the checkpoint and 30 × [6], some 4 here.", data.Message, StringComparison.Ordinal);
        Assert.Contains("layer 0 is Linear { ", network.Message, StringComparison.Ordinal);
        Assert.Contains("; and ", network.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoints_come_after_every_epoch_and_by_batches_or_time_within()
    {
        Assert.Equal([(2, 0), (3, 0)], Places(new() { Save = _ => { } }));
        Assert.Equal([(1, 3), (2, 0), (2, 3), (3, 0)], Places(new() { Save = _ => { }, Batches = 3 }));
        Assert.Contains(Places(new() { Save = _ => { }, Interval = TimeSpan.FromSeconds(5) }), place => place.Batch > 0);
        Assert.Equal([(2, 0), (3, 0)], Places(new() { Save = _ => { }, Interval = TimeSpan.FromHours(1) }));

        static List<(int Epoch, int Batch)> Places(CheckpointOptions checkpoints)
        {
            var places = new List<(int, int)>();
            Fit(Plain with { Epochs = 2 }, true, new() { Clock = new TickingClock(), Checkpoints = checkpoints with { Save = checkpoint => places.Add((checkpoint.Epoch, checkpoint.Batch)) } });
            return places;
        }
    }

    [Fact]
    public void A_run_that_diverges_says_which_checkpoint_is_from_before()
    {
        TrainingCheckpoint? last = null;
        var source = new SomeSource(30, seed: 1);
        var broken = new BrokenFrom(source, epoch: 3);

        var error = Assert.Throws<TrainingDivergedException>(() =>
            new NetworkTrainer(new CpuBackend(threads: 1)).Fit(Spec, broken, null, Plain, new TrainingControl { Checkpoints = new() { Batches = 3, Save = checkpoint => last = checkpoint } }));

        Assert.StartsWith("Epoch 3, batch 1 of 4: the loss is NaN", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(" The last checkpoint, from before epoch 3, batch 1, was saved and is kept.", error.Message, StringComparison.Ordinal);
        Assert.Equal((3, 0), (last!.Epoch, last.Batch));
        Assert.All(last.Weights.SelectMany(parameter => parameter.Value), value => Assert.True(float.IsFinite(value)));
    }

    private static TrainingResult Fit(TrainingOptions options, bool hasValidation, TrainingControl control) =>
        new NetworkTrainer(new CpuBackend()).Fit(Spec, Training, hasValidation ? Validation : null, options, control);

    private static (int, float, float?, float?, double?, float, bool) Numbers(EpochReport report) =>
        (report.Epoch, report.TrainingLoss, report.ValidationLoss, report.ValidationAccuracy, report.Metric, report.LearningRate, report.IsBest);

    private static byte[] Bytes(TrainingCheckpoint checkpoint)
    {
        using var stream = new MemoryStream();
        checkpoint.Write(stream);
        return stream.ToArray();
    }

    private sealed class BrokenFrom(SomeSource source, int epoch) : IExampleSource
    {
        public Shape Example => source.Example;

        public int Count => source.Count;

        public IReadOnlyList<int> Classes => source.Classes;

        public IReadOnlyList<float[]>? Targets => null;

        public string Fingerprint => source.Fingerprint;

        public int Read(ExampleDraw draw, Span<float> destination)
        {
            source.Read(draw, destination);
            if (draw.Epoch >= epoch) destination.Fill(float.NaN);
            return 0;
        }
    }
}
