using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Networks.Training.Optimizers;
using MlNetAudio.Networks.Training.Schedules;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Training;

public class NetworkTrainerTests
{
    private static readonly NetworkSpec Spec = new(Shape.Of(6), [new Linear(16), new Relu(), new Dropout(0.1f), new Linear(1)]);

    private static readonly TrainingOptions Options = new() { Seed = 1, Epochs = 12, Optimizer = new AdamOptions { LearningRate = 0.02f } };

    [Fact]
    public void A_learnable_question_is_learnt()
    {
        var result = new NetworkTrainer(new CpuBackend(threads: 1)).Fit(Spec, Problem(120, seed: 1), Problem(60, seed: 2), Options);

        Assert.True(result.History[^1].TrainingLoss < result.History[0].TrainingLoss / 2);
        Assert.True(result.History[result.BestEpoch - 1].ValidationAccuracy >= 0.9f);
    }

    [Fact]
    public void A_choice_of_classes_is_learnt()
    {
        var spec = new NetworkSpec(Shape.Of(6), [new Linear(16), new Relu(), new Linear(3)]);
        float[][] inputs = [.. Enumerable.Range(0, 150).Select(i => Some.Floats(6, seed: i))];
        int[] classes = [.. inputs.Select(x => x[0] > x[1] && x[0] > x[2] ? 0 : x[1] > x[2] ? 1 : 2)];
        var set = new TrainingSet(Shape.Of(6), inputs, classes);

        var result = new NetworkTrainer(new CpuBackend(threads: 1)).Fit(spec, set, set, Options with { Epochs = 20 });

        Assert.True(result.History[result.BestEpoch - 1].ValidationAccuracy >= 0.9f);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_with_one_and_two_threads()
    {
        var trainer = new NetworkTrainer(new CpuBackend());
        TrainingResult one = Fit(threads: 1), two = Fit(threads: 2), again = Fit(threads: 2);

        Assert.Equal(one.History.Select(Numbers), two.History.Select(Numbers));
        foreach (string name in one.Weights.Names)
        {
            Assert.True(one.Weights[name].SequenceEqual(two.Weights[name]), name);
            Assert.True(two.Weights[name].SequenceEqual(again.Weights[name]), name);
        }

        static (float, float?, float?, bool) Numbers(EpochReport report) => (report.TrainingLoss, report.ValidationLoss, report.ValidationAccuracy, report.IsBest);

        TrainingResult Fit(int threads) => trainer.Fit(Spec, Problem(50, seed: 1), Problem(20, seed: 2), Options with { Epochs = 3, Threads = threads });
    }

    [Fact]
    public void Training_stops_when_the_validation_loss_no_longer_falls_and_keeps_the_best_epochs_weights()
    {
        var backend = new ScriptedBackend(validationLogits: [0, 1, 2, 1, 1, 3, 0]);   // class 1 everywhere: the larger the logit, the lower the loss
        var options = Options with { Patience = 2, Balance = ClassBalance.None };

        var result = new NetworkTrainer(backend).Fit(ScriptedBackend.Spec, ScriptedBackend.Set, ScriptedBackend.Set, options);

        Assert.True(result.StoppedEarly);
        Assert.Equal(5, result.History.Count);
        Assert.Equal(3, result.BestEpoch);
        Assert.Equal([true, true, true, false, false], result.History.Select(report => report.IsBest));
        Assert.Equal(3f, result.Weights["0.bias"][0]);   // the scripted network's bias counts its epochs
    }

    [Fact]
    public void Without_a_validation_set_every_epoch_is_run_and_the_last_weights_are_kept()
    {
        var backend = new ScriptedBackend(validationLogits: []);

        var result = new NetworkTrainer(backend).Fit(ScriptedBackend.Spec, ScriptedBackend.Set, null, Options with { Epochs = 4, Patience = 1, Balance = ClassBalance.None });

        Assert.False(result.StoppedEarly);
        Assert.Equal(4, result.BestEpoch);
        Assert.Equal(4f, result.Weights["0.bias"][0]);
        Assert.All(result.History, report => Assert.Null(report.ValidationLoss));
    }

    [Fact]
    public void Every_example_is_used_once_an_epoch_the_last_partial_batch_included()
    {
        var backend = new ScriptedBackend(validationLogits: []);
        var set = new TrainingSet(Shape.Of(1), [.. Enumerable.Range(0, 7).Select(i => (float[])[i])], [0, 1, 0, 1, 0, 1, 0]);

        new NetworkTrainer(backend).Fit(ScriptedBackend.Spec, set, null, Options with { Epochs = 2, BatchSize = 3 });

        Assert.Equal([3, 3, 1, 3, 3, 1], backend.Batches.Select(batch => batch.Length));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], backend.Batches.Take(3).SelectMany(batch => batch).Order());
        Assert.NotEqual(backend.Batches.Take(3).SelectMany(batch => batch), backend.Batches.Skip(3).SelectMany(batch => batch));
        Assert.Equal([7 / 8f, 7 / 6f], Assert.IsType<BinaryCrossEntropyWithLogits>(backend.Loss).ClassWeights);   // four of class 0, three of class 1
    }

    [Fact]
    public void Values_are_learnt_as_classes_are()
    {
        var spec = new NetworkSpec(Shape.Of(6), [new Linear(2)]);
        float[][] inputs = [.. Enumerable.Range(0, 80).Select(i => Some.Floats(6, seed: i))];
        var set = new TrainingSet(Shape.Of(6), inputs, [.. inputs.Select(x => (float[])[x[0] - x[1], 0.5f * x[2] + 1])]);

        var result = new NetworkTrainer(new CpuBackend(threads: 1)).Fit(spec, set, set, Options with { Loss = new MeanSquaredError(), Epochs = 40 });

        Assert.True(result.History[^1].ValidationLoss < 1e-3f);
        Assert.Null(result.History[^1].ValidationAccuracy);
    }

    [Fact]
    public void A_loss_keeps_class_weights_of_its_own()
    {
        var backend = new ScriptedBackend(validationLogits: []);
        var loss = new BinaryCrossEntropyWithLogits { ClassWeights = [3, 4] };
        var set = new TrainingSet(Shape.Of(1), [[0], [1], [2]], [1, 1, 0]);

        new NetworkTrainer(backend).Fit(ScriptedBackend.Spec, set, null, Options with { Epochs = 1, Loss = loss });

        Assert.Same(loss, backend.Loss);
    }

    [Fact]
    public void The_schedule_sets_the_learning_rate_of_every_step()
    {
        var backend = new ScriptedBackend(validationLogits: []);
        var options = Options with { Epochs = 4, BatchSize = 1, Balance = ClassBalance.None, Optimizer = new SgdOptions { LearningRate = 1 } };

        new NetworkTrainer(backend).Fit(ScriptedBackend.Spec, ScriptedBackend.Set, null, options with { Schedule = new StepSchedule { Every = 2, Gamma = 0.5f } });
        new NetworkTrainer(backend).Fit(ScriptedBackend.Spec, ScriptedBackend.Set, null, options with { Schedule = new CosineSchedule { Interval = ScheduleInterval.Step } });

        Assert.Equal([1, 1, 1, 1, 0.5f, 0.5f, 0.5f, 0.5f], backend.LearningRates.Take(8));
        Assert.Equal(1, backend.LearningRates[8]);
        Assert.Equal(0.5f, backend.LearningRates[12], tolerance: 1e-6f);   // step 4 of 8
    }

    [Fact]
    public void A_plateau_of_the_validation_loss_lowers_the_learning_rate()
    {
        var backend = new ScriptedBackend(validationLogits: [0, 1, 1, 1, 2]);
        var options = Options with { Epochs = 5, BatchSize = 2, Balance = ClassBalance.None, Optimizer = new SgdOptions { LearningRate = 1 }, Schedule = new ReduceOnPlateauSchedule { Patience = 1, Factor = 0.5f } };

        new NetworkTrainer(backend).Fit(ScriptedBackend.Spec, ScriptedBackend.Set, ScriptedBackend.Set, options);

        Assert.Equal([1, 1, 1, 1, 0.5f], backend.LearningRates);
    }

    [Fact]
    public void An_average_of_the_weights_is_what_is_validated_and_kept()
    {
        var backend = new ScriptedBackend(validationLogits: [0, 1]);
        var options = Options with { Epochs = 2, Balance = ClassBalance.None, Optimizer = new AdamOptions { AverageDecay = 0.9f } };

        new NetworkTrainer(backend).Fit(ScriptedBackend.Spec, ScriptedBackend.Set, ScriptedBackend.Set, options);

        Assert.Equal(["step", "swap", "forward", "read", "swap", "step", "swap", "forward", "read", "swap"], backend.Calls);
    }

    [Fact]
    public void Without_a_validation_set_too_the_average_is_kept()
    {
        var backend = new ScriptedBackend(validationLogits: []);
        var options = Options with { Epochs = 2, Balance = ClassBalance.None, Optimizer = new AdamOptions { AverageDecay = 0.9f } };

        new NetworkTrainer(backend).Fit(ScriptedBackend.Spec, ScriptedBackend.Set, null, options);

        Assert.Equal(["step", "swap", "read"], backend.Calls);
    }

    [Fact]
    public void Targets_that_do_not_fit_the_loss_are_refused_with_the_sets_name()
    {
        var set = new TrainingSet(Shape.Of(6), [new float[6]], [1]);
        var values = new TrainingSet(Shape.Of(6), [new float[6]], [[0.5f, 1]]);
        var trainer = new NetworkTrainer(new CpuBackend());

        var classes = Assert.Throws<ArgumentException>(() => trainer.Fit(Spec, set, null, Options with { Loss = new MeanSquaredError() }));
        var count = Assert.Throws<ArgumentException>(() => trainer.Fit(Spec, values, null, Options));

        Assert.StartsWith("The training set: MeanSquaredError needs target values [1]", classes.Message, StringComparison.Ordinal);
        Assert.StartsWith("The training set, example 0: There are 2 target values, but a batch of 1 × [1] needs 1.", count.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_is_told_after_every_epoch()
    {
        var told = new List<EpochReport>();

        var result = new NetworkTrainer(new CpuBackend(threads: 1)).Fit(Spec, Problem(20, seed: 1), Problem(10, seed: 2), Options with { Epochs = 3 }, told.Add);

        Assert.Equal(result.History, told);
        Assert.Equal([1, 2, 3], told.Select(report => report.Epoch));
    }

    [Fact]
    public void Cancelling_ends_training_between_two_steps()
    {
        using var source = new CancellationTokenSource();
        var trainer = new NetworkTrainer(new CpuBackend(threads: 1));

        Assert.Throws<OperationCanceledException>(() => trainer.Fit(Spec, Problem(20, seed: 1), null, Options, _ => source.Cancel(), source.Token));
    }

    [Fact]
    public void A_loss_that_is_not_finite_names_epoch_batch_and_layer()
    {
        var set = Problem(40, seed: 1);
        var error = Assert.Throws<TrainingDivergedException>(
            () => new NetworkTrainer(new CpuBackend(threads: 1)).Fit(Spec, set, null, Options with { Optimizer = new AdamOptions { LearningRate = 1e30f } }));

        Assert.Matches(@"^Epoch 1, batch 2 of 3: the loss is .+: layer \d, Linear\(\d+\), is the first whose output is not finite; lower the learning rate\.$", error.Message);
    }

    [Fact]
    public void An_input_that_is_not_a_number_is_found()
    {
        var set = new TrainingSet(Shape.Of(6), [Some.Floats(6, 1), [0, 0, 0, 0, float.NaN, 0]], [0, 1]);

        var error = Assert.Throws<TrainingDivergedException>(() => new NetworkTrainer(new CpuBackend(threads: 1)).Fit(Spec, set, null, Options));

        Assert.Matches(@"^Epoch 1, batch 1 of 1: the loss is NaN: input \d of the batch holds NaN at value 4; clean the data\.$", error.Message);
    }

    [Fact]
    public void Examples_of_another_shape_are_refused_with_both_shapes()
    {
        var set = new TrainingSet(Shape.Of(5), [new float[5]], [0]);

        var error = Assert.Throws<ShapeException>(() => new NetworkTrainer(new CpuBackend()).Fit(Spec, set, null, Options));

        Assert.StartsWith("The training examples are [5] but the network reads [6];", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_without_examples_cannot_be_balanced()
    {
        var set = new TrainingSet(Shape.Of(6), [new float[6]], [1]);

        var error = Assert.Throws<ArgumentException>(() => new NetworkTrainer(new CpuBackend()).Fit(Spec, set, null, Options));

        Assert.StartsWith("Class 0 of 0..1 has no training example", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_without_logits_is_refused()
    {
        var spec = new NetworkSpec(Shape.Of(1, 4, 4), [new Relu()]);

        var error = Assert.Throws<ShapeException>(() => new NetworkTrainer(new CpuBackend()).Fit(spec, new TrainingSet(Shape.Of(1, 4, 4), [new float[16]], [0]), null, Options));

        Assert.Contains("put Flatten() and Linear(classes) at its end", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Class 1 where the first value is larger than the second.</summary>
    private static TrainingSet Problem(int count, int seed)
    {
        float[][] inputs = [.. Enumerable.Range(0, count).Select(i => Some.Floats(6, 1000 * seed + i))];
        return new(Shape.Of(6), inputs, [.. inputs.Select(x => x[0] > x[1] ? 1 : 0)]);
    }
}
