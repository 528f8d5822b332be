using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training;

namespace MlNetAudio.Networks.Cpu;

/// <summary>Trains on the processor with this library's own kernels: AVX-512 where there is, otherwise whatever vectors the processor has.</summary>
/// <param name="threads">Threads of each network; 0 means one per core. Results are the same bits for every number.</param>
public sealed class CpuBackend(int threads = 0) : ITrainingBackend
{
    private readonly int _threads = Require.NotNegative(threads, nameof(threads));

    public string Name => "cpu";

    public ITrainableNetwork Create(NetworkSpec spec, int seed) => Create(spec, InitialWeights.Draw(spec, seed), seed);

    public ITrainableNetwork Create(NetworkSpec spec, NetworkWeights weights, int seed) => new CpuNetwork(spec, weights, seed) { Threads = _threads };

    /// <summary>Compiles a network for a batch and times a few training passes (forward and backward, without loss and optimiser) layer by layer.</summary>
    /// <param name="passes">That are timed, after one that is not.</param>
    /// <exception cref="ArgumentException">Batch or passes are not positive, or a batch is too large for one arena.</exception>
    public PlanReport Describe(NetworkSpec spec, int batch, TimeProvider clock, int passes = 5)
    {
        Require.Positive(batch);
        Require.Positive(passes);
        var parameters = new ParameterStore(spec);
        parameters.WriteWeights(InitialWeights.Draw(spec, seed: 1));
        using var team = new WorkerTeam(_threads == 0 ? Environment.ProcessorCount : _threads);
        var plan = new CpuPlan(spec, parameters, team, batch);
        var inputs = new float[checked(batch * spec.Input.Count)];
        var values = new RandomStream(seed: 1, RandomUse.Shuffling);
        for (int i = 0; i < inputs.Length; i++) inputs[i] = 2 * values.Uniform(i) - 1;
        plan.Forward(inputs, batch, RunMode.Evaluation(seed: 0));
        plan.Time(clock, []);
        var times = new Dictionary<NetworkLayer, (TimeSpan Forward, TimeSpan Backward)>();
        for (int pass = 0; pass < passes; pass++) plan.Time(clock, times);
        var rows = spec.AllLayers.Zip(LayerSummary.Of(spec), (layer, summary) =>
        {
            var (forward, backward) = times.GetValueOrDefault(layer);
            return new PlanReport.Row(summary, plan.BytesOf(layer), forward.TotalMilliseconds / passes, backward.TotalMilliseconds / passes);
        });
        return new([.. rows], plan.Bytes, plan.SharedGradientBytes, plan.ScratchBytes);
    }
}
