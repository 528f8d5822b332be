using MlNetAudio.Networks;
using MlNetAudio.Networks.Training;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Training;

public class LossTests
{
    private static readonly string[] Known = ["loss_bce_logits", "loss_ce", "loss_ce_weighted"];

    public static TheoryData<string, string> Cases => TorchGolden.Cases("loss", Known.Contains);

    [Theory, MemberData(nameof(Cases))]
    public void A_loss_and_its_gradient_are_those_of_PyTorch(string folder, string name)
    {
        var golden = TorchGolden.Load(folder, name);
        int[] classes = Array.ConvertAll(golden["target"].Values, value => (int)value);
        float[] logits = golden["logits"].Floats, gradient = new float[logits.Length], weights = golden.Arrays.Contains("weight") ? golden["weight"].Floats : [];

        double loss = Loss.Evaluate(name.Contains("bce", StringComparison.Ordinal) ? LossKind.BinaryCrossEntropyWithLogits : LossKind.CrossEntropy, logits, classes, weights, gradient);

        Assert.Equal(golden["loss"].Values[0], loss, tolerance: 1e-6);
        Assert.InRange(Approximately.RelativeToPeak(golden["dlogits"].Values, gradient), 0, 1e-6);
    }

    [Fact]
    public void Class_weights_make_a_weighted_mean()
    {
        float[] logits = [0.5f, -1, 2];
        double[] single = [.. logits.Select((logit, i) => Loss.Evaluate(LossKind.BinaryCrossEntropyWithLogits, [logit], [i % 2], [], []))];

        double weighted = Loss.Evaluate(LossKind.BinaryCrossEntropyWithLogits, logits, [0, 1, 0], [2, 6], []);

        Assert.Equal((2 * single[0] + 6 * single[1] + 2 * single[2]) / 10, weighted, tolerance: 1e-12);
    }

    [Theory, InlineData(1000), InlineData(-1000)]
    public void Huge_logits_stay_finite(float logit)
    {
        Assert.True(double.IsFinite(Loss.Evaluate(LossKind.BinaryCrossEntropyWithLogits, [logit, logit], [0, 1], [], [])));
        Assert.True(double.IsFinite(Loss.Evaluate(LossKind.CrossEntropy, [logit, 0, -logit], [2], [], [])));
    }

    [Fact]
    public void The_loss_follows_from_the_number_of_logits()
    {
        Assert.Equal(LossKind.BinaryCrossEntropyWithLogits, Loss.For(KnownNetworks.Cnn(16, 16, logits: 1)));
        Assert.Equal(LossKind.CrossEntropy, Loss.For(KnownNetworks.Cnn(16, 16, logits: 3)));
    }

    [Fact]
    public void A_class_out_of_range_is_named()
    {
        var error = Assert.Throws<ArgumentException>(() => Loss.Check(LossKind.BinaryCrossEntropyWithLogits, Shape.Of(1), [0, 2], []));

        Assert.StartsWith("Example 1 has class 2; the network knows 0..1.", error.Message, StringComparison.Ordinal);
    }
}
