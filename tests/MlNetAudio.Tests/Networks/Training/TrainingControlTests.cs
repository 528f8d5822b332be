using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Training.Checkpoints;
using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Networks.Training.Optimizers;

namespace MlNetAudio.Tests.Networks.Training;

public class TrainingControlTests
{
    private static readonly NetworkSpec Spec = new(Shape.Of(6), [new Linear(8), new Relu(), new Linear(1)]);

    private static readonly TrainingOptions Options = new() { Seed = 1, Epochs = 6, BatchSize = 8, Threads = 1, Balance = ClassBalance.None, Optimizer = new AdamOptions { LearningRate = 0.02f } };

    [Fact]
    public void A_stop_within_an_epoch_gives_the_best_weights_so_far_and_a_checkpoint_to_go_on_from()
    {
        using var stop = new CancellationTokenSource();
        TrainingCheckpoint? last = null;
        var saves = new CheckpointOptions { Batches = 1, Save = checkpoint => { last = checkpoint; if (checkpoint is { Epoch: 3, Batch: 2 }) stop.Cancel(); } };

        var stopped = Fit(new SomeSource(30, 1), new SomeSource(12, 2), new() { Stop = stop.Token, Checkpoints = saves });
        var two = Fit(new SomeSource(30, 1), new SomeSource(12, 2), new(), Options with { Epochs = 2 });
        var resumed = Fit(new SomeSource(30, 1), new SomeSource(12, 2), new() { Resume = last });
        var alone = Fit(new SomeSource(30, 1), new SomeSource(12, 2), new());

        Assert.Equal(TrainingEnding.StopRequested, stopped.Ending);
        Assert.False(stopped.StoppedEarly);
        Assert.Equal(2, stopped.History.Count);
        Assert.Equal(two.BestEpoch, stopped.BestEpoch);
        Assert.True(two.Weights["0.weight"].SequenceEqual(stopped.Weights["0.weight"]));
        Assert.True(alone.Weights["0.weight"].SequenceEqual(resumed.Weights["0.weight"]));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_stop_within_the_first_epoch_validates_what_is_there(bool hasValidation)
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var told = new List<EpochReport>();

        var stopped = Fit(new SomeSource(30, 1), hasValidation ? new SomeSource(12, 2) : null, new() { Stop = stop.Token, Progress = told.Add });

        Assert.Equal(TrainingEnding.StopRequested, stopped.Ending);
        var report = Assert.Single(stopped.History);
        Assert.Same(report, Assert.Single(told));
        Assert.Equal(hasValidation, report.ValidationLoss is not null);
        Assert.Equal(1, stopped.BestEpoch);
        Assert.False(stopped.Weights["0.weight"].SequenceEqual(InitialWeights.Draw(Spec, Options.Seed)["0.weight"]));   // one step was made
    }

    [Fact]
    public void A_stop_after_the_last_epoch_is_no_stop()
    {
        using var stop = new CancellationTokenSource();

        var result = Fit(new SomeSource(30, 1), null, new() { Stop = stop.Token, Progress = report => { if (report.Epoch == 6) stop.Cancel(); } });

        Assert.Equal(TrainingEnding.LastEpoch, result.Ending);
    }

    [Fact]
    public void A_metric_is_reported_and_can_choose_the_epoch()
    {
        double[] values = [0.5, 0.9, 0.7, 0.9, 0.6, 0.4];
        TrainingResult high = Run(higherIsBetter: true), low = Run(higherIsBetter: false);

        Assert.Equal(values, high.History.Select(report => report.Metric!.Value));
        Assert.Equal(2, high.BestEpoch);                                          // the first of equals
        Assert.Equal(6, low.BestEpoch);
        Assert.Equal([true, true, false, false, false, false], high.History.Select(report => report.IsBest));

        TrainingResult Run(bool higherIsBetter)
        {
            int epoch = 0;
            var metric = new ValidationMetric("auc", (logits, classes) => logits.Length == 12 && classes.Length == 12 ? values[epoch++] : double.NaN, higherIsBetter);
            return Fit(new SomeSource(30, 1), new SomeSource(12, 2), new() { Metric = metric }, Options with { Selection = EpochSelection.Metric });
        }
    }

    [Fact]
    public void The_logits_of_a_metric_are_in_the_order_of_the_set()
    {
        float[] seen = [];
        var validation = new SomeSource(12, 2);
        var metric = new ValidationMetric("first", (logits, classes) =>
        {
            Assert.Equal(validation.Classes, classes.ToArray());
            return (seen = logits.ToArray())[0];
        });

        var result = Fit(new SomeSource(30, 1), validation, new() { Metric = metric }, Options with { Epochs = 1 });

        using var network = new CpuBackend().Create(Spec, result.Weights, seed: 1);
        float[] inputs = new float[12 * 6], logits = new float[12];
        for (int i = 0; i < 12; i++) validation.Read(new(i), inputs.AsSpan(6 * i, 6));
        network.Forward(inputs, 12, logits);
        Assert.Equal(logits, seen);
    }

    [Fact]
    public void Small_improvements_do_not_prolong_training_but_their_weights_are_kept()
    {
        double[] values = [0.5, 0.51, 0.52, 0.7, 0.71, 0.72];
        int epoch = 0;
        var metric = new ValidationMetric("auc", (_, _) => values[epoch++]);

        var result = Fit(new SomeSource(30, 1), new SomeSource(12, 2), new() { Metric = metric }, Options with { Selection = EpochSelection.Metric, MinimumImprovement = 0.1f, Patience = 2 });

        Assert.Equal(TrainingEnding.EarlyStopping, result.Ending);
        Assert.Equal(3, result.History.Count);
        Assert.Equal(3, result.BestEpoch);
    }

    [Fact]
    public void The_last_epoch_is_kept_where_none_is_chosen_however_the_validation_goes()
    {
        var options = Options with { Epochs = 6, Patience = 1 };
        var contrary = new SomeSource(12, 2) { Classes = [.. new SomeSource(12, 2).Classes.Select(label => 1 - label)] };

        var chosen = Fit(new SomeSource(30, 1), contrary, new(), options);
        var last = Fit(new SomeSource(30, 1), contrary, new(), options with { Selection = EpochSelection.LastEpoch });
        var unwatched = Fit(new SomeSource(30, 1), null, new(), options);

        Assert.Equal(TrainingEnding.EarlyStopping, chosen.Ending);
        Assert.Equal((6, 6, TrainingEnding.LastEpoch), (last.History.Count, last.BestEpoch, last.Ending));
        Assert.All(last.History, report => Assert.NotNull(report.ValidationLoss));
        foreach (string name in last.Weights.Names) Assert.Equal(unwatched.Weights[name], last.Weights[name]);
    }

    [Fact]
    public void A_metric_that_is_needed_but_missing_or_undefined_is_refused()
    {
        var options = Options with { Selection = EpochSelection.Metric };

        var missing = Assert.Throws<ArgumentException>(() => Fit(new SomeSource(30, 1), new SomeSource(12, 2), new(), options));
        var undefined = Assert.Throws<ArgumentException>(() => Fit(new SomeSource(30, 1), new SomeSource(12, 2), new() { Metric = new("auc", (_, _) => double.NaN) }, options));

        Assert.StartsWith("Selection is by metric, but the control names no Metric;", missing.Message, StringComparison.Ordinal);
        Assert.StartsWith("Epoch 1: auc is not defined on this validation set,", undefined.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_says_how_long_the_epoch_took_how_busy_the_engine_was_and_what_is_left()
    {
        var result = Fit(new SomeSource(16, 1), null, new() { Clock = new TickingClock() }, Options with { Epochs = 3 });

        // Two looks around each of two steps, one at the end; the next epoch begins with one more.
        Assert.All(result.History, report => Assert.Equal(TimeSpan.FromSeconds(5), report.Duration));
        Assert.All(result.History, report => Assert.Equal(0.4, report.EngineBusy, 1e-9));
        Assert.Equal([10, 5, 0], result.History.Select(report => report.Remaining.TotalSeconds));
        Assert.All(result.History, report => Assert.Equal(0.02f, report.LearningRate));
    }

    [Fact]
    public void Balanced_sampling_draws_a_rare_class_as_often_and_leaves_the_loss_alone()
    {
        var backend = new ScriptedBackend(validationLogits: []);
        var set = new TrainingSet(Shape.Of(1), [[0], [0], [0], [0], [0], [9]], [0, 0, 0, 0, 0, 1]);

        new NetworkTrainer(backend).Fit(ScriptedBackend.Spec, set, null, Options with { Epochs = 1, BatchSize = 3, Balance = ClassBalance.Sampling });

        Assert.Equal([0, 0, 0, 9, 9, 9], backend.Batches.SelectMany(batch => batch).Order());
        Assert.Null(Assert.IsType<BinaryCrossEntropyWithLogits>(backend.Loss).ClassWeights);
    }

    [Fact]
    public void Mixup_trains_a_network_of_one_logit_and_of_several_with_class_weights()
    {
        var several = new NetworkSpec(Shape.Of(6), [new Linear(16), new Relu(), new Linear(2)]);
        var options = Options with { Epochs = 30, Mixup = new() { Alpha = 0.2f }, Balance = ClassBalance.Weights };
        foreach (var spec in (NetworkSpec[])[Spec, several])
        {
            var result = new NetworkTrainer(new CpuBackend(threads: 1)).Fit(spec, new SomeSource(120, 1), new SomeSource(60, 2), options);

            Assert.True(result.History[result.BestEpoch - 1].ValidationAccuracy >= 0.85f);
        }
    }

    [Fact]
    public void Examples_that_are_made_on_the_way_are_learnt_as_those_in_memory()
    {
        var source = new SomeSource(40, 1);
        float[][] inputs = [.. Enumerable.Range(0, 40).Select(i => { float[] input = new float[6]; source.Read(new(i), input); return input; })];
        var set = new TrainingSet(Shape.Of(6), inputs, source.Classes);

        var memory = Fit(set, set, new());
        var made = Fit(new Unchanged(source), new Unchanged(source), new(), Options with { Producers = 2 });

        Assert.Equal(memory.History.Select(report => report.ValidationLoss), made.History.Select(report => report.ValidationLoss));
        Assert.True(memory.Weights["0.weight"].SequenceEqual(made.Weights["0.weight"]));
    }

    private static TrainingResult Fit(IExampleSource training, IExampleSource? validation, TrainingControl control, TrainingOptions? options = null) =>
        new NetworkTrainer(new CpuBackend(threads: 1)).Fit(Spec, training, validation, options ?? Options, control);

    /// <summary>The same in every epoch.</summary>
    private sealed class Unchanged(SomeSource source) : IExampleSource
    {
        public Shape Example => source.Example;

        public int Count => source.Count;

        public IReadOnlyList<int> Classes => source.Classes;

        public IReadOnlyList<float[]>? Targets => null;

        public string Fingerprint => source.Fingerprint;

        public int Read(ExampleDraw draw, Span<float> destination) => source.Read(new(draw.Index), destination);
    }
}
