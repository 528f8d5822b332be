using MlNetAudio.Networks;
using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Golden;

/// <summary>Losses and their gradients by the logits, as PyTorch computed them in double precision.</summary>
public class TorchLossGoldenTests
{
    public static TheoryData<string, string> Cases => TorchGolden.Cases("loss", _ => true);

    [Theory, MemberData(nameof(Cases))]
    public void A_loss_and_its_gradient_are_those_of_PyTorch(string folder, string name)
    {
        var golden = TorchGolden.Load(folder, name);
        var (logits, target) = (golden["logits"], golden["target"]);
        int batch = logits.Shape[0];
        var loss = Loss(golden);
        var targets = target.Shape.Length == logits.Shape.Length ? LossTargets.Of(target.Floats) : LossTargets.Of(Array.ConvertAll(target.Values, value => (int)value));
        float[] gradient = new float[logits.Values.Length];

        loss.Check(Shape.Of(logits.Shape.AsSpan(1)), targets, batch);
        double value = loss.Evaluate(logits.Floats, targets, batch, gradient);

        double expected = golden["loss"].Values[0];
        Assert.Equal(expected, value, tolerance: 1e-5 * Math.Max(1, Math.Abs(expected)));
        Assert.InRange(Approximately.RelativeToPeak(golden["dlogits"].Values, gradient), 0, 1e-5);
    }

    private static LossSpec Loss(TorchGolden golden)
    {
        float[]? Optional(string array) => golden.Arrays.Contains(array) ? golden[array].Floats : null;
        return golden.Module.Split(' ')[0] switch
        {
            "BCEWithLogitsLoss" => new BinaryCrossEntropyWithLogits { PositiveWeight = Optional("pos_weight") },
            "CrossEntropyLoss" => new CrossEntropy { ClassWeights = Optional("weight"), LabelSmoothing = TorchText.Number(golden.Module, "label_smoothing", 0) },
            "MSELoss" => new MeanSquaredError(),
            "L1Loss" => new MeanAbsoluteError(),
            var other => throw new InvalidDataException($"'{other}' is no loss that is known here."),
        };
    }
}
