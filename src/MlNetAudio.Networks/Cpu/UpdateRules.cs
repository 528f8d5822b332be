using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Training.Optimizers;

namespace MlNetAudio.Networks.Cpu;

/// <summary>The kernel of each optimiser.</summary>
internal sealed class UpdateRules : IOptimizerVisitor<UpdateRule>
{
    public static readonly UpdateRules Instance = new();

    public UpdateRule Visit(SgdOptions options) => new Sgd(options);

    public UpdateRule Visit(AdamOptions options) => new Adam(options);

    public UpdateRule Visit(AdamWOptions options) => new Adam(options);

    public UpdateRule Visit(RmsPropOptions options) => new RmsProp(options);
}
