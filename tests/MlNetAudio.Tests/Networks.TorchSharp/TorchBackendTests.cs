using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.TorchSharp;
using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Networks.Training.Optimizers;
using MlNetAudio.Tests.Networks.Training;
using MlNetAudio.Tests.Support;
using Tensor = TorchSharp.torch.Tensor;

namespace MlNetAudio.Tests.Networks.TorchSharp;

/// <summary>The contract of all backends, and what is TorchSharp's alone. PyTorch counts tensors and sets threads for the whole process, so nothing else of it runs at the same time.</summary>
[Collection(nameof(TorchBackendTests))]
public class TorchBackendTests : TrainingBackendContract
{
    private protected override ITrainingBackend Backend { get; } = new TorchBackend(threads: 1);

    [Fact]
    public void A_thousand_steps_leave_no_tensor_behind()
    {
        var spec = new NetworkSpec(Shape.Of(1, 8, 6), [
            new Conv2d(3, Kernel: 3, Padding: 1), new BatchNorm(), new Relu(), new MaxPool2d(2), new Dropout(0.2f), new Permute(2, 0, 1), new Flatten(1),
            new Lstm(4, Layers: 2, ReturnSequences: true) { Dropout = 0.1f }, new AttentionPool(), new Linear(1)], timeAxis: 2);
        using var network = Backend.Create(spec, seed: 1);
        float[] inputs = Some.Floats(4 * spec.Input.Count, seed: 1), logits = new float[4];
        var optimizer = new AdamOptions { ClipNorm = 1, AverageDecay = 0.9f };
        int[] lengths = [6, 2, 4, 6];
        Step();
        long before = Tensor.TotalCount;

        for (int i = 0; i < 1000; i++) Step();

        Assert.Equal(before, Tensor.TotalCount);

        void Step()
        {
            network.Step(inputs, LossTargets.Of([0, 1, 1, 0]), 4, new BinaryCrossEntropyWithLogits(), optimizer, lengths);
            network.Forward(inputs, 4, logits);
            network.ReadWeights();
        }
    }

    [Fact]
    public void A_network_takes_its_tensors_with_it()
    {
        long before = Tensor.TotalCount;
        var network = Backend.Create(new NetworkSpec(Shape.Of(4, 3), [new Gru(2, Layers: 2), new Linear(1)]), seed: 1);
        network.Step(new float[12], LossTargets.Of([1]), 1, new BinaryCrossEntropyWithLogits(), new AdamOptions());
        Assert.NotEqual(before, Tensor.TotalCount);

        network.Dispose();

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void A_whole_run_is_that_of_the_cpu_engine()
    {
        var spec = new NetworkSpec(Shape.Of(6), [new Linear(16), new Relu(), new Dropout(0.1f), new Linear(1)]);
        var options = new TrainingOptions { Seed = 1, Epochs = 5, BatchSize = 16, Optimizer = new AdamOptions { LearningRate = 0.02f } };
        TrainingSet training = Problem(120, 1), validation = Problem(60, 2);

        var expected = new NetworkTrainer(new CpuBackend()).Fit(spec, training, validation, options);
        var actual = new NetworkTrainer(Backend).Fit(spec, training, validation, options);

        foreach (var (one, other) in expected.History.Zip(actual.History))
        {
            Assert.Equal(one.TrainingLoss, other.TrainingLoss, 1e-4f);
            Assert.Equal(one.ValidationLoss!.Value, other.ValidationLoss!.Value, 1e-4f);
        }

        static TrainingSet Problem(int count, int seed)
        {
            float[][] inputs = [.. Enumerable.Range(0, count).Select(i => Some.Floats(6, seed * 1000 + i))];
            return new(Shape.Of(6), inputs, [.. inputs.Select(x => x[0] + x[1] > x[2] ? 1 : 0)]);
        }
    }

    [Theory]
    [InlineData("gpu", "There is no device 'gpu'; use cpu, cuda, or cuda:n"), InlineData("cuda:x", "There is no device 'cuda:x'"), InlineData("cpu:0", "There is no device 'cpu:0'"), InlineData("cuda:99", "cuda:99")]
    public void A_device_that_is_not_there_is_refused(string device, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => new TorchBackend(device)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_backend_is_named_by_its_kind_of_device() => Assert.Equal("torchsharp-cpu", new TorchBackend("cpu").Name);
}
