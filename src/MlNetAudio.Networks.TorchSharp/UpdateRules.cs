using MlNetAudio.Networks.Training.Optimizers;
using static TorchSharp.torch;

namespace MlNetAudio.Networks.TorchSharp;

/// <summary>What one step of an optimiser does to a parameter, in place.</summary>
internal abstract class UpdateRule
{
    /// <summary>PyTorch's names of what is remembered for each parameter.</summary>
    public abstract IReadOnlyList<string> MomentNames { get; }

    /// <param name="moments">In the order of <see cref="MomentNames"/>.</param>
    /// <param name="step">Counted from 1.</param>
    public abstract void Update(Tensor weights, Tensor gradient, Tensor[] moments, long step);
}

/// <summary>The rule of each optimiser: the formulas of torch.optim.</summary>
internal sealed class UpdateRules : IOptimizerVisitor<UpdateRule>
{
    public static readonly UpdateRules Instance = new();

    public UpdateRule Visit(SgdOptions options) => new Sgd(options);

    public UpdateRule Visit(AdamOptions options) => new Adam(options.LearningRate, options.Beta1, options.Beta2, options.Epsilon, options.WeightDecay, shrink: 1);

    public UpdateRule Visit(AdamWOptions options) =>
        new Adam(options.LearningRate, options.Beta1, options.Beta2, options.Epsilon, decay: 0, shrink: (float)(1 - (double)options.LearningRate * options.WeightDecay));

    public UpdateRule Visit(RmsPropOptions options) => new RmsProp(options);

    private static Tensor Decayed(Tensor gradient, Tensor weights, float decay) => decay == 0 ? gradient : gradient + weights.Times(decay);

    private sealed class Sgd(SgdOptions options) : UpdateRule
    {
        public override IReadOnlyList<string> MomentNames => options.Momentum == 0 ? [] : ["momentum_buffer"];

        public override void Update(Tensor weights, Tensor gradient, Tensor[] moments, long step)
        {
            gradient = Decayed(gradient, weights, options.WeightDecay);
            if (options.Momentum != 0)
            {
                moments[0].Scale(options.Momentum).add_(gradient);
                gradient = options.Nesterov ? gradient + moments[0].Times(options.Momentum) : moments[0];
            }
            weights.Add(gradient, -options.LearningRate);
        }
    }

    private sealed class Adam(float learningRate, float beta1, float beta2, float epsilon, float decay, float shrink) : UpdateRule
    {
        public override IReadOnlyList<string> MomentNames => ["exp_avg", "exp_avg_sq"];

        public override void Update(Tensor weights, Tensor gradient, Tensor[] moments, long step)
        {
            gradient = Decayed(gradient, weights, decay);
            moments[0].Scale(beta1).Add(gradient, 1 - beta1);
            moments[1].Scale(beta2).AddProduct(gradient, gradient, 1 - beta2);
            var divisor = moments[1].sqrt().Scale((float)(1 / Math.Sqrt(1 - Math.Pow(beta2, step)))).Add(epsilon);
            if (shrink != 1) weights.Scale(shrink);
            weights.AddQuotient(moments[0], divisor, -(float)(learningRate / (1 - Math.Pow(beta1, step))));
        }
    }

    private sealed class RmsProp(RmsPropOptions options) : UpdateRule
    {
        public override IReadOnlyList<string> MomentNames => [.. options.Centered ? (string[])["square_avg", "grad_avg"] : ["square_avg"], .. options.Momentum != 0 ? (string[])["momentum_buffer"] : []];

        public override void Update(Tensor weights, Tensor gradient, Tensor[] moments, long step)
        {
            gradient = Decayed(gradient, weights, options.WeightDecay);
            var square = moments[0].Scale(options.Alpha).AddProduct(gradient, gradient, 1 - options.Alpha);
            if (options.Centered)
            {
                var mean = moments[1].Scale(options.Alpha).Add(gradient, 1 - options.Alpha);
                square = (square - mean * mean).relu();
            }
            var update = gradient / square.sqrt().Plus(options.Epsilon);
            if (options.Momentum != 0) update = moments[^1].Scale(options.Momentum).add_(update);
            weights.Add(update, -options.LearningRate);
        }
    }
}
